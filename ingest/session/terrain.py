"""Hills: climb and descent, grade, and the speed on the flat that would cost the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.windows import interpolated, moving_mean, rising

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

ALTITUDE_MEAN_S: Final = 5
CLIMB_AT_LEAST_M: Final = 2.0
_NEAR_M: Final = 0.999 * CLIMB_AT_LEAST_M  # so near it is surely no turn; nearly all points are
GRADE_MEAN_S: Final = 15
GRADE_HALF_LENGTH_M: Final = 25.0
STEEPEST: Final = 0.45  # the polynomial was fitted on -45 % .. +45 %
MINETTI: Final = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)  # J/kg/m, highest power first


def climb_and_descent_m(altitude_m: FloatArray) -> tuple[float, float] | None:
    """Return metres climbed and descended of an altitude each second; None without altitude.

    The altitude is averaged over 5 s; a turn counts once it goes 2 m the other way, so that a
    barometer's noise on the flat climbs little. (On 46 real recordings with 60 m of climb or more
    the two figures give a median of 0.99 of what the devices themselves say.)
    """
    if np.count_nonzero(np.isfinite(altitude_m)) < 2:  # noqa: PLR2004 - two make a difference
        return None
    smooth = moving_mean(interpolated(altitude_m), ALTITUDE_MEAN_S)
    signs = np.sign(smooth[1:] - smooth[:-1])
    turns = np.flatnonzero(signs[1:] != signs[:-1]) + 1
    points = smooth[np.concatenate(([0], turns, [len(smooth) - 1]))].tolist()
    up = down = 0.0
    anchor = points[0]
    low, high = anchor - _NEAR_M, anchor + _NEAR_M
    for point in points:
        if low < point < high:
            continue
        if point - anchor >= CLIMB_AT_LEAST_M:
            up += point - anchor
        elif anchor - point >= CLIMB_AT_LEAST_M:
            down += anchor - point
        else:
            continue
        anchor = point
        low, high = anchor - _NEAR_M, anchor + _NEAR_M
    return up, down


def grade(altitude_m: FloatArray, distance_m: FloatArray) -> FloatArray:
    """Return rise over run, a fraction, across 25 m before and after each second.

    Zero where altitude or distance is unknown or hardly anything was run: without evidence of a
    hill, none is assumed.
    """
    known = np.isfinite(altitude_m)
    if not (known.any() and np.isfinite(distance_m).any()):
        return np.zeros(len(altitude_m))
    altitude = moving_mean(interpolated(altitude_m), GRADE_MEAN_S)
    distance = rising(interpolated(distance_m))
    ahead = np.minimum(distance + GRADE_HALF_LENGTH_M, distance[-1])
    behind = np.maximum(distance - GRADE_HALF_LENGTH_M, distance[0])
    run = ahead - behind
    rise: FloatArray = np.interp(ahead, distance, altitude) - np.interp(behind, distance, altitude)
    known &= run >= GRADE_HALF_LENGTH_M
    rise /= np.maximum(run, 1.0)
    rise.clip(-STEEPEST, STEEPEST, out=rise)
    rise[~known] = 0.0
    return rise


def cost_factor(grade_frac: FloatArray) -> FloatArray:
    """Return the energy cost of a metre at a grade over that on the flat.

    Minetti et al. 2002, J Appl Physiol 93:1039 (polynomial from memory, RULES 3.3), between
    -45 % and +45 %.
    """
    slope = grade_frac.clip(-STEEPEST, STEEPEST)
    cost: FloatArray = slope * MINETTI[0]
    for coefficient in MINETTI[1:-1]:
        cost += coefficient
        cost *= slope
    cost += MINETTI[-1]
    cost /= MINETTI[-1]
    return cost
