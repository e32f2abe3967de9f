"""A session on an even one-second clock, for all that needs even steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.session.timeline import MAX_HOLD_S, Timeline

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray, Stream

ROUNDING_S: Final = 1e-6
GAP_S: Final = 2.0  # empty seconds kept of a pause or gap, so that its edges stay apart


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """One value a second of timer time; pauses and gaps over 30 s are shortened, and empty.

    ``cell_of_sample`` leads back: the grid second each sample falls into.
    """

    hr_bpm: FloatArray
    cadence_spm: FloatArray
    speed_m_s: FloatArray
    altitude_m: FloatArray
    distance_m: FloatArray
    paused: npt.NDArray[np.bool_]  # the timer stood still
    after_pause: npt.NDArray[np.bool_]  # first second after a pause or gap, and of the session
    cell_of_sample: npt.NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.hr_bpm)


def to_grid(
    stream: Stream, hr_bpm: FloatArray, line: Timeline, *, longest_rest_s: float = GAP_S
) -> Grid:
    """Return the stream, with ``hr_bpm`` as its heart rate, on an even clock.

    Each second takes the last sample at or before it. Values a device writes sparsely hold for
    at most 30 s. Of a pause or gap at most ``longest_rest_s`` seconds stay, all empty.
    """
    count = len(stream)
    seconds = line.weight_s.copy()
    seconds[line.idle.at] += line.idle.kept_s(longest_rest_s)
    clock = np.zeros(count + 1)
    seconds.cumsum(out=clock[1:])
    cells = np.arange(np.floor(clock[-1] + ROUNDING_S) + 1.0)
    begins = np.ceil(clock - ROUNDING_S).astype(np.intp)  # the first second each sample is in
    clock, begins[-1] = clock[:-1], len(cells)
    sample = np.arange(count).repeat(begins[1:] - begins[:-1])
    empty = cells - clock.take(sample) >= (line.weight_s - ROUNDING_S).take(sample)
    empty[-1] = False
    cell_of_sample = np.minimum(np.floor(clock + ROUNDING_S).astype(np.intp), len(cells) - 1)
    after = np.zeros(len(cells), np.bool_)
    after[cell_of_sample[np.flatnonzero(line.ends[:-1]) + 1]] = True
    after[0] = True
    blank = np.flatnonzero(empty)
    paused_s = stream.t_s - line.timer_s
    stood = np.append(paused_s[1:] > paused_s[:-1], [False])  # during the seconds of a sample
    paused = np.zeros(len(cells), np.bool_)
    paused[blank] = stood[sample[blank]]

    def column(values: FloatArray) -> FloatArray:
        taken = values.take(sample)
        taken[blank] = np.nan
        return taken

    return Grid(
        hr_bpm=column(hr_bpm),
        cadence_spm=column(held(stream.t_s, stream.cadence_spm)),
        speed_m_s=column(held(stream.t_s, stream.speed_m_s)),
        altitude_m=column(held(stream.t_s, stream.altitude_m)),
        distance_m=column(held(stream.t_s, stream.distance_m)),
        paused=paused,
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
