"""Archives as former programs made them: their tables, and a home's archive put into them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.home.home import Home

_FIRST: Final = """
CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    change TEXT NOT NULL             -- what the step did, in a sentence
);
CREATE TABLE file (
    sha256        TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    kind          TEXT NOT NULL,     -- FIT file type: activity, monitoring_b, ...
    size_bytes    INTEGER NOT NULL,
    salvaged      INTEGER NOT NULL CHECK (salvaged IN (0, 1)),  -- only a part was readable
    facts_version INTEGER NOT NULL   -- of the rows below that come from this file
);
CREATE TABLE session (
    id                          TEXT PRIMARY KEY,
    sha256                      TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
    leg                         INTEGER NOT NULL,   -- counted from 0 within the file
    start_utc                   TEXT NOT NULL,      -- ISO 8601
    utc_offset_s                INTEGER,            -- null: the file does not know
    sport                       TEXT NOT NULL,
    sub_sport                   TEXT,
    name                        TEXT,
    device                      TEXT,               -- maker and product, never a serial number
    duration_s                  REAL NOT NULL,      -- timer time: pauses out
    elapsed_s                   REAL NOT NULL,
    moving_s                    REAL NOT NULL,
    distance_m                  REAL,
    ascent_m                    REAL,
    descent_m                   REAL,
    hr_source                   TEXT NOT NULL CHECK (hr_source IN ('wrist', 'chest', 'unknown')),
    hr_mean_bpm                 REAL,
    hr_max_bpm                  REAL,
    hr_coverage_frac            REAL NOT NULL,
    hr_excluded_s               REAL NOT NULL,
    hr_repaired_s               REAL NOT NULL,
    decoupling_frac             REAL,
    decoupling_reason           TEXT,               -- why there is none
    efficiency                  REAL,               -- graded metres a minute per bpm
    cadence_mean_spm            REAL,
    stance_time_mean_ms         REAL,
    stance_balance_mean_percent REAL,
    temperature_mean_c          REAL,
    rpe                         REAL,               -- 0-10, the runner's own on the watch
    device_hr_rest_bpm          REAL,
    device_hr_max_bpm           REAL,
    laps_json                   TEXT NOT NULL,      -- ingest.session.activity.Lap, unknown left out
    quality_json                TEXT NOT NULL,      -- ingest.session.quality.QualityNote
    vectors                     BLOB NOT NULL,      -- by whole bpm and by speed, packed
    UNIQUE (sha256, leg)
);
CREATE TABLE stream (
    session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    arrays     BLOB NOT NULL
);
CREATE TABLE wellness (
    sha256       TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
    metric       TEXT NOT NULL,
    at_utc       TEXT NOT NULL,     -- ISO 8601
    utc_offset_s INTEGER,
    value        REAL NOT NULL      -- unit in the metric's name
);
CREATE INDEX wellness_file ON wellness (sha256);
CREATE TABLE passed_over (
    sha256          TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    outcome         TEXT NOT NULL CHECK (outcome IN ('skipped', 'refused')),
    reason          TEXT NOT NULL,
    decoder_version INTEGER NOT NULL
);
INSERT INTO migration VALUES (1, 'first_tables', 'Make the tables of files and sessions.');
"""

_SECOND: Final = """
ALTER TABLE file ADD COLUMN decoder_version INTEGER NOT NULL DEFAULT 0;
INSERT INTO migration VALUES (2, 'decoder_versions', 'Note which decoder read each file.');
"""

# By the number in ``PRAGMA user_version``.
FORMER: Final = {1: _FIRST, 2: _FIRST + _SECOND}
_TABLES: Final = ("file", "session", "stream", "passed_over")


def facts_of(number: int) -> set[str]:
    """Return the names of the facts that a session of a former form has columns for."""
    with closing(sqlite3.connect(":memory:")) as former:
        former.executescript(FORMER[number])
        return {name.removesuffix("_json") for name in _columns(former, "main", "session")}


def put_back(home: Home, number: int, *, without: Collection[str] = ()) -> None:
    """Put the content of a home's archive into one of a former form, in its place.

    ``without`` names columns of its session table that this archive shall lack.
    """
    path = home.path / "former.sqlite"
    with closing(sqlite3.connect(path)) as former:
        former.execute("PRAGMA journal_mode = WAL")
        former.executescript(FORMER[number])
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


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}
