"""The aerobic threshold of a ramp test by DFA-alpha1: heart rate where it crosses 0.75.

Only from a chest strap's beat intervals with under 3 % artefacts, and only from a ramp. It is
experimental: agreement with gas or lactate is poor in some studies (RULES 2.6), so it stands
only when the runner adopts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from planner.thresholds.dfa import SCALES, SMOOTHING, artefacts, detrended, scaling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from ingest.session.facts import HrSource

    Floats: TypeAlias = npt.NDArray[np.float64]

WINDOW_S: Final = 120.0  # keep two minutes near the threshold (De Maeseneer 2026, preprint)
STEP_S: Final = 20.0
MOST_ARTEFACTS: Final = 0.03
AEROBIC_ALPHA: Final = 0.75
ANAEROBIC_ALPHA: Final = 0.5
LINEAR_PART: Final = (0.4, 1.1)  # alpha1 of the windows that the line is drawn through
LEAST_WINDOWS: Final = 8  # own choice: windows that the line through alpha1 needs (RULES 2.6)
LEAST_SPAN_BPM: Final = 20  # own choice: rise of heart rate that makes a ramp (RULES 2.6)
RAMP_LEAST_R: Final = 0.8  # own choice: correlation of heart rate with time in a ramp (RULES 2.6)
LINE_LEAST_R: Final = 0.7  # own choice: falling correlation of alpha1 with heart rate (RULES 2.6)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AlphaSeries:
    """One value a window: its middle on the session's clock, heart rate, alpha1, artefacts.

    ``alpha1`` is NaN where a window has 3 % artefacts or more, or too few beats.
    """

    t_s: Floats
    hr_bpm: Floats
    alpha1: Floats
    artefact_frac: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class RampThresholds:
    """Heart rates at alpha1 0.75 and 0.5, with the 95 % half-width of the first.

    All None with a ``reason`` where the session does not allow them; ``anaerobic_bpm`` is None
    too where 0.5 lies outside of what was run.
    """

    aerobic_bpm: float | None
    anaerobic_bpm: float | None
    uncertainty_bpm: float | None
    windows: int
    reason: str | None


def alpha_series(rr_t_s: Floats, rr_ms: Floats) -> AlphaSeries:
    """Return alpha1 in windows of two minutes every 20 s.

    Parameters
    ----------
    rr_t_s
        When each interval was stored, seconds on the session's clock, not decreasing.
    rr_ms
        The intervals in ms.
    """
    rr_ms = np.asarray(rr_ms, np.float64)
    bad = artefacts(rr_ms)
    if not len(rr_ms):
        none = np.empty(0)
        return AlphaSeries(t_s=none, hr_bpm=none, alpha1=none, artefact_frac=none)
    starts = np.arange(rr_t_s[0], rr_t_s[-1] - WINDOW_S + 1e-9, STEP_S)
    first = np.searchsorted(rr_t_s, starts)
    stop = np.searchsorted(rr_t_s, starts + WINDOW_S)
    kept, share = [], []
    for low, high in zip(first, stop, strict=True):
        kept.append(rr_ms[low:high][~bad[low:high]])
        share.append(float(bad[low:high].mean()) if high > low else float("nan"))
    enough = [len(beats) >= 2 * max(SCALES) for beats in kept]
    hr = [60_000 / beats.mean() if ok else np.nan for beats, ok in zip(kept, enough, strict=True)]
    return AlphaSeries(
        t_s=starts + WINDOW_S / 2,
        hr_bpm=np.array(hr, np.float64),
        alpha1=_alphas(kept, np.array(enough, np.bool_) & (np.array(share) < MOST_ARTEFACTS)),
        artefact_frac=np.array(share, np.float64),
    )


def ramp_thresholds(series: AlphaSeries, *, hr_source: HrSource) -> RampThresholds:
    """Return the thresholds of a ramp, or why there are none."""
    reason = _refusal(series, hr_source)
    if reason is not None:
        return _none(reason, len(series.t_s))
    low, high = LINEAR_PART
    part = np.isfinite(series.alpha1) & (series.alpha1 >= low) & (series.alpha1 <= high)
    hr, alpha = series.hr_bpm[part], series.alpha1[part]
    if len(hr) < LEAST_WINDOWS:
        words = f"{len(hr)} windows with alpha1 between {low} and {high}"
        return _none(f"{words}, {LEAST_WINDOWS} are needed", len(hr))
    if not alpha.min() <= AEROBIC_ALPHA <= alpha.max():
        return _none("alpha1 never crosses 0.75", len(hr))
    if -_correlation(hr, alpha) < LINE_LEAST_R:
        return _none("alpha1 does not fall with heart rate along a line", len(hr))
    slope, offset = np.polyfit(hr, alpha, 1)
    scatter = float(np.std(alpha - (slope * hr + offset), ddof=2))
    aerobic = (AEROBIC_ALPHA - offset) / slope
    anaerobic = (ANAEROBIC_ALPHA - offset) / slope
    return RampThresholds(
        aerobic_bpm=float(aerobic),
        anaerobic_bpm=float(anaerobic) if alpha.min() <= ANAEROBIC_ALPHA else None,
        uncertainty_bpm=float(1.96 * scatter / abs(slope) / np.sqrt(_independent(len(hr)))),
        windows=len(hr),
        reason=None,
    )


def _independent(windows: int) -> float:
    """Return how many windows share no beat: they overlap by five sixths."""
    return max(1.0, windows * STEP_S / WINDOW_S)


def _alphas(kept: Sequence[Floats], usable: npt.NDArray[np.bool_]) -> Floats:
    """Return alpha1 of the usable windows, NaN for the others."""
    found = np.full(len(kept), np.nan)
    chosen = np.flatnonzero(usable)
    if chosen.size:
        series = detrended([kept[number] for number in chosen.tolist()], SMOOTHING)
        found[chosen] = [scaling(one) for one in series]
    return found


def _refusal(series: AlphaSeries, hr_source: HrSource) -> str | None:
    if hr_source != "chest":
        sensor = "the wrist" if hr_source == "wrist" else "an unknown sensor"
        return f"heart rate is from {sensor}; beat intervals need a chest strap"
    if not len(series.t_s):
        return "no beat intervals, or less than two minutes of them"
    usable = np.isfinite(series.alpha1)
    if usable.sum() < LEAST_WINDOWS:
        return "too many artefacts: under 3 % of the beats is allowed in two minutes"
    rising = series.hr_bpm[: int(np.nanargmax(series.hr_bpm)) + 1]
    known = np.isfinite(rising)
    few = known.sum() < LEAST_WINDOWS
    if few or np.ptp(rising[known]) < LEAST_SPAN_BPM:
        return f"no ramp: heart rate rises by less than {LEAST_SPAN_BPM} bpm"
    if _correlation(np.flatnonzero(known).astype(np.float64), rising[known]) < RAMP_LEAST_R:
        return "no ramp: heart rate does not rise steadily"
    return None


def _correlation(first: Floats, second: Floats) -> float:
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def _none(reason: str, windows: int) -> RampThresholds:
    return RampThresholds(
        aerobic_bpm=None,
        anaerobic_bpm=None,
        uncertainty_bpm=None,
        windows=windows,
        reason=reason,
    )
