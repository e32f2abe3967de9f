"""The archive's tables. Every column says its unit; what is derived can be derived again."""

from __future__ import annotations

from typing import Final

from ingest.archive.columns import COLUMNS, VECTORS

_SESSION_COLUMNS: Final = ",\n    ".join(
    [*(f"{column.name} {column.sql}" for column in COLUMNS), f"{VECTORS} BLOB NOT NULL"]
)

TABLES: Final = (
    """
-- One watch file whose bytes lie in originals/, named by their SHA-256.
CREATE TABLE file (
    sha256          TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    kind            TEXT NOT NULL,     -- FIT file type: activity, monitoring_b, ...
    format          TEXT NOT NULL DEFAULT 'FIT',  -- ingest.sources.formats
    size_bytes      INTEGER NOT NULL,
    salvaged        INTEGER NOT NULL CHECK (salvaged IN (0, 1)),  -- only a part was readable
    facts_version   INTEGER NOT NULL,  -- of the rows that come from this file
    decoder_version INTEGER            -- what read the bytes; null: from before it was noted
)
""",
    f"""
-- One leg of one file. Which of several recordings of the same run counts is not stored: it
-- follows from all rows together (archive.duplicates), never from the order of imports. Columns
-- bear the names of the facts, units in them (ingest.session.facts).
CREATE TABLE session (
    {_SESSION_COLUMNS},
    PRIMARY KEY (id),
    FOREIGN KEY (sha256) REFERENCES file (sha256) ON DELETE CASCADE,
    UNIQUE (sha256, leg)
)
""",
    f"""
-- A session that counts, with better heart rate of another recording of the same run in it: what
-- is shown in its place. Follows from both rows; made again whenever one of them changes.
CREATE TABLE joined (
    {_SESSION_COLUMNS},
    donor  TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    arrays BLOB NOT NULL,
    trace  BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (id) REFERENCES session (id) ON DELETE CASCADE
)
""",
    """
-- The samples of a session, packed; read one at a time, so they lie apart.
CREATE TABLE stream (
    session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    arrays     BLOB NOT NULL
)
""",
    """
-- A session over time in few steps (ingest.session.trace), packed; no row where it has no length.
CREATE TABLE trace (
    session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    arrays     BLOB NOT NULL
)
""",
    """
-- What one file states of one metric, instant by instant; days are worked out from all files.
CREATE TABLE series (
    sha256       TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
    metric       TEXT NOT NULL,     -- ingest.wellness.Metric, unit in its name
    utc_offset_s INTEGER,           -- null: the file does not know
    stated       BLOB NOT NULL      -- UTC seconds from 1970 (int64) and value (float32), in turn
)
""",
    "CREATE INDEX series_file ON series (sha256)",
    """
-- Sleeps as files state them; the same night may stand in several.
CREATE TABLE sleep (
    sha256       TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('night', 'nap')),
    start_utc    TEXT NOT NULL,     -- ISO 8601
    stop_utc     TEXT NOT NULL,
    stated_utc   TEXT NOT NULL,     -- of several statements of one sleep the latest stands
    utc_offset_s INTEGER,
    asleep_s     REAL,              -- null: the file tells no stages
    awake_s      REAL NOT NULL,
    score        REAL,              -- 0-100
    ended        INTEGER NOT NULL CHECK (ended IN (0, 1)),    -- 0: as far as it is told
    deleted      INTEGER NOT NULL CHECK (deleted IN (0, 1))   -- 1: takes other statements back
)
""",
    "CREATE INDEX sleep_file ON sleep (sha256)",
    """
-- Files that hold nothing for us, so that a second look is quick; an improved decoder looks again.
CREATE TABLE passed_over (
    sha256          TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    outcome         TEXT NOT NULL CHECK (outcome IN ('skipped', 'refused')),
    reason          TEXT NOT NULL,
    decoder_version INTEGER NOT NULL
)
""",
)
