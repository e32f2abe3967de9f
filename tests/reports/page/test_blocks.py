"""plotly.js is packed once for all pages, and what was kept is never taken for something else."""

from __future__ import annotations

import base64
import gzip
import zlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.made_pages import page_input
from support.made_sessions import weeks_of_runs

from reports.page import blocks
from reports.page.blocks import block, library_block
from reports.page.render import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOURCE = "/* a short plotly.js: <b> & ü */ var Plotly = {};"


@pytest.fixture(autouse=True)
def packings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was packed, with a short text in plotly's place."""
    packed: list[str] = []

    def noted(text: str) -> str:
        packed.append(text)
        return block(text)

    monkeypatch.setattr(blocks, "library", lambda: SOURCE)
    monkeypatch.setattr("reports.page.render.library", lambda: SOURCE)
    monkeypatch.setattr(blocks, "block", noted)
    return packed


@pytest.mark.parametrize("length", range(13))
def test_a_block_is_gzip_in_85_letters(length: int) -> None:
    text = "abcdefghüjklm"[:length]
    plain = base64.b85decode(block(text).translate(str.maketrans(".,:", "<>&")))
    assert gzip.decompress(plain).decode() == text


def test_it_is_packed_once_for_all_pages(tmp_path: Path, packings: list[str]) -> None:
    kept = tmp_path / "packed.txt"
    assert library_block(kept) == library_block(kept) == library_block(kept) == block(SOURCE)
    assert packings == [SOURCE]
    assert kept.stat().st_mode & 0o077 == 0
    assert library_block() == block(SOURCE)


def test_another_source_is_packed_anew(
    tmp_path: Path, packings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "packed.txt"
    library_block(kept)
    other = SOURCE.replace("short", "later")
    monkeypatch.setattr(blocks, "library", lambda: other)
    assert library_block(kept) == library_block(kept) == block(other)
    assert packings == [SOURCE, other]


DAMAGED: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "broken off": lambda text: text[:-1],
    "other end": lambda text: text[:-1] + "<",
    "no second line": lambda text: text.replace("\n", " ", 1),
    "head alone": lambda text: text.partition("\n")[0],
    "other head": lambda text: text[1:],
    "no ascii": lambda text: text + "ü",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_what_is_not_as_it_was_written_is_not_used(
    tmp_path: Path, packings: list[str], damage: str
) -> None:
    kept = tmp_path / "packed.txt"
    library_block(kept)
    whole = kept.read_bytes()
    kept.write_text(DAMAGED[damage](whole.decode()), encoding="utf-8")
    assert library_block(kept) == block(SOURCE)
    assert len(packings) == 2
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_it_is_packed(tmp_path: Path, packings: list[str]) -> None:
    nowhere = tmp_path / "no folder" / "packed.txt"
    assert library_block(nowhere) == library_block(nowhere) == block(SOURCE)
    assert len(packings) == 2
    (tmp_path / "packed.txt").mkdir()
    assert library_block(tmp_path / "packed.txt") == block(SOURCE)


def test_no_markup_comes_out_of_the_file(tmp_path: Path) -> None:
    """Who can write the home could also make the check sum right."""
    kept = tmp_path / "packed.txt"
    library_block(kept)
    made_of = kept.read_text().rpartition("\n")[0].rpartition(" ")[0]
    forged = "</script><h1>Run more</h1>"
    kept.write_text(f"{made_of} {zlib.crc32(forged.encode()):08x}\n{forged}")
    html = render(page_input(weeks_of_runs(date(2026, 5, 20), 3)), kept=kept).decode()
    assert "&lt;/script&gt;&lt;h1&gt;Run more" in html
    assert "<h1>Run more" not in html
