"""`aerobase demo`: the real job on a generated season, and nothing left lying about."""

from __future__ import annotations

import json
import re
import tempfile
from typing import TYPE_CHECKING

import pytest
from support.command_line import Answer, aerobase

from reports.commands.demo import SEASON_TITLES
from reports.demo.seasons import SEASONS

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-05-20")
SHORT = ("--weeks", "2", *TODAY)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of its own, and a home that must stay untouched."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert not home.exists()
    return folder


def done(answer: Answer) -> Answer:
    assert answer.code == 0, answer.err
    return answer


def test_every_season_has_a_title() -> None:
    assert set(SEASON_TITLES) == set(SEASONS)


@pytest.mark.parametrize("name", sorted(SEASONS))
def test_every_season_can_be_shown(name: str, tmp_path: Path) -> None:
    done(aerobase("demo", "--season", name, "-o", tmp_path / "page.html", "--weeks", "1", *TODAY))


def test_it_does_the_job_and_says_where_the_page_lies(
    tmp_path: Path, home: Path, temporary: Path
) -> None:
    page = tmp_path / "page.html"
    answer = done(aerobase("demo", "-v", "-o", page, *SHORT))
    shown = re.findall(r"^\$ aerobase (\w+)", answer.out, re.MULTILINE)
    assert [word for word in shown if word != "log"] == [
        *("init", "import", "status", "flags", "plan", "report")
    ]
    assert "log" in shown
    assert str(page) in answer.out
    assert page.read_text("utf-8").lstrip().lower().startswith("<!doctype html>")
    assert not home.exists()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", sorted(SEASONS))
def test_a_newcomer_reads_it_in_a_minute(name: str, tmp_path: Path) -> None:
    """What the commands themselves say, and no more: about thirty lines (200 words a minute)."""
    kept, page = tmp_path / "kept", tmp_path / "page.html"
    said = done(aerobase("demo", "--season", name, "--keep", kept, "-o", page, *SHORT)).out
    lines = said.splitlines()
    assert len(lines) <= 36
    assert max(len(line) for line in lines if str(tmp_path) not in line) <= 80
    assert "$ aerobase" not in said
    home = ("--home", kept / "home", *TODAY)
    week = json.loads(done(aerobase("plan", "--next", "--json", *home)).out)
    begins = lines.index(next(line for line in lines if line.startswith("Week of")))
    days = lines[begins + 1 : begins + 8]
    assert [line[:3] for line in days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert ["  rest" in line for line in days] == [
        day["run"]["kind"] == "rest" for day in week["days"]
    ]
    assert done(aerobase("status", *home)).out.splitlines()[0] in lines
    flags = json.loads(done(aerobase("flags", "--json", *home)).out)
    told = re.findall(r"^  (?:STOP|ACT|WATCH|NOTE) ", said, re.MULTILINE)
    more = re.findall(r"and (\d+) more: aerobase flags", said)
    assert len(told) + sum(map(int, more)) == len(flags)
    assert str(page) in said
    assert page.is_file()


def test_without_a_name_the_page_lies_in_a_temporary_folder(temporary: Path) -> None:
    answer = done(aerobase("demo", *SHORT))
    (folder,) = temporary.iterdir()
    assert [path.name for path in folder.iterdir()] == ["report.html"]
    assert str(folder / "report.html") in answer.out


def test_kept_files_are_a_home_like_any_other(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done(aerobase("demo", "--keep", kept, "--season", "steady", *SHORT))
    watch = sorted(path.name for path in (kept / "watch").iterdir())
    assert 7 <= len(watch) <= 9
    assert watch[-1].startswith("2026-05-20")
    sessions = json.loads(done(aerobase("--home", kept / "home", "sessions", "--json")).out)
    assert len(sessions) == len(watch)
    assert {session["class"] for session in sessions} <= {"aerobic", "mixed"}
    assert (kept / "report.html").is_file()


def test_a_folder_with_something_in_it_is_not_used(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "mine.txt").write_text("mine")
    answer = aerobase("demo", "--keep", kept, *SHORT)
    assert answer.code == 1
    assert "not empty" in answer.err
    assert [path.name for path in kept.iterdir()] == ["mine.txt"]


def test_the_same_day_gives_the_same_watch_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        done(aerobase("demo", "--keep", tmp_path / name, "--weeks", "1", *TODAY))
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "watch").iterdir()}
        for name in ("one", "two")
    )
    assert one
    assert one == two


def test_a_page_that_cannot_be_written_is_one_sentence(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    answer = aerobase("demo", "-o", tmp_path / "file" / "page.html", *SHORT)
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert list(temporary.iterdir()) == []


def test_a_step_that_fails_is_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    """A file that the import refuses ends the demo, and nothing is left of it."""
    monkeypatch.setattr("reports.demo.fit_activity.fit_bytes", lambda _: b"no watch file")
    answer = aerobase("demo", *SHORT)
    assert answer.code == 1
    assert "aerobase import" in answer.err
    assert list(temporary.iterdir()) == []
