"""A clock that was set while recording: the time before the step, put onto the later clock.

Watches start on a clock that is hours or weeks off and are set right by satellites in the middle
of a run. Records are written in order, so where their times leap and the timer did not stand, the
clock leapt. The later clock is the one that holds; what the device states of the timer says how
long the leap really took.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit import profile
from ingest.fit.protocol import TIMESTAMP
from ingest.fit.timer import START, STOPS, TIMER_EVENT, timer_pauses
from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.fit.segment import Segment
    from ingest.session.activity import FloatArray

# Own choices: a leap shorter than these is a gap, or records a little out of order.
_AHEAD_S: Final = 600.0
_BACK_S: Final = 60.0
_NEAR_S: Final = 120.0  # a start this near the first record is on the first record's clock
_LEAST_RECORDS: Final = 10  # on each side; fewer are strays, not a clock

_START_TIME: Final = 2
_ELAPSED, _TIMER = 7, 8
_MOVED: Final = (profile.RECORD, profile.EVENT, profile.LAP, profile.SESSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """Where the clock leapt: the offset of the first message after it, and both sides' times."""

    offset: int
    leap_s: float
    before_s: FloatArray
    after_s: FloatArray


def bridge_clock_step(segment: Segment) -> tuple[QualityNote, ...]:
    """Put what was written before a step of the clock onto the later clock; say so in a note."""
    step = _step(segment)
    if step is None:
        return ()
    gap_s = _gap_s(segment, step)
    shift_s = step.leap_s - gap_s
    for number in _MOVED:
        _move(segment, number, step, shift_s)
    return (_note(shift_s),)


def _step(segment: Segment) -> _Step | None:
    """Return the widest leap of the records' times that no pause explains, or None."""
    records = segment.messages(profile.RECORD)
    times, offsets = records.timestamps, records.offsets
    known = ~np.isnan(times)
    times, offsets = times[known], offsets[known]
    leaps = np.diff(times)
    wide = np.flatnonzero((leaps > _AHEAD_S) | (leaps < -_BACK_S))
    if not len(wide):
        return None
    place = int(wide[np.argmax(np.abs(leaps[wide]))])
    if min(place + 1, len(times) - place - 1) < _LEAST_RECORDS:
        return None
    step = _Step(
        offset=int(offsets[place + 1]),
        leap_s=float(leaps[place]),
        before_s=times[: place + 1],
        after_s=times[place + 1 :],
    )
    if _stood(segment.messages(profile.EVENT), int(offsets[place]), step.offset):
        return None
    return step if step.leap_s < 0 or _contradicted(segment, step) else None


def _stood(events: Messages, last: int, following: int) -> bool:
    """Return whether the timer stood between the records at two offsets, so that a pause leapt."""
    kinds = events.raw(1)
    timer = (events.raw(0) == TIMER_EVENT) & (events.offsets < following)
    timer &= (kinds == START) | np.isin(kinds, STOPS)
    recent = np.flatnonzero(timer)[-2:]
    if not len(recent):
        return False
    stopped = np.isin(kinds[recent], STOPS)
    begun_again = bool(events.offsets[recent[-1]] > last) and bool(stopped[0])
    return bool(stopped[-1]) or begun_again


def _contradicted(segment: Segment, step: _Step) -> bool:
    """Return whether the device states much less time than a leap forward would take."""
    stated = _stated_s(segment)
    span_s = float(step.after_s[-1] - step.before_s[0])
    return stated is not None and stated < span_s - step.leap_s / 2


def _stated_s(segment: Segment) -> float | None:
    """Return the timer seconds that the sessions state together; elapsed where no timer is."""
    sessions = segment.messages(profile.SESSION)
    for number in (_TIMER, _ELAPSED):
        total_s = float(np.nansum(np.maximum(sessions[number], 0.0)))
        if total_s > 0:
            return total_s
    return None


def _gap_s(segment: Segment, step: _Step) -> float:
    """Return how long the leap really took: what the timer states beyond the records."""
    usual_s = 1.0
    stated = _stated_s(segment)
    if stated is None:
        return usual_s
    paused_s = sum(_paused_s(segment, step, before=before) for before in (True, False))
    before_s = float(step.before_s[-1] - step.before_s[0])
    after_s = float(step.after_s[-1] - step.after_s[0])
    missing_s = stated + paused_s - before_s - after_s
    return float(np.clip(missing_s, usual_s, _AHEAD_S))


def _paused_s(segment: Segment, step: _Step, *, before: bool) -> float:
    """Return the seconds of pauses on one side of the step, by that side's own clock."""
    events = segment.messages(profile.EVENT)
    side = events.only((events.offsets < step.offset) == before)
    pauses = timer_pauses(side, oldest_s=0.0)
    if pauses is None:
        return 0.0
    return float(np.diff(pauses[np.isfinite(pauses[:, 1])], axis=1).sum())


def _move(segment: Segment, number: int, step: _Step, shift_s: float) -> None:
    """Move the times of one kind of message that are of the clock before the step."""
    table = segment.messages(number)
    earlier = table.offsets < step.offset
    own = table.timestamps
    table = table.with_times(TIMESTAMP, np.where(earlier, own + shift_s, own))
    if number in {profile.LAP, profile.SESSION}:
        starts = table.times(_START_TIME)
        low, high = step.before_s.min() - _NEAR_S, step.before_s.max() + _NEAR_S
        old = (starts >= low) & (starts <= high)
        if step.leap_s < 0:  # both clocks may say the same times: only a start near the first
            old &= earlier | (np.abs(starts - step.before_s[0]) <= _NEAR_S)
        table = table.with_times(_START_TIME, np.where(old, starts + shift_s, starts))
    segment.replace(table)


def _note(shift_s: float) -> QualityNote:
    days, hours = divmod(abs(shift_s) / 3600, 24)
    parts = [f"{days:.0f} days" * (days >= 1), f"{hours:.1f} hours" * (hours >= 0.05)]  # noqa: PLR2004
    size = " and ".join(part for part in parts if part) or f"{abs(shift_s):.0f} s"
    return QualityNote(
        code="clock_step",
        text=f"The watch set its clock during the recording, by {size}; the time before was moved.",
    )
