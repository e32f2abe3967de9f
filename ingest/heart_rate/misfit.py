"""Heart rate that does not fit the running for long: too low, too high, high at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.heart_rate.steps import stepped
from ingest.session.ranks import median, quantile
from ingest.session.scatter import MAD_TO_SD
from ingest.session.windows import moving_mean, runs

if TYPE_CHECKING:
    from ingest.heart_rate.effort import Expected
    from ingest.session.activity import FloatArray
    from ingest.session.facts import HrSource
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

AWAY_MEAN_S: Final = 21
SCATTERS_LOW: Final = 2.0
TOO_LOW_BPM: Final = (8.0, 15.0)  # at least, at most
TOO_HIGH_BPM: Final = 20.0
CHEST_FACTOR: Final = 2.0  # electrodes lose contact, but seldom the beat
FOR_S: Final = 30
STAYS_AWAY: Final = 0.5  # the stretch goes on while it is this share of the limit away
WALKING_BELOW_SPM: Final = 140.0
WAKING_BPM: Final = 20.0
WAKING_S: Final = 300.0
_WAKING: Final = WAKING_BPM * np.exp(-np.arange(36.0 * WAKING_S) / WAKING_S)  # no bit of it later
SETTLING_S: Final = 180  # how warm the heart is at the start is unknown
START_S: Final = 300
START_ENDS_S: Final = 600
START_AWAY_BPM: Final = 15.0
START_BACK_BPM: Final = 7.0
START_FOR_S: Final = 20
START_QUANTILE: Final = 0.9
START_SPEED_FACTOR: Final = 1.05


def too_low(grid: Grid, model: Expected, *, hr_source: HrSource) -> BoolArray:
    """Return where heart rate stays far under what even a slow heart would show.

    Far is twice the usual distance of this session's heart rate from the expected, but 8 to
    15 bpm, and twice that for a chest strap. Hearts differ most in how long they take to wake:
    another 20 bpm are allowed at the start, fading with a time constant of 5 min. Walking is left
    alone: the model is of running.
    """
    lowest_bpm = model.lowest_bpm.copy()
    lowest_bpm[: len(_WAKING)] -= _WAKING[: len(grid)]
    away = lowest_bpm - grid.hr_bpm
    factor = CHEST_FACTOR if hr_source == "chest" else 1.0
    if np.count_nonzero(away > factor * TOO_LOW_BPM[0]) == 0:
        return np.zeros(len(grid), np.bool_)
    walking = moving_mean(grid.cadence_spm, AWAY_MEAN_S) < WALKING_BELOW_SPM
    away[walking] = np.nan
    found = _long_away(away, factor * TOO_LOW_BPM[0])
    if not found.any():  # nor is it by any wider limit, and the usual distance need not be known
        return found
    limit = float(np.clip(SCATTERS_LOW * _scatter_bpm(grid, model), *TOO_LOW_BPM))
    return stepped(grid, _long_away(away, factor * limit))


def disagreement_frac(grid: Grid, model: Expected, left_out: BoolArray) -> float:
    """Return the share of the seconds kept, after waking, with heart rate over 8 bpm off.

    Seconds, not stretches: it says whether heart rate follows this running at all.
    """
    away = moving_mean(grid.hr_bpm - model.bpm, AWAY_MEAN_S)
    kept = np.isfinite(grid.hr_bpm) & np.isfinite(away) & ~left_out
    kept[:START_S] = False
    off = np.count_nonzero(kept & (np.abs(away) > TOO_LOW_BPM[0]))
    return int(off) / max(int(np.count_nonzero(kept)), 1)


def _scatter_bpm(grid: Grid, model: Expected) -> float:
    """Return the robust standard deviation of heart rate around the expected."""
    away = moving_mean(grid.hr_bpm - model.bpm, AWAY_MEAN_S)
    return MAD_TO_SD * median(np.abs(away - median(away)))


def too_high(grid: Grid, model: Expected, *, hr_source: HrSource) -> BoolArray:
    """Return where heart rate stays over 20 bpm above what even a quick heart would show.

    40 bpm for a chest strap. The first 3 min are left to :func:`start_up`.
    """
    limit = TOO_HIGH_BPM * (CHEST_FACTOR if hr_source == "chest" else 1.0)
    found = _long_away(grid.hr_bpm - model.highest_bpm, limit)
    found[:SETTLING_S] = False
    return stepped(grid, found)


def _long_away(away_bpm: FloatArray, limit_bpm: float) -> BoolArray:
    """Return where heart rate is away for long, without what the mean adds at both edges."""
    found = np.zeros(len(away_bpm), np.bool_)
    if not (away_bpm > limit_bpm).any():
        return found
    smooth = moving_mean(away_bpm, AWAY_MEAN_S)
    if np.count_nonzero(smooth > limit_bpm) < FOR_S:
        return found
    for start, stop in runs(smooth > STAYS_AWAY * limit_bpm):
        away = start + np.flatnonzero(away_bpm[start:stop] > STAYS_AWAY * limit_bpm)
        if len(away) and (smooth[start:stop] > limit_bpm).sum() >= FOR_S:
            found[away[0] : away[-1] + 1] = True
    return found


def start_up(grid: Grid, model: Expected) -> BoolArray:
    """Return high readings of the first minutes that the running does not explain.

    A stretch beginning in the first 5 min, over 15 bpm above the expected and above the 90th
    percentile of minutes 5 to 15, while the speed is not higher than there; both optical sensors
    and dry chest straps do it. It ends where heart rate comes within 7 bpm of the expected.
    """
    found = np.zeros(len(grid), np.bool_)
    away = grid.hr_bpm[:START_ENDS_S] - model.highest_bpm[:START_ENDS_S]
    if np.count_nonzero(away > START_AWAY_BPM) < START_FOR_S:
        return found
    later = slice(START_S, 3 * START_S)
    hr_later, speed_later = grid.hr_bpm[later], grid.speed_m_s[later]
    if not (np.isfinite(hr_later).any() and np.isfinite(speed_later).any()):
        return found
    usual = quantile(hr_later, START_QUANTILE)
    for start, stop in runs(away > START_BACK_BPM):
        inside = slice(start, stop)
        high = (away[inside] > START_AWAY_BPM) & (grid.hr_bpm[inside] > usual)
        faster = grid.speed_m_s[inside] - START_SPEED_FACTOR * np.nanmean(speed_later)
        if start < START_S and high.sum() >= START_FOR_S:
            found[inside] = np.nansum(faster) <= 0.0
    return found
