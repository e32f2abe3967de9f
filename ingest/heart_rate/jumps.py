"""Values no heart can have: out of range, and jumps it cannot make (RULES 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.windows import interpolated, moving_count, moving_median, runs

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

LOWEST_BPM: Final = 30.0
HIGHEST_BPM: Final = 230.0  # not HRmax: a cap there deletes real data
SPIKE_BPM: Final = 20.0
SPIKE_EDGE_S: Final = 5
SPIKE_MEDIAN_S: Final = 61
SPIKE_LONGEST_S: Final = 30


def out_of_range(hr_bpm: FloatArray) -> BoolArray:
    """Return where a value lies outside what hearts do, 30 to 230 bpm."""
    with np.errstate(invalid="ignore"):
        return (hr_bpm < LOWEST_BPM) | (hr_bpm > HIGHEST_BPM)


def spikes(grid: Grid) -> BoolArray:
    """Return where heart rate leaves its minute by over 20 bpm, in a jump and back.

    The median of 61 s is the reference: a true rise, however steep, passes through its own
    median, a spike of at most 30 s does not move it. At one end or the other it must change by
    more than 20 bpm within 5 s.
    """
    found = np.zeros(len(grid), np.bool_)
    if not np.isfinite(grid.hr_bpm).any():
        return found
    hr = interpolated(grid.hr_bpm)
    away = _away_from_its_minute(hr)
    if not away.any():
        return found
    for sign in (1.0, -1.0):
        for start, stop in runs(sign * away > SPIKE_BPM / 2):
            short = start > 0 and stop < len(hr) and stop - start <= SPIKE_LONGEST_S
            high = (sign * away[start:stop]).max() > SPIKE_BPM
            found[start:stop] |= short and high and _jumps(hr, int(start), int(stop))
    return found & np.isfinite(grid.hr_bpm)


def _away_from_its_minute(hr_bpm: FloatArray) -> FloatArray:
    """Return heart rate less the median of its 61 s; 0 where no jump is near, to save the time."""
    away = np.zeros(len(hr_bpm))
    if len(hr_bpm) <= SPIKE_EDGE_S:
        return away
    jump = np.abs(hr_bpm[SPIKE_EDGE_S:] - hr_bpm[:-SPIKE_EDGE_S]) > SPIKE_BPM
    if not jump.any():
        return away
    reach = 2 * (SPIKE_LONGEST_S + SPIKE_EDGE_S) + 1
    near = np.flatnonzero(moving_count(np.append(jump, np.zeros(SPIKE_EDGE_S, np.bool_)), reach))
    away[near] = hr_bpm[near] - moving_median(hr_bpm, SPIKE_MEDIAN_S, near)
    return away


def _jumps(hr_bpm: FloatArray, start: int, stop: int) -> bool:
    """Return whether heart rate changes by over 20 bpm within 5 s at an end of this stretch."""
    around = hr_bpm[max(start - SPIKE_EDGE_S, 0) : stop + SPIKE_EDGE_S]
    changes = np.abs(around[SPIKE_EDGE_S:] - around[:-SPIKE_EDGE_S])
    return bool(changes.max(initial=0.0) > SPIKE_BPM)
