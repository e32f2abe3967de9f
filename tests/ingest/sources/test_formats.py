"""The table of formats: a row and a module are all that a new one needs."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from support.fit_bytes import whole_run
from support.small_archives import content
from support.toy_format import HEAD

from ingest.errors import UnreadableFileError
from ingest.home.home import Home
from ingest.imports.binding import bound
from ingest.imports.importing import import_paths
from ingest.imports.rebuilding import rebuild
from ingest.sources import formats
from ingest.sources.formats import FORMATS, Format, format_of, is_watch_file

if TYPE_CHECKING:
    from pathlib import Path

TOY = Format(
    name="TOY", suffix=".toy", signature=b"<toy>", at=None, read="support.toy_format:read_toy"
)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: str(row.name))
def test_each_reader_says_in_words_what_it_cannot_read(row: Format) -> None:
    for data in (b"", b"\0" * 300, b"text " * 60):
        with pytest.raises(UnreadableFileError) as caught:
            bound(row.read)(data)
        assert caught.value.hint


def test_a_fit_file_is_told_by_its_signature_and_by_nothing_else() -> None:
    assert format_of(whole_run()).name == "FIT"
    assert is_watch_file(whole_run()[:16], "photo.jpg")
    assert not is_watch_file(b".FIT" * 2, "photo.jpg")
    assert not is_watch_file(b"0123456.FIT", "photo.jpg")
    assert is_watch_file(b"", "A.FIT")
    assert format_of(b"neither").name == "FIT"  # a FIT file can lack its first bytes


def test_a_new_format_is_one_row(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "named like nothing"
    run.write_bytes(HEAD + whole_run(90))
    (file,) = import_paths([run], home=home).files
    assert (file.outcome, file.sessions) == ("refused", ())
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, TOY))
    (file,) = import_paths([run], home=home).files
    assert file.outcome == "imported"
    before = content(Home(path=home))
    assert before[0]["elapsed_s"] == 89.0
    rebuild(Home(path=home))
    assert content(Home(path=home)) == before


def test_every_row_is_filled() -> None:
    for row in FORMATS:
        assert all(getattr(row, field.name) not in ("", b"") for field in fields(row))
