"""A FIT file's outer shape: headers, lengths, check sums, files chained behind each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.errors import UnreadableFileError
from ingest.fit.notes import BAD_CRC, GARBAGE, TRAILING_JUNK, TRUNCATED, WRONG_SIZE
from ingest.fit.protocol import crc16
from ingest.fit.salvage import walk_through
from ingest.fit.segment import Segment
from ingest.fit.walk import Walk

if TYPE_CHECKING:
    from ingest.session.quality import QualityNote

_SIGNATURE: Final = b".FIT"
_SIGNATURE_AT: Final = 8
_SHORT, _LONG = 12, 14  # lengths of a header
_CRC: Final = 2  # length of the check sum
_MOST_CHAINED: Final = 100  # own choice: seven are the most seen; bytes can claim a million


def read_segments(data: bytes, wanted: frozenset[int] | None = None) -> list[Segment]:
    """Return the FIT files chained in ``data``, at least one.

    Parameters
    ----------
    data
        The bytes of one file.
    wanted
        Global message numbers to keep; all if None. Others are stepped over.

    Raises
    ------
    UnreadableFileError
        If the bytes are no FIT file.
    """
    start: int | None = _first_header(data)
    junk = start != 0
    segments: list[Segment] = []
    while start is not None and len(segments) < _MOST_CHAINED:
        segment, behind = _read(data, start, _extent(data, start), wanted)
        if junk:
            segment.notes += (GARBAGE,)
        segments.append(segment)
        start = _next_header(data, behind)
        junk = start is not None and start > behind
    if behind < len(data):
        segments[-1].notes += (TRAILING_JUNK,)
    return segments


@dataclass(frozen=True, slots=True)
class _Extent:
    """Where one FIT file's data lie, and what is wrong with its frame."""

    first: int
    end: int
    behind: int  # where the next file can begin
    limit: int  # where it begins, or the bytes end
    note: QualityNote | None = None


def _extent(data: bytes, start: int) -> _Extent:
    """Return where the data of the FIT file at ``start`` begin and end.

    The stated length counts if the check sum agrees. If it does not, the length may be wrong (a
    file that was never closed states 0) or bytes were changed or are missing.
    """
    header = data[start] if data[start] >= _SHORT else _LONG
    first = min(start + header, len(data))
    stated = first + int.from_bytes(data[start + 4 : start + 8], "little")
    whole = start == 0 and stated + _CRC == len(data)
    if stated + _CRC <= len(data):
        checked = data if whole else data[start : stated + _CRC]
        if crc16(checked) == 0:
            return _Extent(first, stated, stated + _CRC, len(data))
    limit = _next_header(data, first) or len(data)
    if limit - _CRC >= first and _sum_fits(data, start, first, limit):
        return _Extent(first, limit - _CRC, limit, limit, WRONG_SIZE)
    if stated + _CRC > limit or stated == first:
        end = min(stated, limit) if stated > first else limit
        return _Extent(first, end, limit, limit, TRUNCATED)
    return _Extent(first, stated, stated + _CRC, limit, BAD_CRC)


def _sum_fits(data: bytes, start: int, first: int, limit: int) -> bool:
    """Say whether the last two bytes before ``limit`` are the check sum of what is before them.

    It may have been made over the header as it is, or over one with the right length.
    """
    if crc16(data[start:limit]) == 0:
        return True
    length = (limit - _CRC - first).to_bytes(4, "little")
    return crc16(data[start : start + 4] + length + data[start + 8 : limit]) == 0


def _read(
    data: bytes, start: int, extent: _Extent, wanted: frozenset[int] | None
) -> tuple[Segment, int]:
    """Walk one FIT file; return it and where the next one can begin."""
    walk, end, behind = Walk(wanted), extent.end, extent.behind
    spare = _CRC if extent.note is TRUNCATED else 0
    stop, left_out = walk_through(walk, data, extent.first, end, spare=spare)
    if extent.note is BAD_CRC and behind < extent.limit and (stop != end or left_out):
        # Neither sum nor structure agrees with the stated length: bytes may have come in between.
        walk, end, behind = Walk(wanted), extent.limit - _CRC, extent.limit
        stop, left_out = walk_through(walk, data, extent.first, end)
    notes = [extent.note] if extent.note else []
    if left_out:
        notes.append(GARBAGE)
    if stop > end and TRUNCATED not in notes:
        notes.append(TRUNCATED)
    segment = Segment(data, start, walk, tuple(notes))
    segment.decompress_times(extent.first, end)
    return segment, behind


def _is_header(data: bytes, start: int) -> bool:
    """Say whether a FIT header can begin at ``start``."""
    return (
        start + _SHORT <= len(data)
        and data[start] in (_SHORT, _LONG)
        and data[start + _SIGNATURE_AT : start + _SHORT] == _SIGNATURE
    )


def _next_header(data: bytes, start: int) -> int | None:
    """Return the next place from ``start`` on where a FIT header can begin."""
    if _is_header(data, start):
        return start
    found = data.find(_SIGNATURE, start + _SIGNATURE_AT)
    while found >= 0:
        if _is_header(data, found - _SIGNATURE_AT):
            return found - _SIGNATURE_AT
        found = data.find(_SIGNATURE, found + 1)
    return None


def _first_header(data: bytes) -> int:
    """Return where the first FIT header is, or raise and say what the bytes look like."""
    if not data:
        raise UnreadableFileError("The file is empty.", hint="Copy it from the watch again.")
    if data[_SIGNATURE_AT:_SHORT] == _SIGNATURE:
        return 0
    hint = "Export the original FIT file from the watch."
    head = data[:512].lstrip().lower()
    if data.startswith(b"PK"):
        raise UnreadableFileError("This is a ZIP archive, not a FIT file.", hint=hint)
    if data.startswith(b"\x1f\x8b"):
        raise UnreadableFileError("This is a gzip file, not a FIT file.", hint=hint)
    if head.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFileError("This is a web page, not a FIT file.", hint=hint)
    if head.startswith(b"<"):
        raise UnreadableFileError("This is an XML file (GPX, TCX?), not a FIT file.", hint=hint)
    if data.isascii():
        raise UnreadableFileError("This is a text file, not a FIT file.", hint=hint)
    found = _next_header(data, 0)
    if found is None:
        raise UnreadableFileError("This is not a FIT file.", hint=hint)
    return found
