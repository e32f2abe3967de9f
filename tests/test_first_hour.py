"""The page of first hours says what the program says today, and the daily look takes few keys."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "first-hour.md").read_text("utf-8")


@pytest.fixture(scope="module")
def made():
    return runpy.run_path(str(ROOT / "fixtures" / "first_hour.py"))["page"]()


def test_the_page_is_what_the_program_says(made):
    """`make docs` makes it again; whoever does reads it as a runner would."""
    assert made == PAGE


def test_nothing_of_the_page_is_wider_than_a_terminal(made):
    blocks = re.findall(r"```\n(.*?)```", made, re.DOTALL)
    assert len(blocks) > 25
    assert [line for block in blocks for line in block.splitlines() if len(line) > 80] == []


def test_the_daily_look_takes_at_most_twelve_keys(made):
    looks = re.findall(r"\$ (aerobase)\n(Pain now.*?\n)(Hours.*?\n)", made)
    assert len(looks) > 6
    for command, *questions in looks:
        answers = [one.rsplit(": ", 1)[1] for one in questions]
        if answers[1] == "\n":
            assert len(command) + 1 + sum(map(len, answers)) <= 12
