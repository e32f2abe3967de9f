"""What a doubted ceiling asks for is what the plan offers, or without one each way in turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY as TODAY
from support.made_weeks import athlete, profile

from planner.day.doubt import Doubt, doubt_on

MONDAY = date(2026, 11, 9)


def test_where_the_plan_has_no_room_for_the_test_the_talk_test_is_said():
    unsaid = Doubt(why=("x",), said=None, planned=False, tested=None)
    refused = Doubt(why=("x",), said=MONDAY, planned=False, tested=None)
    planned = Doubt(why=("x",), said=MONDAY, planned=True, tested=None)

    tested = Doubt(why=("x",), said=MONDAY, planned=True, tested=MONDAY)

    assert [one.action for one in (unsaid, refused, planned, tested)] == [
        TEST,
        "Go by the talk test: you must speak easily in full sentences all the time.",
        (
            "Settle it with the drift test that the plan offers: 15 min easy, 45 min steady on "
            "flat ground."
        ),
        "The drift test of Mon 9 Nov says what to do: aerobase thresholds tests.",
    ]


OPEN = Doubt(why=("w0", "w1", "w2"), said=None, planned=False, tested=None)
TEST = (
    "A drift test settles it: on flat ground 15 min easy, then 45 min at one even effort at which"
    " you can talk, and afterwards aerobase log drift-test."
)
INSTEAD = (
    "If you can talk easily at 153 bpm, look at what it would change: aerobase thresholds set "
    "entered 153 --preview; without --preview it stands, and can be taken back."
)
STEADY = (
    "Run two flat runs of 40 min a week at an even, easy effort: how they drift says what ceiling"
    " they support (aerobase thresholds)."
)
BREATH = (
    "Hide the pace on your watch, and say a long sentence aloud every ten minutes: if you have to"
    " stop for air, slow down."
)
FLAT = "Take flat routes for a month: hills lift the heart rate more than the pace shows."
TALK = "Go by the talk test: you must speak easily in full sentences all the time."


def heard(steps, **changes):
    """Return what is said at each step, with its reason."""
    told = [replace(OPEN, step=step, **changes) for step in range(steps)]
    return [(one.reason, one.action) for one in told]


def test_who_makes_no_plans_hears_each_way_in_turn_and_then_again():
    assert heard(4) == [("w0", TEST), ("w1", STEADY), ("w2", TALK), ("w0", TEST)]


@pytest.mark.parametrize(("measured", "reason"), [(1, "w0"), (2, "w0 w1")])
def test_a_ceiling_that_something_measured_comes_to_is_offered_with_all_that_names_it(
    measured, reason
):
    assert heard(5, measured=measured, instead_bpm=153) == [
        ("w0", TEST),
        (reason, INSTEAD),
        ("w2", STEADY),
        ("w0", TALK),
        ("w1", TEST),
    ]


def test_runs_that_the_map_has_already_are_not_asked_for():
    assert heard(2, mapped=True)[1] == ("w1", FLAT)


@pytest.mark.parametrize(
    ("most_min", "ways"),
    [
        (60, (TEST, STEADY, TALK)),
        (59, (TALK, STEADY, BREATH)),
        (40, (TALK, STEADY, BREATH)),
        (39, (TALK, FLAT, BREATH)),
    ],
)
def test_no_run_is_advised_that_is_a_jump(most_min, ways):
    assert tuple(said for _, said in heard(3, most_min=most_min)) == ways


@pytest.mark.parametrize(("minutes", "most_min"), [(60, 66), (45, 49.5)])
def test_a_tenth_over_the_longest_of_thirty_days_is_no_jump(minutes, most_min):
    runs = weeks_of_runs(TODAY, 10, minutes=minutes, bpm=160)
    assert doubt_on(athlete(runs=runs)).most_min == pytest.approx(most_min)


def test_a_child_is_advised_no_test():
    runs = weeks_of_runs(TODAY, 10, minutes=90, bpm=190)
    found = doubt_on(athlete(profile(born=date(2011, 1, 1)), runs=runs))
    assert found.most_min == 0
    assert found.action == TALK


def test_legs_not_used_to_an_hour_are_offered_the_ceiling_first():
    told = heard(2, most_min=45, measured=1, instead_bpm=153)
    assert told == [("w0", INSTEAD), ("w1", TALK)]
