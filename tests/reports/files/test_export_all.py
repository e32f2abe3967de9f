"""`export all` and the tables one by one: all of it, of true types, as Excel and others read it."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from support.command_line import aerobase

from ingest.heart_rate.reasons import Reason
from ingest.layouts import names
from reports.commands.export_all import COLUMNS, LAYOUTS
from reports.files.parquet import TYPES
from reports.files.tables import table_bytes

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-05-20")
ONE_FILE = tuple(name for name in LAYOUTS if name != "streams")


def export(home: Path, folder: Path, *words: str) -> Path:
    answer = aerobase("--home", str(home), "export", "all", "-o", str(folder), *TODAY, *words)
    assert answer.code == 0, answer.err
    return folder


@pytest.fixture(scope="module")
def parquet(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(filled, tmp_path_factory.mktemp("all") / "parquet", "--format", "parquet")


@pytest.fixture(scope="module")
def as_json(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(filled, tmp_path_factory.mktemp("all") / "json", "--format", "json")


def rows(path: Path) -> list[dict[str, object]]:
    return json.loads(path.read_text("utf-8"))


def test_every_table_is_there_with_its_columns(as_json: Path) -> None:
    assert {path.stem for path in as_json.iterdir()} == {*LAYOUTS, "columns"}
    for name in ONE_FILE:
        found = rows(as_json / f"{name}.json")
        assert found, name
        assert all(tuple(row) == names(LAYOUTS[name]) for row in found)
    sessions = [str(row["id"]) for row in rows(as_json / "sessions.json")]
    assert sorted(path.stem for path in (as_json / "streams").iterdir()) == sorted(sessions)


def test_they_are_what_the_single_commands_write(
    filled: Path, as_json: Path, tmp_path: Path
) -> None:
    for name in ("sessions", "weeks", "load", "flags", "diary", "wellness"):
        where = ("--format", "json", "-o", str(tmp_path / f"{name}.json"))
        assert aerobase("--home", str(filled), "export", name, *where, *TODAY).code == 0
        assert (tmp_path / f"{name}.json").read_bytes() == (as_json / f"{name}.json").read_bytes()


def test_weeks_load_and_flags_are_those_of_their_commands(filled: Path, as_json: Path) -> None:
    for table, command, but in (
        ("weeks", "balance", set()),
        ("load", "load", set()),
        ("flags", "flags", {"evidence"}),
    ):
        answer = aerobase("--home", str(filled), command, "--json", *TODAY)
        told = json.loads(answer.out)
        shown = told["days"] if isinstance(told, dict) else told
        found = rows(as_json / f"{table}.json")
        assert len(found) == len(shown)
        for row, wanted in zip(found, shown, strict=True):
            assert {k: row[k] for k in row.keys() - but} == {k: wanted[k] for k in row.keys() - but}


def test_plans_hold_every_week_that_was_planned(as_json: Path) -> None:
    found = rows(as_json / "plans.json")
    assert [row["date"] for row in found][::6] == ["2026-05-18", "2026-05-24"]
    assert {row["week_start"] for row in found} == {"2026-05-18"}


def test_columns_explain_every_column(as_json: Path) -> None:
    found = [(row["table"], row["column"]) for row in rows(as_json / "columns.json")]
    wanted = [(table, one.name) for table, layout in LAYOUTS.items() for one in layout]
    assert found == [*wanted, *(("columns", one.name) for one in COLUMNS)]
    assert all(row["meaning"] for row in rows(as_json / "columns.json"))


def test_parquet_has_true_types(parquet: Path, as_json: Path) -> None:
    for name in ONE_FILE:
        table = pq.read_table(parquet / f"{name}.parquet")
        assert table.schema.names == list(names(LAYOUTS[name]))
        assert table.schema.types == [TYPES[one.dtype] for one in LAYOUTS[name]]
        assert table.num_rows == len(rows(as_json / f"{name}.json"))
    (first, *_) = pq.read_table(parquet / "sessions.parquet").to_pylist()
    assert isinstance(first["local_date"], date)
    assert isinstance(first["start_utc"], datetime)
    assert first["start_utc"].utcoffset().total_seconds() == 0
    assert isinstance(first["quality"], list)
    assert TYPES["datetime64[us]"] == pa.date32()


def test_reasons_of_samples_are_words(parquet: Path) -> None:
    one = next((parquet / "streams").iterdir())
    table = pq.read_table(one)
    assert set(table["hr_reason"].to_pylist()) <= {reason.name.lower() for reason in Reason}
    assert "clean" in table["hr_reason"].to_pylist()
    assert table.schema.field("t_s").type == pa.float64()


def test_duckdb_and_pandas_read_all_of_it(parquet: Path) -> None:
    (last,) = duckdb.read_parquet(str(parquet / "sessions.parquet")).max("local_date").fetchall()
    assert last == (date(2026, 5, 20),)
    weeks = pd.read_parquet(parquet / "weeks.parquet")
    assert weeks["week_start"].iloc[-1] == date(2026, 5, 18)
    streams = duckdb.read_parquet(str(parquet / "streams" / "*.parquet"))
    many = streams.unique("session").fetchall()
    assert len(many) == len(list((parquet / "streams").iterdir()))
    duckdb.close()


def test_excel_reads_every_letter_and_runs_no_formula(filled: Path, tmp_path: Path) -> None:
    folder = export(filled, tmp_path / "csv", "--excel", "--without-streams")
    assert not (folder / "streams").exists()
    for path in folder.iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name
        text = path.read_text("utf-8-sig")
        assert not re.search(r'(^|,|\n)"?[=@+](?!\d)', text), path.name
    found = list(csv.DictReader((folder / "diary.csv").read_text("utf-8-sig").splitlines()))
    assert [row["text"] for row in found if row["kind"] == "note"] == ["'=1+1, größer"]
    plain = export(filled, tmp_path / "plain", "--without-streams")
    assert (plain / "diary.csv").read_bytes() == (folder / "diary.csv").read_bytes()[3:]


def test_excels_mark_is_of_csv_alone(filled: Path) -> None:
    answer = aerobase("--home", str(filled), "export", "plan", "--format", "ics", "--excel", *TODAY)
    assert answer.code == 2
    assert "--excel goes with --format csv" in answer.err


def test_numbers_below_zero_stay_numbers_in_csv() -> None:
    assert table_bytes([{"a": -0.5, "b": "-0.5"}], ["a", "b"], "csv") == b"a,b\r\n-0.5,'-0.5\r\n"


def test_it_says_what_is_there_and_keeps_nothing(home: Path, tmp_path: Path) -> None:
    journal = (home / "journal.jsonl").read_bytes()
    folder = tmp_path / "all"
    answer = aerobase(
        "--home", str(home), "export", "all", "-o", str(folder), "--today", "2026-05-27"
    )
    assert answer.code == 0
    assert f"8 tables are in {folder}" in " ".join(answer.err.split())
    assert str(home) in answer.err
    assert (home / "journal.jsonl").read_bytes() == journal
    weeks = {line.split(",")[0] for line in (folder / "plans.csv").read_text().splitlines()[1:]}
    assert weeks == {"2026-05-18", "2026-05-25"}  # the stored one, and the one that stands now


def test_of_nothing_every_table_has_its_header(tmp_path: Path) -> None:
    folder = export(tmp_path / "home", tmp_path / "all")
    for name in ONE_FILE:
        (header,) = (folder / f"{name}.csv").read_text().splitlines()
        assert header == ",".join(names(LAYOUTS[name]))
    assert list((folder / "streams").iterdir()) == []
    assert not (tmp_path / "home").exists()


def test_without_a_folder_it_says_how(filled: Path) -> None:
    answer = aerobase("--home", str(filled), "export", "all", *TODAY)
    assert answer.code == 1
    assert "-o FOLDER" in answer.err
