"""From samples to seconds per whole bpm, so that any ceiling can be judged without the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.session.facts import BPM

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

_MOST: Final = np.iinfo(np.uint16).max


def seconds_at(bpm: FloatArray, weight_s: FloatArray) -> npt.NDArray[np.float32]:
    """Return the seconds at each whole bpm; samples without a value count nowhere."""
    known = np.flatnonzero(np.isfinite(bpm))
    index = np.rint(bpm.take(known)).clip(0, BPM - 1).astype(np.intp)
    return np.bincount(index, weight_s.take(known), BPM).astype(np.float32)


def bouts_above(
    bpm: FloatArray, weight_s: FloatArray, ends: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint16]]:
    """Return longest seconds above each whole bpm, and the number of stretches above it.

    A stretch is unbroken time above the limit: a sample without value or without weight, a pause
    or a gap (``ends``) ends it.
    """
    longest = np.zeros(BPM, np.float32)
    count = np.zeros(BPM, np.uint16)
    counted = np.isfinite(bpm) & (weight_s > 0.0)
    if not counted.any():
        return longest, count
    level = np.rint(np.where(counted, bpm, BPM - 1.0)).clip(0, BPM - 1).astype(np.int16)
    lowest = max(int(level.min()) - 1, 0)  # under the lowest bpm all limits are alike
    level[~counted] = lowest
    cut = np.flatnonzero(ends[:-1])
    before, behind = np.full_like(level, lowest), np.full_like(level, lowest)
    before[1:], behind[:-1] = level[:-1], level[1:]
    before[cut + 1] = behind[cut] = lowest
    limits, starts = _above(level, before)
    if not len(limits):
        return longest, count
    _, stops = _above(level, behind)
    passed = np.zeros(len(bpm) + 1)
    np.where(counted, weight_s, 0.0).cumsum(out=passed[1:])
    bouts = np.bincount(limits)[lowest:]  # each of these limits has one
    some = slice(lowest, lowest + len(bouts))
    longest[some] = np.maximum.reduceat(passed[stops + 1] - passed[starts], _begins(bouts))
    count[some] = np.minimum(bouts, _MOST)
    longest[:lowest], count[:lowest] = longest[lowest], count[lowest]
    return longest, count


def _above(
    level: npt.NDArray[np.int16], beside: npt.NDArray[np.int16]
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.intp]]:
    """Return each limit that a sample is above of and its neighbour is not, and which sample.

    By limit, and in order of time for each: so its starts and its stops come in pairs.
    """
    higher = np.flatnonzero(level > beside)
    heights = (level[higher] - beside[higher]).astype(np.intp)
    limits = np.arange(heights.sum()) + np.repeat(beside[higher] - _begins(heights), heights)
    limits = limits.astype(np.uint8)
    order = np.argsort(limits, kind="stable")
    return limits[order], np.repeat(higher, heights)[order]


def _begins(lengths: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return where each of neighbouring parts begins."""
    return np.cumsum(lengths) - lengths
