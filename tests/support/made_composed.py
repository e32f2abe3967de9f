"""A week composed of chosen runs, as if the searches had found them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from support.made_weeks import MONDAY, NOW, athlete

from planner.day.judged import judge_day
from planner.session import Ceiling
from planner.week.compose import Answer, compose
from planner.week.run_search import Placed, RunWeek
from planner.week.situation import situation_of
from planner.week.strength_search import StrengthWeek
from planner.week.week_so_far import frame_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.profile.model import Profile
    from planner.week.model import Day, Run, RunKind

RUNNER = athlete()
USUAL = situation_of(judge_day(RUNNER, ()), MONDAY)
FRAME = frame_of(RUNNER, MONDAY)
CEILING = Ceiling(
    bpm=140, floor_bpm=130, method="maf", uncertainty_bpm=None, rough=False, note="as the test says"
)


def composed(
    runs: Mapping[int, tuple[RunKind, int]],
    *,
    who: Profile | None = None,
    second_min: Mapping[int, int] | None = None,
    habit: Sequence[float] = (0.0,) * 7,
    long_day: int | None = None,
    **changes: Any,
) -> tuple[Day, ...]:
    """Return the days of a week of these (kind, minutes) by weekday."""
    situation = USUAL if who is None else situation_of(judge_day(athlete(who), ()), MONDAY)
    history = replace(situation.history, habit=tuple(habit), long_day=long_day)
    known = {"ceiling": CEILING, "history": history} | changes
    week = {day: Placed(kind=kind, minutes=minutes) for day, (kind, minutes) in runs.items()}
    answer = Answer(
        runs=RunWeek(runs=week, dropped=(), scores={}),
        second_runs=second_min or {},
        strength=StrengthWeek(balance=frozenset(), slrdl=frozenset(), scores={}, beside={}),
        refused=(),
    )
    return compose(replace(situation, **known), FRAME, answer, created_utc=NOW).days


def run_of(kind: RunKind, minutes: int = 60, **known: Any) -> Run:
    """Return the run of this kind on Wednesday, alone in its week."""
    run = composed({2: (kind, minutes)}, **known)[2].run
    assert run is not None
    return run
