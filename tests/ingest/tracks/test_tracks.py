"""TCX and GPX as makers write them, and how such files are broken; figures by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from ingest.errors import UnreadableFileError
from ingest.imports.derive import derive
from ingest.tracks import read_gpx, read_tcx

TCX = """<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
 <Activities><Activity Sport="{sport}"><Id>2026-04-14T06:00:00Z</Id>
  {laps}
  <Creator><Name>Polar Vantage V2</Name></Creator>
 </Activity></Activities>
</TrainingCenterDatabase>"""
LAP = """<Lap StartTime="2026-04-14T06:{minute:02d}:00Z">
<TotalTimeSeconds>{seconds}</TotalTimeSeconds>
<DistanceMeters>{metres}</DistanceMeters>
<AverageHeartRateBpm><Value>131</Value></AverageHeartRateBpm>
<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>{tracks}</Lap>"""


def tcx_points(first, last, *, start_m=0.0, speed=3.0, heart=130):
    made = []
    for second in range(first, last + 1):
        metres = start_m + speed * (second - first)
        made.append(
            f"<Trackpoint><Time>2026-04-14T06:{second // 60:02d}:{second % 60:02d}.000Z</Time>"
            "<Position><LatitudeDegrees>1</LatitudeDegrees></Position>"
            f"<AltitudeMeters>10</AltitudeMeters><DistanceMeters>{metres}</DistanceMeters>"
            f"<HeartRateBpm><Value>{heart}</Value></HeartRateBpm>"
            "<Extensions><ns3:TPX xmlns:ns3='x'><ns3:Speed>3.0</ns3:Speed>"
            "<ns3:RunCadence>85</ns3:RunCadence></ns3:TPX></Extensions></Trackpoint>"
        )
    return f"<Track>{''.join(made)}</Track>"


def tcx(*laps, sport="Running"):
    return TCX.format(sport=sport, laps="".join(laps)).encode()


def lap(*tracks, minute=0, seconds=120, metres=360):
    return LAP.format(minute=minute, seconds=seconds, metres=metres, tracks="".join(tracks))


def facts(file):
    return [derive(one, sha256="0" * 64, leg=n)[0] for n, one in enumerate(file.activities)]


def test_a_run_in_tcx():
    (found,) = facts(read_tcx(tcx(lap(tcx_points(0, 120)))))
    assert found.start_utc == datetime(2026, 4, 14, 6, tzinfo=UTC)
    assert (found.sport, found.device) == ("running", "Polar Vantage V2")
    assert (found.duration_s, found.distance_m, found.distance_source) == (120, 360, "both")
    assert found.hr_mean_bpm == pytest.approx(130)
    assert found.cadence_mean_spm == pytest.approx(170)
    assert [(one.timer_s, one.distance_m, one.intensity) for one in found.laps] == [
        (120, 360, "active")
    ]


def test_a_second_track_begins_after_a_pause():
    laps = lap(tcx_points(0, 60), tcx_points(80, 140, start_m=180))
    (found,) = facts(read_tcx(tcx(laps)))
    assert found.duration_s == 120
    assert found.elapsed_s == 140


def test_laps_without_points_are_known_by_what_the_device_states():
    """As a run typed in by hand: half an hour, five kilometres, no samples."""
    (found,) = facts(read_tcx(tcx(lap(seconds=1800, metres=5000))))
    assert (found.duration_s, found.duration_source) == (1800, "device")
    assert (found.distance_m, found.distance_source) == (5000, "device")
    assert found.hr_mean_bpm is None


def test_other_sports_and_several_activities():
    ride = tcx(lap(tcx_points(0, 60), seconds=60, metres=180), sport="Biking")
    assert facts(read_tcx(ride))[0].sport == "cycling"
    assert facts(read_tcx(tcx(lap(tcx_points(0, 9)), sport="Other")))[0].sport == "unknown"


def test_courses_and_workouts_hold_no_activity():
    course = b"<TrainingCenterDatabase><Courses><Course><Name>x</Name></Course></Courses>"
    found = read_tcx(course + b"</TrainingCenterDatabase>")
    assert (found.kind, found.activities) == ("course", ())


GPX = """<?xml version="1.0"?><gpx creator="{creator}" version="1.1"
 xmlns="http://www.topografix.com/GPX/1/1" xmlns:{prefix}="http://example.org/x">
 <metadata><time>2026-04-14T05:00:00Z</time></metadata>
 <trk><name>Morning Run</name>{kind}{segments}</trk></gpx>"""
STEP_DEG = 3.0 / 111_195.08  # three metres along a meridian of the mean sphere


def gpx_points(first, last, *, at=0, prefix="gpxtpx", heart="hr", zone="Z", timed=True):
    made = []
    for second in range(first, last + 1):
        time = f"<time>2026-04-14T08:{second // 60:02d}:{second % 60:02d}{zone}</time>" * timed
        made.append(
            f'<trkpt lat="{(second + at) * STEP_DEG}" lon="0"><ele>5</ele>{time}<extensions>'
            f"<{prefix}:TrackPointExtension><{prefix}:{heart}>140</{prefix}:{heart}>"
            f"<{prefix}:cad>84</{prefix}:cad></{prefix}:TrackPointExtension>"
            "</extensions></trkpt>"
        )
    return f"<trkseg>{''.join(made)}</trkseg>"


def gpx(*segments, kind="<type>running</type>", prefix="gpxtpx", creator="StravaGPX"):
    whole = GPX.format(creator=creator, prefix=prefix, kind=kind, segments="".join(segments))
    return whole.encode()


def test_a_run_in_gpx_has_the_distance_of_its_points_and_no_positions():
    file = read_gpx(gpx(gpx_points(0, 100)))
    (found,) = facts(file)
    assert (found.sport, found.duration_s) == ("running", 100)
    assert found.distance_m == pytest.approx(300, abs=0.5)
    assert (found.hr_mean_bpm, found.cadence_mean_spm) == (140, 168)
    assert found.start_utc == datetime(2026, 4, 14, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("prefix", "heart"), [("gpxtpx", "hr"), ("ns3", "hr"), ("gpxdata", "hr"), ("x", "heartrate")]
)
def test_any_prefix_of_the_heart_rate_extension(prefix, heart):
    file = read_gpx(gpx(gpx_points(0, 30, prefix=prefix, heart=heart), prefix=prefix))
    assert facts(file)[0].hr_mean_bpm == 140


def test_a_prefix_that_nothing_declares_is_a_broken_file():
    """XML without its namespace is not well formed; nothing is guessed from it."""
    with pytest.raises(UnreadableFileError):
        read_gpx(gpx(gpx_points(0, 5, prefix="other")))


def test_a_new_segment_begins_after_a_pause_and_its_step_is_no_distance():
    (found,) = facts(read_gpx(gpx(gpx_points(0, 60), gpx_points(300, 360, at=5000))))
    assert found.duration_s == 120
    assert found.distance_m == pytest.approx(360, abs=1)


def test_offsets_are_kept_and_utc_is_no_offset():
    assert facts(read_gpx(gpx(gpx_points(0, 9, zone="+02:00"))))[0].utc_offset_s == 7200
    assert facts(read_gpx(gpx(gpx_points(0, 9))))[0].utc_offset_s is None


def test_pieces_of_a_track_are_paused_between_and_an_empty_one_is_none():
    pieces = (gpx_points(0, 60), gpx_points(200, 260), "<trkseg></trkseg>", gpx_points(400, 460))
    (found,) = facts(read_gpx(gpx(*pieces)))
    assert (found.duration_s, found.elapsed_s) == (180, 460)


def test_without_a_type_the_sport_is_unknown():
    assert facts(read_gpx(gpx(gpx_points(0, 9), kind="")))[0].sport == "unknown"
    assert facts(read_gpx(gpx(gpx_points(0, 9), kind="<type>Trail Run</type>")))[0].sub_sport == (
        "trail"
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (gpx(gpx_points(0, 9, timed=False)), "track without times"),
        (b"<gpx><rte><rtept lat='1' lon='1'/></rte></gpx>", "route"),
    ],
)
def test_what_is_no_recording_holds_no_activity(data, kind):
    found = read_gpx(data)
    assert (found.kind, found.activities, found.salvaged) == (kind, (), False)


def test_points_without_time_are_passed_by():
    (found,) = facts(read_gpx(gpx(gpx_points(0, 60), gpx_points(61, 90, timed=False))))
    assert found.duration_s == 60


@pytest.mark.parametrize("before", [b"   \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf  "])
def test_blanks_and_marks_before_the_declaration(before):
    assert facts(read_gpx(before + gpx(gpx_points(0, 9))))[0].duration_s == 9
    assert facts(read_tcx(before + tcx(lap(tcx_points(0, 9)))))[0].sport == "running"


def test_utf_16():
    text = (
        gpx(gpx_points(0, 9)).decode().replace('version="1.0"?', 'version="1.0" encoding="UTF-16"?')
    )
    assert facts(read_gpx(text.encode("utf-16")))[0].duration_s == 9


@pytest.mark.parametrize("read", [read_gpx, read_tcx])
def test_a_broken_end_keeps_what_came_before(read):
    data = gpx(gpx_points(0, 100)) if read is read_gpx else tcx(lap(tcx_points(0, 100)))
    found = read(data[: len(data) * 2 // 3])
    (one,) = facts(found)
    assert found.salvaged
    assert 40 < one.duration_s < 100
    assert [note.code for note in one.quality][:1] == ["truncated"]


@pytest.mark.parametrize("read", [read_gpx, read_tcx])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml",
        b'<!DOCTYPE lol [<!ENTITY a "aaaa">]><gpx>&a;</gpx>',
        b'<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>',
        b"<a>" * 100,
    ],
)
def test_what_is_refused(read, data):
    with pytest.raises(UnreadableFileError):
        read(data)


def test_points_out_of_order_and_doubled_instants_are_put_in_order():
    text = gpx(gpx_points(0, 20)).decode()
    points = text.split("<trkpt")
    mixed = "<trkpt".join([points[0], *points[12:-1], *points[1:14], points[-1]])
    (one,) = read_gpx(mixed.encode()).activities
    assert np.all(np.diff(one.stream.t_s) > 0)
    assert one.stream.t_s[-1] == 20
