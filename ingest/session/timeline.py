"""The timer's clock: how long each sample counts, and where a continuous stretch ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

MAX_HOLD_S: Final = 30.0  # a sample speaks for at most this long (RULES 3.1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timeline:
    """Weights of ``n`` samples on the timer's clock.

    ``timer_s``: timer seconds at each sample (pauses out); ``weight_s``: seconds each sample
    counts, 0 where the next is more than 30 timer seconds away and for the last;
    ``ends``: true where a continuous stretch ends with this sample's time (a pause begins before
    the next, a gap, the end); ``idle``: the seconds that count for no sample.
    """

    timer_s: FloatArray
    weight_s: FloatArray
    ends: npt.NDArray[np.bool_]
    pauses_s: FloatArray
    elapsed_s: float
    duration_s: float
    idle: Idle


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Idle:
    """Pauses and gaps: the ``k`` samples with seconds after them that do not count.

    ``before_s`` and ``until_s`` are the idle seconds since the last sample that counts, before
    and after those of this one: records may go on while the timer stands, so that one pause lies
    behind many samples.
    """

    at: npt.NDArray[np.intp]
    before_s: FloatArray
    until_s: FloatArray

    def kept_s(self, longest_s: float) -> FloatArray:
        """Return what is left of each where at most ``longest_s`` stay between two that count."""
        return np.asarray(
            np.minimum(self.until_s, longest_s) - np.minimum(self.before_s, longest_s)
        )


def merged_pauses(pauses_s: FloatArray) -> FloatArray:
    """Return the pauses in order, overlaps joined and empty ones dropped; shape (k, 2)."""
    pairs = np.asarray(pauses_s, np.float64).reshape(-1, 2)
    if not len(pairs):
        return pairs
    merged: list[list[float]] = []
    for start, end in sorted(pairs.tolist()):
        if not end > start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return np.array(merged, np.float64).reshape(-1, 2)


def paused_before(t_s: FloatArray, pauses_s: FloatArray) -> FloatArray:
    """Return the paused seconds from 0 to each time; ``pauses_s`` merged."""
    if not len(pauses_s):
        return np.zeros(len(t_s))
    lengths = pauses_s[:, 1] - pauses_s[:, 0]
    total = np.cumsum(lengths)
    return np.interp(t_s, pauses_s.ravel(), np.column_stack((total - lengths, total)).ravel())


def timeline(t_s: FloatArray, pauses_s: FloatArray) -> Timeline:
    """Return the weights of samples at ``t_s`` (strictly increasing seconds)."""
    pauses = merged_pauses(np.clip(pauses_s, 0.0, t_s[-1] if len(t_s) else 0.0))
    timer = t_s - paused_before(t_s, pauses)
    weight = np.zeros(len(t_s))
    ends = np.ones(len(t_s), np.bool_)
    if len(t_s) > 1:
        steps = timer[1:] - timer[:-1]
        weight[:-1] = np.where(steps <= MAX_HOLD_S, steps, 0.0)
        ends[:-1] = weight[:-1] <= 0.0
        ends[np.searchsorted(t_s, pauses[:, 0], side="left") - 1] = True
    return Timeline(
        idle=_idle(t_s, weight),
        timer_s=timer,
        weight_s=weight,
        ends=ends,
        pauses_s=pauses,
        elapsed_s=float(t_s[-1]) if len(t_s) else 0.0,
        duration_s=float(timer[-1]) if len(t_s) else 0.0,
    )


def _idle(t_s: FloatArray, weight_s: FloatArray) -> Idle:
    idle = -weight_s
    idle[:-1] += t_s[1:] - t_s[:-1]
    at = np.flatnonzero(idle != 0.0)
    until = idle[at].cumsum()
    before, counts = np.zeros(len(at)), np.ones(len(at), np.bool_)
    before[1:] = until[:-1]
    counted = (weight_s > 0.0).cumsum()[at]
    counts[1:] = counted[1:] > counted[:-1]  # some sample since the one before
    since = np.maximum.accumulate(np.where(counts, before, 0.0))
    return Idle(at=at, before_s=before - since, until_s=until - since)
