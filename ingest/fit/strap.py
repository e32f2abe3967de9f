"""Heart rate that a chest strap stored itself: FIT ``hr`` messages, merged into samples by time.

Straps for swimming keep their beats and hand them over afterwards; the watch appends them, often
as FIT files of their own chained behind the activity. Layout: FIT profile, message 132.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.counting import count_on
from ingest.fit.protocol import FIRST_ABSOLUTE_S

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.fit.messages import Messages
    from ingest.session.activity import FloatArray

FRACTION, TIME256, BPM, EVENT, EVENT12 = 0, 1, 6, 9, 10
_MOST_BEATS: Final = 10  # of one message: the profile's ten components of event_timestamp_12
_TICKS: Final = 1024  # event timestamps count 1/1024 s
_OLDEST_S: Final = 3.0  # own choice: one beat at 20 bpm; an older beat says nothing about now
_EMPTY: Final = np.empty(0)


@dataclass(frozen=True, slots=True, eq=False)
class StrapBeats:
    """Beats in time order: FIT seconds, and the strap's smoothed heart rate at each."""

    fit_s: FloatArray
    bpm: FloatArray

    def __len__(self) -> int:
        return len(self.fit_s)


def strap_beats(tables: Iterable[Messages]) -> StrapBeats:
    """Return the beats of all segments' ``hr`` messages."""
    found = [_beats(table) for table in tables if len(table)]
    if not found:
        return StrapBeats(_EMPTY, _EMPTY)
    fit_s = np.concatenate([times for times, _ in found])
    bpm = np.concatenate([values for _, values in found])
    order = np.argsort(fit_s, kind="stable")
    return StrapBeats(fit_s[order], bpm[order])


def heart_rate_at(beats: StrapBeats, fit_s: FloatArray) -> FloatArray:
    """Return the strap's heart rate at each sample.

    It is the mean over the beats since the sample before (at most ``_OLDEST_S`` back), as the FIT
    SDK's own merge does; without a beat in that time, the last beat's if it is no older.
    """
    if not len(beats) or not len(fit_s):
        return np.full(len(fit_s), np.nan)
    since = np.maximum(np.concatenate([[-np.inf], fit_s[:-1]]), fit_s - _OLDEST_S)
    first = np.searchsorted(beats.fit_s, since, side="right")
    behind = np.searchsorted(beats.fit_s, fit_s, side="right")
    total = np.concatenate([[0.0], np.cumsum(beats.bpm)])
    count = behind - first
    mean = (total[behind] - total[first]) / np.maximum(count, 1)
    last = np.maximum(behind - 1, 0)
    recent = (behind > 0) & (fit_s - beats.fit_s[last] <= _OLDEST_S)
    return np.where(count > 0, mean, np.where(recent, beats.bpm[last], np.nan))


def _beats(table: Messages) -> tuple[FloatArray, FloatArray]:
    """Return times and heart rates of one segment's beats; those without a clock are left out."""
    bpm = table.array(BPM, _MOST_BEATS)
    ticks, places = _ticks(table, bpm.shape[1])
    fraction = table[FRACTION]
    fraction = np.nan_to_num(np.where(np.isnan(fraction), table[TIME256], fraction))
    clock = table.timestamps + fraction  # of the messages that anchor the strap's clock
    anchors = np.flatnonzero((clock >= FIRST_ABSOLUTE_S) & ~np.isnan(table.raw(EVENT)))
    if not len(anchors) or not len(ticks):
        return _EMPTY, _EMPTY
    anchor = np.maximum(np.searchsorted(anchors, places[:, 0], side="right") - 1, 0)
    row = anchors[anchor]
    times = clock[row] + (ticks - table.raw(EVENT)[row]) / _TICKS
    values = bpm[places[:, 0], places[:, 1]]
    use = ~np.isnan(times) & (values > 0)
    return times[use], values[use]


def _ticks(table: Messages, width: int) -> tuple[FloatArray, np.ndarray]:
    """Return each beat's strap time in ticks, and its (message, element)."""
    whole = table.array(EVENT, width)
    stored = table.array(EVENT12, _MOST_BEATS // 2 * 3)
    packed = np.nan_to_num(stored, nan=255).astype(np.int64)
    packed = packed[:, : packed.shape[1] // 3 * 3].reshape(len(table), -1, 3)
    pairs = [
        packed[..., 0] | (packed[..., 1] & 0x0F) << 8,
        packed[..., 1] >> 4 | packed[..., 2] << 4,
    ]
    low = np.stack(pairs, axis=-1).reshape(len(table), -1)[:, :width]
    there = np.zeros((len(table), width), bool)
    full = np.full((len(table), width), np.nan)
    bits = np.zeros((len(table), width))
    full[:, : whole.shape[1]] = whole
    bits[:, : low.shape[1]] = low
    # Messages hold either whole event times or, mostly, twelve-bit ones. A byte field is
    # invalid only if every byte of it is.
    twelve = ~np.isnan(stored).all(axis=1) & np.isnan(table.raw(EVENT))
    there[:, : low.shape[1]] = twelve[:, None]
    there |= ~np.isnan(full)
    return count_on(bits[there], full[there], 4096), np.argwhere(there)
