"""From three MAF tests on the verdict is their slope: it sees true progress, and little else."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from support.made_athletes import athlete

from planner.field_tests import Declaration, MafTest, maf_trends
from planner.field_tests.trend import SCATTER_FRAC, Z_80

DAY = date(2026, 5, 20)
SCATTER_BPM, CEILING_BPM = 1.5, 140.0


def made_tests(speeds):
    return [
        MafTest(
            declaration=Declaration(
                kind="maf",
                session_id=f"{number}",
                day=DAY - timedelta(weeks=4 * (len(speeds) - 1 - number)),
                course="track",
                protocol="3 km",
            ),
            speed_m_s=speed,
            hr_mean_bpm=138.0,
        )
        for number, speed in enumerate(speeds)
    ]


def ratings(speeds):
    return [trend.rating for trend in maf_trends(made_tests(speeds), athlete(DAY))]


def runner(seed, gain_frac):
    """Six tests over 20 weeks; a beat more or less of the day moves the pace in proportion."""
    random = np.random.default_rng(seed)
    return [
        2.5 * (1 + gain_frac * n / 5) * (1 + random.normal(0, SCATTER_BPM) / CEILING_BPM)
        for n in range(6)
    ]


def test_who_improves_by_8_percent_in_20_weeks_reads_progress():
    last = [ratings(runner(seed, 0.08))[-1] for seed in range(200)]
    assert last.count("progress") >= 0.95 * len(last)
    assert "regress" not in last


def test_who_stays_the_same_is_seldom_told_otherwise():
    """The range holds in eight of ten cases, with a scatter no larger than is assumed."""
    last = [ratings(runner(seed, 0.0))[-1] for seed in range(200)]
    assert last.count("regress") <= 0.10 * len(last)
    assert last.count("progress") <= 0.10 * len(last)


def test_the_range_is_the_straight_lines_own():
    """Three tests at 0, 28 and 56 days: spread 28^2 * 2; half the range by hand."""
    (*_, last) = maf_trends(made_tests([2.5, 2.5, 2.5]), athlete(DAY))
    half = Z_80 * SCATTER_FRAC * 56 / math.sqrt(2 * 28**2)
    assert last.rating == "plateau"
    assert last.change_frac == pytest.approx(0.0)
    assert f"{100 * half:.1f} %" in last.why


def test_the_slope_is_that_of_the_tests():
    (*_, last) = maf_trends(made_tests([2.5, 2.6, 2.7]), athlete(DAY))
    assert last.rating == "progress"
    assert last.change_frac == pytest.approx(2.5 / 2.7 - 1, abs=0.001)
    assert last.against == DAY - timedelta(weeks=8)


def test_only_the_last_six_count():
    assert ratings([3.2, *[2.5] * 6])[-1] == "plateau"
