"""The generated runner's body: heart rate follows effort by a stated model.

The model, all of it:

- effort is grade-adjusted speed, by the cost of transport of Minetti et al. 2002
  (doi:10.1152/japplphysiol.01177.2001);
- steady heart rate is linear in effort and meets the true ceiling at ``ceiling_speed_m_s``;
- heart rate approaches its steady value with a first-order lag of ``LAG_S``;
- after ten minutes it drifts upwards, faster in heat and faster above the ceiling;
- a day's form and the heat shift it as a whole; beat-to-beat noise is a slow random walk.

The figures are the generator's own; they only have to be plausible and known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

LAG_S: Final = 30.0
STANDING_BPM: Final = 86.0
DRIFT_STARTS_S: Final = 600.0
DRIFT_PER_H: Final = 0.04  # of the beats above rest, at or under the ceiling
HARD_DRIFT_PER_H: Final = 0.09  # the same above it
WARM_C: Final = 18.0
BPM_PER_C: Final = 0.4  # above WARM_C
NOISE_BPM: Final = 1.0
NOISE_MEMORY_S: Final = 40.0
HILL_CARE: Final = 0.8  # share of a hill's cost that the runner takes back by slowing down


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One runner on one day; ``day_shift_bpm`` is that day's form, heat not included."""

    ceiling_bpm: float = 140.0
    rest_bpm: float = 52.0
    max_bpm: float = 186.0
    ceiling_speed_m_s: float = 2.85
    bpm_per_m_s: float = 26.0
    day_shift_bpm: float = 0.0
    temperature_c: float = 12.0

    @property
    def shift_bpm(self) -> float:
        """Return beats that form and heat add on this day."""
        return self.day_shift_bpm + BPM_PER_C * max(0.0, self.temperature_c - WARM_C)


def cost_ratio(grade: FloatArray) -> FloatArray:
    """Return the cost of a metre at ``grade`` (rise over run) over that of a level one."""
    coefficients = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
    return np.asarray(np.polyval(coefficients, np.clip(grade, -0.45, 0.45)) / 3.6)


def drift_bpm(aim_bpm: FloatArray, body: Body) -> FloatArray:
    """Return the beats that have crept in by each second of a run aimed at ``aim_bpm``."""
    per_h = np.where(aim_bpm > body.ceiling_bpm, HARD_DRIFT_PER_H, DRIFT_PER_H)
    warm = np.arange(len(aim_bpm)) >= DRIFT_STARTS_S
    return np.asarray(np.cumsum(per_h * warm * (aim_bpm - body.rest_bpm) / 3600.0))


def effort_m_s(aim_bpm: FloatArray, body: Body) -> FloatArray:
    """Return the level-ground speed at which this body, on this day, would settle at the aim.

    Under the ceiling the runner watches the heart rate and gives way to drift; above it not.
    """
    watched = np.where(aim_bpm <= body.ceiling_bpm, drift_bpm(aim_bpm, body) + body.shift_bpm, 0.0)
    beats = aim_bpm - watched - body.ceiling_bpm
    return np.asarray(np.maximum(body.ceiling_speed_m_s + beats / body.bpm_per_m_s, 0.8))


def heart_rate(
    effort: FloatArray, aim_bpm: FloatArray, body: Body, rng: np.random.Generator
) -> FloatArray:
    """Return the true heart rate (bpm, one value a second) of grade-adjusted speed ``effort``."""
    steady = body.ceiling_bpm + body.bpm_per_m_s * (effort - body.ceiling_speed_m_s)
    true_bpm = (
        lagged(steady + body.shift_bpm + drift_bpm(aim_bpm, body), LAG_S, STANDING_BPM)
        + slow_noise(len(effort), rng) * NOISE_BPM
    )
    return np.clip(true_bpm, body.rest_bpm, body.max_bpm)


def lagged(signal: FloatArray, lag_s: float, before: float) -> FloatArray:
    """Return the first-order response to a signal of one value a second that was ``before``."""
    kernel = np.exp(-np.arange(int(10 * lag_s)) / lag_s)
    kernel /= kernel.sum()
    return np.asarray(before + np.convolve(signal - before, kernel)[: len(signal)])


def slow_noise(n: int, rng: np.random.Generator) -> FloatArray:
    """Return ``n`` seconds of noise with unit deviation and a memory of ``NOISE_MEMORY_S``."""
    kernel = np.exp(-np.arange(int(5 * NOISE_MEMORY_S)) / NOISE_MEMORY_S)
    kernel /= np.sqrt(np.sum(kernel**2))
    return np.convolve(rng.standard_normal(n + len(kernel) - 1), kernel, mode="valid")
