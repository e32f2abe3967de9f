"""A placed run as people get it: its warm-up, band and whole sentence of why it stands there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_weeks import MONDAY, NOW, athlete, profile

from planner.day.judged import judge_day
from planner.session import Ceiling
from planner.week.compose import Answer, compose
from planner.week.edits import Edit
from planner.week.run_search import Placed, RunWeek
from planner.week.situation import situation_of
from planner.week.strength_search import StrengthWeek
from planner.week.week_so_far import frame_of

RUNNER = athlete()
USUAL = situation_of(judge_day(RUNNER, ()), MONDAY)
FRAME = frame_of(RUNNER, MONDAY)
CEILING = Ceiling(
    bpm=140, floor_bpm=130, method="maf", uncertainty_bpm=None, rough=False, note="as the test says"
)


def made(runs, *, who=None, second=None, habit=(0.0,) * 7, long_day=None, **changes):
    """Return the days of a week of these (kind, minutes) by day."""
    situation = USUAL if who is None else situation_of(judge_day(athlete(who), ()), MONDAY)
    history = replace(situation.history, habit=habit, long_day=long_day)
    known = {"ceiling": CEILING, "history": history} | changes
    week = {day: Placed(kind=kind, minutes=minutes) for day, (kind, minutes) in runs.items()}
    answer = Answer(
        runs=RunWeek(runs=week, dropped=(), scores={}),
        second_runs=second or {},
        strength=StrengthWeek(balance=frozenset(), slrdl=frozenset(), scores={}, beside={}),
        refused=(),
    )
    return compose(replace(situation, **known), FRAME, answer, created_utc=NOW).days


def one(kind, minutes=60, **known):
    return made({2: (kind, minutes)}, **known)[2].run


@pytest.mark.parametrize(
    ("kind", "minutes", "parts_min"),
    [
        # RULES 7: under 45 min a fifth each; else 12 and 10 min
        ("easy", 44, (8.8, 8.8)),
        ("easy", 45, (12, 10)),
        ("long", 90, (12, 10)),
        ("strides", 30, (6, 6)),
        # RULES 1.2: 12 min before a test, 15 min of it
        ("maf_test", 27, (12, 0)),
        ("maf_test", 30, (12, 3)),
        ("maf_test", 44, (12, 5)),
        ("maf_test", 45, (12, 10)),
        ("drift_test", 60, (15, 0)),
        ("race", 60, (0, 0)),
    ],
)
def test_warm_up_and_cool_down(kind, minutes, parts_min):
    run = one(kind, minutes)
    assert (run.warm_up_s / 60, run.cool_down_s / 60) == parts_min
    assert run.duration_s == 60 * minutes


@pytest.mark.parametrize(
    ("kind", "band"),
    [
        ("easy", (130, 140)),
        ("long", (130, 140)),
        ("strides", (130, 140)),
        ("maf_test", (137, 140)),
        ("drift_test", None),
        ("race", None),
    ],
)
def test_the_band_of_each_kind(kind, band):
    assert one(kind).band_bpm == band
    assert one(kind, ceiling=None).band_bpm is None


def test_the_day_after_the_long_run_is_easier_than_easy():
    days = made({1: ("long", 80), 2: ("easy", 40), 3: ("easy", 40)})
    assert [day.run.kind for day in days[1:4]] == ["long", "recovery", "easy"]
    assert days[2].run.band_bpm == (120, 130)  # a band below


def test_quality_has_its_minutes_between_warm_up_and_cool_down():
    wishes = replace(USUAL.wishes, above_min=20)
    run = one("quality", 50, wishes=wishes)
    assert (run.above_s, run.hard_band_bpm) == (20 * 60, (141, 156))  # 140 / 0.90
    assert run.why.endswith("20 min above the ceiling at most, the rest under it.")
    assert one("quality", 40, wishes=wishes).above_s == 20 * 60  # a fifth is 8 min
    assert one("quality", 30, wishes=wishes).above_s == 18 * 60
    assert one("quality", 50, wishes=wishes, ceiling=None).hard_band_bpm is None
    assert (one("easy").above_s, one("easy").hard_band_bpm) == (0, None)


def test_a_second_run_is_short_and_very_easy():
    day = made({2: ("easy", 60)}, second={2: 30})[2]
    (second,) = day.more_runs
    assert (second.kind, second.duration_s, second.band_bpm) == ("recovery", 1800, (120, 130))
    assert (second.warm_up_s, second.cool_down_s, second.intervals) == (360, 360, ())
    assert second.effort == "Easier than easy: you could sing"
    assert second.why == ("A second, shorter run, as you usually do; the first to drop when tired.")


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
    assert one(kind, **(free | known)).why == why


def test_what_was_changed_by_hand_says_so():
    wednesday = USUAL.day(2)
    moved = Edit(id="m", kind="move", said=MONDAY, day=USUAL.day(1), to=wednesday, run=None)
    assert one("easy", edits=(moved,)).why == f"{EASY} You moved it here."
    skipped = Edit(id="s", kind="skip", said=MONDAY, day=wednesday, to=None, run=None)
    days = made({}, edits=(skipped,), closed=(None, "a day you took out", *(None,) * 5))
    assert [day.run.why for day in days] == [
        "The body adapts on the days between.",
        "No run: a day you took out.",
        "You skipped this run; nothing is made up for it.",
        *["The body adapts on the days between."] * 4,
    ]
    assert {(day.run.kind, day.run.duration_s, day.run.effort) for day in days} == {
        ("rest", 0, "no running")
    }
