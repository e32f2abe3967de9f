"""`plan move`, `skip`, `less`, `undo`: what they did, in three lines that can be taken back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

MONDAY = ("--today", "2026-05-18")


@pytest.fixture
def runner(home):
    """Eight weeks of runs on Tuesdays, Thursdays, Saturdays and Sundays."""
    fill(home, weeks_of_runs(date(2026, 5, 17), 8))


def said(*words: str) -> list[str]:
    answer = aerobase("plan", *words, *MONDAY)
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    assert max(len(line) for line in lines) <= 80
    return lines


@pytest.mark.usefixtures("runner")
def test_a_move_names_the_run_both_days_and_how_to_take_it_back():
    first, *_, last = said("move", "thu", "fri")
    assert first.startswith("Moved: ")
    assert "from Thu 21 May to Fri 22 May." in first
    assert last.endswith("as before. Undo: aerobase plan undo")


@pytest.mark.usefixtures("runner")
def test_a_run_that_gives_way_is_named():
    words = " ".join(said("move", "thu", "sat"))
    assert "to Sat 23 May. In its place: " in words
    words = " ".join(said("undo"))
    assert "Undone: the move from Thu 21 May to Sat 23 May." in words


@pytest.mark.usefixtures("runner")
def test_a_run_left_out_is_not_made_up_for():
    lines = said("skip", "sat")
    assert " on Sat 23 May. Nothing is made up for it." in lines[0]
    before, after = said("undo")[-1], lines[-1]
    assert "All of it: aerobase plan" in before
    assert ", not " in after


@pytest.mark.usefixtures("runner")
def test_less_says_the_minutes_of_each_run_and_the_week():
    lines = said("less")
    assert lines[0] == "Every run still to come is a fifth shorter."
    assert re.match(r"  Minutes now \(before\): [A-Z][a-z]{2} \d+ \(\d+\), ", lines[1])
    assert len(lines) <= 3
    assert said("undo")[0] == "Undone: the runs to come are as long as before."
