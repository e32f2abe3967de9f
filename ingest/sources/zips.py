"""The members of a zip archive: by its list of them, or one after the other where that is lost.

Layout of headers: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.9 (data descriptor),
4.3.12 (central directory), 4.5.3 (sizes beyond 32 bits).
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from ingest.sources.model import MIB
from ingest.sources.streams import (
    Checked,
    DamagedError,
    Guarded,
    Inflated,
    Stretch,
    damage_told,
    damaged,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.sources.streams import Reader

WHAT: Final = "zip archive"
_LOCAL: Final = struct.Struct("<4s2xHH4xIIIHH")  # without versions and times
_FILE: Final = b"PK\x03\x04"
_LIST: Final = (b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06")  # what follows the last member
_LOCKED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_SEE_EXTRA: Final = 0xFFFF_FFFF
_EXTRA_SIZES: Final = 1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # unpacked here, others by zipfile
# Lengths of what may stand between a member and the next one: nothing, or its sums and sizes.
_DESCRIPTORS: Final = (0, 12, 16, 20, 24)
_FAR: Final = 1 << 62  # no file reaches there; a list may claim so
_END_BYTES: Final = 22 + 0xFFFF + 76  # end record, comment, and the large form's two records


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in an archive, as its local header or the archive's list states it."""

    name: str
    header_at: int
    method: int
    locked: bool  # with a password
    packed_bytes: int | None  # None where only its own end tells
    crc: int | None

    @property
    def wanted(self) -> bool:
        """Say whether it is a file that a person would see in a folder."""
        parts = self.name.replace("\\", "/").split("/")
        hidden = any(part.startswith(".") and part.strip(".") for part in parts)
        return parts[-1] != "" and not hidden and "__MACOSX" not in parts


def directory_bytes(whole: IO[bytes]) -> int:
    """Return how long a zip archive says its list of members is; 0 where it does not say."""
    whole.seek(0, 2)
    whole.seek(max(0, whole.tell() - _END_BYTES))
    tail = whole.read(_END_BYTES)
    whole.seek(0)
    small, large = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    sizes = [0]
    if 0 <= small <= len(tail) - 16:
        sizes += struct.unpack_from("<I", tail, small + 12)
    if 0 <= large <= len(tail) - 48 and sizes[-1] == _SEE_EXTRA:
        sizes = list(struct.unpack_from("<Q", tail, large + 40))
    return int(sizes[-1])


class Listed:
    """A zip archive with a sound list of its members."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read the list; raises :class:`DamagedError` where it makes no sense."""
        self._file = file
        with damage_told(WHAT):
            self._zip = zipfile.ZipFile(file)
        self._infos = {info.header_offset: info for info in self._zip.infolist()}
        if self._infos and _local_header(file, next(iter(self._infos))) is None:
            raise damaged(WHAT, "its files are not where its list says")

    def members(self) -> list[Member]:
        """Return the members in the list's order."""
        return [
            Member(
                name=info.filename,
                header_at=info.header_offset,
                method=info.compress_type,
                locked=bool(info.flag_bits & _LOCKED),
                packed_bytes=info.compress_size,
                crc=info.CRC,
            )
            for info in self._zip.infolist()
        ]

    def open(self, member: Member) -> Reader:
        """Return the member's content; raises :class:`DamagedError` where there is none."""
        if member.method not in _METHODS:
            with damage_told(WHAT):
                return Guarded(self._zip.open(self._infos[member.header_at]), WHAT)
        header = _local_header(self._file, member.header_at)
        if header is None:
            raise damaged(WHAT, "this file is not where its list says")
        stretch = Stretch(file=self._file, at=header[1], size=member.packed_bytes)
        return _content(stretch, member)


