"""Which weeks are base weeks: aerobic enough, and enough."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, athlete, profile

from planner.past.base_weeks import base_weeks, weeks_in_base

SUNDAY = MONDAY - timedelta(days=1)
WEEK = timedelta(weeks=1)


def weeks(*given):
    """Return runs of these weeks, oldest first: (minutes a run, bpm) of four runs each."""
    found = []
    for back, (minutes, bpm) in zip(range(len(given), 0, -1), given, strict=True):
        last = MONDAY - back * WEEK + timedelta(days=6)
        found += weeks_of_runs(last, 1, minutes=minutes, bpm=bpm) if minutes else []
    return found


def counted(*given, who=None, monday=MONDAY):
    found = base_weeks(athlete(who, runs=weeks(*given)), monday)
    return found.recent, found.all


EASY, HARD, SHORT, NOTHING = (45, 130), (45, 160), (30, 130), (0, 0)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([EASY] * 10, (10, 10)),
        ([EASY] * 40, (12, 32)),
        ([HARD] * 40, (0, 0)),  # calendar weeks alone unlock nothing
        ([EASY] * 10 + [HARD] * 5, (7, 10)),
        ([EASY] * 5 + [NOTHING] * 4 + [EASY] * 3, (8, 8)),
        # 30 of 45 min are two thirds of the usual week, no base week and, unplanned, no lighter one
        ([EASY] * 6 + [SHORT] * 2 + [EASY] * 4, (10, 10)),
    ],
)
def test_base_weeks_are_aerobic_and_whole(given, told):
    assert counted(*given) == told


def test_a_week_without_heart_rate_is_none_for_nobody_knows():
    assert counted(*[EASY] * 6, (45, 0), *[EASY] * 3) == (9, 9)


def test_weeks_before_the_start_in_the_profile_do_not_count():
    who = profile(base_start=MONDAY - 5 * WEEK)
    assert counted(*[EASY] * 10, who=who) == (5, 5)


def test_weeks_to_come_are_taken_as_planned():
    assert counted(*[EASY] * 6, monday=MONDAY + 3 * WEEK) == (9, 9)


def test_four_fifths_of_a_week_are_enough():
    def mixed(above_min):
        days = [MONDAY - back * WEEK for back in range(10, 0, -1)]
        runs = [facts(day, [(60 * (100 - above_min), 130), (60 * above_min, 160)]) for day in days]
        return base_weeks(athlete(runs=runs), MONDAY).recent

    assert mixed(20) == 10
    assert mixed(21) == 0


@pytest.mark.parametrize(("known_min", "told"), [(50, 10), (49, 0)])
def test_a_week_is_judged_by_its_heart_rate_where_half_of_it_has_one(known_min, told):
    days = [MONDAY - back * WEEK for back in range(10, 0, -1)]
    blocks = [(60 * known_min, 130), (60 * (100 - known_min), 0)]
    runs = [facts(day, blocks) for day in days]
    assert base_weeks(athlete(runs=runs), MONDAY).recent == told


def test_the_base_began_at_the_start_in_the_profile_or_after_the_last_long_break():
    assert weeks_in_base(athlete(runs=weeks_of_runs(SUNDAY, 10)).run_days, MONDAY) == 10
    whole = athlete(runs=weeks_of_runs(SUNDAY, 10)).run_days
    assert weeks_in_base(whole, MONDAY, MONDAY - 5 * WEEK) == 5
    broken = [*weeks_of_runs(SUNDAY - 8 * WEEK, 6), *weeks_of_runs(SUNDAY, 3)]
    assert weeks_in_base(athlete(runs=broken).run_days, MONDAY) == 3
