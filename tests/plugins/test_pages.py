"""What docs/plugins.md, promise.md and scripts.md say: their blocks run, their names are there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from support.command_line import aerobase as command
from support.made_athletes import athlete, run

import aerobase
from ingest.diary import Side
from ingest.session.facts import HrSource
from planner.cli import COMMANDS
from planner.flags.model import Tissue
from planner.plugged.flags import MOST_FLAGS
from planner.plugged.values import MOST_LETTERS
from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import season

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[2] / "docs"
PLUGINS, SCRIPTS, PROMISE = (
    (DOCS / name).read_text("utf-8") for name in ("plugins.md", "scripts.md", "promise.md")
)
TODAY = date(2026, 5, 20)


def blocks(page: str, language: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [code for spoken, code in found if spoken == language]


def made(number: int) -> dict[str, Any]:
    """Return what the page's Python block of that number makes."""
    found: dict[str, Any] = {}
    exec(compile(blocks(PLUGINS, "python")[number], "plugins.md", "exec"), found)  # noqa: S102
    return found


# docs/plugins.md


def test_the_flag_of_the_page_stands_the_day_after() -> None:
    find = made(0)["find"]
    yesterday = TODAY - timedelta(days=1)
    (flag,) = find(athlete(TODAY, [run(yesterday, kind="anaerobic", aerobic=0.25)]))
    assert (flag.since, flag.evidence[0].days) == (TODAY, (yesterday,))
    assert flag.evidence[0].value == 0.75
    assert list(find(athlete(TODAY, [run(yesterday, kind="anaerobic", aerobic=None)]))) == []
    assert list(find(athlete(TODAY, [run(yesterday)]))) == []


def test_the_reader_of_the_page_reads() -> None:
    reader = made(1)["beats"]
    (leg,) = reader.read(b"BEATS 2026-05-04T06:00:00Z 130 131").activities
    assert list(leg.stream.hr_bpm) == [130, 131]
    with pytest.raises(aerobase.UnreadableFileError):
        reader.read(b"BEATS none")


def test_the_ceiling_of_the_page_needs_ten_runs() -> None:
    less_30 = made(2)["less_30"]
    days = [TODAY - timedelta(days=n) for n in range(10)][::-1]
    runs = [run(day, hr_max_bpm=150 + n) for n, day in enumerate(days)]
    assert less_30(athlete(TODAY, runs[1:])) is None
    assert less_30(athlete(TODAY, runs)).bpm == 124.5  # the median of 150 to 159, less 30
    assert less_30(athlete(TODAY, [*runs[1:], run(TODAY, aerobic=None)])) is None


def test_the_words_that_the_page_tells_are_those_of_the_code() -> None:
    def told(begin: str, end: str) -> set[str]:
        return set(re.findall(r"`([\w-]+)`", PLUGINS.split(begin)[1].split(end)[0]))

    assert told("- `tissue` is", "; `side`") == set(get_args(Tissue))
    assert told("`side` is", ".\n") == {*get_args(Side), "None"}
    assert told("`hr_source` one of", ". `pauses_s`") == set(get_args(HrSource))
    limits = f"at most {MOST_FLAGS} flags on a day, and a text has at most {MOST_LETTERS} letters"
    assert limits in PLUGINS


def test_every_column_and_every_attribute_of_the_page_is_there() -> None:
    columns = PLUGINS.split("any of the columns:")[1].split("What is read")[0]
    told = re.findall(r"`(\w+)`", columns)
    assert told == [one.name for one in fields(aerobase.Stream) if one.name != "t_s"]
    one = run(TODAY)
    part = PLUGINS.split("Of a session stay")[1].split("Unknown is `None`")[0]
    of_session, rest = part.split("and of its `facts`")
    of_facts, of_week = rest.split("Of a week stay")
    for name in re.findall(r"`(\w+)`", of_session):
        assert hasattr(one, name), name
    for name in set(re.findall(r"`(\w+)`", of_facts)) - {"sessions_frame"}:
        assert hasattr(one.facts, name), name
    left_out = set(re.findall(r"`(\w+)`", of_week.split("but ")[1]))
    (week,) = athlete(TODAY, [one]).weeks
    tables = (DOCS / "tables.md").read_text("utf-8").split("\n## weeks\n")[1]
    columns = tables.split("\n## ")[0]
    assert "| `aerobic_frac` |" in columns
    for name in set(re.findall(r"^\| `(\w+)`", columns, re.MULTILINE)) - left_out:
        assert hasattr(week, name), name


