"""What goes wrong with the archive's file, in words; what every connection that writes is set to.

It knows no fact and no table, so that who only says a word in the diary loads none of them.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ingest.errors import AerobaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_S: Final = 30.0


class ArchiveError(AerobaseError):
    """The archive cannot be used as asked."""


def set_to_write(connection: sqlite3.Connection) -> None:
    """Let what is written reach the disk, keep its references, and leave no trace when deleted."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # forgotten means gone


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about the archive into words with a way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(path, error) from error
    except OSError as error:
        raise ArchiveError(
            f"The archive {path} cannot be used: {error.strerror or error}.",
            hint="Check the disk's free space and the file's permissions.",
        ) from error


def _in_words(path: Path, error: sqlite3.Error) -> ArchiveError:
    text = str(error)
    if "full" in text or "disk I/O" in text:
        return ArchiveError(
            f"The archive {path} cannot be written: the disk is full or failing.",
            hint="Free some space and do it again; what was stored before is kept.",
        )
    if "locked" in text or "busy" in text:
        return ArchiveError(
            f"The archive {path} is in use by another program.", hint="Try again in a moment."
        )
    if "readonly" in text or "unable to open" in text:
        return ArchiveError(
            f"The archive {path} cannot be opened ({text}).",
            hint="Check the permissions of the data directory.",
        )
    return ArchiveError(
        f"The archive {path} is damaged ({text}).",
        hint="`aerobase rebuild` makes it again from the original watch files; nothing is lost.",
    )
