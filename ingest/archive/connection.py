"""Opening the SQLite file: to write, to read beside a writer, or from a disk that is read-only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ingest.archive.form import age, make_tables
from ingest.archive.trouble import BUSY_S, ArchiveError, explained, set_to_write
from ingest.home.home import PRIVATE_FILE_MODE

if TYPE_CHECKING:
    from pathlib import Path


class OlderFormError(ArchiveError):
    """An older aerobase made the archive: it must be derived anew first."""


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open or make the archive at ``path``, private to its owner, with today's tables.

    Raises
    ------
    OlderFormError
        An older aerobase made it.
    ArchiveError
        It cannot be opened, or a newer aerobase made it.
    """
    with explained(path):
        if not path.exists():  # the time of one that is there says when it was changed
            path.touch(mode=PRIVATE_FILE_MODE)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")  # stays as it was where impossible
            set_to_write(connection)
            if age(connection) == "empty":
                make_tables(connection)
            _refuse_other_forms(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open the archive at ``path`` to read; one that does not exist is empty.

    On a read-only disk the file is taken as it stands, because SQLite would have to write beside
    it.

    Raises
    ------
    OlderFormError
        An older aerobase made it.
    ArchiveError
        It cannot be read, or a newer aerobase made it.
    """
    if not path.exists():
        return in_memory()
    with explained(path):
        connection = read_only(path)
        try:
            if age(connection) == "empty":
                connection.close()
                return in_memory()
            _refuse_other_forms(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def is_blank(path: Path) -> bool:
    """Say whether there is no archive at ``path``: no file, or one without any table.

    Raises
    ------
    ArchiveError
        The file cannot be read.
    """
    if not path.exists():
        return True
    with explained(path), closing(read_only(path)) as connection:
        return age(connection) == "empty"


def in_memory() -> sqlite3.Connection:
    """Return an empty archive that no file holds."""
    connection = _memory()
    make_tables(connection)
    return connection


def copy_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy that may be changed without touching the file; closes the one given."""
    copy = _memory()
    connection.execute("PRAGMA query_only = OFF")
    connection.backup(copy)
    connection.close()
    return copy


def read_only(path: Path) -> sqlite3.Connection:
    """Open the file at ``path`` whatever its form, so that nothing can be written."""
    last: sqlite3.Error | None = None
    # A reader that may write beside the file tidies up behind itself; one on a read-only disk
    # must take the file as it stands.
    for how in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{how}", uri=True, timeout=BUSY_S, isolation_level=None
        )
        try:
            connection.execute("PRAGMA query_only = ON")
            age(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            last = error
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise last or sqlite3.OperationalError("unable to open database file")


def _memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _refuse_other_forms(connection: sqlite3.Connection, path: Path) -> None:
    form = age(connection)
    if form == "newer":
        raise ArchiveError(
            f"The archive {path} was made by a newer aerobase.", hint="Update aerobase."
        )
    if form != "todays":
        raise OlderFormError(
            f"The archive {path} was made by an older aerobase.",
            hint="`aerobase rebuild` makes it again from the original watch files.",
        )
