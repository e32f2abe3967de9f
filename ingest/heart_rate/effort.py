"""What heart rate this running should have taken, by the session's own measure.

The model, all of it: heart rate is linear in effort (grade-adjusted speed), follows it with a
first-order lag, and creeps up with time. Its slope starts from a prior and bends to the session;
its level is the session's own. The fit leaves aside what does not agree with the rest, so that a
sensor wrong for minutes does not teach the model. All figures are own choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.terrain import cost_factor, grade
from ingest.session.windows import moving_mean

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray
    from ingest.session.grid import Grid
    from ingest.session.windows import BoolArray

LAG_S: Final = 30.0
LAGS_ALLOWED_S: Final = (20.0, 35.0, 70.0)  # quick and slow hearts, rise and recovery
SLOPE_BPM_PER_M_S: Final = 18.0
SLOPE_SPREAD: Final = 3.0
DRIFT_BPM_PER_H: Final = 5.0
DRIFT_SPREAD: Final = 2.5
LEVEL_AT_M_S: Final = 2.6
LEVEL_QUANTILE: Final = 0.6  # optical sensors lose beats more often than they add them
SCATTER_BPM: Final = 6.0
OUTLIER_BPM: Final = 22.0
EVERY_S: Final = 5  # neighbouring seconds say the same: this many are read once ...
ALIKE: Final = 6.0  # ... and this many of those count as one
FIT_ROUNDS: Final = 12
MINUTE_S: Final = 60
WAKING_S: Final = 180
NEEDED_S: Final = 600
STEPS_KNOWN_FRAC: Final = 0.5  # own choice: of the seconds in motion
MOVING_M_S: Final = 0.5
MOUNTAINS_M_KM: Final = 60.0  # own choice: of climb; hilly road runs stay under 40
HIGHEST_EFFORT_M_S: Final = 6.0
STEEPEST: Final = 0.2
DOWNHILL_SHARE: Final = 0.5  # braking: hearts save only part of what a treadmill's descent saves


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expected:
    """Heart rate expected each second: the best guess, and the range of what is possible.

    The range is over quick and slow hearts, and over what runners did before the start and in
    pauses: nothing, or the same as beside them.
    """

    bpm: FloatArray
    lowest_bpm: FloatArray
    highest_bpm: FloatArray
    effort_m_s: FloatArray
    level_bpm: float  # at LEVEL_AT_M_S on the flat, before any drift: comparable from day to day


def expected(grid: Grid) -> Expected | None:
    """Return the expected heart rate, learned from the seconds that have one.

    The first 3 min teach nothing, hearts wake at their own pace. None where there is too little
    to learn from: under 10 min of heart rate with speed; without steps, for then nobody knows
    walking from running; and in mountains, where stones, mud and poles decide what a slope costs:
    there speed and grade do not say what the heart must do.
    """
    if climb_m_km(grid) >= MOUNTAINS_M_KM or _steps_known_frac(grid) < STEPS_KNOWN_FRAC:
        return None
    effort = effort_m_s(grid)
    known = np.isfinite(grid.hr_bpm) & np.isfinite(grid.speed_m_s)
    known[:WAKING_S] = False
    if known.sum() < NEEDED_S:
        return None
    hours = np.arange(len(grid)) / 3600.0
    ones = np.ones(len(grid))
    best = np.column_stack((ones, lagged(effort, LAG_S, 0.0), hours))
    few = np.flatnonzero(known)[::EVERY_S]
    beta = _fit(best[few], grid.hr_bpm[few])
    moving = _through_pauses(effort, grid.paused)
    every = np.array(
        [
            np.column_stack((ones, lagged(way, lag, before), hours)) @ beta
            for lag in LAGS_ALLOWED_S
            for way, before in ((effort, 0.0), (moving, float(effort[:MINUTE_S].mean())))
        ]
    )
    return Expected(
        bpm=best @ beta,
        lowest_bpm=every.min(axis=0),
        highest_bpm=every.max(axis=0),
        effort_m_s=effort,
        level_bpm=float(beta @ (1.0, LEVEL_AT_M_S, 0.0)),
    )


def _steps_known_frac(grid: Grid) -> float:
    """Return the share of the seconds in motion whose steps are known."""
    moving = np.nan_to_num(grid.speed_m_s) > MOVING_M_S
    return float(np.isfinite(grid.cadence_spm[moving]).mean()) if moving.any() else 0.0


def climb_m_km(grid: Grid) -> float:
    """Return metres of climb a kilometre, altitudes smoothed over half a minute; 0 if unknown."""
    altitude = moving_mean(grid.altitude_m, 31)
    steps = np.diff(altitude[np.isfinite(altitude)])
    known = grid.distance_m[np.isfinite(grid.distance_m)]
    far_km = float(known[-1]) / 1000 if len(known) else 0.0
    return float(np.maximum(steps, 0.0).sum()) / far_km if far_km > 0 else 0.0


def effort_m_s(grid: Grid) -> FloatArray:
    """Return the speed on the flat that costs as much as this second's running; 0 when standing."""
    speed = np.where(np.isfinite(grid.speed_m_s), grid.speed_m_s, 0.0)
    slope = np.clip(grade(grid.altitude_m, grid.distance_m), -STEEPEST, STEEPEST)
    factor = cost_factor(slope)
    factor = np.where(factor < 1.0, 1.0 + DOWNHILL_SHARE * (factor - 1.0), factor)
    return np.clip(moving_mean(speed, 11) * factor, 0.0, HIGHEST_EFFORT_M_S)


def _through_pauses(effort: FloatArray, paused: BoolArray) -> FloatArray:
    """Return the effort of a runner who kept moving while the timer stood: nobody knows."""
    last = np.maximum.accumulate(np.where(paused, 0, np.arange(len(effort))))
    return effort[last]


def lagged(values: FloatArray, lag_s: float, before: float) -> FloatArray:
    """Return what a first-order system of this time constant makes of values.

    ``before`` is what it had been given until then; 0 is rest.
    """
    kernel = np.exp(-np.arange(int(6 * lag_s)) / lag_s)
    return before + np.convolve(values - before, kernel / kernel.sum())[: len(values)]


def _fit(columns: FloatArray, hr_bpm: FloatArray) -> FloatArray:
    """Return level, slope and drift: Tukey's biweight around a start at the upper middle."""
    prior = np.array([0.0, SLOPE_BPM_PER_M_S, DRIFT_BPM_PER_H])
    strength = np.array([0.0, SLOPE_SPREAD**-2, DRIFT_SPREAD**-2])
    beta = prior.copy()
    beta[0] = np.quantile(hr_bpm - columns @ prior, LEVEL_QUANTILE)
    for _ in range(FIT_ROUNDS):
        away = (hr_bpm - columns @ beta) / OUTLIER_BPM
        weight = np.where(np.abs(away) < 1.0, (1.0 - away**2) ** 2, 0.0)
        weighted = columns.T * (weight / (SCATTER_BPM**2 * ALIKE))
        if weight.sum() <= 0.0:
            return beta
        beta = np.linalg.solve(
            weighted @ columns + np.diag(strength), weighted @ hr_bpm + strength * prior
        )
    return beta
