"""From offsets to columns: all messages of one global number, field by field.

A field's column is float64, one entry a message in file order, NaN where the message has no such
field, an invalid value, or a size that its type does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from ingest.fit.profile import scaling
from ingest.fit.protocol import STRING, TIMESTAMP, base_type, floats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.fit.protocol import BaseType, Definition
    from ingest.fit.walk import Group
    from ingest.session.activity import FloatArray

Bytes2d = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
_TIMES_END_S: Final = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The messages of one definition as a byte matrix, one row a message."""

    definition: Definition
    rows: Bytes2d
    places: Ints | slice  # rows of the whole table, in file order

    def elements(self, start: int, size: int, kind: BaseType) -> npt.NDArray[Any] | None:
        """Return raw elements at a place of the payload, shape (messages, elements).

        ``None`` where the size is no multiple of the type's: some writers state a type that the
        bytes cannot hold, and then nobody knows what they mean.
        """
        if size < kind.size or size % kind.size:
            return None
        order = ">" if self.definition.big_endian else "<"
        return self.rows[:, start : start + size].view(order + kind.code)

    def floats(self, number: int) -> FloatArray | None:
        """Return a numeric field as float64, shape (messages, elements); None if it is none."""
        slot = self.definition.field(number)
        if slot is None:
            return None
        kind = base_type(slot.type_code)
        raw = None if kind is STRING else self.elements(slot.start, slot.size, kind)
        return None if raw is None else floats(raw, kind)

    def only(self, keep: npt.NDArray[np.bool_], new_places: Ints) -> Part:
        """Return the part of this part's messages that a table keeps."""
        mine = keep[self.places]
        return Part(self.definition, self.rows[mine], new_places[self.places][mine])


@dataclass(eq=False, slots=True)
class Messages:
    """All messages of one global message number of one FIT segment."""

    number: int
    parts: Sequence[Part]
    offsets: Ints  # of the headers, ascending
    implied_times: FloatArray | None = None  # where the timestamp field is not all; else NaN
    _columns: dict[int, FloatArray] = field(default_factory=dict)
    _texts: dict[int, list[str | None]] = field(default_factory=dict)
    _times: dict[int, FloatArray] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.offsets)

    def raw(self, number: int) -> FloatArray:
        """Return one field unscaled; of an array its first element."""
        found = self._columns.get(number)
        if found is None:
            found = self._columns[number] = self._column(number)
        return found

    def times(self, number: int) -> FloatArray:
        """Return a time field in FIT seconds, NaN where it is beyond what 32 bits can say.

        A field may claim to be of any type, and a float can hold any number.
        """
        found = self._times.get(number)
        if found is None:
            values = self.raw(number)
            beyond = ~((values >= 0) & (values < _TIMES_END_S))
            found = np.where(beyond, np.nan, values) if beyond.any() else values
            self._times[number] = found
        return found

    def __getitem__(self, number: int) -> FloatArray:
        """Return one field in the profile's units (scale and offset applied)."""
        scale, offset = scaling(self.number, number)
        values = self.raw(number)
        if scale != 1:
            values = values / scale
        return values - offset if offset else values

    def has(self, number: int) -> bool:
        """Say whether any definition of this message has the field."""
        return any(number in part.definition.numbers for part in self.parts)

    def array(self, number: int, most: int = 255) -> FloatArray:
        """Return an array field unscaled, shape (messages, most elements), padded with NaN.

        Of longer arrays than ``most`` the rest is cut off: one long array would make every row
        as long.
        """
        found = [(part.places, part.floats(number)) for part in self.parts]
        width = min(most, max((v.shape[1] for _, v in found if v is not None), default=0))
        out = np.full((len(self), width), np.nan)
        for places, values in found:
            if values is not None:
                kept = values[:, :width]
                out[places, : kept.shape[1]] = kept
        return out

    def elements(self, number: int) -> tuple[Ints, FloatArray]:
        """Return all elements of an array field in file order, and the message each is of."""
        rows = np.arange(len(self))
        found = [(rows[part.places], part.floats(number)) for part in self.parts]
        places = [np.repeat(at, v.shape[1]) for at, v in found if v is not None]
        if not places:
            return np.empty(0, np.int64), np.empty(0)
        joined = np.concatenate(places)
        order = np.argsort(joined, kind="stable")
        values = np.concatenate([v.ravel() for _, v in found if v is not None])
        return joined[order], values[order]

    def texts(self, number: int) -> list[str | None]:
        """Return a string field; bytes that are no UTF-8 are replaced, an empty one is None."""
        found = self._texts.get(number)
        if found is None:
            found = self._texts[number] = self._text_column(number)
        return found

    def _text_column(self, number: int) -> list[str | None]:
        out: list[str | None] = [None] * len(self)
        for part in self.parts:
            slot = part.definition.field(number)
            if slot is None or base_type(slot.type_code) is not STRING:
                continue
            rows = part.rows[:, slot.start : slot.start + slot.size]
            for row, place in zip(rows, np.arange(len(self))[part.places], strict=True):
                out[place] = _text(row.tobytes())
        return out

    @property
    def timestamps(self) -> FloatArray:
        """FIT seconds of each message, from its field, its header or ``timestamp_16``."""
        own = self.times(TIMESTAMP)
        if self.implied_times is None:
            return own
        return np.where(np.isnan(self.implied_times), own, self.implied_times)

    def only(self, keep: npt.NDArray[np.bool_]) -> Messages:
        """Return the table of those messages for which ``keep`` is true."""
        if keep.all():
            return self
        places = np.cumsum(keep) - 1
        times = None if self.implied_times is None else self.implied_times[keep]
        parts = [part.only(keep, places) for part in self.parts]
        return Messages(self.number, parts, self.offsets[keep], times)

    def with_times(self, number: int, values: FloatArray) -> Messages:
        """Return the table with other times in one field, in FIT seconds."""
        columns = {**self._columns, number: values}
        implied = None if number == TIMESTAMP else self.implied_times
        return Messages(self.number, self.parts, self.offsets, implied, columns, self._texts)

    def _column(self, number: int) -> FloatArray:
        if len(self.parts) == 1:  # whatever its places are, they are in order
            values = self.parts[0].floats(number)
            if values is not None:
                return values[:, 0]
        out = np.full(len(self), np.nan)
        for part in self.parts:
            values = part.floats(number)
            if values is not None:
                out[part.places] = values[:, 0]
        return out


