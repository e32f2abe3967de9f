"""What heart rate a running lets expect: the runner's own slope, and not what disagrees."""

from __future__ import annotations

import numpy as np
import pytest
from support.made_streams import stream

from ingest.heart_rate.effort import (
    LAGS_ALLOWED_S,
    SLOPE_BPM_PER_M_S,
    expected,
    lagged,
    running,
)
from ingest.session.grid import to_grid
from ingest.session.timeline import timeline

T = np.arange(3600.0)
SPEED = 2.4 + 0.6 * (T // 300 % 2)  # five minutes slow, five minutes fast


def grid(hr):
    samples = stream(
        T,
        hr,
        speed_m_s=SPEED,
        cadence_spm=170.0,
        distance_m=np.cumsum(SPEED),
        altitude_m=100.0,
    )
    return to_grid(samples, samples.hr_bpm, timeline(samples.t_s, np.empty((0, 2))))


def learned(hr):
    seen = grid(hr)
    return expected(seen, running(seen))


def heart(slope, level=80.0):
    return level + slope * lagged(SPEED, 30.0, 0.0) + 5.0 * T / 3600


def test_a_step_from_rest_is_answered_by_63_in_a_hundred_after_the_lag():
    answer = lagged(np.ones(200), 30.0, 0.0)
    assert answer[0] == pytest.approx(1 / 30, abs=0.003)
    assert answer[29] == pytest.approx(1 - np.exp(-1), abs=0.003)
    assert lagged(np.ones(200), 30.0, 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize("lag_s", [20.0, 70.0])
@pytest.mark.parametrize("count", [100, 4096, 10_000])
def test_every_second_of_six_lags_counts_by_its_age(lag_s, count):
    """The same as a convolution with what is left of each second, over hours too."""
    effort = np.random.default_rng(3).uniform(0.0, 5.0, count)
    left = np.exp(-np.arange(int(6 * lag_s)) / lag_s)
    expected = 2.0 + np.convolve(effort - 2.0, left / left.sum())[:count]
    np.testing.assert_allclose(lagged(effort, lag_s, 2.0), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("stop", [1000, 1100])
def test_the_range_is_over_all_hearts_rested_before_or_not(stop):
    """A runner may have stood, or gone on, before the start and in every pause."""
    seen = grid(np.full(len(T), 120.0))
    seen.paused[1000:stop] = True  # in one of two cases none
    found = running(seen)
    moving = found.effort_m_s.copy()
    moving[1000:stop] = moving[999]
    before = found.effort_m_s[:60].mean()
    every = [lagged(found.effort_m_s, lag_s, 0.0) for lag_s in LAGS_ALLOWED_S]
    every += [lagged(moving, lag_s, before) for lag_s in LAGS_ALLOWED_S]
    assert found.hearts is not None
    np.testing.assert_array_equal(found.hearts.lowest_m_s, np.min(every, axis=0))
    np.testing.assert_array_equal(found.hearts.highest_m_s, np.max(every, axis=0))
    assert found.hearts.highest_m_s[0] > found.hearts.lowest_m_s[0] + 1.0


@pytest.mark.parametrize("slope", [SLOPE_BPM_PER_M_S, 26.0, 12.0])
def test_the_slope_bends_to_the_runners_own(slope):
    """By the slope that everybody starts from 26 would be 2.3 bpm off, and 12 by 1.6."""
    model = learned(heart(slope))
    assert np.abs(model.bpm[600:] - heart(slope)[600:]).mean() < 0.8


@pytest.mark.parametrize(("slope", "level"), [(18.0, 80.0), (26.0, 70.0), (12.0, 95.0)])
def test_the_level_is_that_of_one_speed_whatever_was_run(slope, level):
    """At 2.6 m/s on the flat, before the drift."""
    assert learned(heart(slope, level)).level_bpm == pytest.approx(level + slope * 2.6, abs=2)


def test_ten_wrong_minutes_do_not_teach_it():
    true = heart(18.0)
    wrong = true.copy()
    wrong[1500:2100] -= 40.0
    off = learned(wrong).bpm[600:] - true[600:]
    assert np.abs(off).max() < 3.0
