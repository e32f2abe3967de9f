"""Aerobic speed against runners whose speed at the ceiling is known."""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from support.made_sessions import facts

from ingest.session.facts import BPM, HrVectors
from planner.athlete import build_athlete
from planner.field_tests.aerobic_speed import aerobic_speed, aerobic_speed_line
from planner.profile.model import Dated, Profile, ThresholdEntry

TODAY = date(2026, 5, 24)  # a Sunday
CEILING = 140
PROFILE = Profile(
    hr_rest=(Dated(value=50),),
    thresholds=(ThresholdEntry(method="entered", value_bpm=CEILING),),
)


def run(day, steady, **changes):
    """Return a run with steady minutes given as (minutes, bpm, m/s)."""
    session = facts(day, [(60 * minutes, bpm) for minutes, bpm, _ in steady], **changes)
    seconds, metres = np.zeros(BPM, np.float32), np.zeros(BPM, np.float32)
    for minutes, bpm, speed in steady:
        seconds[bpm] += 60 * minutes
        metres[bpm] += 60 * minutes * speed
    old = session.vectors
    object.__setattr__(
        session,
        "vectors",
        HrVectors(
            seconds_at=old.seconds_at,
            longest_above_s=old.longest_above_s,
            excursions_above=old.excursions_above,
            steady_s=seconds,
            steady_m=metres,
        ),
    )
    return session


def athlete(runs, profile=PROFILE):
    return build_athlete(profile=profile, facts=runs, wellness=(), events=(), today=TODAY)


def test_at_the_ceiling_itself_it_is_the_mean_weighted_by_time():
    days = [TODAY - timedelta(days=n) for n in (1, 3, 5)]
    plan = [(20, 140, 2.4), (40, 140, 2.5), (20, 140, 2.6)]
    point = aerobic_speed(athlete([run(d, [s]) for d, s in zip(days, plan, strict=True)]))

    assert point.speed_m_s == pytest.approx(2.5)
    # Weighted population variance 0.005, x 3/2; effective runs 80^2 / 2400; t(2) = 4.30.
    half = 4.30 * (0.005 * 1.5 / (80**2 / 2400)) ** 0.5
    assert point.high_m_s - point.speed_m_s == pytest.approx(half, rel=1e-4)
    assert point.speed_m_s - point.low_m_s == pytest.approx(half, rel=1e-4)
    assert (point.runs, point.steady_s) == (3, 4800)


def student_within(t, freedom):
    """Return how much of Student's distribution lies within t either way, by its density."""
    x = np.linspace(-t, t, 20_001)
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    density = scale / math.sqrt(freedom * math.pi) * (1 + x**2 / freedom) ** (-(freedom + 1) / 2)
    return float(np.sum((density[1:] + density[:-1]) / 2 * np.diff(x)))


@cache
def of_two_speeds():
    """Return 33 runs of 20 min at the ceiling, at 2.4 and 2.6 m/s by turns."""
    days = [TODAY - timedelta(days=n % 28) for n in range(33)]
    return [run(day, [(20, CEILING, 2.4 + 0.2 * (n % 2))]) for n, day in enumerate(days)]


@pytest.mark.parametrize("runs", range(3, 34))
def test_the_span_is_that_of_student_for_95_in_a_hundred(runs):
    speeds = [2.4 + 0.2 * (n % 2) for n in range(runs)]
    point = aerobic_speed(athlete(of_two_speeds()[:runs]))
    t = (point.high_m_s - point.speed_m_s) / (float(np.std(speeds, ddof=1)) / runs**0.5)
    if runs - 1 <= 30:
        assert student_within(t, runs - 1) == pytest.approx(0.95, abs=7e-4)  # t has two decimals
    else:
        assert t == pytest.approx(1.96, abs=1e-4)  # as the normal distribution


@pytest.mark.parametrize(("last_minutes", "known"), [(10, True), (9, False)])
def test_half_an_hour_near_the_ceiling_is_enough(last_minutes, known):
    days = [TODAY - timedelta(days=n) for n in (1, 3, 5)]
    runs = [
        run(day, [(minutes, 140, 2.5)])
        for day, minutes in zip(days, (10, 10, last_minutes), strict=True)
    ]
    point = aerobic_speed(athlete(runs))
    assert (point.speed_m_s is not None) == known
    assert (point.reason is None) == known


