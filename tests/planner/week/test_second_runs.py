"""Where second runs go, how long they are, and how they are run."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from support.made_weeks import MONDAY, athlete

from planner.day.judged import judge_day
from planner.week.problems import second_runs
from planner.week.run_search import Placed, RunWeek
from planner.week.situation import situation_of
from planner.week.week_so_far import frame_of

RUNNER = athlete()
USUAL = situation_of(judge_day(RUNNER, ()), MONDAY)
FRAME = frame_of(RUNNER, MONDAY)


def placed(runs, *, wanted=7, minutes=30, often=(0.0,) * 7, day_min=(120,) * 7, gone=0):
    """Return the second runs of a week; ``runs`` by day is a kind, or minutes of an easy run."""
    situation = replace(
        USUAL,
        wishes=replace(USUAL.wishes, second_runs=wanted, second_min=minutes),
        history=replace(USUAL.history, double_days=often),
        day_min=day_min,
    )
    week = {
        day: Placed(kind="easy", minutes=one)
        if isinstance(one, int)
        else Placed(kind=one, minutes=60)
        for day, one in runs.items()
    }
    week_ = RunWeek(runs=week, dropped=(), scores={})
    return second_runs(situation, replace(FRAME, gone=gone), week_)


def test_on_easy_days_to_come_and_never_longer_than_the_first():
    runs = {0: 60, 1: "long", 2: 25, 4: "maf_test", 5: 19, 6: 45}
    assert placed(runs) == {0: 30, 2: 25, 6: 30}  # none of under 20 min
    assert placed(runs, gone=2) == {2: 25, 6: 30}
    assert placed(runs, wanted=0) == {}


def test_inside_the_minutes_of_the_day():
    runs = dict.fromkeys((0, 2, 4), 60)
    assert placed(runs, day_min=(79, 0, 80, 0, 89, 0, 0)) == {2: 20, 4: 29}


@pytest.mark.parametrize("tiring", ["long", "quality", "race"])
def test_the_day_beside_no_tiring_run_first_then_the_usual_then_the_earliest(tiring):
    """docs/week.md; each wanted number takes the first so many of one order."""
    runs = {0: 60, 1: 60, 2: tiring, 3: 60, 4: 60, 5: 60, 6: 60}
    often = (0.0, 1.0, 0.0, 0.9, 0.1, 0.5, 0.1)
    order = [5, 4, 6, 0, 1, 3]  # 1 and 3 lie beside it, though they are the usual ones
    for wanted in range(1, 7):
        assert sorted(placed(runs, wanted=wanted, often=often)) == sorted(order[:wanted])


def test_an_easy_week_has_them_on_its_earliest_days():
    for days in combinations(range(7), 3):
        assert sorted(placed(dict.fromkeys(days, 60), wanted=2)) == list(days[:2])
