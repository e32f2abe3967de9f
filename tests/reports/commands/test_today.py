"""`aerobase today`: what the morning says is kept, and the day follows it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import facts, weeks_of_runs
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


WAY = ("--today", "2026-05-13")


@pytest.fixture
def returning(home):
    """A stop on 6 May, pain of 2 two days later, and a run on 12 May that nothing was said of."""
    fill(home, [*weeks_of_runs(date(2026, 5, 5), 8), facts(date(2026, 5, 12), [(30 * 60, 130)])])
    for score, day in (("6", "2026-05-06"), ("2", "2026-05-08")):
        answer = aerobase("log", "pain", "achilles", "left", score, "--today", day)
        assert answer.code == 0, answer.err


@pytest.mark.usefixtures("returning")
def test_the_way_back_says_its_stage_and_asks_what_opens_the_next():
    shown = document(*WAY)
    assert "stage 5 of 8: 3 x 8 min run, 1 min walk" in shown["stage"]
    assert "2 of 10 on Fri 8 May" in shown["stage"]
    during, morning = shown["asks"]
    assert "during the run of Tue 12 May" in during
    assert "this morning" in morning
    text = " ".join(aerobase("today", *WAY).out.split())
    assert shown["stage"] in text
    assert during in text
    assert morning in text


@pytest.mark.usefixtures("returning")
def test_the_questions_of_the_way_back_can_be_answered_as_they_say():
    command = document(*WAY)["asks"][0].partition("(aerobase ")[2].removesuffix(")")
    answer = aerobase(*command.replace(" N ", " 1 ").split(), *WAY)
    assert answer.code == 0, answer.err
    document("--pain", "1", "--place", "achilles", "--side", "left", *WAY)
    shown = document(*WAY)
    assert shown["asks"] == []
    assert "done well once" in shown["stage"]


@pytest.mark.usefixtures("returning")
def test_on_a_terminal_the_way_back_asks_of_the_run_first():
    answer = aerobase("today", *WAY, answers=["1", "2", "", "", "", "", ""])
    assert answer.code == 0, answer.err
    assert answer.out.index("during the run of Tue 12 May") < answer.out.index("Pain now")
    said = json.loads(aerobase("log", "list", "--json", *WAY).out)[-2:]
    kept = {(one["date"], one["when"], one["score"], one["place"], one["side"]) for one in said}
    assert kept == {
        ("2026-05-12", "during", 1, "achilles", "left"),
        ("2026-05-13", "next morning", 2, "achilles", "left"),
    }


@pytest.mark.usefixtures("returning")
def test_pain_in_the_run_leads_back_two_stages():
    aerobase("log", "pain", "achilles", "left", "during", "5", "--date", "2026-05-12", *WAY)
    assert "stage 3 of 8" in document(*WAY)["stage"]


@pytest.mark.usefixtures("runner")
def test_without_a_way_back_nothing_more_is_asked():
    shown = document(*TODAY)
    assert (shown["stage"], shown["asks"]) == (None, [])
    assert "Way back" not in aerobase("today", *TODAY).out


@pytest.mark.usefixtures("runner")
def test_readiness_names_its_markers_and_asks_whether_the_runner_is_ill():
    """Stress of 8 for days and a calf from 1 to 3, at the looks of Thursday 14 and Monday 18."""
    for day in range(8, 19):
        assert aerobase("log", "stress", "8", "--today", f"2026-05-{day:02}").code == 0
    for day, score in (("2026-05-12", "1"), ("2026-05-13", "3")):
        assert aerobase("log", "pain", score, "calf", "left", "--today", day).code == 0
    monday, wednesday = "2026-05-18", "2026-05-20"
    told = " ".join(aerobase("today", "--no-ask", "--today", monday).out.split())
    assert "Readiness, level 3 of 3: stress 8 of 10 on average over seven days; pain of" in told
    assert "Two days off. Do you feel ill? Then: aerobase log illness" in told
    assert document("--today", monday)["readiness"]["off_until"] == "2026-05-19"
    assert document("--today", wednesday)["readiness"]["level"] == 3
    assert "Two days off" not in aerobase("today", "--no-ask", "--today", wednesday).out
    status = " ".join(aerobase("status", "--today", wednesday).out.split())
    assert "Readiness, level 3 of 3: stress 8 of 10" in status
    explained = " ".join(aerobase("plan", "--explain", "thu", "--today", wednesday).out.split())
    assert "a rule which only lowers does good is untested" in explained


@pytest.mark.usefixtures("runner")
def test_one_marker_is_one_line_of_status():
    for day in ("2026-05-17", "2026-05-18"):
        assert aerobase("log", "stress", "9", "--today", day).code == 0
    told = " ".join(aerobase("status", *TODAY).out.split())
    assert "Readiness, level 1 of 3: stress 9 of 10 on average over seven days." in told
    assert "Nothing hard and no test until Wed 20 May." in told
