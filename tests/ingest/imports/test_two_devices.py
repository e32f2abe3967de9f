"""Two devices on one run: the longer sound recording, with the better heart rate of the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.archive import archive as reading
from ingest.home.home import Home
from ingest.imports.forgetting import forget
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from ingest.imports.rebuilding import rebuild

if TYPE_CHECKING:
    from pathlib import Path

STRAP, OPTICAL = 120, 10
NONE = 0xFF
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def watch(seconds, *, hr=None, sensor=None, product=3992, late_s=0, tail=(), metres=True):
    """Return a run at 3 m/s; ``tail`` is (seconds, m/s) behind it, ``hr`` one rate or none."""
    fit = fb.file_id(fb.FitFile(), product=product).define(1, 20, fb.RECORD_FIELDS)
    if sensor is not None:
        fit.define(4, 23, [fb.Field(25, fb.ENUM), fb.Field(1, fb.UINT8)])
        fit.data(4, 1 if sensor == STRAP else 5, sensor)
    start, far, length = fb.START + late_s, 0.0, seconds + (tail[0] if tail else 0)
    for second in range(length + 1):
        m_s = 3.0 if second < seconds or not tail else tail[1]
        beat = NONE if hr is None else hr + second % 3
        fit.data(1, start + second, beat, round(100 * far), round(1000 * m_s))
        far += m_s if metres else 0.0
    return fb.session(fit, start, length, metres=far).build()


def gpx(seconds, hr):
    """Return the same run as a track with heart rate."""
    begins = datetime.fromtimestamp(fb.START + fb.EPOCH_S, UTC)
    points = "".join(
        f'<trkpt lat="0" lon="{second * 3.0 / 111_195:.7f}">'
        f"<time>{begins + timedelta(seconds=second):%Y-%m-%dT%H:%M:%SZ}</time><extensions>"
        f'<g:hr xmlns:g="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">{hr}</g:hr>'
        "</extensions></trkpt>"
        for second in range(seconds + 1)
    )
    return (
        '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" creator="x">'
        f"<trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(path=tmp_path / "home")


def read(home: Home, folder: Path, *files: bytes):
    """Import each file by itself, in this order; return the one run with its samples."""
    for number, data in enumerate(files):
        suffix = "gpx" if data.startswith(b"<?xml") else "fit"
        path = folder / f"{home.path.name}-{number}.{suffix}"
        path.write_bytes(data)
        import_paths([path], home=home)
    return shown(home)


def shown(home: Home):
    with open_archive(home) as archive:
        (facts,) = archive.sessions()
        return facts, archive.stream(facts.id)


def codes(facts):
    return {note.code for note in facts.quality}


def test_a_strap_that_died_early_gives_its_heart_rate_to_the_longer_watch(home, tmp_path):
    """Wrist 100 for an hour, strap 140 for 50 min: 140 as far as it goes, then the wrist's."""
    wrist = watch(3600, hr=100, sensor=OPTICAL)
    strap = watch(3000, hr=140, sensor=STRAP, product=2697)
    facts, stream = read(home, tmp_path, wrist, strap)
    assert (facts.duration_s, facts.hr_source) == (3600, "chest")
    assert facts.distance_m == pytest.approx(10_800, abs=3)
    raw = stream.hr_raw_bpm
    assert np.nanmin(raw[:3000]) >= 139
    assert np.nanmax(raw[3010:]) <= 102
    assert "joined_heart_rate" in codes(facts)
    note = next(one for one in facts.quality if one.code == "joined_heart_rate")
    assert "another recording of this run" in note.text


def test_a_watch_without_heart_rate_takes_it_from_one_that_lasted_less(home, tmp_path):
    facts, stream = read(
        home, tmp_path, watch(3600), watch(2400, hr=130, sensor=OPTICAL, product=2697, late_s=60)
    )
    assert (facts.duration_s, facts.hr_source) == (3600, "wrist")
    assert facts.hr_coverage_frac == pytest.approx(2400 / 3600, abs=0.01)
    assert not np.isfinite(stream.hr_raw_bpm[:54]).any()  # it was switched on a minute later
    assert np.isfinite(stream.hr_raw_bpm[60])


