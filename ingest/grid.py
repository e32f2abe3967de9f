"""A session on an even one-second clock, for all that needs even steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.timeline import MAX_HOLD_S, Timeline

if TYPE_CHECKING:
    from ingest.activity import FloatArray, Stream

GAP_CELLS: Final = 2.0  # a gap keeps this many empty seconds, so that its edges stay apart


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """One value a second of timer time; gaps over 30 s are shortened to two empty seconds.

    ``cell_of_sample`` leads back: the grid second each sample falls into.
    """

    hr_bpm: FloatArray
    cadence_spm: FloatArray
    speed_m_s: FloatArray
    altitude_m: FloatArray
    distance_m: FloatArray
    after_pause: npt.NDArray[np.bool_]  # first second after the timer stood still, or a gap
    cell_of_sample: npt.NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.hr_bpm)


def to_grid(stream: Stream, hr_bpm: FloatArray, line: Timeline) -> Grid:
    """Return the stream, with ``hr_bpm`` as its heart rate, on an even clock.

    Each second takes the last sample at or before it. Values a device writes sparsely hold for
    at most 30 s.
    """
    steps = np.where(line.weight_s > 0.0, line.weight_s, GAP_CELLS)
    clock = np.concatenate(([0.0], np.cumsum(steps[:-1])))
    cells = np.arange(np.floor(clock[-1]) + 1.0)
    sample = np.searchsorted(clock, cells + 1e-6, side="right") - 1
    empty = (line.weight_s[sample] <= 0.0) & (cells - clock[sample] >= 1.0)
    after = np.zeros(len(cells), np.bool_)
    cell_of_sample = np.minimum(clock.astype(np.intp), len(cells) - 1)
    after[cell_of_sample[np.flatnonzero(line.ends[:-1]) + 1]] = True
    after[0] = True

    def column(values: FloatArray) -> FloatArray:
        return np.where(empty, np.nan, values[sample])

    return Grid(
        hr_bpm=column(hr_bpm),
        cadence_spm=column(held(stream.t_s, stream.cadence_spm)),
        speed_m_s=column(held(stream.t_s, stream.speed_m_s)),
        altitude_m=column(held(stream.t_s, stream.altitude_m)),
        distance_m=column(held(stream.t_s, stream.distance_m)),
        after_pause=after,
        cell_of_sample=cell_of_sample,
    )


def held(t_s: FloatArray, values: FloatArray) -> FloatArray:
    """Return the values with each missing one taken from the last known, at most 30 s old."""
    known = np.isfinite(values)
    if known.all() or not known.any():
        return values
    last = np.maximum.accumulate(np.where(known, np.arange(len(values)), -1))
    near = (last >= 0) & (t_s - t_s[np.maximum(last, 0)] <= MAX_HOLD_S)
    return np.where(near, values[np.maximum(last, 0)], np.nan)
