"""A change of the tables raises the number of their form."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from ingest.archive.connection import in_memory
from ingest.archive.form import age, columns_of, make_tables
from ingest.archive.version import SCHEMA

# The columns of the form with this number; facts may be added to a session without another one.
NUMBER = 6
TABLES = {
    "file": "sha256 kind format size_bytes salvaged facts_version decoder_version",
    "stream": "session_id arrays",
    "trace": "session_id arrays",
    "series": "sha256 metric utc_offset_s stated",
    "sleep": "sha256 kind start_utc stop_utc stated_utc utc_offset_s asleep_s awake_s score ended "
    "deleted",
    "passed_over": "sha256 outcome reason decoder_version",
}
SESSION = """
    id sha256 leg start_utc utc_offset_s sport sub_sport name device duration_s elapsed_s moving_s
    distance_m ascent_m descent_m hr_source hr_mean_bpm hr_max_bpm hr_coverage_frac hr_excluded_s
    hr_repaired_s decoupling_frac decoupling_reason efficiency cadence_mean_spm stance_time_mean_ms
    stance_balance_mean_percent temperature_mean_c rpe device_hr_rest_bpm device_hr_max_bpm
    laps_json quality_json vectors
"""


def test_tables_that_change_raise_the_number() -> None:
    assert SCHEMA == NUMBER, "note the columns of the new form here"
    with closing(in_memory()) as connection:
        there = {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        assert there == {*TABLES, "session", "joined"}
        assert {name: columns_of(connection, name) for name in TABLES} == {
            name: set(text.split()) for name, text in TABLES.items()
        }
        assert columns_of(connection, "session") >= set(SESSION.split())
        of_session = columns_of(connection, "session")
        assert columns_of(connection, "joined") == of_session | {"donor", "arrays", "trace"}


def test_an_empty_file_is_no_older_archive() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert age(connection) == "empty"
    with closing(in_memory()) as connection:
        assert age(connection) == "todays"


class FullDisk(sqlite3.Connection):
    """A connection whose disk is full at the first table: SQLite may end the transaction then."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql.lstrip().startswith("CREATE"):
            self.rollback()
            raise sqlite3.OperationalError("database or disk is full")
        return super().execute(sql, *values)


def test_of_a_full_disk_it_is_said_that_it_is_full() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=FullDisk)
    with closing(connection):
        with pytest.raises(sqlite3.OperationalError, match="disk is full"):
            make_tables(connection)
        assert not connection.in_transaction


def test_tables_that_cannot_all_be_made_are_taken_back() -> None:
    """Two pages hold the first of them and no more; the transaction is still open then."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            make_tables(connection)
        assert not connection.in_transaction
        assert age(connection) == "empty"
