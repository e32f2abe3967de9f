"""Whether an archive has today's form, and how an empty one gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ingest.archive.columns import NAMES
from ingest.archive.schema import TABLES
from ingest.archive.version import SCHEMA

if TYPE_CHECKING:
    import sqlite3

Age: TypeAlias = Literal["empty", "older", "todays", "newer"]


def age(connection: sqlite3.Connection) -> Age:
    """Return how the form of an archive stands to today's: by its number, then its facts."""
    number = connection.execute("PRAGMA user_version").fetchone()[0]
    columns = columns_of(connection, "session")
    if not number and not columns:
        return "empty"
    if number > SCHEMA or (number == SCHEMA and columns - set(NAMES)):
        return "newer"
    return "todays" if number == SCHEMA and columns == set(NAMES) else "older"


def columns_of(connection: sqlite3.Connection, table: str) -> set[str]:
    """Return the names of a table's columns; none where there is no such table."""
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def make_tables(connection: sqlite3.Connection) -> None:
    """Give an empty archive today's tables, in one transaction; any other is left as it is.

    The connection must be in autocommit mode.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        if age(connection) == "empty":  # another process may have been quicker
            for statement in TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
