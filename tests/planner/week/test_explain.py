"""Why a day is so: the answer must agree with the search it speaks of."""

from __future__ import annotations

from datetime import timedelta

from support.made_weeks import MONDAY, athlete, kinds, plan, profile

from planner.day.judged import judge_day
from planner.week.explain import COSTS, GAINS, explain_day
from planner.week.problems import run_problem
from planner.week.run_search import best_week
from planner.week.situation import situation_of
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
    (day,) = (n for n, kind in enumerate(kinds(plan())) if kind == "long")
    reasons = explained(athlete(), day).reasons
    assert "You ran on Sundays in 100 % of your usual weeks." in reasons


def test_a_day_taken_out_is_the_reason():
    who = athlete(profile(blackout=frozenset({MONDAY + timedelta(days=1)})))
    assert explained(who, 1).reasons == ("No run: a day you took out.",)


def test_why_not_names_what_the_other_day_costs():
    who = athlete(profile(long_run_day=6))
    day = kinds(plan(who)).index("long")
    assert day == 6
    saturday = next(one for one in explained(who, day).why_not if one.weekday == "Saturday")
    assert saturday.penalties["long run's day"] == 40
    assert "the long run would leave its day" in saturday.reason


def test_every_soft_rule_has_its_words():
    who = athlete(profile(race_date=MONDAY + timedelta(days=5), race_km=10))
    week = best_week(run_problem(*situation(who)))
    assert week.scores.keys() == COSTS.keys() == GAINS.keys()
