"""What heart rate this running should have taken, by the session's own measure.

The model, all of it: heart rate is linear in effort (grade-adjusted speed), follows it with a
first-order lag, and creeps up with time. Its slope starts from a prior and bends to the session;
its level is the session's own. The fit leaves aside what does not agree with the rest, so that a
sensor wrong for minutes does not teach the model. All figures are own choices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.ranks import quantile
from ingest.session.sums import combined, inners
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
FORGOTTEN_LAGS: Final = 6.0
_BLOCK_LAGS: Final = 600.0  # summed in one go: over longer ones the growing weights overflow
STEEPEST: Final = 0.2
DOWNHILL_SHARE: Final = 0.5  # braking: hearts save only part of what a treadmill's descent saves


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hearts:
    """The speeds on the flat that hearts answer each second, late as they are.

    The range is over quick and slow hearts, and over what runners did before the start and in
    pauses: nothing, or the same as beside them.
    """

    usual_m_s: FloatArray
    lowest_m_s: FloatArray
    highest_m_s: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Running:
    """What was run each second, and how hearts follow; None where it does not say what they do."""

    effort_m_s: FloatArray
    hearts: Hearts | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expected:
    """Heart rate expected each second: the best guess, and the range of what is possible."""

    bpm: FloatArray
    lowest_bpm: FloatArray
    highest_bpm: FloatArray
    level_bpm: float  # at LEVEL_AT_M_S on the flat, before any drift: comparable from day to day


def running(grid: Grid) -> Running:
    """Return what was run.

    It says what the heart must do but without steps, for then nobody knows walking from running;
    and in mountains, where stones, mud and poles decide what a slope costs.
    """
    effort = effort_m_s(grid)
    if climb_m_km(grid) >= MOUNTAINS_M_KM or _steps_known_frac(grid) < STEPS_KNOWN_FRAC:
        return Running(effort_m_s=effort, hearts=None)
    before = float(effort[:MINUTE_S].mean())
    every = [lagged(effort, lag_s, 0.0) for lag_s in LAGS_ALLOWED_S]
    if grid.paused.any():
        moving = _through_pauses(effort, grid.paused)
        every += [lagged(moving, lag_s, before) for lag_s in LAGS_ALLOWED_S]
    else:
        every += [
            had_before(one, lag_s, before) for one, lag_s in zip(every, LAGS_ALLOWED_S, strict=True)
        ]
    lowest, highest = np.minimum(*every[:2]), np.maximum(*every[:2])
    for one in every[2:]:
        np.minimum(lowest[: len(one)], one, out=lowest[: len(one)])
        np.maximum(highest[: len(one)], one, out=highest[: len(one)])
    hearts = Hearts(usual_m_s=lagged(effort, LAG_S, 0.0), lowest_m_s=lowest, highest_m_s=highest)
    return Running(effort_m_s=effort, hearts=hearts)


def expected(grid: Grid, run: Running) -> Expected | None:
    """Return the expected heart rate, learned from the seconds that have one.

    The first 3 min teach nothing, hearts wake at their own pace. None where the running does not
    say it, and where there is too little to learn from: under 10 min of heart rate with speed.
    """
    known = np.isfinite(grid.hr_bpm) & np.isfinite(grid.speed_m_s)
    known[:WAKING_S] = False
    few = np.flatnonzero(known)
    if run.hearts is None or len(few) < NEEDED_S:
        return None
    few = few[::EVERY_S]
    hours = np.arange(len(grid)) / 3600.0
    level, slope, drift = _fit(run.hearts.usual_m_s[few], hours[few], grid.hr_bpm[few])
    resting = level + drift * hours
    one, other = slope * run.hearts.lowest_m_s, slope * run.hearts.highest_m_s
    return Expected(
        bpm=resting + slope * run.hearts.usual_m_s,
        lowest_bpm=resting + np.minimum(one, other),
        highest_bpm=resting + np.maximum(one, other),
        level_bpm=level + slope * LEVEL_AT_M_S,
    )


def _steps_known_frac(grid: Grid) -> float:
    """Return the share of the seconds in motion whose steps are known."""
    moving = grid.speed_m_s > MOVING_M_S
    stepped = np.isfinite(grid.cadence_spm) & moving
    return int(np.count_nonzero(stepped)) / max(int(np.count_nonzero(moving)), 1)


def climb_m_km(grid: Grid) -> float:
    """Return metres of climb a kilometre, altitudes smoothed over half a minute; 0 if unknown."""
    altitude = moving_mean(grid.altitude_m, 31)
    steps = np.diff(altitude[np.isfinite(altitude)])
    known = np.flatnonzero(np.isfinite(grid.distance_m))
    far_km = float(grid.distance_m[known[-1]]) / 1000 if len(known) else 0.0
    return float(np.maximum(steps, 0.0).sum()) / far_km if far_km > 0 else 0.0


def effort_m_s(grid: Grid) -> FloatArray:
    """Return the speed on the flat that costs as much as this second's running; 0 when standing."""
    speed = np.where(np.isfinite(grid.speed_m_s), grid.speed_m_s, 0.0)
    slope = grade(grid.altitude_m, grid.distance_m).clip(-STEEPEST, STEEPEST)
    factor = cost_factor(slope)
    factor = np.where(factor < 1.0, 1.0 + DOWNHILL_SHARE * (factor - 1.0), factor)
    return (moving_mean(speed, 11) * factor).clip(0.0, HIGHEST_EFFORT_M_S)


