"""Streams to files: gzip and zip opened in place, within a budget, to any useful depth."""

from __future__ import annotations

import hashlib
import struct
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

from ingest.sources.kinds import HEAD_BYTES, clean_name, kind_of, words_for
from ingest.sources.model import MIB, Found, Quota, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GZIP: Final = 31  # zlib's word for "with gzip's header and check sum"
TOO_MANY: Final = "it holds too many files"
ZIP_END_BYTES: Final = 22 + 0xFFFF + 76  # end record, comment, and the large form's two records
SEE_LARGE_FORM: Final = 0xFFFF_FFFF
PACKED_BYTES: Final = 1 << 16


class DamagedError(Exception):
    """An archive's bytes make no sense."""


class ExhaustedError(Exception):
    """An archive unfolds to more than its budget."""


class Reader(Protocol):
    """The one thing needed of a stream."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes, none at the end."""


@dataclass(slots=True, kw_only=True)
class Budget:
    """What one named file may still unfold to."""

    members: int
    expanded_bytes: int

    @classmethod
    def of(cls, quota: Quota, size_bytes: int) -> Budget:
        """Return the budget of a named file of this size."""
        expanded_bytes = quota.expanded_bytes + quota.expansion * size_bytes
        return cls(members=quota.members, expanded_bytes=expanded_bytes)

    def spend(self, *, members: int = 0, expanded_bytes: int = 0) -> None:
        """Take something off; raises :class:`ExhaustedError` when there is not enough."""
        self.members -= members
        self.expanded_bytes -= expanded_bytes
        if self.members < 0:
            raise ExhaustedError(TOO_MANY)
        if self.expanded_bytes < 0:
            raise ExhaustedError("it unfolds to far more than its size: an archive bomb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacker:
    """Opens one named file. ``scratch`` is where a large nested archive may lie meanwhile."""

    quota: Quota
    budget: Budget
    tally: Tally
    scratch: Path
    named: bool  # by the user, so that other content is refused and not just skipped

    def files(
        self,
        stream: Reader,
        source: str,
        name: str,
        *,
        depth: int = 0,
        whole: IO[bytes] | None = None,
    ) -> Iterator[Found]:
        """Yield what lies in a stream; ``name`` is the innermost name without ``.gz``.

        ``whole`` is the same content as a file that can be read anywhere, if it is one.

        Raises
        ------
        ExhaustedError
            The budget is spent; what was found before stays found.
        """
        try:
            with _damage_told("file"):
                head = _beginning(stream)
        except DamagedError as error:
            yield Found(source=source, outcome="refused", reason=str(error))
            return
        rest = _Joined(head, stream)
        kind = kind_of(head)
        if kind in {"gzip", "zip"} and depth >= self.quota.nesting:
            reason = f"more than {self.quota.nesting} archives inside each other"
            yield Found(source=source, outcome="refused", reason=reason)
        elif kind == "gzip":
            bare = name[:-3] if name.lower().endswith(".gz") else name
            yield from self.files(_Gunzip(rest), source, bare, depth=depth + 1)
        elif kind == "zip":
            yield from self._zip(rest, whole, source, depth)
        elif kind == "fit" or name.lower().endswith(".fit"):
            yield self._watch_file(rest, source)
        else:
            yield self._other(rest, head, source)

    def _watch_file(self, stream: Reader, source: str) -> Found:
        data = self._read(stream, self.quota.file_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        if len(data) > self.quota.file_bytes:
            limit = self.quota.file_bytes // MIB
            return Found(
                source=source, outcome="refused", reason=f"larger than {limit} MiB: no watch file"
            )
        return Found(source=source, sha256=sha256, data=data)

    def _other(self, stream: Reader, head: bytes, source: str) -> Found:
        data_hash = hashlib.sha256()
        size = 0
        while size <= self.quota.other_bytes:
            data = self._read(stream, MIB - 1)
            data_hash.update(data)
            size += len(data)
            if len(data) < MIB:
                break
        return Found(
            source=source,
            sha256=data_hash.hexdigest() if size <= self.quota.other_bytes else None,
            outcome="refused" if self.named else "skipped",
            reason=words_for(head),
        )

    def _zip(
        self, stream: Reader, whole: IO[bytes] | None, source: str, depth: int
    ) -> Iterator[Found]:
        with tempfile.SpooledTemporaryFile(
            max_size=self.quota.spool_bytes, dir=str(self.scratch)
        ) as spool:
            if whole is None:
                whole = cast("IO[bytes]", spool)
                self._spool(stream, whole)
            if _directory_bytes(whole) > self.quota.directory_bytes:
                raise ExhaustedError(TOO_MANY)
            try:
                with _damage_told("zip archive"):
                    archive = zipfile.ZipFile(whole)
            except DamagedError as error:
                yield Found(source=source, outcome="refused", reason=str(error))
                return
            members = [info for info in archive.infolist() if _wanted(info)]
            self.budget.spend(members=len(members))
            self.tally.expected += len(members) - 1
            inside = replace(self, named=False)
            for info in members:
                yield from inside.member(archive, info, source, depth + 1)

    def member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, depth: int
    ) -> Iterator[Found]:
        """Yield what lies in one member of a zip archive; its name opens no path."""
        where = f"{source}!{clean_name(info.filename)}"
        if info.flag_bits & 1:
            yield Found(source=where, outcome="refused", reason="locked with a password")
            return
        try:
            with _damage_told("zip archive"):
                member = archive.open(info)
        except DamagedError as error:
            yield Found(source=where, outcome="refused", reason=str(error))
            return
        with member:
            yield from self.files(cast("Reader", member), where, info.filename, depth=depth)

    def _spool(self, stream: Reader, spool: IO[bytes]) -> None:
        while True:
            data = self._read(stream, MIB - 1)
            spool.write(data)
            if len(data) < MIB:
                spool.seek(0)
                return

    def _read(self, stream: Reader, limit: int) -> bytes:
        """Return up to ``limit + 1`` bytes.

        What a damaged archive still gives is kept: the decoder says what is missing.
        """
        parts: list[bytes] = []
        wanted = limit + 1
        while wanted > 0:
            try:
                with _damage_told("file"):
                    part = stream.read(min(wanted, MIB))
            except DamagedError:
                break
            if not part:
                break
            self.budget.spend(expanded_bytes=len(part))
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)


