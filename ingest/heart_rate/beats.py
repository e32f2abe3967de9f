"""Beat intervals as evidence: where a file holds sound ones, they decide about the heart rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.session.activity import FloatArray, RrIntervals

# Own choices, but for the range of intervals, which is that of heart rates 30 to 230.
HALF_WINDOW_S: Final = 5.0
LEAST_BEATS: Final = 4
SHORTEST_MS, LONGEST_MS = 60_000 / 230, 60_000 / 30
STEADY_FRAC: Final = 0.2  # intervals further than this from their median are lost or extra beats
STEADY_SHARE: Final = 0.75  # of a window's intervals that must lie within it
AGREE_BPM: Final = 5.0
WRONG_BPM: Final = 10.0
WITNESSED_SHARE: Final = 0.5  # of the samples the beats must know, and
CONFIRMED_SHARE: Final = 0.9  # confirm so many of these, to answer for a recording


def beat_rate(rr: RrIntervals, t_s: FloatArray) -> FloatArray:
    """Return the rate of the beats around each sample, bpm, NaN where too few are sound.

    60 over the median interval of the ten seconds around a sample.
    """
    rate = np.full(len(t_s), np.nan)
    if not len(rr.t_s):
        return rate
    order = np.argsort(rr.t_s, kind="stable")
    times, intervals = rr.t_s[order], rr.rr_ms[order]
    sane = (intervals >= SHORTEST_MS) & (intervals <= LONGEST_MS)
    times, intervals = times[sane], intervals[sane]
    first = np.searchsorted(times, t_s - HALF_WINDOW_S, side="left")
    last = np.searchsorted(times, t_s + HALF_WINDOW_S, side="right")
    most = int((last - first).max(initial=0))
    if most < LEAST_BEATS:
        return rate
    columns = np.arange(most)
    there = columns < (last - first)[:, None]
    places = np.minimum(first[:, None] + columns, len(intervals) - 1)
    windows = np.where(there, intervals[places], np.nan)
    enough = last - first >= LEAST_BEATS
    middle = np.full(len(t_s), np.nan)
    middle[enough] = np.nanmedian(windows[enough], axis=1)
    near = np.abs(windows - middle[:, None]) <= STEADY_FRAC * middle[:, None]
    steady = near.sum(axis=1) >= STEADY_SHARE * np.maximum(last - first, 1)
    return np.where(enough & steady, 60_000 / middle, np.nan)


def agreeing(bpm: FloatArray, rate: FloatArray) -> npt.NDArray[np.bool_]:
    """Return which samples the beats confirm."""
    return np.abs(bpm - rate) <= AGREE_BPM


def contradicted(bpm: FloatArray, rate: FloatArray) -> npt.NDArray[np.bool_]:
    """Return which samples the beats say are wrong."""
    return np.abs(bpm - rate) > WRONG_BPM


def confirmed(bpm: FloatArray, rate: FloatArray) -> bool:
    """Return whether the beats answer for a recording: known for half of it, and agreeing."""
    measured = np.isfinite(bpm)
    heard = measured & np.isfinite(rate)
    if not measured.any() or heard.sum() < WITNESSED_SHARE * measured.sum():
        return False
    return bool(agreeing(bpm[heard], rate[heard]).mean() >= CONFIRMED_SHARE)
