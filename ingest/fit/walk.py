"""From bytes to offsets: where each message of each definition starts, nothing decoded yet.

FIT has no index: a message's length is known only from its definition, so the headers are walked
one after the other. That is the only Python loop over messages; it notes offsets per definition
and numpy does the rest. Where the same few messages come round and round, as most devices write
them, even that loop is jumped over.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.protocol import (
    COMPRESSED_BIT,
    DEFINITION_BIT,
    DEVELOPER_BIT,
    LOCAL_BITS,
    LOW_TIME_BITS,
    TIMESTAMP,
    Definition,
    definition_length,
    parse_definition,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# Between two looks for a repeating pattern so many bytes are walked: few after a jump, since
# patterns are interrupted and go on, more and more where none is found. Measured on real files.
_SHORT_STRETCH: Final = 512
_LONG_STRETCH: Final = 32768
_LONGEST_ROUND: Final = 4  # messages of one round of the pattern
_PROOF: Final = 32  # messages that a jump must pass to be worth its cost
_FEW_ROUNDS: Final = 64  # looked at in one go; eight times more after each success
# What makes definitions of one body differ: whether developer fields follow.
_KINDS: Final = [bytes((header & DEVELOPER_BIT,)) for header in range(256)]
# Bits of a data message's header that mean nothing: every reader ignores them, some writers set
# them (python-fitparse `_parse_message_header`, fitdecode `_read_record`).
_RESERVED: Final = (0x00, 0x10, 0x20, 0x30)


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
    locals: dict[int, Group] = field(default_factory=dict)
    compressed: set[int] = field(default_factory=set)  # local types met with compressed headers
    # By header byte: the message's length (0: undefined), where its offset goes
    # (None: nobody wants it), whose it is.
    _steps: list[int] = field(default_factory=lambda: [0] * 256)
    _keep: list[Callable[[int], None] | None] = field(default_factory=lambda: [None] * 256)
    _owners: list[Group | None] = field(default_factory=lambda: [None] * 256)

    def run(self, data: bytes, start: int, end: int) -> int:
        """Walk from ``start``; return where it had to stop: exactly ``end`` if all was well.

        It stops before a message whose type was never defined or whose definition makes no
        sense, and returns more than ``end`` where the last message reaches beyond it (that one
        is not kept).
        """
        steps, keep = self._steps, self._keep
        at, stretch = start, _SHORT_STRETCH
        while at < end:
            behind = self._jump(data, at, end)
            stretch = _SHORT_STRETCH if behind > at + stretch else min(2 * stretch, _LONG_STRETCH)
            at = behind
            pause = min(at + stretch, end)
            while at < pause:
                header = data[at]
                step = steps[header]
                if step:
                    note = keep[header]
                    if note is not None:
                        note(at)
                    at += step
                elif header & COMPRESSED_BIT:
                    if not self._allow_compressed(header):
                        return at
                else:
                    step = self._define(data, at, end)
                    if not step:
                        return at
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
        length = definition_length(data, at, end) if header & DEFINITION_BIT else 0
        if not length:
            return 0
        body = data[at : at + length]
        key = _KINDS[header] + body[1:]
        group = self.groups.get(key)
        if group is None:
            definition = parse_definition(body)
            if definition is None:
                return 0
            group = self.groups[key] = Group(definition)
        self._bind(header & LOCAL_BITS, group)
        return length

    def _bind(self, local: int, group: Group) -> None:
        """Make ``local`` mean ``group``'s definition from here on."""
        if self.locals.get(local) is group:
            return
        self.locals[local] = group
        for bits in _RESERVED:
            self._set(bits | local, group)
        if local in self.compressed:  # their headers meant the old definition: look again
            first = COMPRESSED_BIT | local << 5
            self._steps[first : first + 32] = [0] * 32

    def _set(self, header: int, group: Group) -> None:
        """Make ``header`` the header of ``group``'s messages."""
        wanted = self.wanted is None or group.definition.message in self.wanted
        self._steps[header] = 1 + group.definition.size
        self._keep[header] = group.offsets.append if wanted else None
        self._owners[header] = group if wanted else None

    def _allow_compressed(self, header: int) -> bool:
        """Take compressed timestamp headers of this local type; False if it can have none.

        It must be defined, and without a timestamp of its own: the header is in its place. Few
        files have them, so their 32 headers a type are filled in only when one is met.
        """
        local = header >> 5 & 3
        group = self.locals.get(local)
        if group is None or TIMESTAMP in group.definition.numbers:
            return False
        self.compressed.add(local)
        first = header & ~LOW_TIME_BITS
        for each in range(first, first + LOW_TIME_BITS + 1):
            self._set(each, group)
        return True

    def _jump(self, data: bytes, at: int, end: int) -> int:
        """Take in all whole rounds of a repeating pattern at ``at``; return where they end.

        If the header at each place of a round is the same as in the round before, the lengths
        are too, so the next round's headers lie exactly one round further: comparing every n-th
        byte proves all of them.
        """
        most = _FEW_ROUNDS
        while True:
            places, length = self._round(data, at, end)
            if not length:
                return at
            rounds = min((end - at) // length, most)
            proof = _PROOF // len(places)
            if rounds < proof or data[at : at + proof * length : length].count(data[at]) < proof:
                return at
            stop = at + rounds * length
            rounds = min(_same(data[at + place : stop : length]) for place in places)
            self._take(data, at, places, length, rounds)
            at += rounds * length
            if at >= end or rounds < most:
                return at
            most *= 8

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
        for owner, firsts in by_group.values():
            if len(firsts) == 1 and rounds <= _FEW_ROUNDS:
                owner.offsets.extend(range(firsts[0], firsts[0] + rounds * length, length))
            else:
                starts = np.arange(rounds, dtype=np.int64) * length
                owner.offsets.frombytes(np.add.outer(starts, np.array(firsts)).tobytes())

    def _forget_the_cut_one(self, end: int) -> None:
        """Drop the last message, which reaches beyond ``end``."""
        for group in self.groups.values():
            if group.offsets and group.offsets[-1] + 1 + group.definition.size > end:
                group.offsets.pop()


def _same(headers: bytes) -> int:
    """Return how many bytes at the beginning are equal to the first."""
    return len(headers) - len(headers.lstrip(headers[:1]))
