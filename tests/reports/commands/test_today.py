"""`aerobase today`: what the morning says is kept, and the day follows it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

TODAY = ("--today", "2026-05-20")


@pytest.fixture
def runner(home):
    """Eight weeks of runs on Tuesdays, Thursdays, Saturdays and Sundays."""
    return fill(home, weeks_of_runs(date(2026, 5, 19), 8))


def document(*words: str):
    answer = aerobase("today", "--json", *words)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.mark.usefixtures("runner")
def test_the_day_of_the_plan_is_shown():
    plan = json.loads(aerobase("plan", "--json", *TODAY).out)
    shown = document(*TODAY)
    assert shown["run"] == plan["days"][2]["run"]
    assert shown["strength"] == plan["days"][2]["strength"]
    assert shown["logged"] == []


@pytest.mark.usefixtures("runner")
def test_the_mornings_words_are_kept():
    document("--pain", "2", "--place", "achilles", "--side", "left", "--sleep", "7.5", *TODAY)
    diary = json.loads(aerobase("log", "list", "--json", *TODAY).out)
    pain, sleep = diary
    assert (pain["kind"], pain["score"], pain["when"]) == ("pain", 2, "next morning")
    assert sleep["values"] == {"hours": 7.5}


@pytest.mark.usefixtures("runner")
def test_pain_over_five_empties_the_day_of_running():
    thursday = ("--today", "2026-05-21")
    assert document(*thursday)["run"]["kind"] != "rest"
    shown = document("--pain", "6", "--place", "achilles", *thursday)
    assert shown["run"]["kind"] == "rest"
    assert "pain-achilles" in shown["flags"]


@pytest.mark.usefixtures("runner")
def test_a_red_flag_leaves_nothing():
    aerobase("log", "redflag", "tendon-snap", *TODAY)
    assert "See a clinician today." in aerobase("today", *TODAY).out
    shown = document(*TODAY)
    assert shown["run"]["kind"] == "rest"
    assert shown["strength"] == shown["more_runs"] == []


@pytest.mark.usefixtures("runner")
def test_text_fits_eighty_columns_and_asks_nothing_in_a_pipe():
    answer = aerobase("today", *TODAY)
    assert answer.code == 0
    assert answer.out.startswith("Wednesday 20 May 2026")
    assert max(len(line) for line in answer.out.splitlines()) <= 80


@pytest.mark.usefixtures("home")
def test_without_a_birth_date_it_says_what_is_missing():
    answer = aerobase("today", *TODAY)
    assert answer.code == 0
    assert "init --birth-date" in answer.out
    assert json.loads(aerobase("today", "--json", *TODAY).out)["run"] is None


@pytest.mark.usefixtures("runner")
def test_a_score_beyond_ten_is_a_usage_error():
    assert aerobase("today", "--pain", "11", *TODAY).code == 2


@pytest.mark.usefixtures("runner")
def test_on_a_terminal_it_asks_and_an_empty_answer_skips():
    """Pain 3 in the left soleus; stiffness skipped; hours once mistyped, once too many; stress."""
    answer = aerobase("today", *TODAY, answers=["3", "soleus", "left", "", "x", "25", "7", ""])
    assert answer.code == 0, answer.err
    pain, sleep = json.loads(aerobase("log", "list", "--json", *TODAY).out)
    assert (pain["kind"], pain["score"]) == ("pain", 3)
    assert (pain["place"], pain["side"]) == ("soleus", "left")
    assert (sleep["kind"], sleep["values"]) == ("sleep", {"hours": 7})
