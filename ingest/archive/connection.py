"""Opening the SQLite file: to write, to read beside a writer, or from a disk that is read-only."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from ingest.archive.form import age, make_tables
from ingest.errors import AerobaseError
from ingest.home.home import PRIVATE_FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_S: Final = 30.0


class ArchiveError(AerobaseError):
    """The archive cannot be used as asked."""


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
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # forgotten means gone
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
