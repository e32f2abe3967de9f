"""docs/tables.md and docs/views.md: their columns are the code's, and their examples run."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from ingest.archive.views import VIEWS

ROOT = Path(__file__).parents[3]
VIEWS_PAGE = (ROOT / "docs/views.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["tables.md", "views.md"])
def test_the_columns_are_those_of_the_code(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "fixtures")
    import tables_page  # noqa: PLC0415 - from where it lies

    path = ROOT / "docs" / name
    assert path.read_text("utf-8") == tables_page.page(path), "`make docs` writes it anew"
    sys.modules.pop("tables_page")


def test_the_page_has_what_sqlite_itself_says_of_the_views(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "archive.sqlite")) as connection:
        there = connection.execute("SELECT name FROM sqlite_master WHERE type='view'").fetchall()
        assert {one for (one,) in there} == {view.name for view in VIEWS}
        for (name,) in there:
            part = VIEWS_PAGE.split(f"### `{name}`")[1].split("\n### ")[0]
            told = re.findall(r"^\| `(\w+)` \| (\w+) \|", part, re.MULTILINE)
            found = connection.execute(f"PRAGMA table_info({name})").fetchall()
            assert [column for column, _ in told] == [row[1] for row in found]
            # SQLite before 3.41 says no type of an expression.
            assert all(row[2] in {"", kind} for row, (_, kind) in zip(found, told, strict=True))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", VIEWS_PAGE, re.MULTILINE | re.DOTALL)


def test_the_queries_of_the_page_run(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "archive.sqlite")) as connection:
        months, pains = (connection.execute(one).fetchall() for one in blocks("sql"))
    assert [row[0] for row in months] == ["2026-04", "2026-05"]
    assert all(0 < row[2] <= 1 for row in months)
    assert [row[:4] for row in pains] == [("2026-05-20", "achilles", "left", 3.0)]


def test_pandas_and_duckdb_read_as_the_page_says(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(home)
    before = (home / "archive.sqlite").read_bytes()
    names: dict[str, object] = {}
    with_pandas, with_duckdb = blocks("python")
    exec(with_pandas, names)  # noqa: S102 - as a reader would
    assert str(names["sessions"].dtypes["start_utc"]).endswith(", UTC]")
    capsys.readouterr()
    exec(with_duckdb, names)  # noqa: S102
    duckdb.close()
    assert "2026-05-01" in capsys.readouterr().out
    assert (home / "archive.sqlite").read_bytes() == before


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="no shell of SQLite here")
def test_the_shell_reads_as_the_page_says(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import shlex  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    monkeypatch.chdir(home)
    (line,) = re.findall(r"^sqlite3 .*$", VIEWS_PAGE, re.MULTILINE)
    subprocess.run(shlex.split(line), check=True)
    assert "2026-05-18" in capfd.readouterr().out


def test_duckdb_understands_what_the_views_say(filled: Path) -> None:
    """An attached SQLite file's views are read by DuckDB's own rules; its extension is not here."""
    duck = duckdb.connect()
    with closing(sqlite3.connect(filled / "archive.sqlite")) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for (name,) in connection.execute(query).fetchall():
            found = pd.read_sql(f"SELECT * FROM {name}", connection)  # noqa: S608
            assert len(found.columns)
            duck.execute(f"CREATE TABLE {name} AS SELECT * FROM found")  # noqa: S608
        for view in VIEWS:
            duck.execute(view.statement)
            many = duck.execute(f"SELECT count(*) FROM {view.name}").fetchall()  # noqa: S608
            wanted = connection.execute(f"SELECT count(*) FROM {view.name}").fetchall()  # noqa: S608
            assert many == wanted, view.name
    duck.close()
