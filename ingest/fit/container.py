"""A FIT file's outer shape: headers, lengths, check sums, files chained behind each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.errors import UnreadableFileError
from ingest.fit.notes import BAD_CRC, GARBAGE, NO_HEADER, TRAILING_JUNK, TRUNCATED, WRONG_SIZE
from ingest.fit.protocol import crc16
from ingest.fit.salvage import find_messages, is_definition, walk_through
from ingest.fit.segment import Segment
from ingest.fit.walk import Walk

if TYPE_CHECKING:
    from ingest.session.quality import QualityNote

_SIGNATURE: Final = b".FIT"
_SIGNATURE_AT: Final = 8
_SHORT, _LONG = 12, 14  # lengths of a header
_CRC: Final = 2  # length of the check sum
_HINT: Final = "Export the original FIT file from the watch."
_LATEST_BEGINNING: Final = 1 << 18  # own choice: devices define their messages in the first bytes
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
    start = 0 if _signed(data, 0) else _next_header(data, 1)
    segments: list[Segment] = []
    junk = start != 0
    if junk:
        _refuse_other_content(data)
        headless = _read_headless(data, len(data) if start is None else start, wanted)
        if headless is not None:
            segments.append(headless)
        elif start is None:
            raise UnreadableFileError("This is not a FIT file.", hint=_HINT)
        junk = headless is None
    behind = len(data)
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
    first = min(start + _header_length(data, start), len(data))
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


def _header_length(data: bytes, start: int) -> int:
    """Return the length of the header at ``start``: the stated one, unless only another fits.

    Behind it stands a definition; without one nothing could be read.
    """
    stated = max(data[start], _SHORT)
    lengths = (length for length in (stated, _LONG, _SHORT) if is_definition(data, start + length))
    return next(lengths, stated)


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


def _read_headless(data: bytes, end: int, wanted: frozenset[int] | None) -> Segment | None:
    """Return what messages make sense before ``end`` though no FIT header stands before them."""
    walk = Walk(wanted)
    first = find_messages(walk, data, 0, end, None, until=min(end, _LATEST_BEGINNING))
    if first is None:
        return None
    left_out = False
    if walk.run(data, first, end - _CRC) == end - _CRC:  # before the check sum all makes sense
        stop = end = end - _CRC
    else:
        walk = Walk(wanted)
        stop, left_out = walk_through(walk, data, first, end, spare=_CRC)
    notes = (NO_HEADER, *([GARBAGE] if left_out else []), *([TRUNCATED] if stop > end else []))
    segment = Segment(data, first, walk, notes)
    segment.decompress_times(first, end)
    return segment


def _signed(data: bytes, start: int) -> bool:
    """Say whether FIT's signature stands where a header at ``start`` has it."""
    return data[start + _SIGNATURE_AT : start + _SHORT] == _SIGNATURE


def _next_header(data: bytes, start: int) -> int | None:
    """Return the next place from ``start`` on where a FIT header can begin."""
    found = data.find(_SIGNATURE, start + _SIGNATURE_AT)
    while found >= 0:
        if data[found - _SIGNATURE_AT] in (_SHORT, _LONG):
            return found - _SIGNATURE_AT
        found = data.find(_SIGNATURE, found + len(_SIGNATURE))
    return None


def _refuse_other_content(data: bytes) -> None:
    """Raise and say what the bytes look like, if they look like something else than FIT."""
    if not data:
        raise UnreadableFileError("The file is empty.", hint="Copy it from the watch again.")
    head = data[:512].lstrip().lower()
    if data.startswith(b"PK"):
        raise UnreadableFileError("This is a ZIP archive, not a FIT file.", hint=_HINT)
    if data.startswith(b"\x1f\x8b"):
        raise UnreadableFileError("This is a gzip file, not a FIT file.", hint=_HINT)
    if head.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFileError("This is a web page, not a FIT file.", hint=_HINT)
    if head.startswith(b"<"):
        raise UnreadableFileError("This is an XML file (GPX, TCX?), not a FIT file.", hint=_HINT)
    if data.isascii():
        raise UnreadableFileError("This is a text file, not a FIT file.", hint=_HINT)
