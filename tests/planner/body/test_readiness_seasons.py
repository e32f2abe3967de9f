"""What readiness does on made-up half-years, forty of a kind: the figures of docs/rules.md 5.8.

Why a week's mean takes days to speak is worked out in docs/generated-seasons.md.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from support.made_mornings import HRV_SCATTER, HRV_WANDERS, SHIFTS, mornings

from ingest.wellness import WellnessDay
from planner.body.readiness import LOOK_DAYS, Known, markers_on, readiness_on

SEEDS = range(40)


def test_a_steady_half_year_is_told_little():
    """One marker at a fifth of looks, two at hardly any, and nobody is sent two days off."""
    levels = [
        readiness_on(half_year.known, day).level
        for half_year in (mornings("steady", seed) for seed in SEEDS)
        for day in half_year.days()
        if day.weekday() in LOOK_DAYS
    ]
    assert sum(level >= 1 for level in levels) / len(levels) == pytest.approx(0.22, abs=0.05)
    assert sum(level >= 2 for level in levels) / len(levels) <= 0.01
    assert max(levels) < 3


# The share of forty that had reached a level so many days after the stretch began. A mean of seven
# days follows slowly: four days are few for it.
REACHED = {
    "illness": {(1, 4): 0.70, (1, 8): 1.00, (2, 8): 0.85, (3, 12): 0.50},
    "overreaching": {(1, 4): 0.33, (1, 12): 1.00, (2, 12): 0.73, (3, 21): 1.00},
    "hard life": {(1, 4): 0.58, (1, 8): 1.00, (2, 8): 0.63, (3, 12): 0.58},
}


@pytest.mark.parametrize("kind", SHIFTS)
def test_how_soon_a_bad_stretch_is_answered(kind):
    told = []
    for half_year in (mornings(kind, seed) for seed in SEEDS):
        days = [half_year.onset + timedelta(days=n) for n in range(1, 22)]
        looks = [day for day in days if day.weekday() in LOOK_DAYS]
        told.append(
            {(d - half_year.onset).days: readiness_on(half_year.known, d).level for d in looks}
        )
    for (level, days), share in REACHED[kind].items():
        reached = [any(found >= level for n, found in one.items() if n <= days) for one in told]
        assert sum(reached) / len(reached) == pytest.approx(share, abs=0.1), (level, days)


def speaks_after(drop_sd):
    """Return after how many mornings a drop at once is seen, by no other scatter; None: never.

    Sixty mornings of 60 +- 6 ms, a calm week of 60, and then the drop.
    """
    first = date(2026, 1, 5)
    values = [54.0, 66.0] * 40 + [60.0] * 7 + [60 - 6 * drop_sd] * 14
    nights = tuple(
        WellnessDay(day=first + timedelta(days=n), hrv_rmssd_ms=value)
        for n, value in enumerate(values)
    )
    for morning in range(1, 15):
        day = first + timedelta(days=86 + morning)
        known = Known(diary=(), wellness=nights[: 87 + morning], runs=())
        if markers_on(known, day):
            return morning
    return None


@pytest.mark.parametrize(
    ("drop_sd", "mornings_needed"),
    [(0.6, None), (0.8, 7), (0.95, 6), (1.5, 4), (2.0, 3), (2.24, 3), (3.0, 2), (5.3, 1)],
)
def test_a_mean_of_seven_days_speaks_after_so_many_mornings(drop_sd, mornings_needed):
    """By hand: m of seven mornings moved by d leave 0.75 where m >= 7 x 0.75 / d."""
    assert speaks_after(drop_sd) == mornings_needed
    assert mornings_needed in {None, math.ceil(7 * 0.75 / drop_sd)}


def can_be_known(kind):
    """Return the day, counted from the first bad one, whose seven mornings are outside the band.

    By what the generator moves and how much it scatters, without its chance.
    """
    shift, sd = SHIFTS[kind], math.hypot(HRV_SCATTER, HRV_WANDERS)
    moved = [min(1.0, (n + 1) / shift.ramp) * abs(shift.hrv) / sd for n in range(shift.days)]
    return next(n for n in range(shift.days) if sum(moved[max(0, n - 6) : n + 1]) / 7 >= 0.75)


# From the first day on which the mean could know it, at most four days later; by chance alone a
# steady half-year speaks within four days of any day in 24 % of cases.
KNOWN_FROM = {"illness": (2, 0.93), "overreaching": (7, 0.90), "hard life": (4, 1.00)}


@pytest.mark.parametrize("kind", SHIFTS)
def test_four_days_after_it_can_be_known_most_are_answered(kind):
    first, share = KNOWN_FROM[kind]
    assert can_be_known(kind) == first
    answered = []
    for half_year in (mornings(kind, seed) for seed in SEEDS):
        days = [half_year.onset + timedelta(days=n) for n in range(first, first + 5)]
        looks = [day for day in days if day.weekday() in LOOK_DAYS]
        answered.append(any(readiness_on(half_year.known, day).level for day in looks))
    assert sum(answered) / len(answered) == pytest.approx(share, abs=0.05)


def test_chance_alone_speaks_within_four_days():
    answered = []
    for half_year in (mornings("steady", seed) for seed in range(20)):
        days = half_year.days()
        levels = {d: bool(markers_on(half_year.known, d)) for d in days if d.weekday() in LOOK_DAYS}
        for day in days[7:-7]:
            after = [day + timedelta(days=n) for n in range(1, 5)]
            answered.append(any(levels.get(one, False) for one in after))
    assert sum(answered) / len(answered) == pytest.approx(0.24, abs=0.03)