def test_what_is_run_below_is_carried_to_the_ceiling_and_widens_the_band():
    near = aerobic_speed(
        athlete([run(TODAY - timedelta(days=n), [(30, 139, 2.5)]) for n in range(4)])
    )
    far = aerobic_speed(
        athlete([run(TODAY - timedelta(days=n), [(30, 130, 2.5)]) for n in range(4)])
    )

    # Without scatter inside runs the slope is half of speed over reserve: 2.5 / 90 / 2 a beat.
    assert far.speed_m_s == pytest.approx(2.5 + 10 * 2.5 / 90 / 2, rel=1e-4)
    assert near.speed_m_s == pytest.approx(2.5 + 1 * 2.5 / 90 / 2, rel=1e-4)
    assert far.high_m_s - far.low_m_s > near.high_m_s - near.low_m_s
    assert far.high_m_s >= 2.5 + 10 * 2.5 / 90 - 1e-9  # proportional to reserve lies in the band
    assert far.low_m_s <= 2.5  # and so does a flat slope


@pytest.mark.parametrize("share_of_reserve", [0.3, 0.6, 0.9])
def test_the_band_holds_the_truth_about_as_often_as_it_says(share_of_reserve):
    rng = np.random.default_rng(20260524)
    slope = share_of_reserve * 2.5 / (CEILING - 50)
    held = 0
    for _ in range(150):
        runs = []
        for n in range(10):
            day_noise = rng.normal(0, 0.05)
            bpm = rng.integers(132, 142, size=6)
            steady = [(5, int(b), 2.5 + day_noise + slope * (int(b) - CEILING)) for b in bpm]
            runs.append(run(TODAY - timedelta(days=2 * n), steady))
        point = aerobic_speed(athlete(runs))
        held += point.low_m_s <= 2.5 <= point.high_m_s
    assert held >= 0.90 * 150


@pytest.mark.parametrize(
    ("runs", "part"),
    [
        ([], "0 min of steady running within 10 bpm under the ceiling in 28 days; 30 are needed"),
        ([run(TODAY, [(29, 140, 2.5)])], "29 min of steady running"),
        ([run(TODAY, [(60, 140, 2.5)])], "only 1 runs near the ceiling; 3 are needed"),
        ([run(TODAY - timedelta(days=n), [(30, 155, 3.0)]) for n in range(5)], "0 min"),
        ([run(TODAY - timedelta(days=28 + n), [(30, 140, 2.5)]) for n in range(5)], "0 min"),
    ],
)
def test_too_little_near_the_ceiling_gives_none_and_says_so(runs, part):
    point = aerobic_speed(athlete(runs))

    assert point.speed_m_s is point.low_m_s is point.high_m_s is None
    assert part in point.reason


def test_conditions_go_with_it():
    runs = [
        run(TODAY - timedelta(days=n), [(30, 140, 2.5)], temperature_mean_c=t, ascent_m=a)
        for n, t, a in ((0, 10.0, 45.0), (1, 20.0, None), (2, None, 0.0))
    ]
    point = aerobic_speed(athlete(runs))

    assert point.temperature_c == pytest.approx(15)
    assert point.climb_m_km == pytest.approx(1000 * 45 / (2 * 1800 * 2.5))


def test_the_line_shows_patience_pay():
    runs = []
    for week in range(12):
        for day in (1, 3, 5):
            when = TODAY - timedelta(weeks=12 - week, days=-day)
            runs.append(run(when, [(40, 138, 2.3 + 0.02 * week)]))
    line = aerobic_speed_line(athlete(runs))

    assert [point.day.weekday() for point in line] == [6] * 12
    speeds = [point.speed_m_s for point in line if point.speed_m_s is not None]
    assert speeds == sorted(speeds)
    assert speeds[-1] - speeds[3] == pytest.approx(0.02 * 8, abs=0.01)


def test_without_a_ceiling_there_is_none():
    nobody = athlete([run(TODAY, [(60, 140, 2.5)])], Profile())

    assert aerobic_speed(nobody) is None
    assert aerobic_speed_line(nobody) == ()
