"""What is asked of a placed run: its parts, band, effort, and how far that may be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_composed import USUAL, composed, run_of

from planner.body.way_back import Stage
from planner.week.model import Interval


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
    run = run_of(kind, minutes)
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
    assert run_of(kind).band_bpm == band
    assert run_of(kind, ceiling=None).band_bpm is None


def test_the_day_after_the_long_run_is_easier_than_easy():
    days = composed({1: ("long", 80), 2: ("easy", 40), 3: ("easy", 40)})
    assert [day.run.kind for day in days[1:4]] == ["long", "recovery", "easy"]
    assert days[2].run.band_bpm == (120, 130)  # a band below


def test_quality_has_its_minutes_between_warm_up_and_cool_down():
    wishes = replace(USUAL.wishes, above_min=20)
    run = run_of("quality", 50, wishes=wishes)
    assert (run.above_s, run.hard_band_bpm) == (20 * 60, (141, 156))  # 140 / 0.90
    assert run.why.endswith("20 min above the ceiling at most, the rest under it.")
    assert run_of("quality", 40, wishes=wishes).above_s == 20 * 60  # a fifth is 8 min
    assert run_of("quality", 30, wishes=wishes).above_s == 18 * 60
    assert run_of("quality", 50, wishes=wishes, ceiling=None).hard_band_bpm is None
    assert (run_of("easy").above_s, run_of("easy").hard_band_bpm) == (0, None)


def test_a_second_run_is_short_and_very_easy():
    day = composed({2: ("easy", 60)}, second_min={2: 30})[2]
    (second,) = day.more_runs
    assert (second.kind, second.duration_s, second.band_bpm) == ("recovery", 1800, (120, 130))
    assert (second.warm_up_s, second.cool_down_s, second.intervals) == (360, 360, ())
    assert second.effort == "Easier than easy: you could sing"
    assert second.why == ("A second, shorter run, as you usually do; the first to drop when tired.")


WALKS = {"share_run": 0.1, "gait_frac": 0.1}
RUNS_AND_WALKS = {"share_run": 0.5, "gait_frac": 0.5}


@pytest.mark.parametrize(
    ("asked", "known", "seen"),
    [
        ("easy", WALKS, "walk"),
        ("easy", RUNS_AND_WALKS, "run_walk"),
        ("long", WALKS, "long"),
        ("maf_test", WALKS, "maf_test"),
    ],
)
def test_the_ceiling_makes_walks_of_easy_runs(asked, known, seen):
    assert run_of(asked, **known).kind == seen


def run_walk(**changes):
    return {"target": replace(USUAL.target, run_walk=True, **changes)}


@pytest.mark.parametrize(
    ("stage", "minutes", "intervals"),
    [
        (None, 30, (Interval(run_s=60, walk_s=120, times=10),)),
        (None, 32, (Interval(run_s=60, walk_s=120, times=10),)),  # whole ones
        (None, 2, ()),
        (Stage(run_min=4, walk_min=1, times=6), 30, (Interval(run_s=240, walk_s=60, times=6),)),
    ],
)
def test_a_run_walk_is_told_by_its_intervals(stage, minutes, intervals):
    run = run_of("easy", minutes, **run_walk(stage=stage))
    assert (run.kind, run.intervals, run.warm_up_s, run.cool_down_s) == (
        "run_walk",
        intervals,
        0,
        0,
    )


@pytest.mark.parametrize(
    ("speed_m_s", "share_run", "metres"),
    [
        (None, None, None),
        (3.0, None, 3480.0),  # a third at 3.0 m/s, two thirds walked at 1.4 m/s
        (3.0, 0.9, 3480.0),
        (3.0, 0.5, 5400.0),  # the runner's own runs hold those walks already
        (2.0, None, 3600.0),
    ],
)
def test_how_far_a_run_walk_of_half_an_hour_goes(speed_m_s, share_run, metres):
    known = {"speed_m_s": speed_m_s, "share_run": share_run, "speed_range_m_s": None}
    run = run_of("easy", 30, **run_walk(), **known)
    assert run.distance_m_estimate == metres


def test_how_far_an_easy_run_goes():
    run = run_of("easy", 30, speed_m_s=3.0, speed_range_m_s=(2.801, 3.2))
    assert (run.distance_m_estimate, run.distance_m_range) == (5400.0, (5040.0, 5760.0))
    run = run_of("easy", 30, speed_m_s=3.0, speed_range_m_s=None)
    assert (run.distance_m_estimate, run.distance_m_range) == (5400.0, None)


def test_a_second_run_is_walked_where_the_first_is():
    (walk,) = composed({2: ("easy", 60)}, second_min={2: 30}, **WALKS)[2].more_runs
    assert (walk.kind, walk.duration_s, walk.intervals) == ("walk", 1800, ())
    (mixed,) = composed({2: ("easy", 60)}, second_min={2: 30}, **RUNS_AND_WALKS)[2].more_runs
    assert (mixed.kind, mixed.warm_up_s) == ("run_walk", 0)
    assert mixed.intervals == (Interval(run_s=60, walk_s=120, times=10),)
