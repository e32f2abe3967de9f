"""One declaration a fact: the dataclass says the column, how it is written and how it is read."""

from __future__ import annotations

import sqlite3
from dataclasses import field, fields, make_dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import numpy as np
import pytest
from support import made_sessions
from support.small_archives import as_plain

from ingest.archive import columns, schema
from ingest.archive.packing import pack, unpack
from ingest.archive.rows import from_row, to_row
from ingest.session.facts import SessionFacts

DAY = date(2026, 5, 20)


def column_of(kind: Any, **default: Any) -> columns.Column:
    """The column that a fact of this type would get."""
    (fact,) = fields(make_dataclass("Facts", [("fact", kind, field(**default))]))
    return columns.column_of(fact)


@pytest.mark.parametrize(
    ("kind", "default", "sql"),
    [
        (str, {}, "TEXT NOT NULL"),
        (str | None, {}, "TEXT"),
        (int | None, {}, "INTEGER"),
        (float, {}, "REAL NOT NULL"),
        (float, {"default": 0.0}, "REAL"),  # a row from before the fact was stored has none
        (datetime, {}, "TEXT NOT NULL"),
        (Literal["samples", "device"], {}, "TEXT NOT NULL CHECK (fact IN ('samples', 'device'))"),
        (Literal["x"] | None, {"default": None}, "TEXT CHECK (fact IN ('x'))"),
    ],
)
def test_an_annotation_says_the_column(kind: object, default: dict[str, Any], sql: str) -> None:
    column = column_of(kind, **default)
    assert (column.name, column.sql) == ("fact", sql)


def test_a_kind_of_fact_that_has_no_column_is_found_at_once() -> None:
    with pytest.raises(TypeError, match=r"^fact: no column is known for <class 'complex'>$"):
        column_of(complex)


def test_the_tables_hold_every_fact_under_its_own_name() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(";".join(schema.TABLES))
    there = [row[1] for row in connection.execute("PRAGMA table_info(session)")]
    connection.close()
    plain = {"laps": "laps_json", "quality": "quality_json"}
    arrays = {"vectors", "speed_seconds"}
    names = [fact.name for fact in fields(SessionFacts) if fact.name not in arrays]
    assert there == [*(plain.get(name, name) for name in names), "vectors"]


def test_a_vector_that_an_older_program_did_not_store_takes_its_default() -> None:
    row = list(to_row(made_sessions.facts(DAY, [(60, 120)])))
    arrays = unpack(row[-1])
    del arrays["raw_seconds_at"], arrays["speed_seconds"]
    facts = from_row([*row[:-1], pack(arrays)])
    assert not facts.vectors.raw_seconds_at.any()
    assert not facts.speed_seconds.any()
    assert facts.vectors.seconds_at[120] == 60


def test_a_fact_that_an_older_program_did_not_store_takes_its_default() -> None:
    facts = made_sessions.facts(DAY, [(60, 120)], rpe=4.0)
    row = dict(zip(columns.NAMES, to_row(facts), strict=True))
    row |= {"rpe": None, "laps_json": None, "utc_offset_s": None}
    again = from_row(tuple(row.values()))
    assert (again.rpe, again.laps, again.utc_offset_s) == (None, (), None)


def test_what_only_another_program_knows_of_a_lap_is_passed_by() -> None:
    row = dict(zip(columns.NAMES, to_row(made_sessions.facts(DAY, [(60, 120)])), strict=True))
    row["laps_json"] = '[{"start_s": 0, "end_s": 60, "mood": "bright"}]'
    (lap,) = from_row(tuple(row.values())).laps
    assert (lap.start_s, lap.end_s, lap.timer_s) == (0, 60, None)


def test_a_row_and_back_is_the_same_session() -> None:
    facts = made_sessions.facts(
        DAY,
        [(600, 120)],
        start_utc=datetime(2026, 5, 20, 6, tzinfo=UTC),
        speed_seconds=np.arange(100, dtype=np.float32),
    )
    assert as_plain(from_row(to_row(facts))) == as_plain(facts)
