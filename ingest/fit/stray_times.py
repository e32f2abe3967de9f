"""Single records whose time cannot be true, in sound files too: a wrong bit makes them.

Records are written in order, so one whose time leaps and comes back is wrong; so are a few at
an end, far from the others, that neither a session nor the timer covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.notes import WILD_TIMES
from ingest.fit.profile import EVENT, RECORD, SESSION
from ingest.fit.salvage import longest_rise
from ingest.fit.timer import GAP_S, TIMER_EVENT

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.fit.segment import Segment
    from ingest.session.activity import FloatArray
    from ingest.session.quality import QualityNote

# Own choices: more records out of order than these are a clock set back, or two devices' records.
_FEW: Final = 10
_FEW_FRAC: Final = 0.05
_NEAR_S: Final = 10.0  # own choice: records are written some seconds out of order by sound devices

_START_TIME, _ELAPSED, _TIMER = 2, 7, 8


def drop_stray_times(segment: Segment) -> tuple[QualityNote, ...]:
    """Drop a segment's records whose time cannot be true, if there are few; say so."""
    records = segment.messages(RECORD)
    if _in_step(records.timestamps):
        return ()
    wrong = np.zeros(len(records), bool)
    known = np.flatnonzero(~np.isnan(records.timestamps))
    times = records.timestamps[known]
    wrong[known[_out_of_order(times)]] = True
    kept = known[~wrong[known]]
    wrong[kept[_left_alone(records.timestamps[kept], _spans(segment))]] = True
    if not wrong.any():
        return ()
    segment.replace(records.only(~wrong))
    return (WILD_TIMES,)


def _in_step(times: FloatArray) -> bool:
    """Say whether times go on without a step back, and without a gap near an end: most do."""
    steps = times[1:] - times[:-1]
    ends = (steps[: _FEW - 1], steps[1 - _FEW :])
    return not any((one > GAP_S).any() for one in ends) and bool((steps >= 0.0).all())


def _out_of_order(times: FloatArray) -> list[int]:
    """Return the places of times that leap from their neighbours and come back."""
    if not (np.diff(times) < -_NEAR_S).any():
        return []
    kept = np.array(longest_rise(times.tolist()))
    out = np.setdiff1d(np.arange(len(times)), kept)
    inside = (out > kept[0]) & (out < kept[-1])
    if len(out) > max(_FEW, _FEW_FRAC * len(times)) or (~inside).sum() >= _FEW:
        return []
    before = kept[np.maximum(np.searchsorted(kept, out) - 1, 0)]
    return [int(place) for place in out[np.abs(times[out] - times[before]) > _NEAR_S]]


def _left_alone(times: FloatArray, spans: list[tuple[float, float]]) -> npt.NDArray[np.bool_]:
    """Say which times at the ends lie apart from the others, where nothing was recorded."""
    alone = np.zeros(len(times), bool)
    if not spans or len(times) <= _FEW:
        return alone
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    inside = (times >= low - _NEAR_S) & (times <= high + _NEAR_S)
    if inside.sum() < len(times) / 2:  # then it is the spans that are wrong
        return alone
    gaps = np.flatnonzero(np.diff(times) > GAP_S)
    early, late = gaps[gaps + 1 < _FEW], gaps[len(times) - 1 - gaps < _FEW]
    if len(early):
        alone[: early[-1] + 1] = ~inside[: early[-1] + 1]
    if len(late):
        alone[late[0] + 1 :] = ~inside[late[0] + 1 :]
    return alone


def _spans(segment: Segment) -> list[tuple[float, float]]:
    """Return from when to when sessions and the timer say that something was recorded."""
    sessions, events = segment.messages(SESSION), segment.messages(EVENT)
    lengths = np.fmax(sessions[_ELAPSED], sessions[_TIMER])
    starts = sessions.times(_START_TIME)
    ends = starts + lengths
    known = ~np.isnan(ends)
    spans = list(zip(starts[known].tolist(), ends[known].tolist(), strict=True))
    timer = events.timestamps[events.raw(0) == TIMER_EVENT]
    timer = timer[~np.isnan(timer)]
    if len(timer) > 1:
        spans.append((float(timer.min()), float(timer.max())))
    return spans