def _through_pauses(effort: FloatArray, paused: BoolArray) -> FloatArray:
    """Return the effort of a runner who kept moving while the timer stood: nobody knows."""
    last = np.maximum.accumulate(np.where(paused, 0, np.arange(len(effort))))
    return effort[last]


def lagged(values: FloatArray, lag_s: float, before: float) -> FloatArray:
    """Return what a first-order system of this time constant makes of values.

    ``before`` is what it had been given until then; 0 is rest. What is over six time constants
    old is forgotten.
    """
    fading = _fading(lag_s)
    room = len(fading.unheard)
    answer = _fading_sum(values, fading)
    answer[room:] -= fading.left * answer[:-room]
    if before:
        answer[:room] = had_before(answer, lag_s, before)
    return answer


def had_before(answer: FloatArray, lag_s: float, before: float) -> FloatArray:
    """Return the beginning of an answer to values that nothing was given before, if ``before`` was.

    As far as that is not forgotten; from there on both answers are the same.
    """
    unheard = _fading(lag_s).unheard[: len(answer)]
    return answer[: len(unheard)] + before * unheard


def _fading_sum(values: FloatArray, fading: _Fading) -> FloatArray:
    """Return at each place the weighted sum of all values up to it, each faded by its age."""
    total = np.empty(len(values))
    block = len(fading.weight)
    carried = 0.0
    for first in range(0, len(values), block):
        part = values[first : first + block]
        here = np.multiply(part, fading.grown[: len(part)], out=total[first : first + block])
        here[0] += carried * fading.second
        here.cumsum(out=here)
        carried = here[-1] / fading.grown[len(part) - 1]
        here *= fading.weight[: len(part)]
    return total


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Fading:
    """How a system with one time constant forgets, second by second of a block."""

    grown: FloatArray  # the inverse of what is left of one
    weight: FloatArray  # what is left of one, over the sum of all that are not forgotten
    second: float  # left of one after a second, and ...
    left: float  # ... when it is forgotten
    unheard: FloatArray  # share of the weights that lies before the start, until it is none


@cache
def _fading(lag_s: float) -> _Fading:
    ages = np.arange(int(_BLOCK_LAGS * lag_s)) / lag_s
    room = int(FORGOTTEN_LAGS * lag_s)
    left, second = math.exp(-room / lag_s), math.exp(-1.0 / lag_s)
    faded = np.exp(-ages)
    return _Fading(
        grown=np.exp(ages),
        weight=faded * ((1.0 - second) / (1.0 - left)),
        second=second,
        left=left,
        unheard=1.0 - (1.0 - second * faded[:room]) / (1.0 - left),
    )


def _fit(effort: FloatArray, hours: FloatArray, hr_bpm: FloatArray) -> tuple[float, float, float]:
    """Return level, slope and drift: Tukey's biweight around a start at the upper middle."""
    columns = np.stack((np.ones(len(hr_bpm)), effort, hours))
    # All products that the normal equations sum, so that a round sums them in one go.
    terms = np.concatenate((columns, effort * columns[1:], hours * columns[2:], hr_bpm * columns))
    beta = (0.0, SLOPE_BPM_PER_M_S, DRIFT_BPM_PER_H)
    beta = (quantile(hr_bpm - combined(beta, columns), LEVEL_QUANTILE), *beta[1:])
    hr, columns = hr_bpm / OUTLIER_BPM, columns / OUTLIER_BPM
    for _ in range(FIT_ROUNDS):
        weight = hr - combined(beta, columns)
        weight *= weight
        np.subtract(1.0, weight, out=weight)
        np.maximum(weight, 0.0, out=weight)
        weight *= weight
        sums = inners(terms, weight).tolist()
        if sums[0] <= 0.0:
            break
        beta = _solved(*sums)
    return beta


def _solved(*sums: float) -> tuple[float, float, float]:
    """Return level, slope and drift of the normal equations, the priors of two of them added.

    By elimination: they are three, symmetric, and the priors keep them regular.
    """
    one, x, t, xx, xt, tt, y, xy, ty = sums
    slope_says, drift_says = _says(SLOPE_SPREAD), _says(DRIFT_SPREAD)
    xx += slope_says - x * x / one
    xt -= x * t / one
    tt += drift_says - t * t / one
    xy += slope_says * SLOPE_BPM_PER_M_S - x * y / one
    ty += drift_says * DRIFT_BPM_PER_H - t * y / one
    drift = (ty - xt * xy / xx) / (tt - xt * xt / xx)
    slope = (xy - xt * drift) / xx
    return (y - x * slope - t * drift) / one, slope, drift


def _says(spread: float) -> float:
    """Return the weight of a prior, in values of heart rate that say as much."""
    return SCATTER_BPM**2 * ALIKE / spread**2
