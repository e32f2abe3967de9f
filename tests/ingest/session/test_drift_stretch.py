"""The longest steady stretch of a run, and how speed per beat fell in it."""

from __future__ import annotations

import numpy as np
import pytest
from support.made_streams import activity, run, stream

from ingest.imports.derive import derive
from ingest.session.terrain import cost_factor

WARM_UP = np.full(600, 130.0)


def told(hr, speed=3.0, **more):
    facts, _ = derive(run(hr, speed, **more), sha256="0" * 64, leg=0)
    return facts


def rising(minutes, from_bpm, to_bpm):
    """Return ten minutes at 130, then heart rate that rises evenly, and the last second."""
    return np.concatenate((WARM_UP, np.linspace(from_bpm, to_bpm, 60 * minutes), [to_bpm]))


def test_an_hour_that_drifts():
    # halves of the hour have means of 142.5 and 147.5: 1 - 142.5 / 147.5 = 3.39 %
    found = told(rising(60, 140, 150))
    assert found.drift_s == 3600
    assert found.drift_hr_bpm == pytest.approx(145, abs=0.1)
    assert found.drift_hour_frac == pytest.approx(0.0339, abs=0.0005)


def test_it_is_in_proportion_to_an_hour():
    # forty minutes with the same halves lose as much in two thirds of an hour
    found = told(rising(40, 140, 150))
    assert found.drift_s == 2400
    assert found.drift_hour_frac == pytest.approx(0.0339 * 1.5, abs=0.001)


def test_less_than_forty_minutes_say_nothing():
    assert told(rising(39, 140, 150)).drift_s is None


def test_a_slow_end_gives_way():
    # With ten minutes of 2 m/s behind fifty of 3 the spread is 13 %, with five it is 9.9 %.
    speed = np.concatenate((np.full(600 + 50 * 60, 3.0), np.full(10 * 60 + 1, 2.0)))
    hr = rising(60, 140, 150)
    hr[600 + 50 * 60 :] = 130.0 + np.arange(601) % 5
    assert told(hr, speed).drift_s == 55 * 60


def test_a_run_that_is_steady_nowhere():
    minutes = np.repeat([2.0, 4.0] * 35, 60)
    assert told(rising(60, 140, 150), np.append(minutes, 3.0)).drift_s is None


@pytest.mark.parametrize(("pause_s", "seconds"), [(60, 5400), (61, 3000)])
def test_a_long_pause_parts_it_and_the_longer_part_counts(pause_s, seconds):
    hr = rising(90, 140, 150)
    t_s = np.arange(len(hr), dtype=float)
    stop = 600.0 + 40 * 60
    t_s[t_s > stop] += pause_s
    samples = stream(t_s, hr, speed_m_s=3.0, distance_m=np.arange(len(hr)) * 3.0, altitude_m=100.0)
    facts, _ = derive(
        activity(samples, [(stop + 0.5, stop + pause_s + 0.5)]), sha256="0" * 64, leg=0
    )
    assert facts.drift_s == pytest.approx(seconds, abs=300)


def test_hills_are_taken_on_their_grade():
    """Up 3 % for half of it, down again: speed changes, what it costs does not."""
    hr = rising(60, 145, 145) + np.arange(4201) % 3
    up = np.arange(len(hr)) < 600 + 1800
    slope = np.where(up, 0.03, -0.03)
    speed = 3.0 / cost_factor(slope)
    altitude = 100.0 + np.cumsum(slope * speed)
    found = told(hr, speed, altitude_m=altitude)
    assert found.drift_s >= 2400
    assert abs(found.drift_hour_frac) < 0.02


def test_a_ride_has_none():
    assert told(rising(60, 140, 150), sport="cycling").drift_s is None
