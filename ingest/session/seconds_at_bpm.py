"""From samples to seconds per whole bpm, so that any ceiling can be judged without the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from ingest.session.facts import BPM

CELLS_AT_ONCE: Final = 4_000_000  # keeps a day of samples within a few megabytes

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray


def seconds_at(bpm: FloatArray, weight_s: FloatArray) -> npt.NDArray[np.float32]:
    """Return the seconds at each whole bpm; samples without a value count nowhere."""
    known = np.isfinite(bpm)
    index = np.clip(np.rint(bpm[known]), 0, BPM - 1).astype(np.intp)
    return np.bincount(index, weight_s[known], BPM).astype(np.float32)


def bouts_above(
    bpm: FloatArray, weight_s: FloatArray, ends: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint16]]:
    """Return longest seconds above each whole bpm, and the number of stretches above it.

    A stretch is unbroken time above the limit: a sample without value or without weight, a pause
    or a gap (``ends``) ends it.
    """
    longest = np.zeros(BPM, np.float32)
    count = np.zeros(BPM, np.uint16)
    levels, seconds = _levels(bpm, weight_s, ends)
    if not len(levels):
        return longest, count
    lowest, highest = int(levels[levels >= 0].min()), int(levels.max())
    limits = np.arange(max(lowest - 1, 0), highest)  # under the lowest bpm all limits are alike
    if not len(limits):
        return longest, count
    passed = np.concatenate(([0.0], np.cumsum(seconds)))
    pieces = min(len(limits), 1 + len(limits) * len(levels) // CELLS_AT_ONCE)
    for some in np.array_split(limits, pieces):
        longest[some], count[some] = _bouts(levels, passed, some)
    longest[: limits[0]], count[: limits[0]] = longest[limits[0]], count[limits[0]]
    return longest, count


def _bouts(
    levels: npt.NDArray[Any], passed_s: FloatArray, limits: npt.NDArray[Any]
) -> tuple[FloatArray, npt.NDArray[np.intp]]:
    """Return longest seconds and number of runs of levels above each limit; each has one."""
    above = np.zeros((len(limits), len(levels) + 2), np.int8)
    above[:, 1:-1] = levels > limits[:, None]
    edge = np.diff(above, axis=1)
    row, starts = np.nonzero(edge > 0)
    _, stops = np.nonzero(edge < 0)
    bouts = np.bincount(row, minlength=len(limits))
    first = np.concatenate(([0], np.cumsum(bouts)[:-1]))
    longest = np.maximum.reduceat(passed_s[stops] - passed_s[starts], first)
    return longest, np.minimum(bouts, np.iinfo(np.uint16).max)


def _levels(
    bpm: FloatArray, weight_s: FloatArray, ends: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[Any], FloatArray]:
    """Return runs of equal bpm and their seconds; -1 stands where a stretch is broken.

    Joining equal neighbours makes the loop over limits several times shorter.
    """
    counted = np.isfinite(bpm) & (weight_s > 0.0)
    level = np.where(counted, np.clip(np.rint(np.nan_to_num(bpm)), 0, BPM - 1), -1).astype(np.int64)
    level = np.column_stack((level, np.full(len(level), -1)))  # room for a break after each sample
    seconds = np.column_stack((np.where(counted, weight_s, 0.0), np.zeros(len(level))))
    keep = np.column_stack((np.ones(len(level), np.bool_), ends))
    flat_level, flat_seconds = level[keep], seconds[keep]
    if not counted.any():
        return np.empty(0, np.int64), np.empty(0)
    first = np.flatnonzero(np.diff(flat_level, prepend=-2))
    return flat_level[first], np.add.reduceat(flat_seconds, first)
