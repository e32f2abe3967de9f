"""Any ceiling, judged in the page itself, from the seconds at each bpm of every run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from planner.athlete import run_vectors
from planner.flags.aerobic_share import share_target
from planner.judging.what_if import class_turns
from planner.judging.workout_structure import Effort

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

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
    vectors = run_vectors(athlete)
    turns = class_turns(
        [(run.facts, run.local_date) for run in athlete.runs],
        athlete.profile,
        seconds_at=vectors.seconds_at,
        longest_above_s=vectors.longest_above_s,
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
        "runs": [
            _run(run, one, beats, athlete)
            for run, one, beats in zip(athlete.runs, turns, _beats(vectors.seconds_at), strict=True)
        ],
    }


def _beats(seconds: npt.NDArray[np.float32]) -> Iterator[tuple[int, list[float | int]]]:
    """Yield of each run its lowest bpm within the slider's range, and the seconds from it on."""
    inside = seconds[:, LOWEST : HIGHEST + 2].astype(np.float64)
    inside[:, 0] += seconds[:, :LOWEST].sum(axis=1, dtype=np.float64)
    inside[:, -1] += seconds[:, HIGHEST + 2 :].sum(axis=1, dtype=np.float64)
    there, whole = inside != 0, (inside == np.floor(inside)).all(axis=1)
    first = there.argmax(axis=1)
    end = np.where(there.any(axis=1), inside.shape[1] - there[:, ::-1].argmax(axis=1), first)
    for row, is_whole, low, high in zip(inside, whole, first.tolist(), end.tolist(), strict=True):
        values = row[low:high]
        yield (
            LOWEST + low,
            values.astype(int).tolist() if is_whole else [_short(one) for one in values.tolist()],
        )


def _run(
    run: Session, turns: ClassTurns, beats: tuple[int, list[float | int]], athlete: Athlete
) -> list[Any]:
    ends = [0, 0] if turns.unknown else [turns.mixed_from, turns.aerobic_from]
    days_ago = (athlete.today - run.local_date).days
    return [days_ago, _short(run.facts.duration_s), *beats, *ends]


def _short(value: float) -> float | int:
    """Return whole numbers without their ".0", others to a thousandth of a second."""
    return int(value) if value == int(value) else round(value, 3)
