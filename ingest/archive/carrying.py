"""Rows that cannot be derived anew, taken over from an archive of any form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.archive.form import columns_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container

# Which rows of a table belong to a file, parents first.
_ROWS_OF_A_FILE: Final = {
    "file": "sha256 = ?",
    "session": "sha256 = ?",
    "stream": "session_id IN (SELECT id FROM session WHERE sha256 = ?)",
    "series": "sha256 = ?",
    "sleep": "sha256 = ?",
    "passed_over": "sha256 = ?",
}


def carry_over(old: sqlite3.Connection, new: sqlite3.Connection, *, but: Container[str]) -> None:
    """Copy what ``old`` knows of files that ``new`` knows nothing of, ``but`` some.

    ``old`` may be of any form: columns that only it has are left behind, those that only ``new``
    has stay null. Do it inside a transaction of ``new``.
    """
    hashes = sorted(sha256 for sha256 in _hashes(old) - _hashes(new) if sha256 not in but)
    for table, condition in _ROWS_OF_A_FILE.items():
        shared = sorted(columns_of(old, table) & columns_of(new, table))
        if shared:
            names, marks = ", ".join(shared), ", ".join("?" * len(shared))
            select = f"SELECT {names} FROM {table} WHERE {condition}"  # noqa: S608 - names of ours
            insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            for sha256 in hashes:
                new.executemany(insert, old.execute(select, (sha256,)))


def _hashes(connection: sqlite3.Connection) -> set[str]:
    return {
        row[0]
        for table in ("file", "passed_over")
        if columns_of(connection, table)
        for row in connection.execute(f"SELECT sha256 FROM {table}")  # noqa: S608 - names of ours
    }
