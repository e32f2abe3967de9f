"""Every Python block and every `aerobase` block of the documents does what it is there for."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click
import pytest
from support.blocks import DOCUMENTS, ROOT, blocks_of, words_of
from support.command_line import aerobase
from support.transcripts import clock_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MORNING = datetime(2026, 5, 20, 7, 30, tzinfo=UTC)
MADE = {"docs/first-hour.md", "docs/tutorial.md"}  # their transcripts are made, and held so

# Page -> the first line of each block that is not run. The reason stands beside the block.
NOT_RUN = {
    "README.md": ["python3 -m venv .venv"],
    "docs/cohort.md": [
        "pip install aerobase[cluster]        # here and for every worker: the same aerobase",
        "from distributed import Client",
    ],
    "docs/follow.md": [
        "aerobase import --follow ~/Dropbox/watch",
        "[Unit]",
        '<?xml version="1.0" encoding="UTF-8"?>',
        "schtasks /Create /TN aerobase /SC ONLOGON",
    ],
    "docs/howto/calendar.md": ["30 5 * * * $HOME/.local/bin/aerobase export plan"],
    "docs/howto/synced-folder.md": ["aerobase import --follow ~/Dropbox/watch"],
    "docs/howto/usb.md": ["aerobase import", "aerobase import /media/anna/GARMIN"],
    "docs/howto/workouts.md": ["aerobase export plan --to /media/anna/GARMIN"],
}
PAGES = {
    path.relative_to(ROOT).as_posix(): [
        block
        for block in blocks_of(path)
        if block.language == "python" or (block.mentions and not block.is_usage)
    ]
    for path in DOCUMENTS
}
RUN = [
    page
    for page, blocks in PAGES.items()
    if any(block.mark is None and not block.is_transcript for block in blocks)
]


def test_blocks_are_seen_with_their_marks_and_their_commands() -> None:
    text = (
        "```\naerobase plan --next  # the week\n```\n\n<!-- not run: cron does -->\n"
        "```\n0 5 * * * $HOME/.local/bin/aerobase plan\n```\n"
        "1. x\n\n   ```python\n   a = 1\n   ```\n"
        "```\naerobase plan [OPTIONS] DAY\n```\n```\n$ aerobase plan\nMon\n```\n"
        "```\naerobase        # today\n```\n```\naerobase/   a folder\n```\n"
    )
    first, cron, python, usage, transcript, bare, tree = blocks_of(ROOT / "x.md", text)
    assert [words_of(line) for line in first.commands] == ["plan --next"]
    assert (cron.mark, cron.commands, len(cron.mentions)) == ("cron does", [], 1)
    assert (python.language, python.text, python.mentions) == ("python", "a = 1\n", [])
    assert usage.is_usage
    assert not first.is_usage
    assert transcript.is_transcript
    assert [words_of(line) for line in bare.commands] == [""]
    assert bare.mentions == bare.commands
    assert (tree.commands, tree.mentions) == ([], [])


def test_what_is_not_run_is_listed_and_says_why() -> None:
    marked = {
        page: [block.text.splitlines()[0] for block in blocks if block.mark is not None]
        for page, blocks in PAGES.items()
    }
    found = {page: firsts for page, firsts in marked.items() if firsts}
    assert found.keys() == NOT_RUN.keys()
    for page, firsts in found.items():
        assert len(firsts) == len(NOT_RUN[page]), page
        for first, told in zip(firsts, NOT_RUN[page], strict=True):
            assert first.startswith(told), page


def test_every_mark_stands_before_a_block_that_would_be_run() -> None:
    for path in DOCUMENTS:
        page = path.relative_to(ROOT).as_posix()
        marks = len(re.findall(r"^ *<!-- not run: ", path.read_text("utf-8"), re.MULTILINE))
        assert marks == len(NOT_RUN.get(page, [])), page


def test_no_command_hides_in_a_block_without_a_fence() -> None:
    for path in DOCUMENTS:
        inside = re.sub(
            r"^( *)```.*?^\1```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        assert re.findall(r"^ {4,}\$? ?aerobase .*$", inside, re.MULTILINE) == [], path.name


def test_only_made_pages_have_transcripts() -> None:
    told = {page for page, blocks in PAGES.items() for block in blocks if block.is_transcript}
    assert told == MADE


@pytest.fixture
def place(
    demo_season: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: Any
) -> Iterator[Path]:
    """A folder with a home, some watch files and athletes, called as the page calls them."""
    text = (ROOT / request.param).read_text("utf-8")
    shutil.copytree(demo_season / "home", tmp_path / "home")
    newest = sorted((demo_season / "watch").iterdir())[-6:]
    folders = {"watch": True, "athletes/anna": "athletes" in text}
    for folder in (tmp_path / name for name, wanted in folders.items() if wanted):
        folder.mkdir(parents=True)
        for file in newest:
            shutil.copy(file, folder)
    for name in ("team/anna", "team/ben", "running"):
        if f"~/{name}" in text:
            shutil.copytree(demo_season / "home", tmp_path / name)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("AEROBASE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / ("home" if "file:archive.sqlite" in text else ""))
    monkeypatch.setattr(click, "launch", lambda *_: 0)
    with clock_at(MORNING):
        yield tmp_path


def filled(words: str, place: Path) -> list[str]:
    """Return the words of a command with what stands for something put in."""
    if re.search(r"\b(SESSION|ID)\b", words):
        session = json.loads(aerobase("sessions", "--json").out)[-1]["id"]
        words = re.sub(r"\b(SESSION|ID)\b", session, words)
    if "1a2b" in words:
        words = words.replace("1a2b", json.loads(aerobase("log", "list", "--json").out)[0]["id"])
    words = words.replace("FOLDER", "watch").replace("~", place.as_posix())
    return shlex.split(words)


@pytest.mark.parametrize(("place", "page"), [(page, page) for page in RUN], indirect=["place"])
def test_the_blocks_of_the_page_run(place: Path, page: str) -> None:
    names: dict[str, Any] = {}
    for block in PAGES[page]:
        if block.mark is not None or block.is_transcript:
            continue
        if block.language == "python":
            exec(compile(block.text, page, "exec"), names)  # noqa: S102 - our own page
            continue
        assert len(block.commands) == len(block.mentions), f"not to be run, and no mark: {block}"
        for line in block.commands:
            answer = aerobase(*filled(words_of(line), place))
            assert (answer.code, line) == (0, line), answer.err
