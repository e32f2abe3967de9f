"""Steady running: aerobic speed per heart rate, efficiency, and decoupling (RULES 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.session.facts import BPM

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

WARM_UP_S: Final = 600
MINUTE_S: Final = 60
TENTH_S: Final = 10
STEADY_SPEED_CV: Final = 0.10
STEADY_HR_SPREAD_BPM: Final = 8.0
RUNNING_M_S: Final = 1.0
STEEPEST_STEADY: Final = 0.08  # beyond it the cost polynomial is little evidence for one runner
EFFICIENCY_FROM_S: Final = 600.0
DECOUPLING_FROM_S: Final = 2400
DECOUPLING_NET_GRADE: Final = 0.01
DECOUPLING_PAUSE_S: Final = 60.0
DECOUPLING_COVERAGE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effort:
    """What steadiness is read from, one value a second of timer time."""

    hr_bpm: FloatArray  # clean
    speed_m_s: FloatArray
    flat_speed_m_s: FloatArray  # grade-adjusted
    grade_frac: FloatArray
    altitude_m: FloatArray
    after_pause: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoupling:
    """``frac`` is (R1 - R2) / R1 of speed over heart rate in the halves; positive is drift."""

    frac: float | None
    reason: str | None  # why there is none


def steady_vectors(
    effort: Effort,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return seconds and grade-adjusted metres run steadily at each whole bpm.

    Whole minutes count, after the first ten of the session: all of it running with clean heart
    rate, no pause, grade-adjusted speed with a coefficient of variation under 10 % (means of
    10 s), heart rate within 8 bpm, no grade over 8 %; and the minute before must have been at
    the same speed (10 %), because heart rate follows effort late.
    """
    seconds, metres = np.zeros(BPM, np.float32), np.zeros(BPM, np.float32)
    minutes = len(effort.hr_bpm) // MINUTE_S
    if minutes * MINUTE_S <= WARM_UP_S:
        return seconds, metres

    whole = slice(minutes * MINUTE_S)
    speed, hr, slope, begins = (
        values[whole].reshape(minutes, MINUTE_S)
        for values in (effort.flat_speed_m_s, effort.hr_bpm, effort.grade_frac, effort.after_pause)
    )
    mean = speed.mean(axis=1)
    ok = np.isfinite(mean) & (mean >= RUNNING_M_S) & ~begins.any(axis=1)
    ok &= hr.max(axis=1) - hr.min(axis=1) <= STEADY_HR_SPREAD_BPM  # not where a second has none
    ok &= np.maximum(slope.max(axis=1), -slope.min(axis=1)) <= STEEPEST_STEADY
    ok[1:] &= np.abs(mean[:-1] - mean[1:]) <= STEADY_SPEED_CV * mean[1:]
    ok[: WARM_UP_S // MINUTE_S] = False
    tens = speed[ok].reshape(-1, MINUTE_S // TENTH_S, TENTH_S).mean(axis=2)
    ok[ok] = tens.std(axis=1) <= STEADY_SPEED_CV * mean[ok]
    at = np.rint(hr[ok].mean(axis=1)).astype(np.intp)
    seconds += np.bincount(at, minlength=BPM)[:BPM] * MINUTE_S
    metres += np.bincount(at, mean[ok] * MINUTE_S, BPM)[:BPM]
    return seconds, metres


def efficiency(
    steady_s: npt.NDArray[np.float32], steady_m: npt.NDArray[np.float32]
) -> float | None:
    """Return grade-adjusted metres a minute per bpm of the steady part; None under 10 min of it."""
    total_s = float(steady_s.sum())
    if total_s < EFFICIENCY_FROM_S:
        return None
    hr_mean = float(steady_s @ np.arange(BPM)) / total_s
    return float(steady_m.sum()) / total_s * MINUTE_S / hr_mean


def decoupling(effort: Effort, *, sport: str, longest_pause_s: float) -> Decoupling:
    """Return the drift of speed over heart rate between the halves of a steady run.

    Dropped are the first 10 min; what is left must pass every check of ``REFUSALS``. Halves are
    of the seconds with speed and heart rate. Friel's convention: up to 5 % is coupled;
    (R1 - R2) / R1, drift positive.
    """
    if sport != "running":
        return Decoupling(frac=None, reason="not a run")
    part = Kept(
        hr_bpm=effort.hr_bpm[WARM_UP_S:],
        speed_m_s=effort.speed_m_s[WARM_UP_S:],
        altitude_m=effort.altitude_m[WARM_UP_S:],
        longest_pause_s=longest_pause_s,
    )
    for refusal in REFUSALS:
        if reason := refusal(part):
            return Decoupling(frac=None, reason=reason)
    both = np.isfinite(part.speed_m_s) & np.isfinite(part.hr_bpm)
    return Decoupling(frac=drift_frac(part.speed_m_s[both], part.hr_bpm[both]), reason=None)


def drift_frac(speed_m_s: FloatArray, hr_bpm: FloatArray) -> float:
    """Return (R1 - R2) / R1 of mean speed over mean heart rate in the two halves of samples."""
    half = len(hr_bpm) // 2
    first = speed_m_s[:half].mean() / hr_bpm[:half].mean()
    second = speed_m_s[half:].mean() / hr_bpm[half:].mean()
    return float((first - second) / first)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """The run after its first ten minutes."""

    hr_bpm: FloatArray
    speed_m_s: FloatArray
    altitude_m: FloatArray
    longest_pause_s: float


def _too_short(part: Kept) -> str | None:
    if len(part.hr_bpm) < DECOUPLING_FROM_S:
        return "less than 40 min after the first 10 min"
    return None


def _paused(part: Kept) -> str | None:
    if part.longest_pause_s > DECOUPLING_PAUSE_S:
        return f"a pause of {part.longest_pause_s:.0f} s, at most 60 s is steady"
    return None


def _unheard(part: Kept) -> str | None:
    heard = float(np.isfinite(part.hr_bpm).mean())
    if heard < DECOUPLING_COVERAGE:
        return f"clean heart rate for only {100 * heard:.0f} % of it, 95 % are needed"
    return None


def _unmeasured(part: Kept) -> str | None:
    known = float(np.isfinite(part.speed_m_s).mean())
    if known < DECOUPLING_COVERAGE:
        return f"speed for only {100 * known:.0f} % of it, 95 % are needed"
    return None


def _unsteady(part: Kept) -> str | None:
    minutes = len(part.speed_m_s) // MINUTE_S
    blocks = part.speed_m_s[: minutes * MINUTE_S].reshape(minutes, MINUTE_S)
    known = np.isfinite(blocks)
    count = known.sum(axis=1)
    by_minute = np.where(known, blocks, 0.0).sum(axis=1)[count > 0] / count[count > 0]
    mean = float(by_minute.mean())
    if mean <= 0.0:
        return "no running"
    variation = float(by_minute.std()) / mean
    if variation >= STEADY_SPEED_CV:
        return (
            f"speed varied by {100 * variation:.0f} % from minute to minute, under 10 % is steady"
        )
    return None


def _hilly(part: Kept) -> str | None:
    known = part.altitude_m[np.isfinite(part.altitude_m)]
    metres = float(np.nansum(part.speed_m_s))
    if len(known) and abs(float(known[-1] - known[0])) > DECOUPLING_NET_GRADE * metres:
        net_percent = 100 * (known[-1] - known[0]) / metres
        return f"a net grade of {net_percent:+.1f} %, at most 1 % is level"
    return None


REFUSALS: Final = (_too_short, _paused, _unheard, _unmeasured, _unsteady, _hilly)
