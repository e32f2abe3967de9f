"""A change of the tables raises the number of their form."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from ingest.archive.connection import in_memory
from ingest.archive.form import age, columns_of
from ingest.archive.schema import SCHEMA

# The columns of the form with this number; facts may be added to a session without another one.
NUMBER = 4
TABLES = {
    "file": "sha256 kind size_bytes salvaged facts_version decoder_version",
    "stream": "session_id arrays",
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
        assert there == {*TABLES, "session"}
        assert {name: columns_of(connection, name) for name in TABLES} == {
            name: set(text.split()) for name, text in TABLES.items()
        }
        assert columns_of(connection, "session") >= set(SESSION.split())


def test_an_empty_file_is_no_older_archive() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert age(connection) == "empty"
    with closing(in_memory()) as connection:
        assert age(connection) == "todays"
