"""One SQLite file put in the place of another, without a moment in which neither is whole."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ingest.archive.connection import BUSY_S, ArchiveError, explained
from ingest.home.files import sync_directory

if TYPE_CHECKING:
    from pathlib import Path

BESIDE: Final = ("-wal", "-shm", "-journal")


def remove_database(path: Path) -> None:
    """Delete an SQLite file with what lies beside it."""
    for name in (path, *(path.with_name(path.name + end) for end in BESIDE)):
        with suppress(FileNotFoundError):
            name.unlink()


def put_in_place(fresh: Path, old: Path) -> None:
    """Replace the old file; its write-ahead log must be gone first, or it would be replayed.

    Raises
    ------
    ArchiveError
        Another program keeps the old file open.
    """
    if old.exists():
        _fold_log(old)
    with explained(old):
        for end in BESIDE:
            with suppress(FileNotFoundError):
                old.with_name(old.name + end).unlink()
        fresh.replace(old)
        sync_directory(old.parent)


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
