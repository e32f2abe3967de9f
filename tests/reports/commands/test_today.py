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
    assert "aerobase init" in answer.out
    assert json.loads(aerobase("today", "--json", *TODAY).out)["run"] is None


@pytest.mark.usefixtures("runner")
def test_a_score_beyond_ten_is_a_usage_error():
    assert aerobase("today", "--pain", "11", *TODAY).code == 2


def diary():
    return json.loads(aerobase("log", "list", "--json", *TODAY).out)


@pytest.mark.usefixtures("runner")
def test_on_a_terminal_it_asks_and_an_empty_answer_skips():
    """Pain 3 in the left soleus; stiffness skipped; hours once mistyped, once too many."""
    typed = ["3", "left soleus", "", "x", "25", "7 11", "7"]
    answer = aerobase("today", *TODAY, answers=typed)
    assert answer.code == 0, answer.err
    pain, sleep = diary()
    assert (pain["kind"], pain["score"]) == ("pain", 3)
    assert (pain["place"], pain["side"]) == ("soleus", "left")
    assert (sleep["kind"], sleep["values"]) == ("sleep", {"hours": 7})


@pytest.mark.usefixtures("runner")
def test_what_has_an_answer_is_not_asked_and_nothing_is_asked_twice():
    aerobase("log", "stress", "4", *TODAY)
    first = aerobase("today", *TODAY, answers=["", "7,5"])
    assert "Pain now" in first.out
    assert "Hours slept" in first.out
    assert "stress 0-10" not in first.out
    again = aerobase("today", *TODAY, answers=[])
    assert again.code == 0, again.err
    assert "Pain now" not in again.out
    assert [(one["kind"], one["values"]) for one in diary()][1] == ("sleep", {"hours": 7.5})
    tomorrow = aerobase("today", "--today", "2026-05-21", answers=["", ""])
    assert "Pain now" in tomorrow.out


@pytest.mark.usefixtures("runner")
def test_every_place_that_hurts_is_asked_by_its_name_and_no_other():
    for words in (("3", "left", "soleus"), ("2", "both", "knee")):
        aerobase("log", "pain", *words, "--today", "2026-05-19")
    answer = aerobase("today", *TODAY, answers=["0", "1", "", ""])
    assert answer.code == 0, answer.err
    assert answer.out.index("Pain now, both knee") < answer.out.index("Pain now, left soleus")
    said = [(one["place"], one["side"], one["score"]) for one in diary()[2:]]
    assert said == [("knee", "both", 0), ("soleus", "left", 1)]


@pytest.mark.usefixtures("runner")
def test_an_illness_is_asked_whether_it_is_over():
    aerobase("log", "illness", "--today", "2026-05-18")
    answer = aerobase("today", *TODAY, answers=["perhaps", "y", "", ""])
    assert answer.code == 0, answer.err
    assert diary()[-1]["values"] == {"over": True}


@pytest.mark.usefixtures("runner")
def test_one_line_says_the_morning_and_asks_nothing():
    answer = aerobase("today", "3", "left", "achilles", "--slept", "7.5", *TODAY)
    assert answer.code == 0, answer.err
    pain, sleep = diary()
    assert (pain["score"], pain["place"], pain["side"]) == (3, "achilles", "left")
    assert (pain["when"], sleep["values"]) == ("next morning", {"hours": 7.5})


@pytest.mark.usefixtures("runner")
def test_a_bare_score_is_that_of_the_place_that_hurts_and_zero_that_of_all():
    refused = aerobase("today", "3", *TODAY)
    assert refused.code == 2
    assert "aerobase today 3 left achilles" in refused.err
    aerobase("log", "pain", "2", "left", "achilles", "--today", "2026-05-18")
    aerobase("log", "pain", "2", "right", "knee", "--today", "2026-05-19")
    assert aerobase("today", "1", *TODAY).code == 0
    assert (diary()[-1]["place"], diary()[-1]["score"]) == ("knee", 1)
    assert aerobase("today", "0", *TODAY).code == 0
    ended = [(one["place"], one["side"], one["score"]) for one in diary()[-2:]]
    assert ended == [("knee", "right", 0), ("achilles", "left", 0)]


@pytest.mark.usefixtures("runner")
def test_the_command_alone_is_today():
    alone, today = aerobase("--debug"), aerobase("today")
    assert alone.code == 0, alone.err
    assert alone.out == today.out


def test_where_nothing_is_known_the_first_step_is_said_and_nothing_is_written(home):
    answer = aerobase()
    assert answer.code == 0
    assert "aerobase init" in answer.out
    assert not home.exists()


KEYS = len("aerobase\n")


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize(
    ("hurt", "answers", "most"), [(False, ["0", ""], 12), (True, ["2", "", ""], 16)]
)
def test_the_daily_look_takes_few_keys(hurt, answers, most):
    """Without pain twelve, with pain in yesterday's place sixteen."""
    if hurt:
        aerobase("log", "pain", "3", "left", "achilles", "--today", "2026-05-19")
    answer = aerobase("today", *TODAY, answers=answers)
    assert answer.code == 0, answer.err
    assert [one["score"] for one in diary()][-1] == float(answers[0])
    assert KEYS + sum(len(one) + 1 for one in answers) <= most


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
