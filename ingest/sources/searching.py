"""The paths a user names, in a fixed order, each ending in watch files or in a clear outcome."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.sources.kinds import clean_name
from ingest.sources.model import Found, Quota, Tally
from ingest.sources.unpacking import Budget, ExhaustedError, Unpacker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ingest.sources.formats import Format

# Folders and files that systems leave on every card; names that begin with a dot are hidden too.
SYSTEM_NAMES: Final = frozenset(
    {"__macosx", "$recycle.bin", "system volume information", "thumbs.db", "desktop.ini"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A path to open, or what is wrong with it."""

    path: Path
    named: bool = False
    trouble: Found | None = None


def find(
    paths: Iterable[Path],
    *,
    scratch: Path,
    quota: Quota | None = None,
    tally: Tally | None = None,
    leave_out: Path | None = None,
    walked: bool = False,
    plugged: Sequence[Format] = (),
) -> Iterator[Found]:
    """Yield every file under ``paths``, sorted by name within each folder.

    Parameters
    ----------
    paths
        Files, folders and archives, as the user named them.
    scratch
        A private directory for archives inside archives that are too large for memory.
    quota
        Limits against archive bombs.
    tally
        Told how many files are known to be there, for a progress bar.
    leave_out
        A folder that is passed over when met while walking: the runner's own archive.
    walked
        Whether the paths were met while walking a folder, so that what holds no run is skipped.
    plugged
        Formats that plug-ins read.

    A path that cannot be read is one outcome and never stops the others.
    """
    quota = quota or Quota()
    tally = tally or Tally()
    entries = [entry for path in paths for entry in _entries(path, leave_out, named=not walked)]
    tally.expected += len(entries)
    for entry in entries:
        if entry.trouble is not None:
            yield entry.trouble
        else:
            yield from _open(entry, scratch, quota, tally, plugged)


def _open(
    entry: _Entry, scratch: Path, quota: Quota, tally: Tally, plugged: Sequence[Format]
) -> Iterator[Found]:
    source = clean_name(str(entry.path))
    try:
        size_bytes = entry.path.stat().st_size
        stream = entry.path.open("rb")
    except OSError as error:
        yield _unreadable(entry.path, error)
        return
    unpacker = Unpacker(
        quota=quota,
        budget=Budget.of(quota, size_bytes),
        tally=tally,
        scratch=scratch,
        named=entry.named,
        plugged=plugged,
    )
    with stream:
        try:
            yield from unpacker.files(stream, source, entry.path.name, whole=stream)
        except ExhaustedError as error:
            yield Found(source=source, outcome="refused", reason=str(error))
        except OSError as error:
            yield _unreadable(entry.path, error)


def _entries(path: Path, leave_out: Path | None, *, named: bool) -> Iterator[_Entry]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        trouble = Found(
            source=clean_name(str(path)),
            outcome="missing",
            reason="there is no such file or folder",
        )
        yield _Entry(path=path, trouble=trouble)
        return
    except OSError as error:
        yield _Entry(path=path, trouble=_unreadable(path, error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, leave_out, seen=set())
    else:
        yield _file(path, mode, named=named)


def _walk(folder: Path, leave_out: Path | None, seen: set[tuple[int, int]]) -> Iterator[_Entry]:
    """Yield a folder's files, then its folders', each folder once however links may loop."""
    try:
        status = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names only, quicker by half
    except OSError as error:
        yield _Entry(path=folder, trouble=_unreadable(folder, error))
        return
    place = (status.st_dev, status.st_ino)
    if (place in seen and any(place)) or is_same(folder, leave_out):
        return
    seen.add(place)
    folders = []
    for name in names:
        if is_passed_over(name):
            continue
        path = folder / name
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield _Entry(path=path, trouble=_unreadable(path, error))
            continue
        if stat.S_ISDIR(mode):
            folders.append(path)
        else:
            yield _file(path, mode, named=False)
    for path in folders:
        yield from _walk(path, leave_out, seen)


def _file(path: Path, mode: int, *, named: bool) -> _Entry:
    if stat.S_ISREG(mode):
        return _Entry(path=path, named=named)
    trouble = Found(
        source=clean_name(str(path)),
        outcome="refused" if named else "skipped",
        reason="not a regular file",
    )
    return _Entry(path=path, trouble=trouble)


def is_passed_over(name: str) -> bool:
    """Return whether a file or folder of this name is none of the runner's."""
    return name.startswith(".") or name.lower() in SYSTEM_NAMES


def is_same(folder: Path, other: Path | None) -> bool:
    """Return whether both are one folder, however they are spelt."""
    try:
        return other is not None and folder.samefile(other)
    except OSError:
        return False


def _unreadable(path: Path, error: OSError) -> Found:
    reason = f"cannot be read: {error.strerror or error}"
    return Found(source=clean_name(str(path)), outcome="refused", reason=reason)
