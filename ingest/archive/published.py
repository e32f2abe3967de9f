"""Rows put into the archive for other programs: judged values, and what SQL alone cannot make.

They are nobody's truth, least of all ours: nothing here is read back but to see whether it stands.
Their tables and the views are made anew where this program's differ from those that are there, so
that neither changes the archive's form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ingest.archive.form import columns_of
from ingest.archive.said import (
    columns_in_sql,
    form_of,
    insert,
    made_as,
    put_plans,
    put_table,
    quoted,
    row_of,
)
from ingest.archive.trouble import explained
from ingest.archive.views import (
    IN_TURN,
    JUDGED_FOR,
    JUDGED_LAYOUT,
    LAPS,
    PUBLISHED,
    VIEWS,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import TypeAlias

    from ingest.archive.archive import Archive

    Row: TypeAlias = tuple[Any, ...]
    Rows: TypeAlias = Sequence[Mapping[str, object]]

_SESSION: Final = "session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE"
_TABLES: Final[dict[str, str]] = {
    # Sessions that count (archive.duplicates), with what no view may work out.
    "counted": f"{_SESSION}, own_date TEXT, quality TEXT NOT NULL",
    "lap": f"{columns_in_sql(LAPS)}, FOREIGN KEY (session_id) REFERENCES session (id)"
    " ON DELETE CASCADE",
    "judged": f"{_SESSION}, {columns_in_sql(JUDGED_LAYOUT)}",
    "judged_for": columns_in_sql(JUDGED_FOR),
    **{name: columns_in_sql(layout) for name, layout in PUBLISHED.items()},
    "published_form": "form TEXT NOT NULL, made TEXT NOT NULL",  # a row for each that is made
}
# What is made, by name, in this order.
_STATEMENTS: Final[dict[str, str]] = {
    **{name: made_as(name, columns) for name, columns in _TABLES.items()},
    "lap_session": "CREATE INDEX lap_session ON lap (session_id)",
    **{view.name: view.statement for view in VIEWS},
}
_FORMS: Final = {name: form_of(statement) for name, statement in _STATEMENTS.items()}
_COUNTED: Final = "SELECT session_id FROM counted"
_FORMS_THERE: Final = "SELECT made, form FROM published_form"
_LIST: Final = "json_each(CASE WHEN json_valid({0}) THEN {0} ELSE '[]' END) AS one"
_COUNT: Final = f"""
    INSERT INTO counted SELECT told.id, date(start_utc, utc_offset_s || ' seconds'), (
        SELECT json_group_array(json_extract(one.value, '$.code'))
        FROM {_LIST.format("quality_json")}
    ) FROM {IN_TURN} WHERE told.id = ?
"""  # noqa: S608 - names of ours
_OF_LAPS: Final = ", ".join(f"json_extract(one.value, '$.{one.name}')" for one in LAPS[2:])
_LAPS: Final = f"""
    INSERT INTO lap SELECT told.id, one.key, {_OF_LAPS}
    FROM {IN_TURN}, {_LIST.format("laps_json")} WHERE told.id = ? ORDER BY one.key
