"""A sensor that had lost the pulse and finds it again: heart rate steps up as effort falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.heart_rate.effort import LAG_S
from ingest.heart_rate.steps import WITHIN_S, sharpest

if TYPE_CHECKING:
    from ingest.heart_rate.effort import Expected
    from ingest.session.activity import FloatArray
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

STEP_BPM: Final = 10.0
FALLS_BPM: Final = 4.0
FALLS_FROM_S: Final = 10  # before the step ...
FALLS_TO_S: Final = 15  # ... and after it
TURNS_BPM: Final = 6.0
AT_MOST_S: Final = 300


def before_catching_up(grid: Grid, model: Expected, change: FloatArray) -> BoolArray:
    """Return where heart rate was too low, because it then stepped up against the effort.

    A step is a change of at least 10 bpm within 5 s beyond the slope of the 10 s before and after
    it; the heart expected falls by 4 bpm or more meanwhile. A heart does not do that: the sensor
    had lost it, usually since the effort rose. So the stretch begins 30 s, a heart's lag, after
    the expected heart rate last turned upwards (turns of 6 bpm count), at most 5 min before the
    step and after any gap. ``change`` are the :func:`~ingest.heart_rate.steps.steps`.
    """
    found = np.zeros(len(grid), np.bool_)
    for at in sharpest(change, STEP_BPM):
        after = min(at + FALLS_TO_S, len(grid) - 1)
        if model.bpm[max(at - FALLS_FROM_S, 0)] - model.bpm[after] >= FALLS_BPM:
            start = _turn_before(model.bpm, grid.hr_bpm, at) + int(LAG_S)
            found[start : at + WITHIN_S // 2] = True
    return found


def _turn_before(expected_bpm: FloatArray, hr_bpm: FloatArray, at: int) -> int:
    """Return the second of the low before the top before ``at``, of the expected heart rate."""
    earliest = max(at - AT_MOST_S, 0)
    missing = np.flatnonzero(np.isnan(hr_bpm[earliest:at]))
    first = earliest + int(missing[-1]) + 1 if len(missing) else earliest
    back = expected_bpm[first : at + 1][::-1]
    top = _turn(back)
    return at - top - _turn(-back[top:])


def _turn(values: FloatArray) -> int:
    """Return where the values stop rising: the highest before they first fall by a turn."""
    highest = np.maximum.accumulate(values)
    fallen = np.flatnonzero(highest - values >= TURNS_BPM)
    return int(np.argmax(values[: fallen[0]] if len(fallen) else values))
