"""What the runner said and decided: one JSON line an event, appended, never changed.

The journal itself is the store: nothing of it is copied into the archive. A line torn by a crash
can only be the last one; it is passed over when read, and the next append takes its place.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from ingest.errors import AerobaseError
from ingest.home.events import Event, LineError, TornLineError, parse
from ingest.home.home import PRIVATE_FILE_MODE
from ingest.home.lock import exclusive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from io import FileIO

    from ingest.home.events import EventKind
    from ingest.home.home import Home

LOCK_NAME: Final = "journal.lock"
TAIL_BYTES: Final = 1 << 16
MEND: Final = "mend or delete that line in a text editor; the other lines are untouched"


class JournalError(AerobaseError):
    """The journal cannot be read or written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A line that cannot be read: its number, from 1, and what is wrong with it."""

    line: int
    what: str


def read(home: Home) -> tuple[Event, ...]:
    """Return every event, oldest first; an empty tuple where nothing was ever said.

    A line that cannot be read stops: it may be the fever or the pain that a plan must know of.

    Raises
    ------
    JournalError
        The file cannot be read, or a line is damaged that no crash left so.
    """
    events, damages = scan(home)
    if damages:
        first = damages[0]
        raise JournalError(
            f"Line {first.line} of the journal {home.journal} is damaged: {first.what}.",
            hint=f"{MEND.capitalize()}.",
        )
    return events


def scan(home: Home) -> tuple[tuple[Event, ...], tuple[Damage, ...]]:
    """Return every event that can be read, oldest first, and every line that cannot.

    A last line torn by a crash is neither: it was never confirmed to anyone.

    Raises
    ------
    JournalError
        The file cannot be read.
    """
    try:
        lines = home.journal.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        raise JournalError(
            f"The journal {home.journal} cannot be read: {error.strerror or error}.",
            hint="Check the file's permissions.",
        ) from error
    events: list[Event] = []
    damages: list[Damage] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            events.append(parse(line, number=number))
        except LineError as error:
            whole = number < len(lines) or line.endswith(b"\n")
            if whole or not isinstance(error, TornLineError):
                damages.append(Damage(line=number, what=str(error)))
    return tuple(events), tuple(damages)


def append(
    home: Home, *, kind: EventKind, day: date, data: Mapping[str, Any], now: datetime
) -> Event:
    """Write one event to disk and return it; ``now`` is the clock, aware.

    The id is a hash of the line and of its place, so that two equal entries differ.

    Raises
    ------
    JournalError
        It cannot be written; nothing of it counts then.
    """
    home.ensure()
    at_utc, data = now.astimezone(UTC), _in_letters(data)
    body = {"kind": kind, "at_utc": _instant(at_utc), "day": day.isoformat(), "data": data}
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        with exclusive(home.path / LOCK_NAME):
            descriptor = os.open(home.journal, flags, PRIVATE_FILE_MODE)
            with os.fdopen(descriptor, "r+b", buffering=0) as stream:
                event_id = _write_line(stream, body)
    except OSError as error:
        raise JournalError(
            f"The journal {home.journal} cannot be written: {error.strerror or error}.",
            hint="Check the disk's free space and the file's permissions.",
        ) from error
    return Event(id=event_id, kind=kind, at_utc=at_utc, day=day, data=data)


def begin(home: Home, *, day: date, now: datetime) -> None:
    """Write that the runner begins here, where nothing was ever said; or not, if that fails.

    Advice counts the weeks in which somebody could hear it.
    """
    with suppress(JournalError, OSError):
        if not home.journal.exists() or not home.journal.stat().st_size:
            append(home, kind="begin", day=day, data={}, now=now)


def _in_letters(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is written as it will be read again.

    Where the system's code page is poor, letters of a command line come as bytes in disguise
    (PEP 383); they are put together again, and what is no UTF-8 is replaced.
    """
    text = json.dumps(dict(data), ensure_ascii=False, allow_nan=False)
    read: dict[str, Any] = json.loads(
        text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )
    return read


def _write_line(stream: FileIO, body: Mapping[str, Any]) -> str:
    """Append one whole line or nothing; the caller holds the lock."""
    size = _whole_bytes(stream)
    stream.truncate(size)  # a torn line was never confirmed to anyone
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, allow_nan=False)
    event_id = hashlib.sha256(f"{size}:{text}".encode()).hexdigest()[:8]
    line = (
        json.dumps({"id": event_id, **body}, ensure_ascii=False, allow_nan=False).encode() + b"\n"
    )
    try:
        written = 0
        while written < len(line):  # a disk almost full takes a part first and then fails
            written += stream.write(line[written:])
        os.fsync(stream.fileno())
    except OSError:
        stream.truncate(size)
        raise
    return event_id


def _whole_bytes(stream: FileIO) -> int:
    """Return how far the journal holds whole lines; closes a last one that lacks only its end."""
    size = stream.seek(0, os.SEEK_END)
    tail = b""
    start = size
    while start > 0 and b"\n" not in tail:
        start = max(0, start - TAIL_BYTES)
        stream.seek(start)
        tail = stream.read(size - start)
    torn = tail.rpartition(b"\n")[2]
    if not torn:
        return size
    try:
        parse(torn)
    except TornLineError:
        return size - len(torn)
    except LineError:
        pass  # whole JSON is no crash's: a hand wrote it, and `doctor` names it
    stream.write(b"\n")  # an editor left the end out
    return size + 1


def _instant(at_utc: datetime) -> str:
    return at_utc.isoformat(timespec="microseconds").replace("+00:00", "Z")
