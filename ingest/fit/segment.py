"""One FIT file inside the bytes, as tables of its messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.clocks import compressed_times, sixteen_bit_times
from ingest.fit.messages import Messages, build
from ingest.fit.notes import DAMAGE
from ingest.fit.profile import EVENT, LAP, MONITORING, MONITORING_INFO, RECORD, SESSION
from ingest.fit.protocol import TIMESTAMP
from ingest.fit.salvage import AHEAD_S, trusted, walk_through
from ingest.fit.walk import Walk

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.fit.messages import Ints
    from ingest.fit.walk import Group
    from ingest.session.activity import FloatArray
    from ingest.session.quality import QualityNote


_START_TIME: Final = 2  # field number in sessions and laps


@dataclass(slots=True, eq=False)
class Segment:
    """One FIT file inside the bytes; most files have exactly one."""

    data: bytes
    start: int
    walk: Walk
    notes: tuple[QualityNote, ...]
    _timed: tuple[Ints, FloatArray] | None = None  # offsets of compressed headers, their times
    _groups: dict[int, list[Group]] | None = None
    _tables: dict[int, Messages] = field(default_factory=dict)

    @property
    def damaged(self) -> bool:
        """Say whether the content is not what the device wrote."""
        return not DAMAGE.isdisjoint(self.notes)

    def numbers(self) -> set[int]:
        """Return the global numbers of all messages kept."""
        return {g.definition.message for g in self.walk.groups.values() if g.offsets}

    def messages(self, number: int) -> Messages:
        """Return the table of one global message number; empty if the segment has none."""
        found = self._tables.get(number)
        if found is None:
            if self._groups is None:
                self._groups = _by_number(self.walk)
            groups = self._groups.get(number, [])
            found = self._tables[number] = build(self.data, number, groups)
            if self._timed is not None and len(found):
                found.implied_times = _look_up(found.offsets, *self._timed)
            if number == MONITORING:
                found.implied_times = sixteen_bit_times(found, self.messages(MONITORING_INFO))
        return found

    def replace(self, table: Messages) -> None:
        """Put a table in the place of the one with its number."""
        self._tables[table.number] = table

    def decompress_times(self, first: int, end: int) -> None:
        """Work out the times that compressed timestamp headers mean, if there are any.

        Every message with a timestamp moves the clock on, wanted or not, so all are looked at.
        """
        if not self.walk.compressed:
            return
        whole = np.frombuffer(self.data, np.uint8)
        walk = self.walk
        if walk.wanted is not None:
            walk = Walk(None)
            walk_through(walk, self.data, first, end)
        tables = [build(self.data, *each) for each in _by_number(walk).items()]
        if not tables:  # the only message was cut off
            return
        places = np.concatenate([table.offsets for table in tables])
        full = np.concatenate([table.times(TIMESTAMP) for table in tables])
        order = np.argsort(places, kind="stable")
        places = places[order]
        self._timed = places, compressed_times(whole[places], full[order])


def _look_up(offsets: Ints, places: Ints, times: FloatArray) -> FloatArray:
    """Return the times of the messages at ``offsets``, NaN for those without one."""
    at = np.minimum(np.searchsorted(places, offsets), len(places) - 1)
    return np.where(places[at] == offsets, times[at], np.nan)


def _by_number(walk: Walk) -> dict[int, list[Group]]:
    """Return the groups that have messages, by global message number."""
    found: dict[int, list[Group]] = {}
    for group in walk.groups.values():
        if group.offsets:
            found.setdefault(group.definition.message, []).append(group)
    return found


def drop_the_impossible(segment: Segment) -> None:
    """Drop messages of a damaged segment whose times cannot be true.

    Records by ``trusted``; events by their time and laps by their start, unless it lies within a
    day of the records; sessions unless one of both does, since the other may be wrong.
    """
    records = segment.messages(RECORD)
    keep = trusted(records.timestamps)
    if not keep.any():  # without an absolute time there is nothing to judge by
        return
    records = records.only(keep)
    segment.replace(records)
    low, high = records.timestamps[0] - AHEAD_S, records.timestamps[-1] + AHEAD_S

    def near(times: FloatArray) -> npt.NDArray[np.bool_]:
        return np.asarray((times >= low) & (times <= high))

    events, laps, sessions = (segment.messages(n) for n in (EVENT, LAP, SESSION))
    segment.replace(events.only(near(events.timestamps)))
    segment.replace(laps.only(near(laps.times(_START_TIME))))
    stated = near(sessions.times(_START_TIME)) | near(sessions.timestamps)
    segment.replace(sessions.only(stated))
