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


def gpx_of(inside, *, times=(0, 1), kind="<type>running</type>"):
    """A track of points that hold all the same elements."""
    points = "".join(
        f"<trkpt lat='1' lon='1'>{inside}<time>2026-04-14T08:00:{second:02d}Z</time></trkpt>"
        for second in times
    )
    return gpx(f"<trkseg>{points}</trkseg>", kind=kind)


@pytest.mark.parametrize(
    ("element", "column"),
    [
        ("ele", "altitude_m"),
        ("hr", "hr_bpm"),
        ("heartrate", "hr_bpm"),
        ("cad", "cadence_spm"),
        ("cadence", "cadence_spm"),
        ("atemp", "temperature_c"),
        ("temp", "temperature_c"),
        ("power", "power_w"),
        ("PowerInWatts", "power_w"),
        ("speed", "speed_m_s"),
    ],
)
def test_every_element_of_a_point_in_gpx_has_its_column(element, column):
    (one,) = read_gpx(gpx_of(f"<{element}>60</{element}>")).activities
    told = {name: getattr(one.stream, name).tolist() for name in one.stream.__slots__}
    value = 120.0 if column == "cadence_spm" else 60.0  # one foot's, on a run
    assert told.pop(column) == [value, value]
    assert (told.pop("t_s"), told.pop("distance_m")) == ([0.0, 1.0], [0.0, 0.0])
    assert np.isnan(list(told.values())).all()


@pytest.mark.parametrize(
    ("element", "column"),
    [
        ("<AltitudeMeters>60</AltitudeMeters>", "altitude_m"),
        ("<DistanceMeters>60</DistanceMeters>", "distance_m"),
        ("<HeartRateBpm><Value>60</Value></HeartRateBpm>", "hr_bpm"),
        ("<Cadence>60</Cadence>", "cadence_spm"),
        ("<Extensions><TPX><RunCadence>60</RunCadence></TPX></Extensions>", "cadence_spm"),
        ("<Extensions><TPX><Speed>60</Speed></TPX></Extensions>", "speed_m_s"),
        ("<Extensions><TPX><Watts>60</Watts></TPX></Extensions>", "power_w"),
        ("<Value>60</Value>", None),  # of nothing known
    ],
)
def test_every_element_of_a_point_in_tcx_has_its_column(element, column):
    point = f"<Trackpoint><Time>2026-04-14T06:00:00Z</Time>{element}</Trackpoint>"
    (one,) = read_tcx(tcx(lap(f"<Track>{point}</Track>"))).activities
    told = {name: getattr(one.stream, name).tolist() for name in one.stream.__slots__}
    assert told.pop("t_s") == [0.0]
    if column is not None:
        assert told.pop(column) == [120.0 if column == "cadence_spm" else 60.0]
    assert np.isnan(list(told.values())).all()


# What Garmin, Strava (numbers are its own), Komoot and Polar write; the words are FIT's.
SPORTS = {
    ("running", None): "running Running run RUN 9",
    ("running", "street"): "street_running street-running",
    ("running", "trail"): "trail_running Trail-Run trail_run",
    ("running", "treadmill"): "treadmill_running",
    ("running", "indoor_running"): "indoor_running",
    ("running", "track"): "track_running",
    ("running", "virtual_activity"): "VirtualRun",
    ("cycling", None): "biking cycling Ride 1",
    ("cycling", "road"): "road_biking",
    ("cycling", "mountain"): "mountain_biking",
    ("walking", None): "walking Walk 10",
    ("hiking", None): "hiking hike 4",
    ("swimming", None): "swimming swim 16",
    ("unknown", None): "chess 99",
}
NAMED = [(word, *sport) for sport, words in SPORTS.items() for word in words.split()]


@pytest.mark.parametrize(
    ("word", "sport", "sub_sport"), [*NAMED, (" Trail Run ", "running", "trail")]
)
def test_sports_by_the_words_of_makers(word, sport, sub_sport):
    (track,) = read_gpx(gpx_of("", kind=f"<type>{word}</type>")).activities
    (activity,) = read_tcx(tcx(lap(), sport=word)).activities
    assert (track.sport, track.sub_sport) == (sport, sub_sport)
    assert (activity.sport, activity.sub_sport) == (sport, sub_sport)


def test_what_a_track_says_of_itself():
    (one,) = read_gpx(gpx(gpx_points(0, 2))).activities
    assert (one.name, one.device, one.hr_source, one.notes) == (
        "Morning Run",
        "StravaGPX",
        "unknown",
        (),
    )


def test_laps_follow_one_another_and_their_sums_are_the_devices():
    file = read_tcx(
        tcx(
            lap(tcx_points(5, 64), seconds=55, metres=180),
            lap(tcx_points(65, 130, start_m=180), minute=1, seconds=66, metres=190),
        )
    )
    (one,) = file.activities
    assert one.start_utc == datetime(2026, 4, 14, 6, 0, 5, tzinfo=UTC)
    assert [(each.start_s, each.end_s, each.hr_mean_bpm) for each in one.laps] == [
        (0, 55, 131),
        (55, 121, 131),
    ]  # the first began five seconds before its first point
    assert (one.summary.timer_s, one.summary.distance_m) == (121, 370)
    assert (one.name, one.hr_source) == (None, "unknown")


