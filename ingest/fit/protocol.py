"""The FIT protocol's small print: base types, invalid values, definition messages, CRC.

Source: the FIT protocol description of the FIT SDK (Garmin), read through python-fitparse and
fitdecode; byte order, base types and their invalid values are given there in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import fastcrc
import numpy as np

EPOCH_S: Final = 631_065_600  # 1989-12-31T00:00:00Z, the zero of FIT time, in Unix seconds
FIRST_ABSOLUTE_S: Final = 0x1000_0000  # smaller timestamps count seconds since the device started
_LARGEST: Final = 1e18  # own choice: no watch measures more, and sums of it stay finite
TIMESTAMP: Final = 253  # the field number that holds the timestamp in every message

DEFINITION_BIT: Final = 0x40
DEVELOPER_BIT: Final = 0x20
COMPRESSED_BIT: Final = 0x80
LOCAL_BITS: Final = 0x0F  # of a plain header: which definition a message follows
LOW_TIME_BITS: Final = 0x1F  # of a compressed header: the low bits of the time


@dataclass(frozen=True, slots=True)
class BaseType:
    """One of FIT's base types: its numpy kind and the value that means "not measured"."""

    code: str  # numpy type code without byte order
    size: int  # bytes of one element
    invalid: (
        int | None
    )  # None: strings have no such value; floats are invalid when all bits are set


BYTE: Final = BaseType("u1", 1, 0xFF)
STRING: Final = BaseType("S", 1, None)
_BASE_TYPES: Final = (
    BaseType("u1", 1, 0xFF),  # enum
    BaseType("i1", 1, 0x7F),
    BaseType("u1", 1, 0xFF),
    BaseType("i2", 2, 0x7FFF),
    BaseType("u2", 2, 0xFFFF),
    BaseType("i4", 4, 0x7FFF_FFFF),
    BaseType("u4", 4, 0xFFFF_FFFF),
    STRING,
    BaseType("f4", 4, None),
    BaseType("f8", 8, None),
    BaseType("u1", 1, 0),  # the z types hold counters and serial numbers: zero is "none"
    BaseType("u2", 2, 0),
    BaseType("u4", 4, 0),
    BYTE,
    BaseType("i8", 8, 0x7FFF_FFFF_FFFF_FFFF),
    BaseType("u8", 8, 0xFFFF_FFFF_FFFF_FFFF),
    BaseType("u8", 8, 0),
)


def base_type(code: int) -> BaseType:
    """Return the base type of a definition's type byte; bytes where FIT knows no such type.

    Only the low five bits number the type. The top bit says "more than one byte wide" and some
    writers forget it.
    """
    number = code & 0x1F
    return _BASE_TYPES[number] if number < len(_BASE_TYPES) else BYTE


@dataclass(frozen=True, slots=True)
class FieldSlot:
    """Where one field lies in a message's payload."""

    number: int
    start: int
    size: int
    type_code: int


@dataclass(frozen=True, slots=True)
class DeveloperSlot:
    """Where one developer field lies; its type is told by a description elsewhere."""

    developer: int
    number: int
    start: int
    size: int


@dataclass(frozen=True, eq=False)
class Definition:
    """The layout of one kind of data message.

    Fields are looked at only where somebody asks for them: a file defines dozens of messages
    that nobody reads.
    """

    message: int  # global message number
    big_endian: bool
    size: int  # bytes of payload, header excluded
    body: bytes  # the definition message itself

    @cached_property
    def numbers(self) -> bytes:
        """The numbers of the native fields, in the order of the payload."""
        return self.body[6 : 6 + 3 * self.body[5] : 3]

    def field(self, number: int) -> FieldSlot | None:
        """Return where a native field lies; of a number defined twice the first counts."""
        return self._slots.get(number)

    @cached_property
    def _slots(self) -> dict[int, FieldSlot]:
        slots: dict[int, FieldSlot] = {}
        start = 0
        for at in range(6, 6 + 3 * self.body[5], 3):
            number, size, type_code = self.body[at : at + 3]
            slots.setdefault(number, FieldSlot(number, start, size, type_code))
            start += size
        return slots

    @cached_property
    def developer_fields(self) -> tuple[DeveloperSlot, ...]:
        """The developer fields, whose bytes follow those of the native ones."""
        found = []
        at = 6 + 3 * self.body[5]
        start = sum(self.body[7:at:3])
        for place in range(at + 1, len(self.body), 3):
            number, size, index = self.body[place : place + 3]
            found.append(DeveloperSlot(index, number, start, size))
            start += size
        return tuple(found)


def definition_length(data: bytes, start: int, end: int) -> int:
    """Return the bytes of the definition message at ``start``, header included; 0 if it is cut."""
    if start + 6 > end:
        return 0
    length = 6 + 3 * data[start + 5]
    if data[start] & DEVELOPER_BIT:
        if start + length >= end:
            return 0
        length += 1 + 3 * data[start + length]
    return length if start + length <= end else 0


@lru_cache(maxsize=512)  # every file of one watch has the same few dozen
def parse_definition(body: bytes) -> Definition | None:
    """Return the layout that a whole definition message (header included) states.

    ``None`` if its reserved byte or byte order is none that FIT knows: then these bytes are no
    definition.
    """
    if body[1] != 0 or body[2] > 1:
        return None
    big_endian = body[2] == 1
    message = int.from_bytes(body[3:5], "big" if big_endian else "little")
    behind = 6 + 3 * body[5]
    size = sum(body[7:behind:3]) + sum(body[behind + 2 :: 3])
    return Definition(message, big_endian, size, body)


def crc16(data: bytes | memoryview) -> int:
    """Return FIT's CRC (CRC-16/ARC) of ``data``; 0 over data that end in their own CRC."""
    return int(fastcrc.crc16.arc(bytes(data)))


def floats(raw: np.ndarray, kind: BaseType) -> np.ndarray:
    """Return raw values as float64, NaN where they hold the type's invalid value.

    Infinite and absurdly large floats are unknown, too.
    """
    raw = np.ascontiguousarray(raw)  # it is looked at twice, and lies strewn among other fields
    if kind.invalid is not None:
        values = raw.astype(np.float64)
        unknown = raw == kind.invalid
    else:
        with np.errstate(invalid="ignore"):  # every kind of NaN is welcome
            values = raw.astype(np.float64)
            unknown = ~(np.abs(values) <= _LARGEST)
    if unknown.any():
        values[unknown] = np.nan
    return values
