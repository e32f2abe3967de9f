"""The week to come, planned before this one is over: what is left of it counts as run as asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, minutes, profile, say

from ingest.home.events import Event
from planner.day.judged import judge_day
from planner.past.asked import runs_to_come
from planner.week.make_plan import make_plan
from planner.week.staleness import inputs_of
from planner.week.store import event_data

WEEK = timedelta(weeks=1)
PAST = tuple(weeks_of_runs(MONDAY - timedelta(days=1), 10, days=(1, 3, 5, 6), minutes=45))


def this_week():
    day = judge_day(athlete(profile(), runs=PAST))
    made = make_plan(day, week_start=MONDAY, created_utc=NOW)
    data = event_data(made, inputs_of(day, MONDAY))
    return made, Event(id="p", kind="plan", at_utc=NOW, day=MONDAY, data=data)


def run_until(plan, number):
    """Return the runs of the first days of a plan, as asked."""
    return [
        facts(day.date, [(day.run.duration_s, 130)])
        for day in plan.days[:number]
        if day.run.duration_s
    ]


def next_week(plan, event, number, *said):
    today = MONDAY + timedelta(days=number)
    one = athlete(
        profile(), runs=[*PAST, *run_until(plan, number)], said=(event, *said), today=today
    )
    return make_plan(judge_day(one), week_start=MONDAY + WEEK, created_utc=NOW)


@pytest.mark.parametrize("number", range(1, 7))
def test_it_asks_for_what_it_will_ask_for_on_its_monday(number):
    plan, event = this_week()
    on_monday = next_week(plan, event, 7)
    ahead = next_week(plan, event, number)
    assert ahead.target_s == pytest.approx(on_monday.target_s, abs=60)
    assert sum(minutes(ahead)) == pytest.approx(sum(minutes(on_monday)), abs=4)
    assert ahead.rhythm == on_monday.rhythm


def test_of_a_week_that_is_not_over_nothing_is_said_that_was_run():
    plan, event = this_week()
    assert not any("you ran" in line for line in next_week(plan, event, 4).changes)


def test_what_stopped_running_is_not_taken_for_run():
    """Pain of 7 on Thursday: nothing is left of the week, and the next begins the way back."""
    plan, event = this_week()
    pain = say(MONDAY + timedelta(days=3), "pain", place="calf", side="left", score=7.0)
    assert sum(minutes(next_week(plan, event, 4, pain))) < 0.5 * sum(minutes(plan))


def test_today_is_still_to_come_until_it_was_run():
    plan, event = this_week()
    asked = {day.date: day.run.duration_s for day in plan.days if day.run.duration_s}
    for today in asked:
        one = athlete(said=(event,), today=today)
        left = runs_to_come(one)
        assert left == {day: one for day, one in asked.items() if day >= today}
        ran = athlete(runs=[facts(today, [(600, 130)])], said=(event,), today=today)
        assert today not in runs_to_come(ran)
    assert runs_to_come(athlete()) == {}
