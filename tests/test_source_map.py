"""docs/source-map.md: a row a claim, and each row's entry makes a runner see the row's words."""

from __future__ import annotations

import html
import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

ROOT = Path(__file__).parents[1]
# Number, claim, what is done, entry and command, words, place.
ROWS = [
    tuple(cell.strip() for cell in line.strip().strip("|").split(" | "))
    for line in (ROOT / "docs" / "source-map.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
SHOWN = [row for row in ROWS if row[3]]
THURSDAY = "2026-05-21"  # a run, and all three exercises
TOO_HARD = "too hard: "


def test_there_is_one_row_for_each_of_72_claims():
    assert [int(row[0]) for row in ROWS] == list(range(1, 73))
    assert {len(row) for row in ROWS} == {6}


def test_every_place_named_exists():
    named = {path for row in ROWS for path in re.findall(r"`([^`]+)`", row[5])}
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []


def test_a_row_without_a_command_says_why():
    bare = [row for row in ROWS if not row[3]]
    assert len(bare) < 12
    assert all(re.search(r"nothing|no effect|not repeated|not prescribed", row[2]) for row in bare)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Half a year of easy runs, and the same half-year too hard."""
    made = {}
    for hard, bpm in ((False, 130), (True, 165)):
        made[hard] = tmp_path_factory.mktemp("home")
        fill(made[hard], weeks_of_runs(date(2026, 5, 17), 26, days=(1, 3, 6), bpm=bpm))
    return made


@pytest.mark.parametrize("row", SHOWN, ids=[row[0] for row in SHOWN])
def test_the_entry_of_a_row_makes_its_words_seen(row, homes, home, tmp_path):
    shutil.copytree(homes[row[3].startswith(TOO_HARD)], home)
    seen = ""
    for command in re.findall(r"`([^`]+)`", row[3]):
        seen = shown_by(shlex.split(command), tmp_path)
    (words,) = re.findall(r"`([^`]+)`", row[4])
    assert words in seen


def shown_by(words: list[str], folder: Path) -> str:
    """Return what a runner reads of a command, in one line; of the page what it shows."""
    page = folder / "page.html"
    more = ["-o", str(page)] if words[0] == "report" else []
    day = [] if words[0] == "advice" or "--today" in words else ["--today", THURSDAY]
    answer = aerobase(*words, *more, *day)
    assert answer.code == 0, answer.err
    said = answer.out + answer.err
    if more:
        said = re.sub(r"<(script|style).*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
        said = html.unescape(re.sub(r"<[^>]+>", " ", said))
    return " ".join(said.split())
