"""The whole sentences over a week: its ceiling, what is to be watched, why it is so long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.made_composed import CEILING, USUAL
from support.made_weeks import MONDAY, profile

from planner.body.time_off import Break
from planner.week.plan_why import DOUBTED, plan_why
from planner.week.slots import Slot
from planner.week.words import STOP_HEART, STOP_PREGNANT

WHY = "Your usual week."
GAP = Break(last_run=date(2026, 5, 4), first_run=None, days_off=13)
UNDER = "at or under 140 bpm (as the test says)."
TALK = "No heart-rate ceiling is given: go by the talk test, full sentences throughout."


def told(*, wished=(), health=None, **changes):
    """Return the sentences over the usual week with these changes."""
    slots = tuple(Slot(kind=kind, minutes=45) for kind in wished)
    usual = replace(
        USUAL,
        ceiling=CEILING,
        gait_frac=None,
        speed_m_s=3.0,
        wishes=replace(USUAL.wishes, slots=slots),
        target=replace(USUAL.target, why=(WHY,)),
    )
    if health is not None:
        usual = replace(usual, profile=profile(**health))
    return plan_why(replace(usual, **changes))


@pytest.mark.parametrize(
    ("known", "first"),
    [
        ({}, f"All running is {UNDER}"),
        ({"wished": ("easy", "long", "maf_test")}, f"All running is {UNDER}"),
        ({"wished": ("quality",)}, f"All running but the hard run's main part is {UNDER}"),
        (
            {"wished": ("drift_test", "quality")},
            f"All running but the hard run's main part and the drift test is {UNDER}",
        ),
        ({"ceiling": None}, TALK),
        (
            {"ceiling": None, "health": {"born": None}},
            f"{TALK} Your birth date gives one: aerobase init --birth-date YYYY-MM-DD.",
        ),
        ({"ceiling": None, "health": {"born": None, "pacemaker": True}}, TALK),
    ],
)
def test_the_first_sentence_is_of_the_ceiling(known, first):
    assert told(**known)[0] == first


def test_walks_under_a_ceiling_are_said_kindly():
    kindly = "Under this ceiling running becomes {} for now: that is training, not failure."
    assert told(gait_frac=0.1) == (f"All walking is {UNDER}", kindly.format("walking"), WHY)
    assert told(gait_frac=0.5) == (f"All running is {UNDER}", kindly.format("run-walk"), WHY)
    asked = replace(USUAL.target, why=(WHY,), run_walk=True)  # it is the plan's, not the ceiling's
    assert told(gait_frac=0.5, target=asked) == (f"All running is {UNDER}", WHY)
    assert told(gait_frac=0.5, doubted=True) == (f"All running is {UNDER}", DOUBTED, WHY)


@pytest.mark.parametrize(
    ("known", "sentences"),
    [
        ({}, (WHY,)),
        ({"race": 9}, (WHY, "Race on Wed 27 May, 9 days from Monday.")),
        ({"health": {"pregnant": True}}, (STOP_PREGNANT, WHY)),
        ({"health": {"arrhythmia": True}}, (STOP_HEART, WHY)),
        ({"health": {"pacemaker": True}}, (STOP_HEART, WHY)),
        (
            {"open_min": (0,) * 7, "closed": ("ill", *("a day you took out",) * 6)},
            ("No run this week: a day you took out; ill.",),
        ),
        (
            {"history": replace(USUAL.history, breaks=(GAP,))},
            (WHY, "No run is known since Mon 4 May: one you did counts once imported."),
        ),
        ({"history": replace(USUAL.history, breaks=(replace(GAP, first_run=MONDAY),))}, (WHY,)),
    ],
)
def test_what_follows_the_first_sentence(known, sentences):
    assert told(**known)[1:] == sentences
