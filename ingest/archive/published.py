"""Rows put into the archive for other programs: judged values, and what SQL alone cannot make.

They are nobody's truth, least of all ours: nothing here is read back but to see whether it stands.
Their tables and the views are made anew where this program's differ from those that are there, so
that neither changes the archive's form.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from ingest.archive.connection import explained
from ingest.archive.form import columns_of
from ingest.archive.views import (
    JUDGED_FOR,
    JUDGED_LAYOUT,
    PUBLISHED,
    TYPES,
    VIEWS,
    quoted,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from ingest.archive.archive import Archive
    from ingest.layouts import Column

    Row: TypeAlias = tuple[Any, ...]
    Rows: TypeAlias = Sequence[Mapping[str, object]]

_SESSION: Final = "session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE"


def _columns(layout: Sequence[Column]) -> str:
    return ", ".join(f"{quoted(one.name)} {TYPES[one.dtype]}" for one in layout)


_TABLES: Final[dict[str, str]] = {
    # Recordings of a session that another recording tells better (archive.duplicates).
    "copy": f"{_SESSION}, kept TEXT NOT NULL",
    "judged": f"{_SESSION}, {_columns(JUDGED_LAYOUT)}",
    "judged_for": _columns(JUDGED_FOR),
    **{name: _columns(layout) for name, layout in PUBLISHED.items()},
    "published_form": "form TEXT NOT NULL",
}
_STATEMENTS: Final = (
    *(f"CREATE TABLE {name} ({columns})" for name, columns in _TABLES.items()),
    *(view.statement for view in VIEWS),
)
_FORM: Final = blake2b("\n".join(_STATEMENTS).encode(), digest_size=8).hexdigest()
_FORM_THERE: Final = "SELECT form FROM published_form"
_COPIES: Final = "SELECT session_id, kept FROM copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What other programs are to read; rows are mappings of column to a value of JSON.

    ``judged`` holds rows by session id; ``judged_for`` says from what all was made. ``plans`` has
    by Monday the id of the journal's line of each week's plan; only where that is another are the
    week's rows asked of ``planned``. Rows are made when they are asked for.
    """

    judged_for: Mapping[str, object]
    judged: Mapping[str, tuple[str, str]]  # session id -> from what it is judged, its local day
    judged_row: Callable[[str], Mapping[str, object]]
    plans: Mapping[str, str]
    planned: Callable[[str], Rows]
    tables: Mapping[str, Callable[[], Rows]]


def note_copies(archive: Archive) -> None:
    """Note which recordings are copies, so that SQL leaves them out; the caller may write."""
    kept = {name: counts for name, counts in archive.kept().items() if name != counts}
    connection = archive.connection
    with explained(archive.home.archive):
        if is_todays(connection) and kept == dict(connection.execute(_COPIES)):
            return
    with archive.transaction():
        _make_todays(connection)
        connection.execute("DELETE FROM copy")
        connection.executemany("INSERT INTO copy VALUES (?, ?)", sorted(kept.items()))


def publish(archive: Archive, wanted: Published) -> None:
    """Bring what others read in line with ``wanted``; only what differs is made and written."""
    connection = archive.connection
    for_what = _row(wanted.judged_for, JUDGED_FOR)
    with explained(archive.home.archive):
        if _stands(connection, for_what, len(wanted.judged)):
            return
    note_copies(archive)
    with explained(archive.home.archive):
        there = _judged_there(connection)
    with archive.transaction():
        _put_judged(connection, there, wanted)
        _put_plans(connection, wanted)
        for table, rows in wanted.tables.items():
            _put_table(connection, table, rows())
        connection.execute("DELETE FROM judged_for")
        _insert(connection, "judged_for", [for_what])


def is_todays(connection: sqlite3.Connection) -> bool:
    """Return whether the tables and views of this program are there."""
    if not columns_of(connection, "published_form"):
        return False
    return bool(connection.execute(_FORM_THERE).fetchall() == [(_FORM,)])


def _make_todays(connection: sqlite3.Connection) -> None:
    """Make the tables, empty, and the views, in place of those of another program."""
    if is_todays(connection):
        return
    mine = ", ".join(f"'{name}'" for name in _TABLES)
    query = f"SELECT type, name FROM sqlite_master WHERE type = 'view' OR name IN ({mine})"  # noqa: S608
    found = connection.execute(query).fetchall()
    for kind, name in sorted(found, reverse=True):  # views before the tables that they stand on
        connection.execute(f"DROP {kind} {quoted(name)}")
    for statement in _STATEMENTS:
        connection.execute(statement)
    connection.execute("INSERT INTO published_form VALUES (?)", (_FORM,))


def _stands(connection: sqlite3.Connection, for_what: Row, sessions: int) -> bool:
    """Return whether all that is there was made from the same, and nothing of it dropped."""
    if not is_todays(connection):
        return False
    there = connection.execute("SELECT * FROM judged_for").fetchall()
    count = connection.execute("SELECT count(*) FROM judged").fetchone()[0]
    return there == [for_what] and count == sessions


def _judged_there(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    query = "SELECT session_id, judged_from, local_date FROM judged"
    return {name: (judged, day) for name, judged, day in connection.execute(query)}


def _put_judged(
    connection: sqlite3.Connection, there: Mapping[str, tuple[str, str]], wanted: Published
) -> None:
    gone = sorted(name for name, made in there.items() if wanted.judged.get(name) != made)
    new = sorted(name for name, made in wanted.judged.items() if there.get(name) != made)
    connection.executemany("DELETE FROM judged WHERE session_id = ?", [(name,) for name in gone])
    rows = [(name, *_row(wanted.judged_row(name), JUDGED_LAYOUT)) for name in new]
    _insert(connection, "judged", rows)


def _put_plans(connection: sqlite3.Connection, wanted: Published) -> None:
    query = "SELECT DISTINCT week_start, plan_id FROM planned_day"
    there: dict[str, str] = dict(connection.execute(query))
    gone = [(monday,) for monday, made in there.items() if wanted.plans.get(monday) != made]
    new = sorted(monday for monday, made in wanted.plans.items() if there.get(monday) != made)
    connection.executemany("DELETE FROM planned_day WHERE week_start = ?", gone)
    layout = PUBLISHED["planned_day"]
    for monday in new:
        rows = ({**row, "plan_id": wanted.plans[monday]} for row in wanted.planned(monday))
        _insert(connection, "planned_day", [_row(row, layout) for row in rows])


def _put_table(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    """Put rows in place of a table's, where they differ."""
    layout = PUBLISHED[table]
    wanted = [_row(row, layout) for row in rows]
    there = connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()  # noqa: S608
    if there != wanted:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        _insert(connection, table, wanted)


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _row(values: Mapping[str, object], layout: Sequence[Column]) -> Row:
    return tuple(_cell(values.get(one.name), one) for one in layout)


def _cell(value: Any, column: Column) -> Any:
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    if value is None or isinstance(value, str):
        return value
    return float(value) if column.dtype == "float64" else int(value)
