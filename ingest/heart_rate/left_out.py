"""The stretches of a session whose heart rate was not judged, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.heart_rate.reasons import USABLE, WORDS, Reason

if TYPE_CHECKING:
    import numpy.typing as npt

LEAST_S: Final = 5.0
MOST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A stretch that was not judged, in seconds from the start, and why: as a name, in words."""

    start_s: float
    end_s: float
    reason: str
    why: str


def left_out(t_s: npt.NDArray[np.float64], reason: npt.NDArray[np.uint8]) -> tuple[LeftOut, ...]:
    """Return the longest stretches of one reason, at most 12 of 5 s or more, in time order."""
    return tuple(
        LeftOut(start_s=start_s, end_s=end_s, reason=code.name.lower(), why=WORDS[code])
        for start_s, end_s, code in stretches_left_out(t_s, reason)
    )


def stretches_left_out(
    t_s: npt.NDArray[np.float64], reason: npt.NDArray[np.uint8]
) -> tuple[tuple[float, float, Reason], ...]:
    """Return the same stretches as start, end and reason."""
    if not len(t_s):
        return ()
    turns = (np.flatnonzero(reason[1:] != reason[:-1]) + 1).tolist()
    stretches = []
    for start, end in pairwise([0, *turns, len(reason)]):
        if reason[start] in USABLE:
            continue
        first_s, last_s = float(t_s[start]), float(t_s[min(end, len(t_s) - 1)])
        if last_s - first_s >= LEAST_S:
            stretches.append((first_s, last_s, Reason(int(reason[start]))))
    longest = sorted(stretches, key=lambda one: one[0] - one[1])[:MOST]
    return tuple(sorted(longest, key=lambda one: one[0]))
