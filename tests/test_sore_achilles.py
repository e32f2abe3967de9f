"""docs/howto/sore-achilles.md, morning by morning: what it says was said is what is said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.blocks import words_of
from support.command_line import aerobase

from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import season

PAGE = (Path(__file__).parents[1] / "docs/howto/sore-achilles.md").read_text("utf-8")
TUESDAY = date(2026, 5, 19)
DAYS = ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def part_of(day: str) -> str:
    return PAGE.split(f"\n## {day}: ")[1].split("\n## ")[0]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a runner who has run easily for two months, up to that Monday."""
    path, watch = tmp_path_factory.mktemp("sore") / "home", tmp_path_factory.mktemp("watch")
    made = season("steady", last_day=TUESDAY - timedelta(1))
    for run, one in zip(made.truth.runs, made.activities, strict=True):
        if run.day > TUESDAY - timedelta(weeks=9):
            (watch / f"{run.day}.fit").write_bytes(fit_bytes(smart_recorded(one)))
    who = ("--birth-date", "1983-02-11", "--category", "c", "--timezone", "UTC")
    today = ("--today", f"{TUESDAY - timedelta(1)}")
    for words in (("init", *who), ("import", watch, *today), ("plan", *today)):
        assert aerobase("--home", path, *words).code == 0
    return path


def test_every_morning_is_as_the_page_tells_it(home: Path) -> None:
    for number, day in enumerate(DAYS):
        part, today = part_of(day), f"{TUESDAY + timedelta(number)}"
        said = ""
        score = re.match(r"(\d+) of 10\n", part)[1]
        lines = re.findall(r"^aerobase (?:today|flags|plan --next).*$", part, re.MULTILINE)
        assert lines[0] == f"aerobase today {score} left achilles"
        for line in lines:
            answer = aerobase("--home", home, *words_of(line).split(), "--today", today)
            assert answer.code == 0, answer.err
            said += f"{answer.out}\n"
        told = re.findall(r"^> (.+)$", part, re.MULTILINE)
        assert told
        for words in told:
            assert words in " ".join(said.split()), (day, words)


def test_signs_for_a_clinician_come_before_the_first_morning() -> None:
    head = PAGE.split("\n## ")[0]
    for sign in ("snap", "rise on the toes", "hot,\nred or swollen", "long journey"):
        assert sign in head
    assert "does not diagnose" in head
