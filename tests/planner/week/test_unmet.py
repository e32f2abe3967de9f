"""What a week could not keep, in words: the whole sentence of each reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_weeks import MONDAY, athlete, profile

from planner.day.judged import judge_day
from planner.week.edits import Edit
from planner.week.model import Unmet
from planner.week.problems import run_problem
from planner.week.run_search import Placed, RunWeek, best_week
from planner.week.situation import situation_of
from planner.week.strength_search import StrengthWeek
from planner.week.unmet import unmet_of
from planner.week.week_so_far import frame_of

ALL = frozenset(range(7))
STRENGTH = StrengthWeek(balance=ALL, slrdl=frozenset({1, 4}), scores={}, beside={})


def unmet(who=None, *, target=None, runs=None, second=None, refused=(), frame=None, **changes):
    """Return what the usual week, three hours of it, cannot keep with some things otherwise."""
    one = athlete(profile(**(who or {})))
    situation = situation_of(judge_day(one, ()), MONDAY)
    plain = {"seconds": 180 * 60.0, "longest_min": None, "alternate_days": False}
    changed = replace(situation.target, **(plain | (target or {})))
    situation = replace(situation, target=changed, **changes)
    found = frame_of(one, MONDAY)
    week = best_week(run_problem(situation, found)) if runs is None else runs
    return unmet_of(
        situation,
        replace(found, **(frame or {})),
        week,
        STRENGTH,
        second_runs=second or {},
        refused=refused,
    )


def ran(minutes, *dropped, race=0):
    runs = {2: Placed(kind="easy", minutes=minutes)}
    if race:
        runs[6] = Placed(kind="race", minutes=race)
    return RunWeek(runs=runs, dropped=dropped, scores={})


LEFT = "30 min are left out and not made up elsewhere: "
STAGE = {"longest_min": 45, "alternate_days": True}
MINUTES = {"max_minutes": (None, None, 60, None, None, None, None)}


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, "the longest run's limit"),
        ({"target": {"alternate_days": True}}, "a day between runs"),
        ({"target": {"longest_min": 45}}, "no run over 45 min"),
        ({"who": MINUTES}, "your minutes a day"),
        (
            {"target": STAGE, "who": MINUTES},
            "no run over 45 min; a day between runs; your minutes a day",
        ),
        (
            {"closed": (None, "a day you took out", None, "a day you took out", *(None,) * 3)},
            "a day you took out",
        ),
        ({"target": STAGE, "careful_runs": 2}, "the first runs after an illness are short"),
        (
            {
                "edits": (Edit(id="e", kind="less", day=None, to=None, run=None, said=MONDAY),),
                "closed": ("a day you took out", *(None,) * 6),
            },
            "a day you took out; you changed the week",
        ),
    ],
)
def test_minutes_left_out_say_what_holds_them(known, why):
    assert unmet(runs=ran(150), **known) == (Unmet(rule="target time", why=f"{LEFT}{why}."),)


@pytest.mark.parametrize(
    ("week", "target_min", "second", "missing"),
    [
        (ran(150), 180, {}, 30),
        (ran(55), 60, {}, 5),  # no word of less than 5 min
        (ran(56), 60, {}, 0),
        (ran(150), 180, {4: 21}, 9),
        (ran(150), 180, {4: 22}, 0),
        (ran(172), 180, {}, 0),
        (ran(285), 300, {}, 15),  # nor of less than a twentieth of the week
        (ran(286), 300, {}, 0),
        (ran(150, race=60), 180, {}, 30),  # a race is none of the week's minutes
    ],
)
def test_which_minutes_are_worth_a_word(week, target_min, second, missing):
    said = unmet(runs=week, target={"seconds": 60.0 * target_min}, second=second)
    why = f"{missing} min are left out and not made up elsewhere: the longest run's limit."
    assert said == ((Unmet(rule="target time", why=why),) if missing else ())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("long", "long run"),
        ("maf_test", "MAF test"),
        ("drift_test", "drift test"),
        ("quality", "quality run"),
        ("strides", "strides"),
    ],
)
def test_a_kind_without_a_day_is_named(kind, name):
    why = "No day of this week can take it under the rules; an easy run stands for it."
    assert unmet(runs=ran(180, kind)) == (Unmet(rule=name, why=why),)
    assert unmet(runs=ran(180, kind), open_min=(0,) * 7) == ()  # the week itself says why


def test_a_refused_change_and_a_fixed_run_on_a_shut_day_are_named():
    assert unmet(runs=ran(180), refused=("the day is gone",)) == (
        Unmet(rule="your change", why="It cannot stand: the day is gone."),
    )
    shut = {
        "closed": ("a day you took out", None, "illness", *(None,) * 4),
        "open_min": (0, 60, 0, 60, 60, 60, 60),
        "who": {"fixed_runs": frozenset({0, 1, 2})},
    }
    assert unmet(runs=ran(180), **shut) == (
        Unmet(rule="fixed run", why="2026-05-18: a day you took out."),
    )  # Wednesday is run all the same, and Tuesday is open