def _text(raw: bytes) -> str | None:
    """Return the text before the first zero byte, without control characters."""
    text = raw.split(b"\0", 1)[0].decode("utf-8", "replace").strip()
    return "".join(c for c in text if c.isprintable()) or None


def _gather(data: bytes, group: Group) -> tuple[Ints, Bytes2d]:
    """Return a group's offsets and payloads, one row a message, in one copy.

    Every window of the payload's size that starts anywhere in the file is an item of one
    overlapping view; picking items by offset copies each payload once.
    """
    size = group.definition.size
    offsets = np.array(group.offsets)
    if not size:
        return offsets, np.empty((len(offsets), 0), np.uint8)
    windows = np.ndarray((len(data) - size,), f"V{size}", data, offset=1, strides=(1,))
    return offsets, windows[offsets].view(np.uint8).reshape(len(offsets), size)


def _as_slice(places: Ints) -> Ints | slice:
    """Return neighbouring places as a slice, which numpy fills much quicker."""
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == len(places) else places


def build(data: bytes, number: int, groups: Sequence[Group]) -> Messages:
    """Return the table of one global message number out of all its definitions."""
    found = [(group.definition, *_gather(data, group)) for group in groups if group.offsets]
    if not found:
        return Messages(number, (), np.empty(0, np.int64))
    if len(found) == 1:
        definition, offsets, rows = found[0]
        return Messages(number, (Part(definition, rows, slice(None)),), offsets)
    joined = np.concatenate([offsets for _, offsets, _ in found])
    order = np.argsort(joined, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    parts, begin = [], 0
    for definition, offsets, rows in found:
        parts.append(Part(definition, rows, _as_slice(place[begin : begin + len(offsets)])))
        begin += len(offsets)
    return Messages(number, parts, joined[order])
