"""Archives as former programs made them: their tables, and a home's archive put into them."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.home.home import Home

ARCHIVES: Final = Path(__file__).parents[2] / "fixtures" / "archives"  # as they were written
FORMER: Final = (1, 2)  # ``PRAGMA user_version`` of those that a home's archive is put into
_TABLES: Final = ("file", "session", "stream", "passed_over")


def facts_of(number: int) -> set[str]:
    """Return the names of the facts that a session of a former form has columns for."""
    with closing(sqlite3.connect(":memory:")) as former:
        _make_tables(former, number)
        return {name.removesuffix("_json") for name in _columns(former, "main", "session")}


def put_back(home: Home, number: int, *, without: Collection[str] = ()) -> None:
    """Put the content of a home's archive into one of a former form, in its place.

    ``without`` names columns of its session table that this archive shall lack.
    """
    path = home.path / "former.sqlite"
    with closing(sqlite3.connect(path)) as former:
        former.execute("PRAGMA journal_mode = WAL")
        _make_tables(former, number)
        for column in without:
            former.execute(f"ALTER TABLE session DROP COLUMN {column}")
        former.execute("ATTACH ? AS today", (str(home.archive),))
        for table in _TABLES:
            names = ", ".join(sorted(_columns(former, "main", table)))
            former.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM today.{table}")  # noqa: S608
        former.commit()
        former.execute("DETACH today")
        former.execute(f"PRAGMA user_version = {number}")
        former.commit()
    for beside in home.path.glob(f"{home.archive.name}-*"):
        beside.unlink()
    path.replace(home.archive)


def _make_tables(connection: sqlite3.Connection, number: int) -> None:
    """Make the tables of a former form as the fixture has them, and the rows that say its steps."""
    packed = (ARCHIVES / f"form-{number}.sqlite.gz").read_bytes()
    with closing(sqlite3.connect(":memory:")) as kept:
        kept.deserialize(gzip.decompress(packed))
        query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        for (statement,) in kept.execute(query):
            connection.execute(statement)
        steps = kept.execute("SELECT * FROM migration").fetchall()
    connection.executemany("INSERT INTO migration VALUES (?, ?, ?)", steps)


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}