"""  # noqa: S608


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


def note_counted(archive: Archive, *, anew: Collection[str] = ()) -> None:
    """Note which sessions count, so that SQL leaves copies out; the caller may write.

    ``anew`` names sessions whose rows have changed under the same id.
    """
    wanted = {name for name, counts in archive.kept().items() if name == counts}
    connection = archive.connection
    with explained(archive.home.archive), connection:
        todays = is_todays(connection)
        there = _counted_there(connection)
        gone = sorted((there - wanted) | (there & set(anew)))
        new = [(name,) for name in sorted((wanted - there) | (wanted & set(anew)))]
        if todays and not gone and not new:
            return
        connection.execute("BEGIN IMMEDIATE")
        _make_todays(connection)
        for table in ("counted", "lap"):
            query = f"DELETE FROM {table} WHERE session_id = ?"  # noqa: S608 - names of ours
            connection.executemany(query, [(name,) for name in gone])
        connection.executemany(_COUNT, new)
        connection.executemany(_LAPS, new)


def publish(archive: Archive, wanted: Published, *, never_back: bool = False) -> None:
    """Bring what others read in line with ``wanted``; only what differs is made and written.

    ``never_back``: a day before the one that is there changes nothing.
    """
    connection = archive.connection
    for_what = row_of(wanted.judged_for, JUDGED_FOR)
    with explained(archive.home.archive):
        if _stands(connection, for_what, len(wanted.judged)):
            return
        if never_back and str(wanted.judged_for["day"]) < _day_there(connection):
            return
        noted = is_todays(connection) and _counted_there(connection) == wanted.judged.keys()
    if not noted:  # else what counts, which takes a look at every session, is known from the day
        note_counted(archive)
    with explained(archive.home.archive), connection:
        there = _judged_there(connection)
        connection.execute("BEGIN IMMEDIATE")
        _put_judged(connection, there, wanted)
        put_plans(connection, wanted.plans, wanted.planned)
        for table, rows in wanted.tables.items():
            put_table(connection, table, PUBLISHED[table], rows())
        connection.execute("DELETE FROM judged_for")
        insert(connection, "judged_for", [for_what])


def is_todays(connection: sqlite3.Connection) -> bool:
    """Return whether the tables and views of this program are there."""
    if not columns_of(connection, "published_form"):
        return False
    return bool(sorted(connection.execute(_FORMS_THERE)) == sorted(_FORMS.items()))


def _make_todays(connection: sqlite3.Connection) -> None:
    """Make the tables, empty, and the views, in place of those of another program."""
    if is_todays(connection):
        return
    mine = set(_TABLES)
    if "made" in columns_of(connection, "published_form"):
        mine |= {row[0] for row in connection.execute("SELECT made FROM published_form")}
    query = "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"
    found = connection.execute(query).fetchall()
    for kind, name in sorted(found, reverse=True):  # views before the tables that they stand on
        if kind == "view" or name in mine:
            connection.execute(f"DROP {kind} {quoted(name)}")
    for statement in _STATEMENTS.values():
        connection.execute(statement)
    rows = [(form, name) for name, form in _FORMS.items()]
    connection.executemany("INSERT INTO published_form VALUES (?, ?)", rows)


def _stands(connection: sqlite3.Connection, for_what: Row, sessions: int) -> bool:
    """Return whether all that is there was made from the same, and nothing of it dropped."""
    if not is_todays(connection):
        return False
    there = connection.execute("SELECT * FROM judged_for").fetchall()
    count = connection.execute("SELECT count(*) FROM judged").fetchone()[0]
    return there == [for_what] and count == sessions


def _day_there(connection: sqlite3.Connection) -> str:
    """Return the day that what is there was judged on; empty where nothing is."""
    if not is_todays(connection):
        return ""
    found = connection.execute("SELECT max(day) FROM judged_for").fetchone()[0]
    return str(found or "")


def _counted_there(connection: sqlite3.Connection) -> set[str]:
    """Return the sessions that are noted as counting; none where another program noted them."""
    if not is_todays(connection):
        return set()
    return {row[0] for row in connection.execute(_COUNTED)}


def _judged_there(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    query = "SELECT session_id, judged_from, local_date FROM judged"
    return {name: (judged, day) for name, judged, day in connection.execute(query)}


def _put_judged(
    connection: sqlite3.Connection, there: Mapping[str, tuple[str, str]], wanted: Published
) -> None:
    gone = sorted(name for name, made in there.items() if wanted.judged.get(name) != made)
    new = sorted(name for name, made in wanted.judged.items() if there.get(name) != made)
    connection.executemany("DELETE FROM judged WHERE session_id = ?", [(name,) for name in gone])
    rows = [(name, *row_of(wanted.judged_row(name), JUDGED_LAYOUT)) for name in new]
    insert(connection, "judged", rows)
