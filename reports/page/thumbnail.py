"""A run's heart rate as a small silhouette in its row, against the ceiling of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ingest.session.trace import STEPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from ingest.session.trace import Trace
    from planner.session import Session

POINTS: Final = 30  # own choice: four steps of a trace each
HEIGHT: Final = 16
CEILING: Final = 6  # where the ceiling lies, counted from the top
BPM: Final = 4  # own choice: a unit of height; 40 bpm under the ceiling is the foot
_USUAL_BPM: Final = 140  # own choice: what lies there where there is no ceiling
# To each height, and so many points on; made once, for there are thousands of runs.
_STEPS: Final = tuple(f"V{top}h{n}" for top in range(HEIGHT + 1) for n in range(POINTS + 1))


class Thumbnail(NamedTuple):
    """Two paths in a box of 30 by 16: heart rate up to the ceiling, and what lies above it.

    ``judged`` is false without a ceiling; then nothing lies above.
    """

    under: str
    above: str
    judged: bool


def thumbnails(
    sessions: Mapping[str, Session], traces: Mapping[str, Trace]
) -> dict[str, Thumbnail]:
    """Return by its row the picture of every session with any heart rate that was judged.

    A point is the mean of its steps; where one of them has no judged heart rate, it is a gap.
    """
    rows = [row for row, one in sessions.items() if _heard(traces.get(one.facts.id))]
    if not rows:
        return {}
    chosen = [sessions[row] for row in rows]
    beats = np.stack([_steps(traces[one.facts.id].hr_bpm) for one in chosen])
    beats = beats.reshape(len(rows), POINTS, -1)
    ceilings = np.array([one.ceiling.bpm if one.ceiling else _USUAL_BPM for one in chosen])
    over = (beats.mean(axis=2) - ceilings[:, None]) / BPM
    tops = np.where(beats.all(axis=2), np.clip(np.rint(CEILING - over), 0, HEIGHT - 1), HEIGHT)
    judged = np.array([one.ceiling is not None for one in chosen])
    under = _paths(np.where(judged[:, None], np.maximum(tops, CEILING), tops), HEIGHT)
    above = _paths(np.minimum(tops, CEILING), CEILING)
    has_above = (judged & (tops.min(axis=1) < CEILING)).tolist()
    return {
        row: Thumbnail(under=one, above=other if has else "", judged=of_ceiling)
        for row, one, other, has, of_ceiling in zip(
            rows, under, above, has_above, judged.tolist(), strict=True
        )
    }


def _heard(trace: Trace | None) -> bool:
    return trace is not None and bool(trace.hr_bpm.any())


def _steps(values: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return the steps of a trace, those of a short one as often as makes them as many."""
    count = len(values)
    return values if count == STEPS else values[np.arange(STEPS) * count // STEPS]


def _paths(tops: npt.NDArray[np.float64], foot: int) -> list[str]:
    """Return a path over each row of heights; at its foot it draws nothing, so a gap is one."""
    turns = np.diff(tops, axis=1, prepend=-1) != 0  # each row begins with one
    at = np.flatnonzero(turns)
    lengths = np.diff(at, append=tops.size)
    heights = tops.ravel()[at].astype(np.intp)
    steps = [_STEPS[place] for place in (heights * (POINTS + 1) + lengths).tolist()]
    ends = np.cumsum(turns.sum(axis=1)).tolist()
    return [
        f"M0 {foot}{''.join(steps[start:end])}V{foot}z"
        for start, end in zip([0, *ends], ends, strict=False)
    ]
