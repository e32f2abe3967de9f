"""From bytes to offsets: where each message of each definition starts, nothing decoded yet.

FIT has no index: a message's length is known only from its definition, so the headers are walked
one after the other. That is the only Python loop over messages; it notes offsets per definition
and numpy does the rest. Where the same few messages come round and round, as most devices write
them, even that loop is jumped over.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.protocol import (
    COMPRESSED_BIT,
    DEFINITION_BIT,
    Definition,
    definition_length,
    parse_definition,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_NOWHERE: deque[int] = deque(maxlen=0)  # messages that nobody wants are stepped over, not kept
_STRETCH: Final = 4096  # bytes walked between two looks for a repeating pattern
_LONGEST_ROUND: Final = 4  # messages of one round of the pattern
_PROOF: Final = 32  # rounds that must be there to make a jump worth its cost
_MOST_ROUNDS: Final = 4096  # of one jump, so that a short pattern in a long file stays cheap


@dataclass(slots=True)
class Group:
    """All messages of one definition: offsets of their headers, in file order."""

    definition: Definition
    offsets: array[int] = field(default_factory=lambda: array("q"))


@dataclass(slots=True)
class Walk:
    """The state of a walk; it can be taken up again elsewhere after damage."""

    wanted: frozenset[int] | None  # global message numbers; None: all
    groups: dict[bytes, Group] = field(default_factory=dict)  # by the definition's own bytes
    locals: dict[int, Definition] = field(default_factory=dict)
    # By header byte: the message's length (0: undefined), where its offset goes, whose it is.
    _steps: list[int] = field(default_factory=lambda: [0] * 256)
    _keep: list[Callable[[int], None]] = field(default_factory=lambda: [_NOWHERE.append] * 256)
    _owners: list[Group | None] = field(default_factory=lambda: [None] * 256)

    def run(self, data: bytes, start: int, end: int) -> int:
        """Walk from ``start``; return where it had to stop: exactly ``end`` if all was well.

        It stops before a message whose type was never defined or whose definition makes no
        sense, and returns more than ``end`` where the last message reaches beyond it (that one
        is not kept).
        """
        steps, keep = self._steps, self._keep
        at = start
        while at < end:
            at = self._jump(data, at, end)
            pause = min(at + _STRETCH, end)
            while at < pause:
                header = data[at]
                step = steps[header]
                if not step:
                    step = self._define(data, at, end)
                    if not step:
                        return at
                else:
                    keep[header](at)
                at += step
        if at > end:
            self._forget_the_cut_one(end)
        return at

    def forget(self, start: int, stop: int) -> None:
        """Drop the messages whose headers were taken to begin in [start, stop)."""
        for group in self.groups.values():
            first, last = bisect_left(group.offsets, start), bisect_left(group.offsets, stop)
            del group.offsets[first:last]

    def _define(self, data: bytes, at: int, end: int) -> int:
        """Take in the definition message at ``at``; return its length, 0 if it is none."""
        header = data[at]
        if header & (COMPRESSED_BIT | DEFINITION_BIT) != DEFINITION_BIT:
            return 0
        length = definition_length(data, at, end)
        if not length:
            return 0
        body = data[at : at + length]
        key = bytes((header & 0xF0,)) + body[1:]
        group = self.groups.get(key)
        if group is None:
            definition = parse_definition(body)
            if definition is None:
                return 0
            group = self.groups[key] = Group(definition)
        self._bind(header & 0x0F, group)
        return length

    def _bind(self, local: int, group: Group) -> None:
        """Make ``local`` mean ``group``'s definition from here on."""
        definition = group.definition
        if self.locals.get(local) is definition:
            return
        self.locals[local] = definition
        owner = group if self.wanted is None or definition.message in self.wanted else None
        keep = _NOWHERE.append if owner is None else owner.offsets.append
        headers = [local]
        if local < 4:  # noqa: PLR2004 - a compressed header has two bits for the local type
            first = COMPRESSED_BIT | local << 5
            headers += range(first, first + 32)
        for header in headers:
            self._steps[header] = 1 + definition.size
            self._keep[header] = keep
            self._owners[header] = owner

    def _jump(self, data: bytes, at: int, end: int) -> int:
        """Take in all whole rounds of a repeating pattern at ``at``; return where they end.

        If the header at each place of a round is the same as in the round before, the lengths
        are too, so the next round's headers lie exactly one round further: comparing every n-th
        byte proves all of them.
        """
        while True:
            places, length = self._round(data, at, end)
            if not length:
                return at
            rounds = min((end - at) // length, _MOST_ROUNDS)
            if rounds < _PROOF or data[at : at + _PROOF * length : length].count(data[at]) < _PROOF:
                return at
            stop = at + rounds * length
            rounds = min(_same(data[at + place : stop : length]) for place in places)
            self._take(data, at, places, length, rounds)
            at += rounds * length
            if at >= end:
                return at

    def _round(self, data: bytes, at: int, end: int) -> tuple[list[int], int]:
        """Return the places of one round's headers and its length; 0 if there is no round."""
        place, places = at, []
        for _ in range(_LONGEST_ROUND):
            step = self._steps[data[place]]
            places.append(place - at)
            place += step
            if not step or place >= end:
                break
            if data[place] == data[at]:
                return places, place - at
        return [], 0

    def _take(self, data: bytes, at: int, places: list[int], length: int, rounds: int) -> None:
        """Note the offsets of ``rounds`` rounds that begin at ``at``."""
        by_group: dict[int, tuple[Group, list[int]]] = {}
        for place in places:
            owner = self._owners[data[at + place]]
            if owner is not None:
                by_group.setdefault(id(owner), (owner, []))[1].append(at + place)
        starts = np.arange(rounds, dtype=np.int64) * length
        for owner, firsts in by_group.values():
            owner.offsets.frombytes(np.add.outer(starts, np.array(firsts)).tobytes())

    def _forget_the_cut_one(self, end: int) -> None:
        """Drop the last message, which reaches beyond ``end``."""
        for group in self.groups.values():
            if group.offsets and group.offsets[-1] + 1 + group.definition.size > end:
                group.offsets.pop()


def _same(headers: bytes) -> int:
    """Return how many bytes at the beginning are equal to the first."""
    return len(headers) - len(headers.lstrip(headers[:1]))
