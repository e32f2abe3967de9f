"""The archive's tables. Every column says its unit; what is derived can be derived again."""

from __future__ import annotations

from typing import Final

FIRST: Final = """
-- One watch file whose bytes lie in originals/, named by their SHA-256.
CREATE TABLE file (
    sha256        TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    kind          TEXT NOT NULL,     -- FIT file type: activity, monitoring_b, ...
    size_bytes    INTEGER NOT NULL,
    salvaged      INTEGER NOT NULL CHECK (salvaged IN (0, 1)),  -- only a part was readable
    facts_version INTEGER NOT NULL   -- of the rows below that come from this file
);

-- One leg of one file. Which of several recordings of the same run counts is not stored: it
-- follows from all rows together (archive.duplicates), never from the order of imports.
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

-- The samples of a session, packed; read one at a time, so they lie apart.
CREATE TABLE stream (
    session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    arrays     BLOB NOT NULL
);

-- Values of a day from monitoring, sleep and HRV files.
CREATE TABLE wellness (
    sha256       TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
    metric       TEXT NOT NULL,
    at_utc       TEXT NOT NULL,     -- ISO 8601
    utc_offset_s INTEGER,
    value        REAL NOT NULL      -- unit in the metric's name
);
CREATE INDEX wellness_file ON wellness (sha256);

-- Files that hold nothing for us, so that a second look is quick; an improved decoder looks again.
CREATE TABLE passed_over (
    sha256          TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    outcome         TEXT NOT NULL CHECK (outcome IN ('skipped', 'refused')),
    reason          TEXT NOT NULL,
    decoder_version INTEGER NOT NULL
);
"""

DECODER_VERSION: Final = """
-- What read the bytes; 0 for rows from before it was noted.
ALTER TABLE file ADD COLUMN decoder_version INTEGER NOT NULL DEFAULT 0
"""
