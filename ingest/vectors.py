"""From samples to seconds per whole bpm, so that any ceiling can be judged without the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ingest.facts import BPM

if TYPE_CHECKING:
    from ingest.activity import FloatArray


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
    passed = np.concatenate(([0.0], np.cumsum(seconds)))
    lowest = int(levels[levels >= 0].min())
    for limit in range(int(levels.max())):
        if 0 < limit < lowest:
            longest[limit], count[limit] = longest[0], count[0]
            continue
        edge = np.diff((levels > limit).astype(np.int8), prepend=0, append=0)
        starts, stops = np.flatnonzero(edge > 0), np.flatnonzero(edge < 0)
        longest[limit] = (passed[stops] - passed[starts]).max()
        count[limit] = min(len(starts), np.iinfo(np.uint16).max)
    return longest, count


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