class _Joined:
    """A stream with its first bytes, already taken, put back."""

    def __init__(self, head: bytes, stream: Reader) -> None:
        self.head = head
        self.stream = stream

    def read(self, size: int, /) -> bytes:
        if not self.head:
            return self.stream.read(size)
        part, self.head = self.head[:size], self.head[size:]
        return part


class _Gunzip:
    """A gzip stream unpacked; unlike the standard library's it gives all that a torn one holds."""

    def __init__(self, stream: Reader) -> None:
        self.stream = stream
        self.engine = zlib.decompressobj(GZIP)
        self.packed = b""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; raises ``EOFError`` or ``zlib.error`` where it is torn."""
        while True:
            if self.engine.eof and not self._next_member():
                return b""
            self.packed = self.packed or self.stream.read(PACKED_BYTES)
            over = not self.packed
            part = self.engine.decompress(self.packed, size)
            self.packed = self.engine.unconsumed_tail
            if part:
                return part
            if over and not self.engine.eof:
                raise EOFError("the gzip stream is torn")

    def _next_member(self) -> bool:
        """Begin the member that follows, if one does; other bytes behind the end are let go."""
        following = self.engine.unused_data or self.stream.read(PACKED_BYTES)
        if not following.startswith(b"\x1f\x8b"):
            return False
        self.engine = zlib.decompressobj(GZIP)
        self.packed = following
        return True


def _directory_bytes(whole: IO[bytes]) -> int:
    """Return how long a zip archive says its list of members is; 0 where it does not say."""
    whole.seek(0, 2)
    whole.seek(max(0, whole.tell() - ZIP_END_BYTES))
    tail = whole.read(ZIP_END_BYTES)
    whole.seek(0)
    small, large = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    sizes = [0]
    if 0 <= small <= len(tail) - 16:
        sizes += struct.unpack_from("<I", tail, small + 12)
    if 0 <= large <= len(tail) - 48 and sizes[-1] == SEE_LARGE_FORM:
        sizes = list(struct.unpack_from("<Q", tail, large + 40))
    return int(sizes[-1])


def _beginning(stream: Reader) -> bytes:
    head = b""
    while len(head) < HEAD_BYTES and (part := stream.read(HEAD_BYTES - len(head))):
        head += part
    return head


def _wanted(info: zipfile.ZipInfo) -> bool:
    """Return whether a member is a file that a person would see in a folder."""
    parts = info.filename.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return parts[-1] != "" and not hidden and "__MACOSX" not in parts


@contextmanager
def _damage_told(what: str) -> Iterator[None]:
    """Turn whatever an unpacker raises on damaged bytes into one error; the disk's own pass."""
    try:
        yield
    except (ExhaustedError, MemoryError):
        raise
    except NotImplementedError as error:
        raise DamagedError(f"the {what} is packed in a way that Python cannot open") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise DamagedError(f"the {what} is damaged") from error
