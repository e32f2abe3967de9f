"""Planned beside done: a share under the ceiling is cut, a miss never said as a hit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_weeks import plan

from planner.week.model import Done
from planner.week.review import changes_since, day_review


@pytest.mark.parametrize(
    ("frac", "aerobic", "said"),
    [
        (0.8999, None, "89 % under the ceiling: slower next time"),
        (0.9, None, "90 % under the ceiling: well held"),
        (0.8999, False, "89 % under the ceiling: slower next time"),
        (0.8999, True, "89 % under the ceiling, and aerobic by its class: well held"),
        (0.95, True, "95 % under the ceiling: well held"),
        (0.95, False, "95 % under the ceiling: slower next time"),  # four minutes far above it
    ],
)
def test_the_class_says_whether_a_run_was_held_and_the_share_is_cut(frac, aerobic, said):
    made = plan()
    number = next(n for n, day in enumerate(made.days) if day.run and day.run.kind == "easy")
    day = made.days[number]
    done = Done(
        sessions=("a",),
        duration_s=float(day.run.duration_s),
        distance_m=None,
        aerobic_frac=frac,
        strength=(),
        aerobic=aerobic,
    )
    days = [replace(one, done=done) if one is day else one for one in made.days]
    assert said in day_review(replace(made, days=tuple(days)), number)


@pytest.mark.parametrize("kind", ["maf_test", "drift_test"])
def test_a_planned_test_is_reviewed_as_one_and_its_share_scolds_nobody(kind):
    week = plan()
    number = next(n for n, day in enumerate(week.days) if day.run and day.run.kind != "rest")
    day = week.days[number]
    done = Done(
        sessions=("a",),
        duration_s=float(day.run.duration_s),
        distance_m=None,
        aerobic_frac=0.0,
        strength=(),
        leg_load=None,
        aerobic=False,
    )
    tested = replace(day, run=replace(day.run, kind=kind), done=done)
    said = day_review(
        replace(week, days=(*week.days[:number], tested, *week.days[number + 1 :])), number
    )

    asks = {
        "maf_test": "A MAF test was planned. If this was it: aerobase log maf-test --course NAME.",
        "drift_test": "A drift test was planned.",
    }
    assert said == f"{asks[kind]} aerobase thresholds tests says what came of it."


def test_a_run_beside_a_missed_one_was_moved_on_mondays_too():
    made = plan()
    ran = Done(sessions=("a",), duration_s=2700.0, distance_m=None, aerobic_frac=1.0, strength=())
    none = replace(ran, sessions=(), duration_s=0.0)
    run = next(day.run for day in made.days if day.run and day.run.kind == "easy")
    rest = replace(run, kind="rest", duration_s=0)
    days = [replace(day, run=rest, done=none) for day in made.days]
    days[1] = replace(days[1], done=ran)
    assert "Not planned" in day_review(replace(made, days=tuple(days)), 1)
    days[0] = replace(days[0], run=run)
    assert "moved, fine" in day_review(replace(made, days=tuple(days)), 1)


@pytest.mark.parametrize(
    ("missed", "ran", "asked", "said"),
    [
        ((0,), (3,), 3, "A run of the days before it: moved"),
        ((0,), (3, 5), 5, "Not planned"),
        ((0, 1), (3, 5), 5, "A run of the days before it: moved"),
        ((6,), (3,), 3, "Not planned"),
    ],
)
def test_a_run_days_later_was_moved_while_a_missed_one_is_left_for_it(missed, ran, asked, said):
    made = plan()
    done = Done(sessions=("a",), duration_s=2700.0, distance_m=None, aerobic_frac=1.0, strength=())
    none = replace(done, sessions=(), duration_s=0.0)
    run = next(day.run for day in made.days if day.run and day.run.kind == "easy")
    rest = replace(run, kind="rest", duration_s=0)
    days = [
        replace(day, run=run if n in missed else rest, done=done if n in ran else none)
        for n, day in enumerate(made.days)
    ]
    assert day_review(replace(made, days=tuple(days)), asked).startswith(said)


def test_what_was_run_beside_the_plan_is_not_said_to_be_of_it():
    """A run on a day of rest takes its minutes from the plan, which then has hardly any left."""
    made = plan()
    ran = Done(sessions=("a",), duration_s=3000.0, distance_m=None, aerobic_frac=1.0, strength=())
    run = next(day.run for day in made.days if day.run and day.run.kind == "easy")
    rest = replace(run, kind="rest", duration_s=0)
    days = [replace(day, run=rest, done=ran if n == 1 else None) for n, day in enumerate(made.days)]
    before = replace(made, days=tuple(days), week_start=made.week_start - timedelta(weeks=1))
    said = " ".join(changes_since(before, made))
    assert "Of 0 min planned" not in said
    assert "Last week you ran 50 min, not all of it on days planned with a run." in said


def test_the_time_asked_for_is_that_of_the_runs_shown():
    made = plan()
    shown_s = sum(day.run.duration_s for day in made.days)
    before = replace(made, week_start=made.week_start - timedelta(weeks=1))
    said = changes_since(before, replace(made, target_s=shown_s + 60))[0]
    assert said == changes_since(before, replace(made, target_s=shown_s))[0]


@pytest.mark.parametrize("again", [True, False])  # of the same week, and of the week after
def test_what_is_new_is_named_beside_what_it_was_and_nothing_else(again):
    now = plan()
    days = timedelta(days=0 if again else -7)
    before = replace(now, week_start=now.week_start + days)
    assert not any("ceiling" in one or "phase" in one for one in changes_since(before, now))

    told = changes_since(replace(before, ceiling_bpm=121, phase="taper"), now)
    assert f"The ceiling is {now.ceiling_bpm} bpm; it was 121 bpm." in told
    assert f"The phase is {now.phase}; it was taper." in told
    told = changes_since(replace(before, ceiling_bpm=None), now)
    assert f"The ceiling is {now.ceiling_bpm} bpm; it was given in words." in told


def test_warnings_that_came_and_went_are_named():
    now = replace(plan(), flags=("Too hard", "Too long"))
    before = replace(now, flags=("Too long", "Shin"))
    told = changes_since(before, now)
    assert told[:2] == ("New warnings: Too hard.", "No longer standing: Shin.")
    assert changes_since(now, now) == ()
    assert changes_since(None, now) == ()
