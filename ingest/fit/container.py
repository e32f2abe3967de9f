"""A FIT file's outer shape: header, size, CRC, and files chained one behind the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.errors import UnreadableFileError
from ingest.fit.messages import Messages, build
from ingest.fit.protocol import COMPRESSED_BIT, TIMESTAMP, crc16
from ingest.fit.walk import Walk
from ingest.quality import QualityNote

if TYPE_CHECKING:
    from ingest.activity import FloatArray

SIGNATURE: Final = b".FIT"
SHORT_HEADER: Final = 12
LONG_HEADER: Final = 14

TRUNCATED: Final = QualityNote(
    code="truncated", text="The file ends in the middle; what was before is used."
)
WRONG_SIZE: Final = QualityNote(
    code="wrong_size", text="The file states another size than it has; its content decides."
)
BAD_CRC: Final = QualityNote(
    code="bad_crc", text="The file's check sum does not fit: some bytes were changed."
)
GARBAGE: Final = QualityNote(
    code="garbage", text="Bytes in the middle of the file make no sense and were left out."
)
TRAILING_JUNK: Final = QualityNote(
    code="trailing_junk", text="Bytes behind the end of the file were ignored."
)


@dataclass(slots=True, eq=False)
class Segment:
    """One FIT file inside the bytes; most files have exactly one."""

    data: bytes
    start: int
    data_end: int  # behind the last byte of data as far as known
    walk: Walk
    notes: tuple[QualityNote, ...]
    _header_times: dict[int, FloatArray] | None = None

    def messages(self, number: int) -> Messages:
        """Return the table of one global message number; empty if the segment has none."""
        groups = [g for g in self.walk.groups.values() if g.definition.message == number]
        table = build(self.data, number, groups)
        if self._header_times is None:
            return table
        table.header_times = self._header_times.get(number)
        return table

    def numbers(self) -> set[int]:
        """Return the global numbers of all messages found."""
        return {g.definition.message for g in self.walk.groups.values() if g.offsets}


def read_segments(data: bytes, wanted: frozenset[int] | None = None) -> list[Segment]:
    """Return the FIT files chained in ``data``.

    Parameters
    ----------
    data
        The bytes of one file.
    wanted
        Global message numbers to keep; all if None.

    Raises
    ------
    UnreadableFileError
        If the bytes are no FIT file.
    """
    _refuse_other_content(data)
    segments: list[Segment] = []
    at = 0
    while at + SHORT_HEADER <= len(data) and data[at + 8 : at + 12] == SIGNATURE:
        segment, at = _read_one(data, at, wanted)
        segments.append(segment)
    if at < len(data) and TRUNCATED not in segments[-1].notes:
        segments[-1].notes += (TRAILING_JUNK,)
    return segments


def _read_one(data: bytes, start: int, wanted: frozenset[int] | None) -> tuple[Segment, int]:
    """Return the segment at ``start`` and where the next one would begin."""
    header = data[start]
    first = start + max(header, SHORT_HEADER)
    stated = first + int.from_bytes(data[start + 4 : start + 8], "little")
    end = min(stated, len(data))
    notes: list[QualityNote] = []
    if stated + 2 > len(data):
        notes.append(TRUNCATED)
    elif crc16(memoryview(data)[start : end + 2]) != 0:
        notes.append(BAD_CRC)
    walk = Walk(wanted)
    stop = walk.run(data, first, end)
    if stop != end and TRUNCATED not in notes:
        notes.append(GARBAGE)
    segment = Segment(data, start, end, walk, tuple(notes))
    _take_compressed_headers(segment, first, end)
    return segment, end + 2


def _take_compressed_headers(segment: Segment, first: int, end: int) -> None:
    """Work out the times of messages with compressed timestamp headers, if there are any."""
    data = segment.data
    whole = np.frombuffer(data, np.uint8)
    groups = [g for g in segment.walk.groups.values() if g.offsets]
    if not any((whole[np.frombuffer(g.offsets, np.int64)] & COMPRESSED_BIT).any() for g in groups):
        return
    walk = Walk(None)  # any message with a timestamp moves the clock: look at all of them
    walk.run(data, first, end)
    numbers = {g.definition.message for g in walk.groups.values() if g.offsets}
    tables = [
        build(data, n, [g for g in walk.groups.values() if g.definition.message == n])
        for n in numbers
    ]
    offsets = np.concatenate([t.offsets for t in tables])
    full = np.concatenate([t.raw(TIMESTAMP) for t in tables])
    order = np.argsort(offsets, kind="stable")
    times = np.full(len(offsets), np.nan)
    times[order] = compressed_times(whole[offsets[order]], full[order])
    segment._header_times = {}  # noqa: SLF001 - this function completes the segment it made
    ends = np.cumsum([len(t) for t in tables])
    for table, stop in zip(tables, ends, strict=True):
        segment._header_times[table.number] = times[stop - len(table) : stop]  # noqa: SLF001


def compressed_times(headers: np.ndarray, full: FloatArray) -> FloatArray:
    """Return the times that compressed headers mean, NaN for other messages.

    A compressed header holds the low five bits of the time; a step back means that 32 seconds
    passed. The clock starts at each full timestamp.
    """
    compressed = (headers & COMPRESSED_BIT) != 0
    anchored = ~np.isnan(full) & ~compressed
    relevant = np.flatnonzero(compressed | anchored)
    anchors = anchored[relevant]
    low = np.where(anchors, np.nan_to_num(full[relevant]) % 32, headers[relevant] & 0x1F)
    passed = np.zeros(len(relevant))
    passed[1:] = (low[1:] - low[:-1]) % 32
    passed[anchors] = 0
    total = np.cumsum(passed)
    last = np.maximum.accumulate(np.where(anchors, np.arange(len(relevant)), -1))
    base = np.where(last < 0, np.nan, full[relevant][last] - total[last])
    times = np.full(len(headers), np.nan)
    times[relevant] = np.where(anchors, np.nan, base + total)
    return times


def _refuse_other_content(data: bytes) -> None:
    """Raise if the bytes are no FIT file at all, and say what they look like."""
    if not data:
        raise UnreadableFileError("The file is empty.", hint="Copy it from the watch again.")
    if data[8:12] == SIGNATURE:
        return
    head = data[:512].lstrip().lower()
    if data[:2] == b"PK":
        message = "This is a ZIP archive, not a FIT file."
    elif data[:2] == b"\x1f\x8b":
        message = "This is a gzip file, not a FIT file."
    elif head.startswith((b"<!doctype html", b"<html")):
        message = "This is a web page, not a FIT file."
    elif head.startswith(b"<"):
        message = "This is an XML file (perhaps GPX or TCX), not a FIT file."
    elif data.isascii():
        message = "This is a text file, not a FIT file."
    else:
        message = "This is not a FIT file."
    raise UnreadableFileError(message, hint="Export the original FIT file from the watch.")
