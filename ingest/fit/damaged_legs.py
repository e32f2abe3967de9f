"""The legs of a damaged segment: session messages may be wrong themselves, or lost.

A start is stated more than once: by the session, by the end of the leg before or the first
record, and by the session's own time less its length. Where two of them agree, they are right.
Records that no session sums up are a leg of their own, if there are enough of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from ingest.fit import profile
from ingest.fit.legs import leg_without_session
from ingest.fit.salvage import AHEAD_S

if TYPE_CHECKING:
    from ingest.fit.legs import Leg
    from ingest.fit.segment import Segment
    from ingest.session.activity import FloatArray

# Own choices:
_NEAR_S: Final = 10.0  # statements of one instant differ by so much at most
_UNSUMMED_S: Final = 60  # seconds and samples that make a leg of their own
_EDGE_S: Final = 2.0  # records so far outside of a session still belong to it


def damaged_legs(segment: Segment, found: list[Leg], fit_s: FloatArray) -> list[Leg]:
    """Return the legs of a damaged segment in order of their start.

    Parameters
    ----------
    segment
        The FIT file's tables.
    found
        The sessions that it holds, in the file's order.
    fit_s
        The times of its samples.
    """
    once = {
        (leg.start_s, leg.end_s): leg for leg in _credible(found, fit_s)
    }.values()  # blocks may be doubled
    legs = sorted(_with_likely_starts(list(once), fit_s), key=lambda leg: leg.start_s or 0)
    return sorted(legs + _unsummed(segment, legs, fit_s), key=lambda leg: leg.start_s or 0)


def rows_of_its_own(leg: Leg, fit_s: FloatArray, start: int, stop: int) -> tuple[int, int]:
    """Return the part of a leg's rows that its session message covers; all if it says nothing."""
    if leg.start_s is None or leg.end_s is None:
        return start, stop
    first = int(np.searchsorted(fit_s, leg.start_s - _EDGE_S))
    behind = int(np.searchsorted(fit_s, leg.end_s + _EDGE_S, side="right"))
    return max(start, first), max(start, first, min(stop, behind))


def _credible(found: list[Leg], fit_s: FloatArray) -> list[Leg]:
    """Return the sessions that can be some: those that agree with themselves, or have samples.

    One that contradicts itself counts for the samples that no other covers; one of no time at all
    counts if there is a sample in it.
    """
    sound = [leg for leg in found if not _contradicts_itself(leg)]
    covered = np.zeros(len(fit_s), bool)
    for leg in sound:
        covered |= _rows(leg, fit_s)
    return [
        leg
        for leg in found
        if (_rows(leg, fit_s) & ~covered).any()
        or (leg in sound and (_rows(leg, fit_s).any() or leg.summary.timer_s != 0.0))
    ]


def _contradicts_itself(leg: Leg) -> bool:
    """Say whether a session was longer on its timer than by the clock."""
    timer_s, elapsed_s = leg.summary.timer_s, leg.summary.elapsed_s
    return timer_s is not None and elapsed_s is not None and timer_s > elapsed_s + _NEAR_S


def _rows(leg: Leg, fit_s: FloatArray) -> npt.NDArray[np.bool_]:
    """Return which samples lie in a session; all where it does not say when it was."""
    if leg.start_s is None or leg.end_s is None:
        return np.ones(len(fit_s), bool)
    return (fit_s >= leg.start_s) & (fit_s <= leg.end_s)


def _with_likely_starts(legs: list[Leg], fit_s: FloatArray) -> list[Leg]:
    before = float(fit_s[0]) if len(fit_s) else None
    mended = []
    for leg in legs:
        mended.append(replace(leg, start_s=_likely_start(leg, before)))
        before = mended[-1].end_s
    return mended


def _likely_start(leg: Leg, before: float | None) -> float | None:
    """Return the start that two statements agree on, the session's own first."""
    length_s = None if leg.end_s is None or leg.start_s is None else leg.end_s - leg.start_s
    by_end = None if leg.written_s is None or length_s is None else leg.written_s - length_s
    others = [before, by_end, leg.written_s]
    if leg.start_s is None or before is None or any(_agree(leg.start_s, it) for it in others):
        return leg.start_s
    if any(_agree(before, it) for it in others[1:]) or abs(leg.start_s - before) > AHEAD_S:
        return before
    return leg.start_s


def _agree(one: float, other: float | None) -> bool:
    return other is not None and abs(one - other) <= _NEAR_S


def _unsummed(segment: Segment, legs: list[Leg], fit_s: FloatArray) -> list[Leg]:
    """Return legs for the samples that lie outside of all sessions, where they are enough."""
    if not legs or any(leg.start_s is None or leg.end_s is None for leg in legs):
        return []
    spans = [(leg.start_s, leg.end_s) for leg in legs if leg.start_s and leg.end_s]
    ends = [0.0, *np.maximum.accumulate([end for _, end in spans])]
    starts = [*(start for start, _ in spans), np.inf]
    return [
        _unsummed_leg(segment, float(after if after > 0 else fit_s[first]), float(until))
        for after, until in zip(ends, starts, strict=True)
        if (first := _first_of_many(fit_s, after + _EDGE_S, until - _EDGE_S)) is not None
    ]


def _first_of_many(fit_s: FloatArray, after: float, until: float) -> int | None:
    """Return the first sample between two times if there are enough of them."""
    first = int(np.searchsorted(fit_s, after, side="right"))
    count = int(np.searchsorted(fit_s, until)) - first
    if count < _UNSUMMED_S or fit_s[first + count - 1] - fit_s[first] < _UNSUMMED_S - 1:
        return None
    return first


def _unsummed_leg(segment: Segment, start_s: float, until: float) -> Leg:
    lap = segment.messages(profile.LAP)
    starts = lap.times(2)
    inside = (starts >= start_s - _NEAR_S) & (starts < until - _EDGE_S)
    nothing = lap.only(np.zeros(len(lap), bool))
    return leg_without_session(nothing, lap.only(inside), start_s=start_s)
