"""Session load from time at heart rate: TRIMP after Banister, Edwards and Lucia, and HRSS.

Every function takes ``seconds_at`` of shape (..., 256), the seconds at each whole bpm, and sums
per heart rate, not over the mean: the weight is convex, so the mean would understate
(RULES 3.4). Scalars broadcast against the leading axes; unknown inputs are NaN and stay NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.session.facts import BPM

if TYPE_CHECKING:
    from typing import TypeAlias

    from planner.profile.model import Sex

    Floats: TypeAlias = npt.NDArray[np.float64]

# (a, b) of a * exp(b x), published by Banister and Morton. Some programs pair 0.64 with 1.67.
BANISTER: Final[dict[Sex, tuple[float, float]]] = {"male": (0.64, 1.92), "female": (0.86, 1.67)}

EDWARDS_FLOORS: Final = (0.5, 0.6, 0.7, 0.8, 0.9)  # shares of HRmax; one point a minute each
HOUR_MIN: Final = 60.0

_BPM_AXIS = np.arange(BPM, dtype=np.float64)


def reserve_frac(
    hr_bpm: npt.ArrayLike, hr_rest_bpm: npt.ArrayLike, hr_max_bpm: npt.ArrayLike
) -> Floats:
    """Return (HR - rest) / (max - rest), clipped to 0..1; NaN where max is not above rest."""
    rest = np.asarray(hr_rest_bpm, np.float64)
    span = np.asarray(hr_max_bpm, np.float64) - rest
    span = np.where(span > 0, span, np.nan)
    frac: Floats = np.clip((np.asarray(hr_bpm, np.float64) - rest) / span, 0.0, 1.0)
    return frac


def banister_per_min(frac: Floats, sex: Sex) -> Floats:
    """Return TRIMP a minute at a share of heart-rate reserve: x a exp(b x) (published)."""
    a, b = BANISTER[sex]
    weight: Floats = frac * a * np.exp(b * frac)
    return weight


def banister_and_hrss(
    seconds_at: npt.NDArray[np.floating],
    *,
    hr_rest_bpm: npt.ArrayLike,
    hr_max_bpm: npt.ArrayLike,
    lthr_bpm: npt.ArrayLike,
    sex: Sex | None,
) -> tuple[Floats, Floats]:
    """Return TRIMP (Banister) and HRSS of each session.

    HRSS is 100 times TRIMP over the TRIMP of one hour at LTHR (Elevate, GoldenCheetah;
    RULES 3.5). Where the sex is unknown both are the mean of the two sexes' results (RULES 9).
    """
    rest, highest, lthr = (
        np.asarray(value, np.float64)[..., np.newaxis]
        for value in (hr_rest_bpm, hr_max_bpm, lthr_bpm)
    )
    minutes = np.asarray(seconds_at, np.float64) / 60
    frac = reserve_frac(_BPM_AXIS, rest, highest)
    at_lthr = reserve_frac(lthr, rest, highest)
    trimps, scores = [], []
    sexes: tuple[Sex, ...] = ("female", "male") if sex is None else (sex,)
    for one in sexes:
        trimp = np.einsum("...i,...i->...", minutes, banister_per_min(frac, one))
        hour = HOUR_MIN * banister_per_min(at_lthr, one)[..., 0]
        trimps.append(trimp)
        scores.append(100 * trimp / np.where(hour > 0, hour, np.nan))
    return np.asarray(np.mean(trimps, axis=0)), np.asarray(np.mean(scores, axis=0))


def edwards(seconds_at: npt.NDArray[np.floating], *, hr_max_bpm: float) -> float:
    """Return Edwards' TRIMP: minutes in the tenths of HRmax from 50 % on, weighted 1 to 5."""
    points = np.searchsorted(EDWARDS_FLOORS, _BPM_AXIS / hr_max_bpm, side="right")
    return float(np.dot(seconds_at, points) / 60)


def lucia(seconds_at: npt.NDArray[np.floating], *, vt1_bpm: float, vt2_bpm: float) -> float:
    """Return Lucia's TRIMP: minutes below VT1, between, and above VT2, weighted 1, 2, 3.

    The weights are remembered, not read (RULES 3.4: ``memory``).
    """
    weight = 1 + (vt1_bpm < _BPM_AXIS) + (vt2_bpm < _BPM_AXIS)
    return float(np.dot(seconds_at, weight) / 60)
