"""Rows that cannot be derived anew, taken over from an archive of any form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.archive import wellness_rows
from ingest.archive.columns import moment
from ingest.archive.form import columns_of
from ingest.wellness import FileWellness, Series

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable

    from ingest.wellness import Metric

# Which rows of a table belong to a file, parents first.
_ROWS_OF_A_FILE: Final = {
    "file": "sha256 = ?",
    "session": "sha256 = ?",
    "stream": "session_id IN (SELECT id FROM session WHERE sha256 = ?)",
    "trace": "session_id IN (SELECT id FROM session WHERE sha256 = ?)",
    "series": "sha256 = ?",
    "sleep": "sha256 = ?",
    "passed_over": "sha256 = ?",
}
# Metrics of the forms before the fourth, by their names of today.
_METRICS: Final[dict[str, Metric]] = {
    "rhr_bpm": "rhr_bpm",
    "hrv_rmssd_ms": "hrv_night_ms",
    "hrv_baseline_low_ms": "hrv_baseline_low_ms",
    "hrv_baseline_high_ms": "hrv_baseline_high_ms",
    "stress_score": "stress_score",
}


def carry_over(
    old: sqlite3.Connection,
    new: sqlite3.Connection,
    *,
    but: Container[str],
    only: Container[str] | None,
) -> bool:
    """Copy what ``old`` knows of files that ``new`` knows nothing of, ``but`` some, or some only.

    Returns whether it knows of any in ``but``.

    ``old`` may be of any form: columns that only it has are left behind, those that only ``new``
    has stay None. Of wellness in forms before the fourth, lengths of sleep are left behind too:
    a sleep without its beginning is none. Do it inside a transaction of ``new``.
    """
    only_there = _hashes(old) - _hashes(new)
    hashes = sorted(
        sha256 for sha256 in only_there if sha256 not in but and (only is None or sha256 in only)
    )
    for table, condition in _ROWS_OF_A_FILE.items():
        shared = sorted(columns_of(old, table) & columns_of(new, table))
        if shared:
            names, marks = ", ".join(shared), ", ".join("?" * len(shared))
            select = f"SELECT {names} FROM {table} WHERE {condition}"  # noqa: S608 - names of ours
            insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            for sha256 in hashes:
                new.executemany(insert, old.execute(select, (sha256,)))
    if columns_of(old, "wellness"):
        _carry_former_wellness(old, new, hashes)
    return any(sha256 in but for sha256 in only_there)


def _carry_former_wellness(
    old: sqlite3.Connection, new: sqlite3.Connection, hashes: Iterable[str]
) -> None:
    """Copy the values that forms before the fourth kept one by one."""
    select = "SELECT metric, at_utc, utc_offset_s, value FROM wellness WHERE sha256 = ?"
    for sha256 in hashes:
        series = tuple(
            Series(
                metric=_METRICS[metric],
                utc_offset_s=offset_s,
                at_s=np.array([moment(at_utc).timestamp()], np.int64),
                value=np.array([value]),
            )
            for metric, at_utc, offset_s, value in old.execute(select, (sha256,))
            if metric in _METRICS
        )
        wellness_rows.write(new, sha256, FileWellness(series=series))


def _hashes(connection: sqlite3.Connection) -> set[str]:
    return {
        row[0]
        for table in ("file", "passed_over")
        if columns_of(connection, table)
        for row in connection.execute(f"SELECT sha256 FROM {table}")  # noqa: S608 - names of ours
    }
