"""A run's heart rate as a small silhouette in its row, against the ceiling of its day."""

from __future__ import annotations

from itertools import groupby
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
    return {
        row: _drawn(heights, judged=one.ceiling is not None)
        for row, one, heights in zip(rows, chosen, tops.astype(int).tolist(), strict=True)
    }


def _heard(trace: Trace | None) -> bool:
    return trace is not None and bool(trace.hr_bpm.any())


def _steps(values: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return the steps of a trace, those of a short one as often as makes them as many."""
    return values[np.arange(STEPS) * len(values) // STEPS]


def _drawn(tops: list[int], *, judged: bool) -> Thumbnail:
    if not judged:
        return Thumbnail(under=_path(tops, HEIGHT), above="", judged=False)
    over = min(tops) < CEILING
    return Thumbnail(
        under=_path([max(top, CEILING) for top in tops], HEIGHT),
        above=_path([min(top, CEILING) for top in tops], CEILING) if over else "",
        judged=True,
    )


def _path(tops: list[int], foot: int) -> str:
    """Return a path over these heights; at its foot it draws nothing, so that a gap is one."""
    steps = "".join(f"V{top}h{sum(1 for _ in same)}" for top, same in groupby(tops))
    return f"M0 {foot}{steps}V{foot}z"
