"""Moving windows over an even clock, and runs of true values; NaN counts as missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

BoolArray = npt.NDArray[np.bool_]


def runs(mask: BoolArray) -> npt.NDArray[np.intp]:
    """Return the (start, stop) of each run of true values; shape (k, 2)."""
    padded = np.zeros(len(mask) + 2, np.bool_)
    padded[1:-1] = mask
    return np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)  # starts and stops alternate


def moving_sum(values: FloatArray, width: int) -> FloatArray:
    """Return centred sums over ``width`` (odd) values, shorter at both ends."""
    count, half = len(values), width // 2
    total = np.zeros(count + 1 + 2 * half)  # of all before a place, its ends repeated
    np.cumsum(values, out=total[half + 1 : half + 1 + count])
    total[half + 1 + count :] = total[half + count]
    return total[2 * half + 1 :] - total[:count]


def moving_mean(values: FloatArray, width: int) -> FloatArray:
    """Return centred means over ``width`` (odd) values, of the known ones; NaN where none is."""
    known = np.isfinite(values)
    if len(values) >= width and known.all():
        return moving_sum(values, width) / _widths(len(values), width)
    count = moving_sum(known.astype(np.float64), width)
    total = moving_sum(np.where(known, values, 0.0), width)
    return np.where(count > 0.5, total / np.maximum(count, 1.0), np.nan)  # noqa: PLR2004 - a count


def _widths(count: int, width: int) -> FloatArray:
    """Return how many values each of the centred windows over so many holds."""
    widths = np.full(count, float(width))
    shorter = np.arange(width // 2 + 1.0, width)
    widths[: len(shorter)] = shorter
    widths[count - len(shorter) :] = shorter[::-1]
    return widths


def moving_median(values: FloatArray, width: int, at: npt.NDArray[np.intp]) -> FloatArray:
    """Return centred medians over ``width`` (odd) values, at these places only.

    The ends are repeated; ``values`` must hold no NaN.
    """
    padded = np.pad(values, width // 2, mode="edge")
    middle = width // 2
    return np.partition(sliding_window_view(padded, width)[at], middle, axis=1)[:, middle]


def interpolated(values: FloatArray) -> FloatArray:
    """Return the values with missing ones drawn straight between known ones; ends repeated."""
    finite = np.isfinite(values)
    if finite.all():
        return values
    missing, known = np.flatnonzero(~finite), np.flatnonzero(finite)
    drawn = values.copy()
    drawn[missing] = np.interp(missing, known, values[known])
    return drawn
