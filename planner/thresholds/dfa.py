"""DFA-alpha1: the short-term scaling of beat intervals (experimental; RULES 2.6).

As reimplemented by FatMaxxer after Kubios: smoothness priors with lambda 500, cumulated profile,
linear fit in boxes, slope of log2 F(n) on log2 n. Implementations differ: the detrending alone
moves alpha1 by about 0.07, so thresholds hold for this one only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    Floats: TypeAlias = npt.NDArray[np.float64]

SCALES: Final = tuple(range(4, 17))
SMOOTHING: Final = 500.0
FAST_BPM: Final = 90.0  # at this heart rate and above two beats differ by 5 % at most
SLOW_BPM: Final = 85.0  # at this and below by 25 %; between, linear (own choice)
FAST_TOLERANCE: Final = 0.05
SLOW_TOLERANCE: Final = 0.25


def alpha1(
    rr_ms: Floats,
    *,
    scales: Sequence[int] = SCALES,
    smoothing: float | None = SMOOTHING,
    both_ends: bool = False,
) -> float:
    """Return alpha1 of beat intervals in ms.

    Parameters
    ----------
    scales
        Box lengths in beats; a length that stands twice weighs twice in the fit.
    smoothing
        Lambda of the smoothness priors, or None for no detrending.
    both_ends
        Cut boxes from the start and again from the end, as FatMaxxer and Altini do; from the
        start only otherwise.

    Raises
    ------
    ValueError
        There are fewer intervals than the longest box.
    """
    if len(rr_ms) < max(scales):
        raise ValueError(f"{len(rr_ms)} intervals are fewer than a box of {max(scales)}")
    series = rr_ms if smoothing is None else detrended([rr_ms], smoothing)[0]
    return scaling(series, scales=scales, both_ends=both_ends)


def scaling(series: Floats, *, scales: Sequence[int] = SCALES, both_ends: bool = False) -> float:
    """Return the slope of log2 F(n) on log2 n of a series that is detrended already."""
    profile = np.cumsum(series - series.mean())
    known = {n: _fluctuation(profile, n, both_ends=both_ends) for n in set(scales)}
    spread = np.log2([known[n] for n in scales])
    return float(np.polyfit(np.log2(np.array(scales)), spread, 1)[0])


def detrended(series: Sequence[Floats], smoothing: float) -> list[Floats]:
    """Return every series without its slow trend: (I - (I + lambda^2 D2'D2)^-1) rr.

    All are solved in one sweep over the beats: the matrix has five diagonals, so that its L D L'
    needs the last two rows only. Series hold four values or more each.

    Source: Tarvainen 2002, smoothness priors; D2 is the second-difference matrix.
    """
    counts = np.array([len(one) for one in series])
    right = np.zeros((int(counts.max()), len(series)))
    for number, one in enumerate(series):
        right[: len(one), number] = one
    trend = _solved(*_diagonals(counts, smoothing**2), right)
    return [one - trend[: len(one), number] for number, one in enumerate(series)]


def _diagonals(counts: npt.NDArray[np.intp], weight: float) -> tuple[Floats, Floats, Floats]:
    """Return main, first and second diagonal of I + weight D2'D2, one column a series.

    Beyond a series' end the matrix is the identity.
    """
    row = np.arange(int(counts.max()))[:, np.newaxis]
    last = counts - 1
    main = np.where(row <= last, 6.0, 0.0)
    main[(row == 1) | (row == last - 1)] = 5.0
    main[(row == 0) | (row == last)] = 1.0
    first = np.where(row < last, -4.0, 0.0)
    first[(row == 0) | (row == last - 1)] = -2.0
    second = np.where(row < last - 1, 1.0, 0.0)
    return 1.0 + weight * main, weight * first, weight * second


def _solved(main: Floats, first: Floats, second: Floats, right: Floats) -> Floats:
    """Return x of A x = right for symmetric A of five diagonals, column by column at once."""
    count, columns = main.shape
    pivot, low1, low2 = (np.zeros((count + 2, columns)) for _ in range(3))  # two rows before 0
    x = np.zeros((count + 2, columns))
    for i in range(count):
        n = i + 2
        pivot[n] = main[i] - low1[n - 1] ** 2 * pivot[n - 1] - low2[n - 2] ** 2 * pivot[n - 2]
        low1[n] = (first[i] - low2[n - 1] * pivot[n - 1] * low1[n - 1]) / pivot[n]
        low2[n] = second[i] / pivot[n]
        x[n] = right[i] - low1[n - 1] * x[n - 1] - low2[n - 2] * x[n - 2]
    x = x[2:] / pivot[2:]
    low1, low2 = low1[2:], low2[2:]
    for i in range(count - 2, -1, -1):
        x[i] -= low1[i] * x[i + 1]
        if i + 2 < count:
            x[i] -= low2[i] * x[i + 2]
    return x


def _fluctuation(profile: Floats, length: int, *, both_ends: bool) -> float:
    """Return the root of the mean over boxes of the mean squared residual of a line."""
    count = len(profile) // length
    boxes = profile[: count * length].reshape(count, length)
    if both_ends:
        tail = profile[len(profile) - count * length :].reshape(count, length)
        boxes = np.vstack((boxes, tail))
    line = np.arange(length) - (length - 1) / 2
    centred = boxes - boxes.mean(axis=1, keepdims=True)
    slope = centred @ line / (line @ line)
    left = centred - np.outer(slope, line)
    return float(np.sqrt((left**2).mean()))


def artefacts(rr_ms: Floats) -> npt.NDArray[np.bool_]:
    """Return which intervals differ from the raw one before by more than a heart does.

    FatMaxxer's rule: 5 % at 90 bpm and above, 25 % at 85 bpm and below.
    """
    found = np.zeros(len(rr_ms), np.bool_)
    if len(rr_ms) > 1:
        before = rr_ms[:-1]
        bpm = 60_000 / np.maximum(before, 1.0)
        most = np.interp(bpm, (SLOW_BPM, FAST_BPM), (SLOW_TOLERANCE, FAST_TOLERANCE))
        found[1:] = np.abs(rr_ms[1:] - before) >= most * before
    return found


def rmssd_ms(rr_ms: Floats) -> float:
    """Return the root mean square of successive differences, in ms."""
    return float(np.sqrt((np.diff(rr_ms) ** 2).mean()))
