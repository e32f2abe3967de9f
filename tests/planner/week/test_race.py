"""The day of a race: its length where it is known, and what is said where it is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import facts
from support.made_weeks import (
    MONDAY,
    athlete,
    exercise_days,
    kinds,
    lived_with,
    minutes,
    plan,
    profile,
)

from planner.day.judged import judge_day
from planner.week.problems import given_runs
from planner.week.situation import situation_of
from planner.week.week_so_far import frame_of

SATURDAY = 5


def runs(*, speed_m_s=2.5, minutes=70):
    """Return ten weeks of three runs a week, all in the band at one speed."""
    days = [MONDAY - timedelta(days=n) for n in range(70, 0, -1)]
    return [
        facts(day, [(minutes * 60, 130)], speed_m_s=speed_m_s)
        for day in days
        if day.weekday() in (1, 3, 6)
    ]


def race_of(race_km, history=None):
    who = profile(race_date=MONDAY + timedelta(days=SATURDAY), race_km=race_km)
    made = plan(athlete(who, runs=runs() if history is None else history))
    run = made.days[SATURDAY].run
    assert run is not None
    assert run.kind == "race"
    return made, run


def test_a_race_of_10_km_is_as_long_as_it_is():
    made, run = race_of(10.0)
    assert run.distance_m_estimate == 10_000
    # 10,000 m at 2.5 m/s are 4000 s: 66.7 min, in whole minutes 67.
    assert run.duration_s == 67 * 60
    assert (run.warm_up_s, run.cool_down_s, run.band_bpm) == (0, 0, None)
    assert run.why.endswith("The minutes are those of your easy speed; racing may be quicker.")
    assert "longest run" not in {one.rule for one in made.unmet}


def test_a_race_of_unknown_length_says_so():
    _, run = race_of(None)
    assert run.distance_m_estimate is None
    assert "length is not known: the minutes are only" in run.why


# The longest of 30 days is 70 min at 2.5 m/s, 10.5 km; 1.10 times that are 11.55 km.
@pytest.mark.parametrize(("race_km", "beyond"), [(11.5, False), (11.6, True), (42.195, True)])
def test_a_race_beyond_the_30_days_is_named_and_not_cut(race_km, beyond):
    made, run = race_of(race_km)
    assert run.distance_m_estimate == pytest.approx(race_km * 1000)
    assert ("longest run" in {one.rule for one in made.unmet}) is beyond


def test_without_a_speed_the_length_is_told_and_the_minutes_are_said_to_be_a_guess():
    made, run = race_of(10.0, history=[])
    assert run.distance_m_estimate == 10_000
    assert "easy speed is not known" in run.why
    assert "the minutes are only" in run.why
    assert [one.why for one in made.unmet if one.rule == "longest run"] == [
        "The race cannot be held against your last 30 days: no easy speed is known from them."
    ]


def test_the_days_before_it_do_not_depend_on_the_length():
    def others(race_km):
        made, _ = race_of(race_km)
        return [(day.run, day.strength) for day in made.days[:SATURDAY]]

    assert others(5.0) == others(42.195) == others(None)


def test_a_race_on_the_next_monday_is_no_run_of_this_week():
    """Seven days ahead: this week tapers with all its four runs, and is not the race's own."""
    one = athlete(profile(race_date=MONDAY + timedelta(days=7)))
    made = plan(one)
    assert made.phase == "taper"
    assert "race" not in kinds(made)
    assert kinds(made).count("rest") == 3
    assert given_runs(situation_of(judge_day(one, ()), MONDAY), frame_of(one, MONDAY)) == {}
    own = plan(athlete(profile(race_date=MONDAY + timedelta(days=6))))
    assert own.phase == "race"
    assert kinds(own)[6] == "race"


def test_a_race_on_the_next_monday_bars_the_deadlift_of_the_weekend():
    """Who has time for strength at the weekend only has it in a usual week, not before a race."""
    weekend = MONDAY + timedelta(days=5)

    def deadlifts(race_date):
        who = profile(long_run_day=2, race_date=race_date)
        return set(exercise_days(plan(athlete(who, today=weekend)), "slrdl"))

    assert deadlifts(None) & {5, 6}
    assert not deadlifts(MONDAY + timedelta(days=7)) & {5, 6}


@pytest.mark.parametrize(
    ("weeks_ahead", "longest", "long"), [(None, 90, 60), (16, 60, 60), (16, 75, 75), (16, 90, 84)]
)
def test_a_race_to_come_holds_the_long_run_up_to_four_tenths_of_the_week(
    weeks_ahead, longest, long
):
    """JUDGEMENT 5; of 210 min a week 84 are 40 %, and the usual cap is 30 %: 63."""
    history = [
        facts(MONDAY - timedelta(days=7 * back - day), [(size * 60, 130)])
        for back in range(10, 0, -1)
        for day, size in ((1, 50), (3, 50), (5, 50), (6, longest if back == 2 else 60))
    ]
    ahead = None if weeks_ahead is None else MONDAY + timedelta(weeks=weeks_ahead, days=6)
    made = plan(athlete(profile(race_date=ahead, race_km=42.2), runs=history))
    assert (sum(minutes(made)), minutes(made)[6], kinds(made)[6]) == (210, long, "long")


def test_the_race_is_one_of_the_weeks_runs():
    """Three runs a week are usual: race week has two and the race."""
    made, _ = race_of(10.0)
    assert sum(kind not in {"rest", None} for kind in kinds(made)) == 3


def test_a_race_that_was_planned_stays_one_when_the_profile_names_the_next():
    saturday = MONDAY + timedelta(days=SATURDAY)
    _, told = lived_with(profile(race_date=saturday, race_km=12.6), runs(), 1)
    raced = [*runs(), facts(saturday, [(62 * 60, 165)], speed_m_s=3.4)]
    after = MONDAY + timedelta(weeks=1)
    who = profile(race_date=MONDAY + timedelta(weeks=6, days=SATURDAY), race_km=21.1)
    made = plan(athlete(who, runs=raced, said=tuple(told), today=after), week_start=after)
    assert made.rhythm == "after race"
    assert any("After the race of" in line for line in made.why)
