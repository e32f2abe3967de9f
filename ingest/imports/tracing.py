"""From a session's samples to what is stored of them: packed whole, and as a small trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.archive.packing import pack
from ingest.archive.reading import Leg
from ingest.archive.rows import to_row
from ingest.heart_rate.left_out import stretches_left_out
from ingest.heart_rate.reasons import may_be_used
from ingest.session.timeline import paused_before
from ingest.session.trace import KM_M, LEVELS, MILE_M, STEPS, Trace
from ingest.session.windows import rising

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts
    from ingest.session.stream import SessionStream


LEAST_M_S: Final = 0.02  # own choice: no finer than what a picture shows
LEAST_M: Final = 1.0


def packed_leg(facts: SessionFacts, stream: SessionStream) -> Leg:
    """Return one session as the archive takes it in."""
    made = trace_of(stream)
    return Leg(
        row=to_row(facts),
        stream=pack(stream.arrays()),
        trace=b"" if made is None else pack(made.arrays()),
    )


def trace_of(stream: SessionStream) -> Trace | None:
    """Return a session's trace, None where it has no length."""
    t_s = stream.t_s
    if len(t_s) < 2 or not t_s[-1] > 0:  # noqa: PLR2004 - no length in one sample
        return None
    length_s = float(t_s[-1])
    steps = int(min(STEPS, max(1, length_s)))
    step = np.minimum((t_s / length_s * steps).astype(np.intp), steps - 1)
    raw, bpm = stream.hr_raw_bpm, stream.hr_bpm
    usable = may_be_used(stream.hr_reason) & np.isfinite(bpm)
    refused = ~usable & np.isfinite(raw)
    speed, height = stream.speed_m_s, stream.altitude_m
    pace, pace_scale = _in_steps(_means(step, speed, np.isfinite(speed), steps), LEAST_M_S)
    climb, climb_scale = _in_steps(_means(step, height, np.isfinite(height), steps), LEAST_M)
    left = stretches_left_out(t_s, stream.hr_reason)
    (km_s, km_bpm), (mile_s, mile_bpm) = _splits(stream, usable, (KM_M, MILE_M))
    return Trace(
        length_s=np.array([length_s], np.float32),
        hr_bpm=_bytes(_means(step, bpm, usable, steps)),
        hr_raw_bpm=_bytes(_means(step, raw, refused, steps)),
        speed=pace,
        speed_m_s=pace_scale,
        altitude=climb,
        altitude_m=climb_scale,
        left_out_s=np.array([one[:2] for one in left], np.float32).reshape(-1, 2),
        left_out_reason=np.array([one[2] for one in left], np.uint8),
        km_s=km_s,
        km_bpm=km_bpm,
        mile_s=mile_s,
        mile_bpm=mile_bpm,
    )


def _in_steps(
    values: npt.NDArray[np.float64], least: float
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """Return values in steps of their own scale, none smaller than ``least``, and that scale."""
    known = np.isfinite(values)
    if not known.any():
        return np.zeros(len(values), np.uint8), np.zeros(2, np.float32)
    low, high = float(values[known].min()), float(values[known].max())
    size = max(least, (high - low) / LEVELS)
    steps = np.where(known, np.rint((np.where(known, values, 0.0) - low) / size) + 1, 0)
    return steps.astype(np.uint8), np.array([low, size], np.float32)


def _bytes(values: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    return np.rint(np.where(np.isnan(values), 0.0, values)).clip(0, 255).astype(np.uint8)


def _means(
    step: npt.NDArray[np.intp],
    values: npt.NDArray[np.float32],
    chosen: npt.NDArray[np.bool_],
    steps: int,
) -> npt.NDArray[np.float64]:
    """Return the mean of what was chosen in each step, NaN where nothing was; steps rise."""
    if not chosen.all():
        few = np.flatnonzero(chosen)
        step, values = step.take(few), values.take(few)
    edges = np.searchsorted(step, np.arange(steps + 1))
    begins, counts = edges[:-1], np.diff(edges)
    there = np.flatnonzero(counts)
    means = np.full(steps, np.nan)
    if len(there):
        means[there] = np.add.reduceat(values, begins[there], dtype=np.float64) / counts[there]
    return means


def _splits(
    stream: SessionStream, usable: npt.NDArray[np.bool_], units_m: tuple[float, ...]
) -> list[tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]]:
    """Return timer seconds and mean heart rate of each whole one of these units of distance."""
    # Rounded times of a pause that begins within a second go back by a hair.
    timer = rising(stream.t_s - paused_before(stream.t_s, stream.pauses_s))
    known = np.isfinite(stream.distance_m)
    far = rising(stream.distance_m[known])
    at, heard, bpm = timer[known], timer[usable], stream.hr_bpm[usable]
    return [_split(far, at, heard, bpm, unit_m) for unit_m in units_m]


def _split(
    far_m: npt.NDArray[np.float64],
    at_s: npt.NDArray[np.float64],
    heard_s: npt.NDArray[np.float64],
    bpm: npt.NDArray[np.float32],
    unit_m: float,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
    """Return seconds and heart rate of each whole unit: metres by time, heart rate by time."""
    whole = int(far_m[-1] // unit_m) if len(far_m) else 0
    if whole == 0:
        return np.zeros(0, np.float32), np.zeros(0, np.uint8)
    turns = np.interp(unit_m * np.arange(whole + 1), far_m, at_s)
    turns[0] = 0.0
    turns = rising(turns)
    edges = np.searchsorted(heard_s, turns)  # heard in order of time
    split = np.repeat(np.arange(whole), np.diff(edges))
    bpm = bpm[edges[0] : edges[-1]]
    means = _means(split, bpm, np.isfinite(bpm), whole)
    return np.diff(turns).astype(np.float32), _bytes(means)
