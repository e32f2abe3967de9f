"""docs/cohort.md: its columns are those that readers find in the tables, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest
from support.made_cohorts import TODAY, three_athletes

from reports.cohort.layouts import TABLES, TRIAGE
from reports.cohort.run import cohort

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[3] / "docs" / "cohort.md").read_text("utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the cohort and its tables, called as on the page."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "athletes").mkdir()
    cohort(three_athletes(folder / "athletes"), folder / "tables", today=TODAY, workers=1)
    return folder


@pytest.fixture(autouse=True)
def _there(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The examples name the tables from where they lie."""
    monkeypatch.chdir(place)
    yield
    duckdb.close()


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("name", ["triage", *TABLES])
def test_the_columns_are_those_that_duckdb_finds(name: str) -> None:
    part = PAGE.split(f"### `{name}")[1].split("\n### ")[0]
    told = re.findall(r"^\| `(\w+)` \| `([^`]+)` \| ([^|]*) \| ([^|]+) \|$", part, re.MULTILINE)
    files = "tables/triage.parquet" if name == "triage" else f"tables/{name}/*.parquet"
    found = duckdb.read_parquet(files)
    assert [column for column, *_ in told] == found.columns
    assert [kind for _, kind, *_ in told] == [str(kind) for kind in found.types]
    layout = TRIAGE if name == "triage" else TABLES[name]
    assert [(unit.strip(), meaning) for *_, unit, meaning in told] == [
        (column.unit, column.meaning) for column in layout
    ]


def test_the_queries_of_the_page_run() -> None:
    triage, weeks = (duckdb.sql(query).fetchall() for query in examples("sql"))
    assert [row[0] for row in triage] == ["c3", "a1", "b2"]  # c3 has a pain that stands
    assert {row[0] for row in weeks} <= {"a1", "b2", "c3"}
    assert all(0 <= row[2] <= 1 for row in weeks if row[2] is not None)


def test_pandas_reads_them_as_the_page_says() -> None:
    (code,) = (one for one in examples("python") if "read_parquet" in one)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - as a reader would
    assert isinstance(names["weeks"], pd.DataFrame)
    ran_h = {"a1": 12 * 239 / 3600, "b2": 6 * 239 / 3600, "c3": 12 * 239 / 3600}
    assert names["hours"].to_dict() == pytest.approx(ran_h)
    assert list(names["quiet"]["athlete"]) == []