@pytest.mark.parametrize("tail", [(1800, 0.0), (1500, 16.0)])
def test_a_tail_at_rest_or_in_a_car_makes_no_recording_the_better_one(home, tmp_path, tail):
    """Left running afterwards: longer, and yet the other one counts."""
    sound = watch(3600, hr=130, sensor=OPTICAL)
    left_on = watch(3600, hr=130, sensor=OPTICAL, product=2697, tail=tail)
    facts, _ = read(home, tmp_path, sound, left_on)
    assert facts.duration_s == 3600
    assert facts.distance_m == pytest.approx(10_800, abs=3)


def test_a_track_gives_heart_rate_where_the_watch_file_has_none_and_nothing_else(home, tmp_path):
    facts, _ = read(home, tmp_path, watch(1800), gpx(3600, 135))
    assert (facts.duration_s, facts.hr_mean_bpm) == (1800, 135)
    assert facts.device is not None


def test_a_track_changes_nothing_of_a_watch_file_with_heart_rate(home, tmp_path):
    alone, _ = read(Home(path=tmp_path / "alone"), tmp_path, watch(1800, hr=120, sensor=OPTICAL))
    facts, _ = read(home, tmp_path, watch(1800, hr=120, sensor=OPTICAL), gpx(3600, 135))
    assert (facts.hr_mean_bpm, facts.duration_s) == (alone.hr_mean_bpm, alone.duration_s)
    assert "joined_heart_rate" not in codes(facts)


def test_the_order_of_imports_changes_nothing(tmp_path):
    files = (
        watch(3600, hr=100, sensor=OPTICAL),
        watch(2400, hr=140, sensor=STRAP, product=2697),
        watch(3000, product=3113),
        gpx(3600, 135),
    )
    seen = []
    for number, order in enumerate(permutations(files)):
        facts, stream = read(Home(path=tmp_path / f"h{number}"), tmp_path, *order)
        seen.append((facts.id, facts.hr_mean_bpm, facts.quality, stream.hr_raw_bpm.tobytes()))
    assert all(one == seen[0] for one in seen)
    assert "joined_heart_rate" in {note.code for note in seen[0][2]}


def test_a_rebuild_joins_them_again_and_forgetting_one_takes_it_apart(home, tmp_path):
    wrist = watch(3600, hr=100, sensor=OPTICAL)
    before, _ = read(home, tmp_path, wrist, watch(3000, hr=140, sensor=STRAP, product=2697))
    rebuild(home)
    again, _ = shown(home)
    assert (again.hr_mean_bpm, again.quality) == (before.hr_mean_bpm, before.quality)
    with open_archive(home) as archive:
        (donor,) = archive.aliases(again.id)
        (sha256,) = [one for one in archive.files() if one.startswith(donor[:12])]
    with open_archive(home, write=True) as archive:
        forget(home, archive, [sha256], now=NOW)
    apart, _ = shown(home)
    assert apart.hr_source == "wrist"
    assert 100 <= apart.hr_mean_bpm <= 102
    assert codes(apart) & {"joined_heart_rate", "other_recording"} == set()


def test_an_equal_pair_of_watches_joins_nothing(home, tmp_path):
    facts, _ = read(
        home,
        tmp_path,
        watch(3600, hr=100, sensor=OPTICAL),
        watch(3590, hr=104, sensor=OPTICAL, product=2697),
    )
    assert "joined_heart_rate" not in codes(facts)
    assert "other_recording" in codes(facts)


def test_what_another_process_writes_in_between_is_not_half_seen(home, tmp_path, monkeypatch):
    """The recordings and what was joined of them are read of one moment."""
    read(home, tmp_path, watch(3600, hr=100, sensor=OPTICAL))
    strap = tmp_path / "strap.fit"
    strap.write_bytes(watch(3000, hr=140, sensor=STRAP, product=2697))
    counted = reading.counted

    def after_an_import(*args):
        monkeypatch.setattr(reading, "counted", counted)
        import_paths([strap], home=home)
        return counted(*args)

    with open_archive(home) as archive:
        monkeypatch.setattr(reading, "counted", after_an_import)
        assert [one.hr_source for one in archive.sessions()] == ["wrist"]
        assert [one.hr_source for one in archive.sessions()] == ["chest"]
