"""One week made: the situation, the runs searched, strength searched around them, the words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.week.compose import Answer, compose
from planner.week.problems import edited, run_problem, second_runs, strength_problem
from planner.week.run_search import best_week, on_usual_days
from planner.week.situation import situation_of
from planner.week.strength_search import best_strength
from planner.week.week_so_far import frame_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from planner.day.judged import JudgedDay
    from planner.week.model import Plan
    from planner.week.run_search import RunWeek
    from planner.week.situation import Situation
    from planner.week.week_so_far import Frame


def make_plan(day: JudgedDay, *, week_start: date, created_utc: datetime) -> Plan:
    """Return the plan of the week that begins on ``week_start``, a Monday.

    Days before the athlete's today keep what a stored plan said of them and what was done; the
    rest is planned. Equal inputs give equal plans but for ``created_utc``.

    Raises
    ------
    ValueError
        ``week_start`` is no Monday.
    """
    if week_start.weekday() != 0:
        raise ValueError(f"{week_start} is no Monday")
    situation = situation_of(day, week_start)
    frame = frame_of(day.athlete, week_start, doubted=situation.doubted)
    found = _found(situation, frame)
    runs, refused = edited(situation, frame, found)
    strength = best_strength(strength_problem(situation, frame, runs))
    answer = Answer(
        runs=runs,
        second_runs=second_runs(situation, frame, runs),
        strength=strength,
        refused=refused,
    )
    return compose(situation, frame, answer, created_utc=created_utc)


def _found(situation: Situation, frame: Frame) -> RunWeek:
    """Return the best week of runs, its easy ones in the runner's own proportions."""
    problem = run_problem(situation, frame)
    return on_usual_days(best_week(problem), problem, situation.history.usual_min)


def refused_edit(day: JudgedDay, week_start: date, edit_id: str) -> str | None:
    """Return why one change by hand cannot stand in that week, or None where it can."""
    situation = situation_of(day, week_start)
    frame = frame_of(day.athlete, week_start, doubted=situation.doubted)
    found = _found(situation, frame)
    before = tuple(edit for edit in situation.edits if edit.id != edit_id)
    earlier = edited(replace(situation, edits=before), frame, found)[1]
    refused = edited(situation, frame, found)[1]
    return refused[-1] if len(refused) > len(earlier) else None
