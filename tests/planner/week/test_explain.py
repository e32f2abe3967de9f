"""Why a day is so: the answer must agree with the search it speaks of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, kinds, plan, profile

from ingest.home.events import Event
from planner.day.judged import judge_day
from planner.week.explain import COSTS, GAINS, difference, explain_day
from planner.week.problems import run_problem
from planner.week.run_search import Placed, RunWeek, best_week
from planner.week.situation import situation_of
from planner.week.staleness import inputs_of
from planner.week.store import event_data
from planner.week.week_so_far import frame_of


def situation(who):
    return situation_of(judge_day(who, ()), MONDAY), frame_of(who, MONDAY)


def explained(who, number):
    return explain_day(judge_day(who, ()), MONDAY, number)


def test_every_day_of_the_plan_is_explained_as_planned():
    made = plan()
    for number, kind in enumerate(kinds(made)):
        found = explained(athlete(), number)
        assert found.date == MONDAY + timedelta(days=number)
        assert (found.kind == "rest") == (kind == "rest")
        assert found.reasons


def test_a_usual_day_says_so():
    assert kinds(plan())[6] != "rest"
    reasons = explained(athlete(), 6).reasons
    assert "You ran on Sundays in 100 % of your usual weeks." in reasons


def test_a_day_taken_out_is_the_reason():
    who = athlete(profile(blackout=frozenset({MONDAY + timedelta(days=1)})))
    assert explained(who, 1).reasons == ("No run: a day you took out.",)


def test_a_day_where_no_run_may_be_costs_nothing():
    who = athlete(profile(blackout=frozenset({MONDAY + timedelta(days=1)})))
    day = kinds(plan(who)).index("easy")
    (tuesday,) = [one for one in explained(who, day).why_not if one.weekday == "Tuesday"]
    assert (tuesday.reason, tuesday.minutes, tuesday.penalties) == ("a day you took out", 0, {})


def test_every_other_day_is_asked_and_not_the_run_s_own():
    day = kinds(plan()).index("easy")
    names = [one.weekday for one in explained(athlete(), day).why_not]
    assert len(names) == len(set(names)) == 6


def test_why_not_names_what_the_other_day_costs():
    who = athlete(profile(long_run_day=6))
    day = kinds(plan(who)).index("long")
    assert day == 6
    saturday = next(one for one in explained(who, day).why_not if one.weekday == "Saturday")
    assert saturday.penalties["long run's day"] == 40
    assert "the long run would leave its day" in saturday.reason


def test_a_week_is_called_shorter_where_it_is():
    who = athlete(profile(max_minutes=(None, 30, 30, 30, 30, 60, None)))
    others = [one for number in range(7) for one in explained(who, number).why_not]
    assert any("shorter" in one.reason for one in others)
    assert all(("shorter" in one.reason) == (one.minutes < 0) for one in others)


def test_only_the_days_that_were_changed_say_so():
    here, *others = (n for n, kind in enumerate(kinds(plan())) if kind != "rest")
    data = {"week_start": str(MONDAY), "day": str(MONDAY + timedelta(here))}
    skip = Event(id="e0", kind="skip", at_utc=NOW, day=MONDAY, data=data)
    who = athlete(said=(skip,))
    assert "by hand" in explained(who, here).reasons[0]
    assert not any("by hand" in why for n in others for why in explained(who, n).reasons)


def test_a_day_gone_says_what_was_planned_and_what_was_run():
    """Monday run without a plan; of a plan made then, one run kept, one missed, one extra."""
    past = weeks_of_runs(MONDAY - timedelta(days=1), 10, days=(1, 3, 5, 6))

    def ran(number):
        return facts(MONDAY + timedelta(days=number), [(2700, 128)])

    who = athlete(runs=past)
    made = plan(who)
    assert [kind == "rest" for kind in kinds(made)] == [
        True,
        False,
        True,
        False,
        True,
        False,
        False,
    ]
    kept = event_data(made, inputs_of(judge_day(who, ()), MONDAY))
    event = Event(id="p", kind="plan", at_utc=NOW, day=MONDAY, data=kept)
    today = MONDAY + timedelta(days=5)
    runs = [*past, ran(1), ran(2)]
    planned = athlete(runs=runs, said=(event,), today=today)
    said = [explained(planned, number).reasons for number in range(4)]
    assert said == [
        ("The day is gone: no run was planned, and none was run.",),
        ("It stands: it was planned, and the day was run.",),
        ("No run was planned here; 45 min were run, and what is run stands.",),
        ("It stands as it was planned, and was not run: nothing is made up for it.",),
    ]
    unplanned = explained(athlete(runs=runs, today=today), 1)
    assert (unplanned.kind, unplanned.reasons) == (
        "easy",
        ("No plan was made for this day; 45 min were run, and what is run stands.",),
    )
    race = explained(athlete(profile(race_date=today, race_km=10), runs=runs, today=today), 5)
    assert race.reasons == ("It stands: the day of your race.",)


def test_every_soft_rule_has_its_words():
    who = athlete(profile(race_date=MONDAY + timedelta(days=5), race_km=10))
    week = best_week(run_problem(*situation(who)))
    assert week.scores.keys() == COSTS.keys() == GAINS.keys()


LOST_AND_WON = {  # each soft rule of docs/week.md
    "habit": ("a day you seldom run on would be used", "your usual days would be kept better"),
    "spread": ("more running days would stand side by side", "the runs would be spread better"),
    "long run's day": (
        "the long run would leave its day",
        "the long run would have its day",
    ),
    "after the long run": (
        "a run would follow the long one",
        "the day after the long run would be free",
    ),
    "around a race": (
        "a run would stand beside the race",
        "the days beside the race would be free",
    ),
    "fresh for the test": (
        "the test would follow a run, or stand beside the long one",
        "the test would find fresher legs",
    ),
}


def of_minutes(minutes, **scores):
    runs = {0: Placed(kind="easy", minutes=minutes)}
    plain = dict.fromkeys(LOST_AND_WON, 3)
    return RunWeek(runs=runs, dropped=(), scores=plain | scores)


@pytest.mark.parametrize("rule", LOST_AND_WON)
def test_what_another_week_loses_or_wins_by_a_rule(rule):
    lost, won = LOST_AND_WON[rule]
    week = of_minutes(60)
    assert difference(week, of_minutes(60, **{rule: 4})) == lost
    shorter = of_minutes(50, **{rule: 2})
    assert difference(week, shorter) == f"the week would be 10 min shorter; though {won}"
    same = "just as good; the earlier of the two was taken"
    assert difference(week, of_minutes(60)) == difference(week, of_minutes(61)) == same
    assert difference(week, of_minutes(60, **{rule: 2})) == same


def test_several_are_named_together():
    week, other = of_minutes(60), of_minutes(59, habit=5, spread=4, **{"around a race": 0})
    assert difference(week, other) == (
        "the week would be 1 min shorter, a day you seldom run on would be used and more running "
        "days would stand side by side; though the days beside the race would be free"
    )
    two = of_minutes(60, spread=5, habit=0, **{"long run's day": 1})
    assert difference(week, two) == (
        "more running days would stand side by side; though your usual days would be kept better "
        "and the long run would have its day"
    )
