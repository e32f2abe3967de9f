"""`import --report`: a fresh page after an import, which stands whatever becomes of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support import fit_bytes as fb
from support.command_line import aerobase

from reports.commands import import_follow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = b"<title>aerobase,"


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Path:
    """A run's file; and a home with a profile."""
    assert aerobase("init", "--birth-date", "1980-05-01", "--category", "c").code == 0
    assert home.exists()
    path = tmp_path / "run.fit"
    path.write_bytes(fb.whole_run(1200))
    return path


def test_the_page_lies_where_report_writes_it(home: Path, run: Path) -> None:
    answer = aerobase("import", run, "--report")
    assert answer.code == 0, answer.err
    assert answer.out.splitlines()[-1] == f"The page is {home / 'report.html'}"
    first = (home / "report.html").read_bytes()
    assert PAGE in first
    assert aerobase("report").code == 0
    assert len((home / "report.html").read_bytes()) == len(first)


def test_without_it_there_is_no_page(home: Path, run: Path) -> None:
    assert aerobase("import", run).code == 0
    assert not (home / "report.html").exists()


def test_json_stays_one_document_and_quiet_says_nothing(home: Path, run: Path) -> None:
    answer = aerobase("import", run, "--report", "--json")
    assert json.loads(answer.out)["imported"] == 1
    assert answer.err == ""
    assert PAGE in (home / "report.html").read_bytes()
    (home / "report.html").unlink()
    answer = aerobase("import", run, "--report", "-q")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert PAGE in (home / "report.html").read_bytes()


def test_a_page_that_cannot_be_written_is_said_and_changes_no_exit_code(
    home: Path, run: Path, tmp_path: Path
) -> None:
    (home / "report.html").mkdir(parents=True)
    answer = aerobase("import", run, "--report")
    assert answer.code == 0
    assert "The page was not written: " in answer.err
    assert "Traceback" not in answer.err
    assert "imported" in answer.out
    broken = tmp_path / "broken.fit"
    broken.write_bytes(b"no run")
    assert aerobase("import", broken, "--report").code == 3
    assert json.loads(aerobase("sessions", "--json").out)


def test_who_follows_a_folder_has_a_fresh_page_after_each_new_file(
    home: Path, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, pages = home / "report.html", []

    def told(_: Path, *, take: Callable[[list[Path]], list[Path]], **__: object) -> None:
        for _again in range(2):
            take([run])
            pages.append(page.exists())
            page.unlink(missing_ok=True)

    monkeypatch.setattr(import_follow, "follow", told)
    answer = aerobase("import", "--follow", run.parent, "--report", "--json")
    assert answer.code == 0
    assert pages == [True, False]  # the second time the file is known
    outcomes = [json.loads(line)["outcome"] for line in answer.out.splitlines()]
    assert outcomes == ["imported", "duplicate"]
