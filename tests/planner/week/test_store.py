"""Plans in the journal: which one stands, what is passed over, what a digest sees."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

from support.made_weeks import MONDAY, NOW, athlete, flag, kinds, plan, profile, say

from ingest.home.events import Event
from planner.day.judged import judge_day
from planner.week.digest import digest
from planner.week.staleness import changed_parts, inputs_of
from planner.week.store import Inputs, event_data, newest_plan_day, planned_days, stored_plan


def event(made, number=0, **changes):
    data = event_data(made, Inputs()) | changes
    return Event(id=f"p{number}", kind="plan", at_utc=NOW, day=MONDAY, data=data)


def test_the_last_plan_of_the_week_stands():
    first, second = plan(), plan(athlete(), flag("easier"))
    assert stored_plan([event(first), event(second, 1)], MONDAY) == second
    assert stored_plan([event(first)], MONDAY + timedelta(days=7)) is None
    assert stored_plan([], MONDAY) is None


def test_a_plan_in_a_form_not_understood_counts_as_none():
    broken = event(plan(), plan={"week_start": "2026-05-18"})
    assert stored_plan([broken], MONDAY) is None
    runner = athlete(said=(broken,))
    assert plan(runner).days[0].run is not None


def test_planned_days_are_those_of_earlier_weeks():
    made = plan()
    test = MONDAY + timedelta(days=kinds(made).index("maf_test"))
    week = timedelta(days=7)
    assert planned_days([event(made)], "maf_test", MONDAY - week, MONDAY + week) == (test,)
    assert planned_days([event(made)], "maf_test", MONDAY - week, MONDAY) == ()
    assert planned_days([event(made)], "maf_test", MONDAY + week, MONDAY) == ()


def test_newest_plan_day():
    assert newest_plan_day([]) is None
    assert newest_plan_day([event(plan())]) == MONDAY


def test_a_digest_is_the_same_in_every_process():
    code = (
        "from planner.week.digest import digest; from datetime import date;"
        "print(digest(frozenset({date(2026, 5, n) for n in range(1, 9)}), {'b': 1, 'a': None}))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert digest([1, 2]) != digest([2, 1])


def digests(one=None, *flags):
    return inputs_of(judge_day(one or athlete(), flags), MONDAY)


def test_changed_parts_name_what_changed():
    before = digests()
    assert changed_parts(before, digests()) == ()
    ill = say(MONDAY, "illness", values={"fever": True})
    assert changed_parts(before, digests(athlete(said=(ill,)))) == ("your diary",)
    shut = athlete(profile(blackout=frozenset({MONDAY})))
    assert changed_parts(before, digests(shut)) == ("your profile",)
    assert changed_parts(before, digests(None, flag("no_growth"))) == ("the flags",)


def test_the_clock_is_no_input():
    later = replace(plan(), created_utc=NOW + timedelta(days=1))
    assert stored_plan([event(later)], MONDAY) == later
    assert digests(athlete(said=(event(later),))) == digests(athlete(said=(event(plan()),)))
