"""`aerobase report` and `status` as commands: where they write, what they leave alone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from support.made_pages import season_sessions
from support.small_archives import put, reading

from ingest.home.home import Home
from ingest.imports.opening import open_archive
from planner.cli import app, main
from reports.terminal import importing

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-05-20")


def run(home: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["--home", str(home), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def content(home: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in home.rglob("*") if one.is_file()}


def test_without_a_name_the_page_lies_in_the_home(home: Path) -> None:
    said = run(home, "report", *TODAY)
    assert str(home / "report.html") in said.replace("\n", "")
    assert (home / "report.html").read_bytes().startswith(b"<!doctype html>")


def test_twice_the_same_bytes_and_nothing_else_written(home: Path, tmp_path: Path) -> None:
    run(home, "init", "--birth-date", "1986-01-01", "--category", "c", "--timezone", "UTC")
    before = content(home)
    pages = []
    for name in ("a.html", "b.html"):
        run(home, "report", "-o", str(tmp_path / name), *TODAY)
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
    assert content(home) == before
    assert str(home).encode() not in pages[0]  # no path of this machine


def test_a_place_that_cannot_be_written_is_one_sentence(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SystemExit) as stopped:
        main(["--home", str(home), "report", "-o", str(tmp_path / "file" / "r.html"), *TODAY])
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "cannot be written" in said
    assert "Traceback" not in said


def test_since_after_until_is_a_usage_error(home: Path) -> None:
    wrong = ["--home", str(home), "report", "--since", "2026-05-02", "--until", "2026-05-01"]
    assert CliRunner().invoke(app, wrong).exit_code == 2


def test_status_of_an_empty_home_says_what_to_do(home: Path) -> None:
    said = run(home, "status", *TODAY)
    assert "No run yet" in said
    assert "aerobase import" in said
    assert len(said.splitlines()) <= 15


def test_status_loads_nothing_heavy(home: Path) -> None:
    code = (
        "import sys; from planner.cli import app;"
        f"app.main(['--home', {str(home)!r}, 'status', *{TODAY!r}], standalone_mode=False);"
        "sys.exit(len({'pandas', 'plotly', 'jinja2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page_draws_what_the_archive_holds(home: Path, tmp_path: Path) -> None:
    """One run, put into the archive as an import does, stands in the table."""
    one = season_sessions("too_hard")[0][-1]
    put(Home(path=home), reading(one))
    with open_archive(Home(path=home)) as archive:
        assert len(archive.sessions()) == 1
    run(home, "report", "-o", str(tmp_path / "r.html"), *TODAY)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<tr id="s1"><td><span class="weekday">Wed </span>20 May</td>' in page


def test_lost_samples_cost_one_picture_and_not_the_page(home: Path, tmp_path: Path) -> None:
    put(Home(path=home), reading(season_sessions("too_hard")[0][-1]))
    with open_archive(Home(path=home), write=True) as archive, archive.transaction():
        archive.connection.execute("DELETE FROM stream")
    run(home, "report", "-o", str(tmp_path / "r.html"), *TODAY)
    assert '<tr id="s1">' in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_how_far_it_is_is_told_where_it_takes_long(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    monkeypatch.setattr(importing, "QUIET_S", 0.0)
    monkeypatch.setattr(importing, "LINE_S", 0.0)
    told = run(home, "report", "-o", str(tmp_path / "r.html"), *TODAY)
    assert "1 of 3 steps of making the page" in told
    assert "2 of 3 steps of making the page" in told
    assert run(home, "report", "-q", "-o", str(tmp_path / "r.html"), *TODAY) == ""
