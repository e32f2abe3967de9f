"""A sensor that stands still while the runner does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.windows import moving_mean, runs

if TYPE_CHECKING:
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

FLAT_LONGER_THAN_S: Final = 90
CADENCE_SPREAD_SPM: Final = 2.0
SPEED_SPREAD_FRAC: Final = 0.10
SPEED_MEAN_S: Final = 11


def flat_lines(grid: Grid) -> BoolArray:
    """Return where one value stands for over 90 s while the running changes.

    The running changes where cadence has a standard deviation over 2 steps a minute, or speed
    (means of 11 s) one over 10 % of its mean.
    """
    hr = grid.hr_bpm
    same = np.concatenate((np.diff(hr) == 0.0, [False]))
    found = np.zeros(len(hr), np.bool_)
    lines = runs(same)
    for start, stop in lines[lines[:, 1] - lines[:, 0] >= FLAT_LONGER_THAN_S]:
        if _running_changes(grid, slice(start, stop + 1)):
            found[start : stop + 1] = True
    return found


def _running_changes(grid: Grid, inside: slice) -> bool:
    cadence = grid.cadence_spm[inside]
    if np.isfinite(cadence).any() and np.nanstd(cadence) > CADENCE_SPREAD_SPM:
        return True
    speed = moving_mean(grid.speed_m_s, SPEED_MEAN_S)[inside]
    if not np.isfinite(speed).any():
        return False
    return bool(np.nanstd(speed) > SPEED_SPREAD_FRAC * np.nanmean(speed))
