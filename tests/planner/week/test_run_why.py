"""The whole sentences of why a run stands on its day and is so long; of its ground: test_ground."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_composed import USUAL, run_of
from support.made_weeks import MONDAY, profile

from planner.week.edits import Edit

EASY = "Easy running builds the aerobic base."
LONG = "The longest run of the week, by time."
SHARE = "It is as long as its usual share of the week allows."


@pytest.mark.parametrize(
    ("kind", "known", "why"),
    [
        ("easy", {}, EASY),
        ("easy", {"habit": (0, 0, 0.49, 0, 0, 0, 0)}, EASY),
        (
            "easy",
            {"habit": (0, 0, 0.5, 0, 0, 0, 0)},
            f"{EASY} You usually run on Wednesdays.",
        ),
        (
            "easy",
            {"who": profile(fixed_runs=frozenset({2})), "habit": (0, 0, 1, 0, 0, 0, 0)},
            f"{EASY} Your fixed run on Wednesdays: stay under the ceiling there too.",
        ),
        ("easy", {"long_day": 2}, EASY),
        ("long", {"long_day": 1}, f"{LONG} {SHARE}"),
        ("long", {"long_day": 2}, f"{LONG} Most of your long runs are on Wednesdays. {SHARE}"),
        (
            "long",
            {"who": profile(long_run_day=2), "long_day": 2},
            f"{LONG} Wednesday is your day for it. {SHARE}",
        ),
        (
            "long",
            {"caps_min": (90, 90, 61, 90, 90, 90, 90)},
            f"{LONG} At most 1.10 of the longest run of 30 days (Frandsen 2025).",
        ),
        ("long", {"caps_min": (62,) * 7}, f"{LONG} {SHARE}"),
        (
            "long",
            {"target": replace(USUAL.target, longest_min=61)},
            f"{LONG} No longer than in your usual weeks: this one does not grow.",
        ),
        ("long", {"target": replace(USUAL.target, longest_min=62)}, f"{LONG} {SHARE}"),
        ("strides", {}, "Quick legs without time above the ceiling."),
    ],
)
def test_why_a_run_stands_where_it_stands(kind, known, why):
    free = {"caps_min": (200,) * 7, "target": replace(USUAL.target, longest_min=None)}
    assert run_of(kind, **(free | known)).why == why


def test_what_was_moved_by_hand_says_so():
    moved = Edit(id="m", kind="move", said=MONDAY, day=USUAL.day(1), to=USUAL.day(2), run=None)
    assert run_of("easy", edits=(moved,)).why == f"{EASY} You moved it here."
    elsewhere = replace(moved, to=USUAL.day(3))
    assert run_of("easy", edits=(elsewhere,)).why == EASY
