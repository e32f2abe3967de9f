"""Each maker's quirk in the table has its module and its test, and the page shows it."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from ingest.fit.quirks import QUIRKS, Quirk

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.test)
def test_module_and_test_of_each_row_exist(quirk: Quirk) -> None:
    assert importlib.util.find_spec(f"ingest.fit.{quirk.module}")
    name, function = quirk.test.split("::")
    text = (Path(__file__).parent / name).read_text("utf-8")
    assert re.search(rf"^def {function}\(", text, re.MULTILINE)


def test_no_row_stands_twice() -> None:
    assert len({(quirk.maker, quirk.writes) for quirk in QUIRKS}) == len(QUIRKS)


def test_the_page_shows_every_row_and_no_other() -> None:
    shown = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in (ROOT / "docs" / "makers.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| who ")
    ]
    assert shown == [(quirk.maker, quirk.writes, quirk.done) for quirk in QUIRKS]