class Walked:
    """The members of a zip archive without a sound list: each begins where the last one ends.

    ``spend`` is told of bytes unpacked only to find an end. ``whole`` turns true when the walk
    comes to the list, so that no member is missing.
    """

    def __init__(self, file: IO[bytes], spend: Callable[[int], None]) -> None:
        self.whole = False
        self._file = file
        self._spend = spend
        self._opened: tuple[Stretch, Reader] | None = None

    def members(self) -> Iterator[Member]:
        """Yield each member; what :meth:`open` returned for the one before is then used up."""
        at: int | None = 0
        while at is not None and (header := _local_header(self._file, at)) is not None:
            member, content_at = header
            self._opened = None
            yield member
            at = self._end(member, content_at)
        if at is not None:
            self._file.seek(at)
            self.whole = self._file.read(4) in _LIST

    def open(self, member: Member) -> Reader:
        """Return the content of the last member; raises :class:`DamagedError` if none can be."""
        header = _local_header(self._file, member.header_at)
        if header is None or member.method not in _METHODS:
            raise damaged(WHAT, "without its list this file cannot be unpacked")
        stretch = Stretch(file=self._file, at=header[1], size=member.packed_bytes)
        content = _content(stretch, member)
        self._opened = stretch, content
        return content

    def _end(self, member: Member, content_at: int) -> int | None:
        """Return where the next header is; None where nothing tells."""
        if member.packed_bytes is None:
            end = self._own_end(member)
        else:
            end = content_at + member.packed_bytes
        if end is None or end >= _FAR:
            return None
        self._file.seek(end)
        behind = self._file.read(max(_DESCRIPTORS) + 4)
        found = (n for n in _DESCRIPTORS if behind[n : n + 4] in (_FILE, *_LIST))
        return next((end + n for n in found), None)

    def _own_end(self, member: Member) -> int | None:
        """Return where a member's deflated stream ends by itself."""
        if member.method != zipfile.ZIP_DEFLATED or member.locked:
            return None
        try:
            if self._opened is None:
                self.open(member)
            assert self._opened is not None  # noqa: S101 - by open
            stretch, content = self._opened
            while part := content.read(MIB):
                self._spend(len(part))
        except DamagedError:
            return None
        assert isinstance(content, Inflated)  # noqa: S101 - it is deflated and has no sum
        return stretch.at - len(content.unused)


def _content(stretch: Stretch, member: Member) -> Reader:
    """Return what a stretch holds, unpacked, its check sum compared where it is known."""
    deflated = member.method == zipfile.ZIP_DEFLATED
    content: Reader = Inflated(stretch, WHAT) if deflated else stretch
    return content if member.crc is None else Checked(content, member.crc)


def _local_header(file: IO[bytes], at: int) -> tuple[Member, int] | None:
    """Return the member whose header is at a place, and where its content begins."""
    if not 0 <= at < _FAR:
        return None
    file.seek(at)
    fixed = file.read(_LOCAL.size)
    if len(fixed) < _LOCAL.size or not fixed.startswith(_FILE):
        return None
    _, flags, method, crc, packed, size, name_bytes, extra_bytes = _LOCAL.unpack(fixed)
    name = file.read(name_bytes)
    extra = file.read(extra_bytes)
    if packed == _SEE_EXTRA:
        packed = _large_packed_bytes(extra, after=8 if size == _SEE_EXTRA else 0)
    later = bool(flags & _SIZES_FOLLOW)
    member = Member(
        name=name.decode("utf-8" if flags & _UTF8 else "cp437", "replace"),
        header_at=at,
        method=method,
        locked=bool(flags & _LOCKED),
        packed_bytes=None if later and not packed else packed,
        crc=None if later else crc,
    )
    return member, at + _LOCAL.size + name_bytes + extra_bytes


def _large_packed_bytes(extra: bytes, *, after: int) -> int | None:
    """Return the packed size that an extra field states in 64 bits; None where it does not."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _EXTRA_SIZES and after + 8 <= min(length, len(extra) - at - 4):
            return int.from_bytes(extra[at + 4 + after : at + 12 + after], "little")
        at += 4 + length
    return None
