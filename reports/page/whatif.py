"""Any ceiling, judged in the page itself, from the seconds at each bpm of every run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from planner.flags.aerobic_share import share_target
from planner.judging.what_if import class_turns
from planner.judging.workout_structure import Effort

if TYPE_CHECKING:
    from planner.athlete import Athlete
    from planner.judging.what_if import ClassTurns
    from planner.session import Session
    from reports.page.input import PageInput

LOWEST: Final = 80
HIGHEST: Final = 200
DECLARED: Final = "declared as"  # how the reason of a declared session's class begins
_USUAL: Final = 140


def slider(page: PageInput) -> dict[str, Any]:
    """Return the slider's ends and where it stands: at the ceiling in force."""
    ceiling = page.athlete.ceiling
    value = _USUAL if ceiling is None else min(max(ceiling.bpm, LOWEST), HIGHEST)
    return {
        "low": LOWEST,
        "high": HIGHEST,
        "value": value,
        "any": bool(page.athlete.runs),
        "in_force": ceiling is not None,
    }


def what_if(athlete: Athlete) -> dict[str, Any]:
    """Return every run in the form that the page's script judges.

    ``runs`` has one list a run, oldest first: days before today, timer seconds, the lowest bpm of
    its vector, the seconds at it and at each bpm above, where its class turns to mixed and to
    aerobic (RULES 3.1). Beats outside the slider's range count at its ends.
    """
    turns = class_turns(
        [(run.facts, run.local_date) for run in athlete.runs],
        athlete.profile,
        low=LOWEST,
        high=HIGHEST,
        declared={
            run.facts.id: Effort(hard=True, text=run.class_reason)
            for run in athlete.runs
            if run.class_reason.startswith(DECLARED)  # hard under any ceiling
        },
    )
    return {
        "low": LOWEST,
        "high": HIGHEST,
        "today": athlete.today.isoformat(),
        "weekday": athlete.today.weekday(),
        "target": share_target(athlete),
        "runs": [_run(run, one, athlete) for run, one in zip(athlete.runs, turns, strict=True)],
    }


def _run(run: Session, turns: ClassTurns, athlete: Athlete) -> list[Any]:
    seconds = run.facts.vectors.seconds_at
    inside = seconds[LOWEST : HIGHEST + 2].astype(np.float64)
    inside[0] += float(seconds[:LOWEST].sum(dtype=np.float64))
    inside[-1] += float(seconds[HIGHEST + 2 :].sum(dtype=np.float64))
    there = np.flatnonzero(inside)
    first, last = (int(there[0]), int(there[-1])) if there.size else (0, -1)
    ends = [0, 0] if turns.unknown else [turns.mixed_from, turns.aerobic_from]
    values = [_short(value) for value in inside[first : last + 1].tolist()]
    days_ago = (athlete.today - run.local_date).days
    return [days_ago, _short(run.facts.duration_s), LOWEST + first, values, *ends]


def _short(value: float) -> float | int:
    """Return whole numbers without their ".0", others to a thousandth of a second."""
    return int(value) if value == int(value) else round(value, 3)
