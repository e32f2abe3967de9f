"""Rows put into tables of the archive for other programs, and the two that only follow the journal.

Diary and plan are put there at the end of a command that wrote them. So nothing here knows a fact
of a session: who says a word in the diary loads none of it.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from ingest.archive.trouble import BUSY_S, explained, set_to_write
from ingest.archive.version import SCHEMA
from ingest.layouts import DAY, DIARY, INSTANT, PLANS, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from ingest.layouts import Dtype

    Row: TypeAlias = tuple[Any, ...]
    Rows: TypeAlias = Sequence[Mapping[str, object]]

# dtype in a frame -> type in SQL; days and instants are ISO text, yes and no are 1 and 0.
TYPES: Final[dict[Dtype, str]] = {
    "string": "TEXT",
    "float64": "REAL",
    "Int64": "INTEGER",
    "boolean": "INTEGER",
    DAY: "TEXT",
    INSTANT: "TEXT",
    "object": "TEXT",
}
_PLAN: Final = (
    *(one for one in PLANS if not one.name.startswith("done_")),  # that is v_session's
    Column("plan_id", "string", "", "the id of the plan's line in the journal"),
)
SAID: Final[dict[str, tuple[Column, ...]]] = {"diary_entry": DIARY, "planned_day": _PLAN}


def quoted(name: str) -> str:
    """Return a column's name as SQL takes it whatever word it is."""
    return f'"{name}"'


def columns_in_sql(layout: Sequence[Column]) -> str:
    """Return columns as the statement that makes their table has them."""
    return ", ".join(f"{quoted(one.name)} {TYPES[one.dtype]}" for one in layout)


def made_as(table: str, columns: str) -> str:
    """Return the statement that makes a table of these columns."""
    return f"CREATE TABLE {table} ({columns})"


def form_of(statement: str) -> str:
    """Return the form of what a statement makes, as it is noted in ``published_form``."""
    return blake2b(statement.encode(), digest_size=8).hexdigest()


def publish_said(
    path: Path, *, diary: Rows, plans: Mapping[str, str], planned: Callable[[str], Rows]
) -> None:
    """Bring diary and plans alone in line; ``plans`` and ``planned`` are as in ``Published``.

    Nothing is done where there is no archive, one of another form, or none with these two tables
    as this program has them.

    Raises
    ------
    ArchiveError
        It cannot be written.
    """
    if not path.exists():
        return
    with explained(path), closing(_open(path)) as connection:
        if not _takes_them(connection):
            return
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            put_plans(connection, plans, planned)
            put_table(connection, "diary_entry", SAID["diary_entry"], diary)


def _open(path: Path) -> sqlite3.Connection:
    name = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(name, uri=True, timeout=BUSY_S, isolation_level=None)
    set_to_write(connection)
    return connection


def _takes_them(connection: sqlite3.Connection) -> bool:
    """Return whether the archive has today's number and both tables are as this program's."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
        return False
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'published_form'")
    if there.fetchone() is None:
        return False
    noted = dict(connection.execute("SELECT made, form FROM published_form"))
    wanted = {name: form_of(made_as(name, columns_in_sql(layout))) for name, layout in SAID.items()}
    return wanted.items() <= noted.items()


def put_plans(
    connection: sqlite3.Connection, plans: Mapping[str, str], planned: Callable[[str], Rows]
) -> None:
    """Bring the planned days in line: rows are asked of ``planned`` for another plan alone."""
    query = "SELECT DISTINCT week_start, plan_id FROM planned_day"
    there: dict[str, str] = dict(connection.execute(query))
    gone = [(monday,) for monday, made in there.items() if plans.get(monday) != made]
    new = sorted(monday for monday, made in plans.items() if there.get(monday) != made)
    connection.executemany("DELETE FROM planned_day WHERE week_start = ?", gone)
    for monday in new:
        rows = ({**row, "plan_id": plans[monday]} for row in planned(monday))
        insert(connection, "planned_day", [row_of(row, SAID["planned_day"]) for row in rows])


def put_table(
    connection: sqlite3.Connection, table: str, layout: Sequence[Column], rows: Rows
) -> None:
    """Put rows in place of a table's, where they differ."""
    wanted = [row_of(row, layout) for row in rows]
    there = connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()  # noqa: S608
    if there != wanted:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        insert(connection, table, wanted)


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into a table, all columns of it."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def row_of(values: Mapping[str, object], layout: Sequence[Column]) -> Row:
    """Return the values of a row in the order of its layout, as SQLite takes them."""
    return tuple(_cell(values.get(one.name), one) for one in layout)


def _cell(value: Any, column: Column) -> Any:
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    if value is None or isinstance(value, str):
        return value
    return float(value) if column.dtype == "float64" else int(value)
