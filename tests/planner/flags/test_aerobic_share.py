"""Too little under the ceiling two weeks in a row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, run

from planner.flags import aerobic_share
from planner.profile.model import Availability, Profile

MONDAY = date(2026, 5, 18)


def season(*shares: float | None, minutes: float = 60.0) -> list:
    """Two runs in each of the whole weeks before MONDAY, the last share being last week's."""
    weeks = [MONDAY - timedelta(weeks=len(shares) - n) for n in range(len(shares))]
    return [
        run(week + timedelta(days=day), aerobic=share, minutes=minutes)
        for week, share in zip(weeks, shares, strict=True)
        if share is not None
        for day in (1, 4)
    ]


def flags(*shares: float | None, today: date = MONDAY, minutes: float = 60.0) -> list:
    return list(aerobic_share.find(athlete(today, season(*shares, minutes=minutes))))


def test_two_low_weeks_stand_from_the_monday_after():
    (flag,) = flags(0.95, 0.95, 0.80, 0.70)
    assert flag.since == MONDAY
    assert [one.value for one in flag.evidence] == [pytest.approx(0.8), pytest.approx(0.7)]
    assert flag.plan_effect == "no_quality"


@pytest.mark.parametrize(
    "shares", [(0.95, 0.95, 0.70), (0.7, 0.7, 0.95), (0.90, 0.90), (0.70, 0.95, 0.70)]
)
def test_one_low_week_or_a_good_one_after_stands_for_nothing(shares):
    assert flags(*shares) == []


def test_an_hour_of_valid_running_is_needed():
    assert flags(0.7, 0.7, minutes=29) == []
    assert len(flags(0.7, 0.7, minutes=30)) == 1


def test_weeks_without_running_do_not_end_the_row_but_a_month_does():
    assert len(flags(0.7, 0.7, None, None)) == 1
    assert flags(0.7, 0.7, None, None, None, None) == []


def test_the_day_it_began_does_not_move():
    runs = season(0.95, 0.8, 0.8, 0.8, 0.8)
    for later in range(14):
        (flag,) = aerobic_share.find(
            athlete(MONDAY - timedelta(weeks=1) + timedelta(days=later), runs)
        )
        assert flag.since == MONDAY - timedelta(weeks=2)
        assert flag.id == "aerobic_share"


def test_the_present_week_is_not_judged_before_it_is_over():
    runs = [
        *season(0.95, 0.7),
        run(MONDAY, aerobic=0.5),
        run(MONDAY + timedelta(days=1), aerobic=0.5),
    ]
    assert list(aerobic_share.find(athlete(MONDAY + timedelta(days=3), runs))) == []


@pytest.mark.parametrize(
    ("weeks", "wanted", "target"), [(12, True, 0.80), (11, True, 0.90), (40, False, 0.90)]
)
def test_after_the_base_less_is_asked_of_those_who_want_hard_running(weeks, wanted, target):
    start = MONDAY - timedelta(weeks=weeks)
    who = Profile(availability=Availability(base_start=start, quality_wanted=wanted))
    person = athlete(MONDAY, season(0.95, 0.85, 0.85), profile=who)
    assert aerobic_share.share_target(person) == target
    assert bool(list(aerobic_share.find(person))) is (target > 0.85)


@pytest.mark.parametrize(
    ("shares", "severity"),
    [
        ((0.95, 0.79, 0.79), "watch"),
        ((0.95, 0.80, 0.79), "note"),
        ((0.95, 0.79, 0.80), "note"),
        ((0.60, 0.60, 0.85), "note"),
        ((0.85, 0.79, 0.79), "watch"),
    ],
)
def test_it_is_a_note_while_one_of_the_two_newest_is_a_base_week(shares, severity):
    (flag,) = flags(*shares)
    assert (flag.severity, flag.plan_effect) == (severity, "no_quality")


@pytest.mark.parametrize(("weeks", "severity"), [(9, "watch"), (10, "note"), (20, "note")])
def test_after_eight_weeks_it_is_a_habit_and_a_note(weeks, severity):
    """Two weeks make it; it has stood for seven, eight and eighteen."""
    (flag,) = flags(0.95, *[0.5] * weeks)
    assert (flag.severity, flag.plan_effect) == (severity, "no_quality")
    assert (MONDAY - flag.since).days == 7 * (weeks - 2)


def test_a_habit_that_grows_worse_is_watched():
    (flag,) = flags(0.95, *[0.85] * 12, 0.5, 0.5)
    assert flag.severity == "watch"
    assert (MONDAY - flag.since).days == 7 * 12  # the row of low weeks is one