def test_of_laps_that_state_not_all_of_them_a_length_no_sum_is_made():
    (one,) = read_tcx(tcx(lap(seconds="x", metres=""), lap(minute=2))).activities
    assert (one.summary.timer_s, one.summary.distance_m) == (None, None)
    assert [(each.timer_s, each.end_s) for each in one.laps] == [(None, 0), (120, 240)]


@pytest.mark.parametrize(
    ("text", "intensity"), [("Active", "active"), ("Resting", "rest"), ("Hard", None)]
)
def test_how_hard_a_lap_was_meant(text, intensity):
    data = tcx(lap()).replace(b"<Intensity>Active", f"<Intensity>{text}".encode())
    assert read_tcx(data).activities[0].laps[0].intensity == intensity


def test_a_heart_rate_of_nothing_is_none():
    (one,) = read_tcx(
        tcx(lap(tcx_points(0, 1, heart=0))).replace(b"<Value>131", b"<Value>0")
    ).activities
    assert np.isnan(one.stream.hr_bpm).all()
    assert one.laps[0].hr_mean_bpm is None
    (slow,) = read_gpx(gpx_of("<hr>1</hr>")).activities
    assert slow.stream.hr_bpm.tolist() == [1, 1]


@pytest.mark.parametrize(("seconds", "paused"), [(30, False), (31, True)])
def test_more_than_thirty_seconds_without_a_point_are_a_pause(seconds, paused):
    (one,) = read_gpx(gpx_of("", times=(0, seconds, seconds + 1))).activities
    assert one.pauses_s.tolist() == ([[0, seconds]] if paused else [])


def test_of_a_piece_that_begins_at_the_same_instant_nothing_is_paused():
    points = gpx_points(0, 5), gpx_points(5, 9)
    (one,) = read_gpx(gpx(*points)).activities
    assert one.pauses_s.tolist() == []


@pytest.mark.parametrize(
    ("zone", "offset_s"), [("Z", None), ("", None), ("+00:00", 0), ("-03:30", -12_600)]
)
def test_the_zone_of_a_time(zone, offset_s):
    (one,) = read_gpx(gpx(gpx_points(0, 2, zone=zone))).activities
    assert one.utc_offset_s == offset_s
    assert one.start_utc.timestamp() == datetime(2026, 4, 14, 8, tzinfo=UTC).timestamp() - (
        offset_s or 0
    )


def test_one_point_is_no_track_and_two_are():
    assert read_gpx(gpx_of("", times=(0,))).activities == ()
    assert len(read_gpx(gpx_of("", times=(0, 1))).activities) == 1


@pytest.mark.parametrize("missing", [{0}, {3}, {0, 1}, {4, 5}, {2, 3}, set(range(9))])
def test_metres_go_on_over_points_without_a_place_but_not_over_a_break(missing):
    """Ten points 111.195 m apart along a meridian, in pieces of three, three and four."""
    step_m = 6_371_008.8 * np.pi / 180 / 1000
    pieces, first = [], 0
    for count in (3, 3, 4):
        points = "".join(
            ("<trkpt>" if at in missing else f"<trkpt lat='{at / 1000}' lon='0'>")
            + f"<time>2026-04-14T08:00:{at:02d}Z</time></trkpt>"
            for at in range(first, first + count)
        )
        pieces.append(f"<trkseg>{points}</trkseg>")
        first += count
    wanted, walked, before = [], 0.0, None
    for at in range(10):
        if at in missing:
            wanted.append(np.nan)
            continue
        broken = before is None or any(before < begins <= at for begins in (3, 6))
        walked += 0.0 if broken else (at - before) * step_m
        before = at
        wanted.append(walked)
    if len(missing) == 9:
        wanted = [np.nan] * 10  # one place alone

    (one,) = read_gpx(gpx(*pieces)).activities

    np.testing.assert_allclose(one.stream.distance_m, wanted, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize(
    ("read", "data", "says"),
    [
        (read_gpx, b"<gpx><trk>", "The file is no GPX that can be read."),
        (read_tcx, b"<TrainingCenterDatabase>", "The file is no TCX that can be read."),
        (
            read_gpx,
            b"<!DOCTYPE gpx><gpx/>",
            "It declares a document type, which no recording needs.",
        ),
        (read_tcx, b"<a>" * 65, "Its elements are nested too deeply for a recording."),
    ],
)
def test_what_is_refused_is_said_with_what_to_do(read, data, says):
    with pytest.raises(UnreadableFileError) as refused:
        read(data)
    assert (refused.value.message, refused.value.hint) == (says, "Export the recording again.")


def test_sixty_four_elements_within_one_another_are_read():
    found = read_gpx(b"<gpx>" + b"<a>" * 63 + b"</a>" * 63 + b"</gpx>")
    assert (found.kind, found.salvaged) == ("route", False)


@pytest.mark.parametrize("length", [4095, 4096, 4097, 9000])
def test_a_text_longer_than_four_thousand_letters_is_cut(length):
    data = gpx(gpx_points(0, 2)).replace(b"Morning Run", b"x" * length)
    assert read_gpx(data).activities[0].name == "x" * min(length, 4096)


def test_a_file_that_breaks_off_says_so():
    data = gpx(gpx_points(0, 100))
    found = read_gpx(data[: len(data) * 2 // 3])
    (one,) = found.activities
    assert [note.code for note in found.notes] == ["truncated"]
    assert found.notes == one.notes
    assert one.notes[0].text == ("The file breaks off in the middle; what came before is used.")
