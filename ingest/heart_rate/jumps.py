"""Values no heart can have: out of range, and jumps it cannot make (RULES 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.windows import interpolated, moving_median, runs

if TYPE_CHECKING:
    from ingest.activity import FloatArray
    from ingest.grid import Grid
    from ingest.windows import BoolArray

LOWEST_BPM: Final = 30.0
HIGHEST_BPM: Final = 230.0  # not HRmax: a cap there deletes real data
SPIKE_BPM: Final = 20.0
SPIKE_EDGE_S: Final = 5
SPIKE_MEDIAN_S: Final = 61
SPIKE_LONGEST_S: Final = 30
DOUBLE_TOLERANCE: Final = 0.08
DOUBLE_LONGEST_S: Final = 300


def out_of_range(hr_bpm: FloatArray) -> BoolArray:
    """Return where a value lies outside what hearts do, 30 to 230 bpm."""
    with np.errstate(invalid="ignore"):
        return (hr_bpm < LOWEST_BPM) | (hr_bpm > HIGHEST_BPM)


def spikes(grid: Grid) -> BoolArray:
    """Return where heart rate leaves its minute by over 20 bpm, in a jump and back.

    The median of 61 s is the reference: a true rise, however steep, passes through its own
    median, a spike of at most 30 s does not move it. At least one edge must change by more than
    20 bpm within 5 s, at both ends it must come back.
    """
    if not np.isfinite(grid.hr_bpm).any():
        return np.zeros(len(grid), np.bool_)
    hr = interpolated(grid.hr_bpm)
    away = hr - moving_median(hr, SPIKE_MEDIAN_S)
    found = np.zeros(len(hr), np.bool_)
    for sign in (1.0, -1.0):
        for start, stop in runs(sign * away > SPIKE_BPM / 2):
            inside = slice(start, stop)
            if stop - start > SPIKE_LONGEST_S or (sign * away[inside]).max() <= SPIKE_BPM:
                continue
            before, after = max(start - SPIKE_EDGE_S, 0), min(stop + SPIKE_EDGE_S, len(hr))
            edge = sign * (hr[before + SPIKE_EDGE_S : after] - hr[before : after - SPIKE_EDGE_S])
            if start > 0 and stop < len(hr) and np.abs(edge).max(initial=0.0) > SPIKE_BPM:
                found[inside] = True
    return found & np.isfinite(grid.hr_bpm)


def double_or_half(grid: Grid) -> BoolArray:
    """Return stretches at twice or half the pulse before and after, entered by a jump.

    The jump takes at most 5 s; the level inside is within 8 % of 2 or 1/2 times the half minute
    before it and the half minute after it; a stretch of over 5 min is left to other witnesses.
    """
    found = np.zeros(len(grid), np.bool_)
    if not np.isfinite(grid.hr_bpm).any():
        return found
    hr = interpolated(grid.hr_bpm)
    ratio = np.ones(len(hr))
    ratio[SPIKE_EDGE_S:] = hr[SPIKE_EDGE_S:] / hr[:-SPIKE_EDGE_S]
    for factor in (2.0, 0.5):
        leaving = np.abs(ratio / factor - 1.0) <= DOUBLE_TOLERANCE
        returning = np.abs(ratio * factor - 1.0) <= DOUBLE_TOLERANCE
        backs = runs(returning)[:, 0]
        for start, stop in runs(leaving):
            back = backs[(backs >= stop) & (backs - start <= DOUBLE_LONGEST_S)]
            if not len(back) or start < SPIKE_EDGE_S:
                continue
            inside = np.median(hr[stop : back[0] + 1])
            outside = (
                np.median(hr[max(start - 30, 0) : start - SPIKE_EDGE_S + 1]),
                np.median(hr[back[0] + SPIKE_EDGE_S : back[0] + 30])
                if back[0] + SPIKE_EDGE_S < len(hr)
                else hr[-1],
            )
            if all(abs(inside / level / factor - 1.0) <= DOUBLE_TOLERANCE for level in outside):
                found[start - SPIKE_EDGE_S + 1 : back[0]] = True
    return found & np.isfinite(grid.hr_bpm)
