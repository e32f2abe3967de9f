"""`aerobase done`: effort, minutes and the session they belong to."""

from __future__ import annotations

import json
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import facts
from support.stored_home import fill

TODAY = ("--today", "2026-05-20")
DAY = date(2026, 5, 20)


@pytest.fixture
def runner(home):
    short = facts(DAY, [(1200, 130)], hour=6)
    long = facts(DAY, [(3600, 130)], hour=18)
    ride = facts(DAY, [(7200, 120)], hour=12, sport="cycling")
    return fill(home, [short, ride, long])


def done(*words: str):
    answer = aerobase("done", "--json", *words, *TODAY)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def sessions() -> list[dict]:
    return json.loads(aerobase("sessions", "--json", *TODAY).out)


@pytest.mark.usefixtures("runner")
def test_the_days_longest_run_is_meant():
    (entry,) = done("4")
    (wanted,) = (one["id"] for one in sessions() if one["duration_s"] == 3600)
    assert entry["kind"] == "done"
    assert entry["score"] == 4
    assert entry["values"] == {"session": wanted, "minutes": 60.0}


@pytest.mark.usefixtures("runner")
def test_a_session_named_by_its_beginning():
    (wanted,) = (one["id"] for one in sessions() if one["duration_s"] == 1200)
    (entry,) = done("4", "--session", wanted[:8])
    assert entry["values"]["session"] == wanted


def test_three_races_are_three_hard_days(home):
    fill(home, [facts(date(2026, 5, day), [(1800, 120)]) for day in (15, 17, 19)])
    for day in ("15", "17", "19"):
        aerobase("done", "5", "--type", "race", "--date", f"2026-05-{day}", *TODAY)
    flags = json.loads(aerobase("flags", "--json", *TODAY).out)
    assert "hard_days" in {flag["check"] for flag in flags}


@pytest.mark.usefixtures("runner")
def test_strength_beside_the_run():
    run, squat = done("3", "--strength", "squat", "--minutes", "55")
    assert run["values"]["minutes"] == 55
    assert squat["values"] == {"exercise": "squat"}


@pytest.mark.usefixtures("home")
def test_a_day_without_a_run_keeps_the_words():
    answer = aerobase("done", "6", *TODAY)
    assert answer.code == 0
    assert "imported" in answer.out


@pytest.mark.usefixtures("home")
def test_nothing_said_is_a_usage_error():
    assert aerobase("done", *TODAY).code == 2


@pytest.mark.usefixtures("home")
def test_effort_beyond_ten_is_refused():
    assert aerobase("done", "12", *TODAY).code == 2


@pytest.mark.usefixtures("home")
def test_on_a_terminal_it_asks_how_hard_and_which_exercises():
    answer = aerobase("done", *TODAY, answers=["12", "4", "s x", "s, b"])
    assert answer.code == 0, answer.err
    entries = json.loads(aerobase("log", "list", "--json", *TODAY).out)
    assert [(one["kind"], one["score"]) for one in entries] == [
        ("done", 4), ("strength", None), ("strength", None),
    ]  # fmt: skip
    assert [one["values"]["exercise"] for one in entries[1:]] == ["squat", "balance"]


@pytest.mark.usefixtures("home")
def test_nothing_answered_keeps_nothing():
    answer = aerobase("done", *TODAY, answers=["", ""])
    assert answer.code == 0
    assert "nothing kept" in answer.out
    assert json.loads(aerobase("log", "list", "--json", *TODAY).out) == []
