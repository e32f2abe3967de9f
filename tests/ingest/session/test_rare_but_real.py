"""Near misses: what looks impossible and was really done stays as recorded, without a note."""

from __future__ import annotations

import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.imports.derive import derive

HOUR = 3600
SESSION = [fb.Field(253, fb.UINT32), *(fb.Field(n, fb.UINT32) for n in (2, 7, 8, 9))]
SESSION += [fb.Field(5, fb.ENUM), fb.Field(6, fb.ENUM)]


def recorded(seconds, m_s, *, sport=1, every_s=10, pause=None, hr=128):
    """Return the facts of a recording; ``pause`` is (after seconds, so long)."""
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    now, metres = fb.START, 0.0
    fit.data(2, now, 0, 0)
    for second in range(0, seconds + 1, every_s):
        if pause is not None and second == pause[0]:
            fit.data(2, now, 0, 4)
            now += pause[1]
            fit.data(2, now, 0, 0)
        fit.data(1, now, hr + second % 3, round(100 * metres), round(1000 * m_s))
        now += every_s
        metres += every_s * m_s
    now, metres = now - every_s, metres - every_s * m_s
    fit.data(2, now, 0, 4)
    fit.define(3, 18, SESSION)
    elapsed = 1000 * (now - fb.START)
    fit.data(3, now, fb.START, elapsed, 1000 * seconds, round(100 * metres), sport, 0)
    (activity,) = read_fit(fit.build()).activities
    found, _ = derive(activity, sha256="0" * 64, leg=0)
    return found


def codes(found):
    return {note.code for note in found.quality}


def test_an_ultra_of_twenty_hours_on_foot():
    found = recorded(20 * HOUR, 1.7)
    assert found.duration_s == 20 * HOUR
    assert found.distance_m == pytest.approx(20 * HOUR * 1.7, rel=0.001)
    assert (found.duration_source, found.distance_source) == ("both", "both")
    assert codes(found) == set()


def test_a_pause_of_a_whole_day_is_a_pause():
    """Stopped on Saturday, gone on with on Sunday: two hours on the timer, 26 between the ends."""
    found = recorded(2 * HOUR, 2.8, pause=(HOUR, 24 * HOUR))
    assert found.duration_s == pytest.approx(2 * HOUR, abs=10)
    assert found.elapsed_s == pytest.approx(26 * HOUR, abs=10)
    assert found.distance_m == pytest.approx(2 * HOUR * 2.8, rel=0.002)
    assert codes(found) == set()


def test_a_ride_of_two_hundred_kilometres():
    found = recorded(6 * HOUR, 9.3, sport=2)
    assert found.sport == "cycling"
    assert found.distance_m == pytest.approx(200_880, rel=0.001)
    assert codes(found) == set()


def test_a_sprinters_speed_is_no_spike():
    """400 m at 8 m/s on the track."""
    found = recorded(50, 8.0, every_s=1)
    assert found.distance_m == pytest.approx(400, abs=1)
    assert codes(found) == set()
