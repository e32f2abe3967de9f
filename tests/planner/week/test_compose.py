"""The days of a week that hold no run, and where its self-checks stand."""

from __future__ import annotations

from support.made_composed import USUAL, composed
from support.made_weeks import MONDAY

from planner.week.edits import Edit
from planner.week.words import CHECKS, RAISES_CHECK


def test_a_day_without_a_run_says_why():
    skipped = Edit(id="s", kind="skip", said=MONDAY, day=USUAL.day(2), to=None, run=None)
    days = composed({}, edits=(skipped,), closed=(None, "a day you took out", *(None,) * 5))
    assert [day.run.why for day in days] == [
        "The body adapts on the days between.",
        "No run: a day you took out.",
        "You skipped this run; nothing is made up for it.",
        *["The body adapts on the days between."] * 4,
    ]
    assert {(day.run.kind, day.run.duration_s, day.run.effort) for day in days} == {
        ("rest", 0, "no running")
    }


def test_the_checks_stand_on_the_first_day_without_a_run():
    days = composed({0: ("easy", 40), 1: ("easy", 40), 3: ("long", 80)})
    assert [day.checks for day in days] == [
        (),
        (),
        (*CHECKS, RAISES_CHECK),
        *[()] * 4,
    ]
