"""A sensor that counts every beat twice, or every other beat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.windows import interpolated, runs

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

EDGE_S: Final = 5
TOLERANCE: Final = 0.08
LONGEST_S: Final = 300
BESIDE_S: Final = 30


def double_or_half(grid: Grid) -> BoolArray:
    """Return stretches at twice or half the pulse before and after, entered and left by a jump.

    A jump takes at most 5 s; the level inside is within 8 % of 2 or 1/2 times the half minute
    before it and the half minute after it. A stretch of over 5 min is left to other witnesses.
    """
    found = np.zeros(len(grid), np.bool_)
    if not np.isfinite(grid.hr_bpm).any():
        return found
    hr = interpolated(grid.hr_bpm)
    ratio = np.ones(len(hr))
    ratio[EDGE_S:] = hr[EDGE_S:] / hr[:-EDGE_S]
    far = 1.0 - 2.0 * TOLERANCE
    if ratio.max() < 2.0 * far or ratio.min() > 0.5 / far:  # one of the two jumps is missing
        return found
    up, down = _near(ratio / 2.0), _near(ratio * 2.0)
    for factor, there, again in ((2.0, up, down), (0.5, down, up)):
        backs = runs(again)[:, 0]
        for start, stop in runs(there):
            back = backs[(backs >= stop) & (backs - start <= LONGEST_S)]
            if len(back) and _multiplied(hr, int(start), int(stop), int(back[0]), factor):
                found[start - EDGE_S + 1 : back[0]] = True
    return found & np.isfinite(grid.hr_bpm)


def _near(ratio: FloatArray) -> BoolArray:
    return np.asarray(np.abs(ratio - 1.0) <= TOLERANCE)


def _multiplied(hr_bpm: FloatArray, start: int, stop: int, back: int, factor: float) -> bool:
    """Return whether the level between the two jumps is ``factor`` times that on both sides."""
    inside = float(np.median(hr_bpm[stop : back + 1]))
    before = float(np.median(hr_bpm[max(start - BESIDE_S, 0) : start - EDGE_S + 1]))
    after = float(np.median(hr_bpm[min(back + EDGE_S, len(hr_bpm) - 1) : back + BESIDE_S]))
    return all(abs(inside / level / factor - 1.0) <= TOLERANCE for level in (before, after))
