"""What plug-ins say beyond `flags` and `thresholds`: tables, the archive's views, the page."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase as command
from support.made_plugins import ON, SEEN, name_in, offer

from planner.day.judged import judge_day

if TYPE_CHECKING:
    from pathlib import Path

HALF = """
def half(athlete):
    return Threshold(bpm=131.0, note="half of it", source="own choice", uncertainty_bpm=6.0)
"""


@pytest.fixture
def offered(runner: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that names a flag and a ceiling, both installed."""
    offer(site, monkeypatch, SEEN + HALF, flags="seen", thresholds="half")
    name_in(runner, flags=["seen"], thresholds=["half"])
    return runner


def flags_in(home: Path) -> list[tuple[str, str | None]]:
    with closing(sqlite3.connect(home / "archive.sqlite")) as connection:
        return connection.execute("SELECT id, plugin FROM v_flag").fetchall()


def rows_of(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["id"], row["plugin"]) for row in csv.DictReader(file)]


def page_of(home: Path, *words: str) -> str:
    path = home.with_name("page.html")
    assert command("report", "-o", path, *words, *ON).code == 0
    return path.read_text("utf-8")


@pytest.mark.usefixtures("offered")
def test_exports_have_it_last_with_the_name_of_its_plug_in(tmp_path: Path) -> None:
    alone, folder = tmp_path / "flags.csv", tmp_path / "all"
    assert command("export", "flags", "-o", alone, *ON).code == 0
    assert command("export", "all", "--without-streams", "-o", folder, *ON).code == 0
    *ours, last = rows_of(alone)
    assert last == ("seen:seen", "seen")
    assert ours
    assert all(plugin == "" for _, plugin in ours)
    assert rows_of(folder / "flags.csv") == [*ours, last]


@pytest.mark.parametrize(
    "words",
    [
        ("import", "originals"),
        ("report",),
        ("export", "all", "--without-streams", "-o", "tables"),
        ("rebuild",),
    ],
)
def test_each_command_that_publishes_puts_it_into_the_view(
    offered: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = flags_in(offered)
    assert "seen:seen" not in dict(before)
    monkeypatch.chdir(offered)
    today = () if words[0] == "rebuild" else ON
    assert command(*words, *today).code == 0
    assert flags_in(offered)[-1] == ("seen:seen", "seen")
    if today:
        assert flags_in(offered)[:-1] == before
    name_in(offered)
    assert command(*words, *today).code == 0
    assert "seen:seen" not in dict(flags_in(offered))


def test_another_version_is_published_anew(
    offered: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("report", *ON).code == 0
    other = SEEN.replace("a_flag(athlete)", "a_flag(athlete, id='other')")
    offer(site, monkeypatch, other, version="1.1", flags="seen")
    assert command("report", *ON).code == 0
    assert flags_in(offered)[-1] == ("seen:other", "seen")


def test_one_that_fails_is_said_and_the_import_goes_on(
    offered: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, "def seen(athlete):\n    1 / 0\n" + HALF, flags="seen", version="2")
    answer = command("import", offered / "originals", *ON)
    assert answer.code == 0
    assert "seen of [plugins] flags could not be asked: ZeroDivisionError" in answer.err
    assert "seen:seen" not in dict(flags_in(offered))


def test_a_folded_warning_names_its_plug_in(offered: Path) -> None:
    page = page_of(offered)
    folded = page.split("Runs were seen")[1].split("</summary>")[0]
    assert "by the plug-in seen" in folded
    assert "by the plug-in" not in page.split("Runs were seen")[0]


def test_the_page_says_its_ceiling_beside_the_one_in_force(offered: Path) -> None:
    told = (
        "The plug-in half 1.0 (made-plugin) says 131 bpm, could be off by 6 either way: half of it."
    )
    page = page_of(offered)
    assert told in page.split('class="trust"')[1]
    assert told not in page_of(offered, "--redact")
    # A heart that no formula fits is told no number that nobody has measured.
    assert command("init", "--rate-medicine").code == 0
    assert "131 bpm" not in page_of(offered)


def test_a_ceiling_that_fails_is_a_sentence_on_the_page(
    offered: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = "def half(athlete):\n    1 / 0\n"
    offer(site, monkeypatch, SEEN + bad, flags="seen", thresholds="half", version="2")
    assert "half of [plugins] thresholds could not be asked: ZeroDivisionError" in page_of(offered)


def test_an_import_with_a_page_judges_the_day_and_asks_plug_ins_once(
    offered: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = "import sys\ndef seen(athlete):\n    print('asked')\n    yield a_flag(athlete)\n"
    offer(site, monkeypatch, counted, flags="seen", version="3")
    name_in(offered, flags=["seen"])
    judged: list[object] = []

    def counting(*words: object) -> object:
        judged.append(words)
        return judge_day(*words)

    monkeypatch.setattr("planner.day.judged.judge_day", counting)
    answer = command("import", "--report", offered / "originals", *ON)
    assert (answer.code, len(judged), answer.err.count("asked")) == (0, 1, 1)
    assert "by the plug-in seen" in (offered / "report.html").read_text("utf-8")
    assert flags_in(offered)[-1] == ("seen:seen", "seen")
