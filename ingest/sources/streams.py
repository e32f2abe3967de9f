"""Streams inside streams: gzip and zip members unpacked piece by piece, as far as they are sound.

A reader hands out everything that it can read; what is wrong with it is raised only afterwards, as
one :class:`DamagedError` whose text names the archive and is fit for a person.
"""

from __future__ import annotations

import zlib
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, Protocol

from ingest.sources.formats import HEAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKED_BYTES: Final = 1 << 16
_GZIP: Final = 31  # zlib's word for "with gzip's header and check sum"
_BARE: Final = -15  # and for deflated data without either


class DamagedError(Exception):
    """An archive's bytes make no sense."""


class Reader(Protocol):
    """The one thing needed of a stream."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes, none at the end."""


def damaged(what: str, where: str) -> DamagedError:
    """Return the error that says what is wrong with an archive, and what to do."""
    return DamagedError(f"The {what} is damaged ({where}); fetch it again.")


@contextmanager
def damage_told(what: str) -> Iterator[None]:
    """Turn whatever an unpacker raises on damaged bytes into one error; the disk's own pass."""
    try:
        yield
    except (DamagedError, MemoryError):
        raise
    except NotImplementedError as error:
        text = f"The {what} is packed in a way that Python cannot open."
        raise DamagedError(text) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise damaged(what, "it cannot be unpacked") from error


class Peeked:
    """A stream whose first bytes (``head``) can be looked at before they are read."""

    def __init__(self, stream: Reader) -> None:
        self.head = b""
        self.trouble: DamagedError | None = None
        self._stream = stream
        try:
            while len(self.head) < HEAD_BYTES and (
                part := stream.read(HEAD_BYTES - len(self.head))
            ):
                self.head += part
        except DamagedError as error:
            self.trouble = error
        self._left = self.head

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; raises what was met while looking, once they are out."""
        if self._left:
            part, self._left = self._left[:size], self._left[size:]
            return part
        if self.trouble is not None:
            raise self.trouble
        return self._stream.read(size)


@dataclass(slots=True, kw_only=True)
class Stretch:
    """A part of a file that can be read anywhere: ``size`` bytes from ``at``, or all that follow.

    Other readers of the same file do not disturb it.
    """

    file: IO[bytes]
    at: int
    size: int | None

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; raises :class:`DamagedError` where the file is shorter."""
        wanted = size if self.size is None else min(size, self.size)
        if not wanted:
            return b""
        self.file.seek(self.at)
        part = self.file.read(wanted)
        self.at += len(part)
        if self.size is not None:
            self.size -= len(part)
            if not part:
                raise damaged("zip archive", "it breaks off in this file")
        return part


class Inflated:
    """One deflated stream; unlike the standard library it gives all that a torn one holds."""

    def __init__(self, stream: Reader, what: str, *, gzip: bool = False) -> None:
        self._stream = stream
        self._what = what
        self._engine = zlib.decompressobj(_GZIP if gzip else _BARE)
        self._pieces: deque[bytes] = deque()  # packed, read and not yet unpacked
        self._trouble: DamagedError | None = None

    @property
    def over(self) -> bool:
        """Say whether the stream's own end was reached."""
        return self._engine.eof

    @property
    def unused(self) -> bytes:
        """Return what was read of the bytes behind the stream's end."""
        return self._engine.unused_data + b"".join(self._pieces)

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; raises :class:`DamagedError` where it is torn."""
        while not self.over:
            if self._trouble is not None:
                raise self._trouble
            try:
                part = self._unpack(self._next_piece(), size)
            except DamagedError as error:
                self._trouble = error
                continue
            if part:
                return part
        return b""

    def _next_piece(self) -> bytes:
        if self._pieces:
            return self._pieces.popleft()
        piece = self._stream.read(PACKED_BYTES)
        if not piece:
            raise damaged(self._what, "it breaks off in this file")
        return piece

    def _unpack(self, piece: bytes, size: int) -> bytes:
        """Return what a piece gives; one with a fault in it is halved until the fault is alone.

        zlib gives nothing of a piece in which it meets a fault, a wrong check sum among them.
        """
        before = self._engine.copy()
        try:
            part = self._engine.decompress(piece, size)
        except zlib.error as error:
            if len(piece) == 1:
                raise damaged(self._what, "its content or check sum is wrong") from error
            self._engine = before
            middle = len(piece) // 2
            self._pieces.extendleft((piece[middle:], piece[:middle]))
            return b""
        if self._engine.unconsumed_tail and not self.over:  # then it lies in unused_data
            self._pieces.appendleft(self._engine.unconsumed_tail)
        return part


class Gunzip:
    """A gzip file: the streams in it one after the other; other bytes behind them are let go."""

    def __init__(self, stream: Reader) -> None:
        self._stream = stream
        self._member = Inflated(stream, "gzip file", gzip=True)

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; raises :class:`DamagedError` where it is torn."""
        while True:
            part = self._member.read(size)
            if part:
                return part
            following = self._member.unused or self._stream.read(PACKED_BYTES)
            if not following.startswith(b"\x1f\x8b"):
                return b""
            self._member = Inflated(_After(following, self._stream), "gzip file", gzip=True)


class _After:
    """A stream with some bytes, already taken, put back."""

    def __init__(self, head: bytes, stream: Reader) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        if not self._head:
            return self._stream.read(size)
        part, self._head = self._head[:size], self._head[size:]
        return part


class Checked:
    """A stream whose check sum is known; a wrong one is told at the end, when all is handed out."""

    def __init__(self, stream: Reader, crc: int) -> None:
        self._stream = stream
        self._crc = crc
        self._seen = 0

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; raises :class:`DamagedError` if their sum is wrong."""
        part = self._stream.read(size)
        self._seen = zlib.crc32(part, self._seen)
        if not part and self._seen != self._crc:
            raise damaged("zip archive", "its check sum for this file is wrong")
        return part


class Guarded:
    """A stream of another library, whose errors are told like our own."""

    def __init__(self, stream: IO[bytes], what: str) -> None:
        self._stream = stream
        self._what = what

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; raises :class:`DamagedError` where it is torn."""
        with damage_told(self._what):
            return self._stream.read(size)