def test_every_name_for_plug_ins_is_exported_and_told() -> None:
    table = PLUGINS.split("## What is promised")[1]
    for name in set(re.findall(r"`(\w+)[`(.]", table.split("\n\n")[1])) & {*dir(aerobase)}:
        assert getattr(aerobase, name)
    for name in ("Evidence", "Threshold", "Reader", "WatchFile", "Activity", "UnreadableFileError"):
        assert f"`{name}" in table
        assert name in aerobase.__all__


# docs/promise.md


def test_the_promise_names_the_exit_codes_that_commands_end_with() -> None:
    told = re.findall(r"^\| (\d) \|", PROMISE, re.MULTILINE)
    assert told == ["0", "1", "2", "3"]
    assert command("--version").code == 0
    assert command("--home", DOCS / "none", "doctor").code == 1
    assert command("nonsense").code == 2


def test_other_pages_lead_to_the_promise() -> None:
    root = DOCS.parent
    for page in ("README.md", "CONTRIBUTING.md", "docs/library.md", "docs/plugins.md"):
        assert "promise.md)" in (root / page).read_text("utf-8"), page
    assert "promise.md)" in SCRIPTS


# docs/scripts.md


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of a season's last runs; its watch files lie in ~/watch."""
    person = tmp_path_factory.mktemp("person")
    (person / "watch").mkdir()
    whole = season("too_hard", last_day=TODAY)
    for one, activity in zip(whole.truth.runs, whole.activities, strict=True):
        if one.day > TODAY - timedelta(days=16):
            data = fit_bytes(smart_recorded(activity))
            (person / "watch" / f"{one.day}.fit").write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(person))
        patch.setenv("AEROBASE_HOME", str(person / "home"))
        assert command("init", "--birth-date", "1983-02-11", "--timezone", "UTC").code == 0
        yield person


def told(number: int) -> list[list[str]]:
    """Return the commands of a block, as a shell would split them."""
    lines = blocks(SCRIPTS, "")[number].splitlines()
    return [shlex.split(line.replace("~", os.environ["HOME"]))[1:] for line in lines]


@pytest.mark.usefixtures("place")
def test_each_command_answers_with_one_document() -> None:
    for words in told(0):
        answer = command(*words)
        assert answer.code == 0, answer.err
        json.loads(answer.out)
    for words in told(1):
        assert command(*words).code == 0


@pytest.mark.usefixtures("place")
def test_the_script_runs_as_it_stands() -> None:
    (script,) = blocks(SCRIPTS, "python")
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    lines = answer.stdout.splitlines()
    assert (
        lines[0]
        == json.loads(command("status", "--today", f"{TODAY}", "--json").out)["verdict"]["sentence"]
    )
    assert [line.split()[0] for line in lines[-7:]] == [f"2026-05-{18 + n}" for n in range(7)]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("said", "advice"),
    [
        (("redflag", "chest-pain"), "call for help now"),
        (("pain", "7", "left", "achilles"), "physiotherapist or clinician"),
    ],
)
def test_the_script_says_what_bars_running_and_shows_no_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: tuple[str, ...], advice: str
) -> None:
    monkeypatch.setenv("AEROBASE_HOME", str(tmp_path / "home"))
    assert command("init", "--birth-date", "1983-02-11", "--timezone", "UTC").code == 0
    assert command("log", *said, "--today", f"{TODAY}").code == 0
    (script,) = blocks(SCRIPTS, "python")
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    (line,) = answer.stdout.splitlines()
    assert advice in line
    assert "2026-05" not in line


@pytest.mark.usefixtures("place")
def test_what_is_told_of_privacy_holds() -> None:
    devices = {one["device"] for one in json.loads(command("sessions", "--json").out)}
    for words in (("status",), ("plan",)):
        text = command(*words, "--json", "--today", f"{TODAY}").out
        assert devices
        assert not [one for one in devices if one and one in text]
        assert "lat" not in json.loads(text)


def test_every_command_of_the_pages_is_one() -> None:
    for page in (PLUGINS, SCRIPTS, PROMISE):
        for name in re.findall(r"`aerobase (\w+)", page):
            assert name in COMMANDS
