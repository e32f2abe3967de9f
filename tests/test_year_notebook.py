"""docs/year.ipynb: its cells, run again on the generated runner, say what is stored."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "year.ipynb"
STORED: dict[str, Any] = json.loads(PAGE.read_text("utf-8"))
MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The notebook made again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "fixtures")
        import year_notebook  # noqa: PLC0415 - from where it lies

        found: dict[str, Any] = json.loads(year_notebook.page(tmp_path_factory.mktemp("year")))
    return found


def said(notebook: dict[str, Any]) -> list[str]:
    """Return what each output says: text, and the picture's own words and lines."""
    return [
        "".join(output.get("text", ()))
        + "".join("".join(lines) for _, lines in sorted(output.get("data", {}).items()))
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
    ]


def test_the_outputs_are_those_that_its_cells_give(again: dict[str, Any]) -> None:
    assert [cell["source"] for cell in again["cells"]] == [
        cell["source"] for cell in STORED["cells"]
    ], "`make docs` writes it anew"
    assert said(again) == said(STORED)
    assert again == STORED


def test_it_shows_two_pictures_and_two_tables() -> None:
    shown = said(STORED)
    assert sum("<svg " in one for one in shown) == 2
    assert "last year this year" in shown[-1]
    (share,) = re.findall(r"aerobic share +([\d.]+) +([\d.]+)", shown[-1])
    assert float(share[0]) < 0.9 < float(share[1])  # the year before has a half that was too hard


def test_only_what_is_promised_is_imported() -> None:
    code = "".join("".join(one["source"]) for one in STORED["cells"] if one["cell_type"] == "code")
    names = set(re.findall(r"^(?:from|import) (\w+)", code, re.MULTILINE))
    assert names == {"aerobase", "datetime", "pandas"}


def test_it_is_small_and_says_no_place_and_no_time_of_its_making() -> None:
    text = PAGE.read_text("utf-8")
    assert len(text.encode()) < MOST_BYTES
    assert not re.search(r"/tmp|/home/|/root|/work|Users\\|\d\d:\d\d:\d\d", text)  # noqa: S108
    assert STORED["nbformat"] == 4
    assert all(cell["id"] and cell["metadata"] == {} for cell in STORED["cells"])
