"""A week or a run far longer than the one before, by time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, profile

from ingest.home.events import Event
from planner.flags.standing import standing_flags

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def jumps(runs, *, today, who=None):
    found = standing_flags(athlete(who, runs=runs, today=today))
    return [flag for flag in found if flag.check == "load_jump"]


def week(monday, *minutes):
    """Return runs of so many minutes on Tuesday, Thursday, Saturday, Sunday of a week."""
    days = (1, 3, 5, 6)
    return [
        facts(monday + day * DAY, [(60 * size, 130)])
        for day, size in zip(days, minutes, strict=False)
    ]


def history(*sizes):
    """Return ten weeks of four times 45 min, then weeks of these minutes a run, up to MONDAY."""
    runs = weeks_of_runs(MONDAY - len(sizes) * WEEK - DAY, 10)
    for number, size in enumerate(sizes):
        runs += week(MONDAY - (len(sizes) - number) * WEEK, *([size] * 4))
    return runs


SUNDAY = MONDAY + 6 * DAY


def often(count):
    """Return so many runs of 45 min in a week, one a day, the eighth on Sunday evening."""
    return [
        facts(MONDAY + min(n, 6) * DAY, [(2700, 130)], hour=7 if n < 7 else 18)
        for n in range(count)
    ]


# Weeks of 180 min: 1.5 times are 270, twice are 360, the usual week times 1.1 is 198.
@pytest.mark.parametrize(
    ("count", "severity"), [(4, None), (5, None), (6, "note"), (7, "note"), (8, "watch")]
)
def test_a_week_of_half_as_much_again(count, severity):
    found = jumps([*history(), *often(count)], today=SUNDAY)
    assert [flag.severity for flag in found] == [severity] * bool(severity)


def test_a_quiet_week_may_come_back():
    """After 80 min the usual 180 are 2.25 times as much, and no jump; 210 are one."""
    quiet = history(20)
    assert jumps([*quiet, *week(MONDAY, 45, 45, 45, 45)], today=SUNDAY) == []
    (flag,) = jumps([*quiet, *week(MONDAY, 50, 50, 55, 55)], today=SUNDAY)
    assert flag.title.startswith("A week of 3 h 30 min, 2.6 times")


def test_it_stands_for_seven_days_from_the_day_it_was_passed():
    runs = [*history(), *often(6)]  # 270 min on Saturday
    saturday = MONDAY + 5 * DAY
    stands = [bool(jumps(runs, today=saturday + n * DAY)) for n in (-1, 0, 6, 7)]
    assert stands == [False, True, True, False]


def test_a_long_run_is_seen_though_a_longer_one_lies_25_days_back():
    """Four hours, against three hours 25 days before and 45 min since: no spike of one run."""
    old = facts(MONDAY - 25 * DAY, [(60 * 230, 130)])
    runs = sorted(
        [*history(), old, facts(MONDAY + DAY, [(60 * 240, 130)])], key=lambda one: one.start_utc
    )
    found = jumps(runs, today=MONDAY + DAY)
    assert any("two weeks before" in flag.title or "week" in flag.title for flag in found)
    assert found[0].severity == "watch"


def test_a_spike_says_it_already():
    runs = [*history(), facts(MONDAY + DAY, [(60 * 240, 130)])]
    found = standing_flags(athlete(runs=runs, today=MONDAY + DAY))
    checks = [flag.check for flag in found]
    assert "distance_spike" in checks
    assert "load_jump" not in checks


def test_a_declared_race_is_none():
    race = MONDAY + 6 * DAY
    long_ago = facts(MONDAY - 20 * DAY, [(60 * 200, 130)])
    runs = sorted(
        [*history(), long_ago, facts(race, [(60 * 210, 150)])], key=lambda one: one.start_utc
    )
    assert jumps(runs, today=race)
    assert jumps(runs, today=race, who=profile(race_date=race, race_km=42.2)) == []


def test_where_little_is_known_nothing_is_said():
    runs = [*weeks_of_runs(MONDAY - DAY, 3), *week(MONDAY, 100, 100, 100, 100)]
    assert jumps(runs, today=SUNDAY) == []


def test_steady_weeks_and_planned_growth_are_silent():
    runs = history(45, 48, 51, 51, 38, 51, 55)
    for back in range(60):
        today = MONDAY - back * DAY
        known = [one for one in runs if one.start_utc.date() <= today]
        assert jumps(known, today=today) == []


@pytest.mark.parametrize(("asked_min", "noted"), [(270, False), (268, True), (180, True)])
def test_a_week_within_its_plan_is_no_jump(asked_min, noted):
    """Six runs of 45 min after weeks of four: half as much again, unless the plan asks for it."""
    kept = Event(
        id="p",
        kind="plan",
        at_utc=NOW,
        day=MONDAY,
        data={
            "week_start": MONDAY.isoformat(),
            "plan": {"target_s": 60 * asked_min, "rhythm": "build", "days": []},
        },
    )
    one = athlete(runs=[*history(), *often(6)], said=(kept,), today=SUNDAY)
    assert any(flag.check == "load_jump" for flag in standing_flags(one)) == noted
