"""The load of seven days, what is usual of it, and a peak: missing is no rest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.load.days import LoadDay
from planner.load.own_week import is_load_peak, usual_week_load, week_load

FIRST = date(2026, 1, 5)
EMPTY = dict.fromkeys(("fitness", "fatigue", "form", "ramp", "monotony", "strain"))


def days(*loads):
    return [
        LoadDay(
            day=FIRST + timedelta(days=number),
            load_hrss=load,
            run_distance_m=0.0,
            longest_run_ratio=None,
            **EMPTY,
        )
        for number, load in enumerate(loads)
    ]


def test_a_week_is_the_sum_of_its_days_and_unknown_where_one_is():
    told = days(*range(1, 9), None, *range(7), 0.5)
    found = [week_load(told, number) for number in range(len(told))]
    assert found[:8] == [1, 3, 6, 10, 15, 21, 28, 35]
    assert found[8:15] == [None] * 7
    assert found[15:] == [21, 21.5]


@pytest.mark.parametrize(
    ("loads", "usual"),
    [
        ([10.0] * 42, 70.0),
        ([10.0] * 41, None),  # RULES 3.7: 42 days
        ([10.0] * 20 + [None] + [10.0] * 48, 70.0),  # spans with the unknown day are none
        ([10.0] * 20 + [None] + [10.0] * 27, None),
        ([0.0] * 42, 0.0),
        ([None] * 60, None),
        ([], None),
    ],
)
def test_the_usual_week_is_the_median_of_those_that_are_known(loads, usual):
    assert usual_week_load(days(*loads)) == usual


@pytest.mark.parametrize(
    ("before", "last", "peak"),
    [
        ([10.0] * 28, [13.0] * 7, False),
        ([10.0] * 28, [13.01] * 7, True),
        ([0.0, 20.0] * 14, [13.01] * 7, True),
        ([99.0] + [10.0] * 28, [13.01] * 7, True),  # five weeks back counts no more
        ([0.0] * 28, [13.0] * 7, False),
        ([10.0] * 28, [None] * 4 + [31.0] * 3, True),  # what is known of it is enough
        ([10.0] * 28, [None] * 4 + [30.0] * 3, False),
    ],
)
def test_a_peak_is_three_tenths_over_the_mean_of_four_weeks(before, last, peak):
    """RULES 5.5."""
    told = days(*before, *last, *[500.0] * 3)  # later days are not looked at
    assert is_load_peak(told, told[len(before) + 6].day) is peak
