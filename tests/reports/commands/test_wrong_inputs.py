"""What people type wrong or oddly: nothing is lost, none is kept without being understood."""

from __future__ import annotations

import json
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill
from support.wrong_inputs import GROUPS, TODAY

ROWS = [(group, row) for group, rows in GROUPS.items() for row in rows]
WITHOUT_A_DAY = {"init", "help", "advice", "forget", "import", "frobnicate", "thresholds"}
PAGE = Path(__file__).parents[3] / "docs" / "wrong-inputs.md"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with eight weeks of runs, a sore left Achilles and a plan."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AEROBASE_HOME", str(home))
        fill(home, weeks_of_runs(date(2026, 5, 19), 8))
        aerobase("log", "pain", "2", "left", "achilles", "--today", "2026-05-19")
        aerobase("plan", *TODAY)
    return home


@pytest.fixture
def prepared(made, home, tmp_path, monkeypatch):
    """A copy of it, and an empty folder to stand in."""
    shutil.copytree(made, home)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("group", "row"), ROWS, ids=[row.typed for _, row in ROWS])
@pytest.mark.usefixtures("prepared")
def test_what_each_input_gets(group, row):
    words = shlex.split(row.typed)
    day = () if words[0] in WITHOUT_A_DAY or words[1:2] == ["remove"] else TODAY
    before = diary()
    answer = aerobase(*words, *day)
    assert answer.code == row.code, (answer.out, answer.err)
    said = " ".join((answer.err if row.code else answer.out).split())
    assert row.says in said
    if row.code:
        assert answer.out == ""
        assert diary() == before
    elif group in {"Places and sides", "Scores and numbers", "Times"} and words[0] == "log":
        assert len(diary()) > len(before)


def diary():
    return json.loads(aerobase("log", "list", "--json", *TODAY).out)


def test_there_are_as_many_as_were_promised():
    assert len(ROWS) >= 120


def test_the_page_of_them_is_fresh():
    page = PAGE.read_text("utf-8")
    for group, row in ROWS:
        assert f"## {group}\n" in page
        assert f"| `aerobase {row.typed}` | {row.code} | {row.says} |" in page
