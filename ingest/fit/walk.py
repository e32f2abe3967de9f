"""From bytes to offsets: where each message of each definition starts, nothing decoded yet.

FIT has no index: a message's length is known only from its definition, so the headers are walked
one after the other. That is the only Python loop over messages; it notes offsets per definition
and numpy does the rest.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.fit.protocol import (
    COMPRESSED_BIT,
    DEFINITION_BIT,
    Definition,
    definition_length,
    parse_definition,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_NOWHERE: deque[int] = deque(maxlen=0)  # messages that nobody wants are counted off, not kept


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
    steps: list[int] = field(default_factory=lambda: [0] * 256)  # header byte -> message length
    keep: list[Callable[[int], None]] = field(default_factory=lambda: [_NOWHERE.append] * 256)
    locals: dict[int, Definition] = field(default_factory=dict)

    def run(self, data: bytes, start: int, end: int) -> int:
        """Walk from ``start``; return where it had to stop: exactly ``end`` if all was well.

        It stops before a message whose type was never defined or whose definition makes no
        sense, and returns more than ``end`` where the last message reaches beyond it (that one
        is not kept).
        """
        steps, keep = self.steps, self.keep
        at = start
        while True:
            while at < end:
                header = data[at]
                step = steps[header]
                if not step:
                    break
                keep[header](at)
                at += step
            else:
                if at > end:
                    self._forget_the_cut_one(end)
                return at
            length = self._define(data, at, end)
            if not length:
                return at
            at += length

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
        wanted = self.wanted is None or definition.message in self.wanted
        keep = group.offsets.append if wanted else _NOWHERE.append
        step = 1 + definition.size
        self.steps[local] = step
        self.keep[local] = keep
        if local < 4:  # noqa: PLR2004 - a compressed header has two bits for the local type
            first = COMPRESSED_BIT | local << 5
            self.steps[first : first + 32] = [step] * 32
            self.keep[first : first + 32] = [keep] * 32

    def forget(self, start: int, stop: int) -> None:
        """Drop the messages whose headers were taken to begin in [start, stop)."""
        for group in self.groups.values():
            first, last = bisect_left(group.offsets, start), bisect_left(group.offsets, stop)
            del group.offsets[first:last]

    def _forget_the_cut_one(self, end: int) -> None:
        """Drop the last message, which reaches beyond ``end``."""
        for group in self.groups.values():
            if group.offsets and group.offsets[-1] + 1 + group.definition.size > end:
                group.offsets.pop()
