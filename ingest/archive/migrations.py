"""How an archive of any age becomes one of today: ordered steps, each recorded with its change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.archive import schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

_BOOK = """
CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    change TEXT NOT NULL             -- what the step did, in a sentence
)
"""


def first_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of files, sessions, streams, wellness and files passed over."""
    for statement in _statements(schema.FIRST):
        connection.execute(statement)


def decoder_versions(connection: sqlite3.Connection) -> None:
    """Note for each file which decoder read it, so that a better one reads it again."""
    for statement in _statements(schema.DECODER_VERSION):
        connection.execute(statement)


STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    first_tables,
    decoder_versions,
)


def applied(connection: sqlite3.Connection) -> int:
    """Return how many steps the archive has behind it; 0 for an empty file."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps still missing, each in one transaction with its record.

    The connection must be in autocommit mode. An archive newer than the steps known is left as
    it is.
    """
    for number, step in enumerate(STEPS, start=1):
        if applied(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if applied(connection) < number:  # another process may have been quicker
                connection.execute(_BOOK)
                step(connection)
                connection.execute(
                    "INSERT INTO migration (number, name, change) VALUES (?, ?, ?)",
                    (number, step.__name__, (step.__doc__ or "").strip()),
                )
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has ended it already
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    """Split a script at its semicolons; ``executescript`` would commit the transaction."""
    return [part for part in _bare(script).split(";") if part.strip()]


def _bare(script: str) -> str:
    """Take comments out where they hold a semicolon; elsewhere SQLite keeps them in the schema."""
    lines = script.splitlines()
    return "\n".join(
        line.split("--")[0] if ";" in line.partition("--")[2] else line for line in lines
    )
