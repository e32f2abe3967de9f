"""One SQLite file put in the place of another, without a moment in which neither is whole."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final, TypeAlias

from ingest.archive.connection import read_only
from ingest.archive.trouble import BUSY_S, ArchiveError, explained
from ingest.home.files import sync_directory

if TYPE_CHECKING:
    from pathlib import Path

Counts: TypeAlias = dict[str, int]  # rows by table
BESIDE: Final = ("-wal", "-shm", "-journal")


def remove_database(path: Path) -> None:
    """Delete an SQLite file with what lies beside it."""
    for name in (path, *(path.with_name(path.name + end) for end in BESIDE)):
        with suppress(FileNotFoundError):
            name.unlink()


def seal(connection: sqlite3.Connection, path: Path) -> Counts:
    """Fold the write-ahead log of a fresh archive into its file, close it, and count its rows.

    Closing alone does not say when the disk was too full for that, and leaves a short file.

    Raises
    ------
    ArchiveError
        It could not all be written.
    """
    with explained(path), closing(connection):
        counted = _counts(connection)
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode == "wal":
        raise _short(path)
    return counted


def keep_before(archive: Path, kept: Path) -> None:
    """Keep an archive as it is under another name too, in place of what had that name.

    Raises
    ------
    ArchiveError
        It cannot be kept, or another program has it open.
    """
    _fold_log(archive)
    with explained(kept):
        kept.unlink(missing_ok=True)
        try:
            kept.hardlink_to(archive)  # at once: a change puts another file in the archive's place
        except OSError:
            shutil.copy2(archive, kept)  # a file system that knows no second names


def put_in_place(fresh: Path, old: Path, counted: Counts) -> None:
    """Replace the old file by a sealed one that holds as many rows as were counted.

    The old file's write-ahead log must be gone first, or it would be replayed.

    Raises
    ------
    ArchiveError
        The fresh file is not whole, or another program keeps the old file open.
    """
    with explained(fresh), closing(read_only(fresh)) as connection:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if not sound or _counts(connection) != counted:
            raise _short(fresh)
    if old.exists():
        _fold_log(old)
    with explained(old):
        for end in BESIDE:
            with suppress(FileNotFoundError):
                old.with_name(old.name + end).unlink()
        fresh.replace(old)
        sync_directory(old.parent)


def _counts(connection: sqlite3.Connection) -> Counts:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    names = [row[0] for row in connection.execute(query)]
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - ours
        for name in names
    }


def _short(path: Path) -> ArchiveError:
    return ArchiveError(
        f"The new archive {path} could not be written whole; the old one is left as it was.",
        hint="Free some space and do it again.",
    )


def _fold_log(old: Path) -> None:
    connection = sqlite3.connect(old, timeout=BUSY_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise ArchiveError(
                f"The archive {old} is in use by another program.", hint="End it and try again."
            ) from error
        # Otherwise it is damaged beyond reading: that is what a rebuild is for.
    finally:
        connection.close()
