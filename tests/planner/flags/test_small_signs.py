"""What the body says below a warning: a note while it stands, and nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_weeks import MONDAY, athlete, plan, say

from planner.flags import small_signs
from planner.flags.advice import BOTH_CALVES
from planner.flags.standing import standing_flags


def ago(days):
    return MONDAY - timedelta(days=days)


def notes(*said, today=MONDAY):
    one = athlete(said=said, today=today)
    return [flag for flag in standing_flags(one) if flag.check == "small_signs"]


def pain(days_ago, score, place="soleus", side="left"):
    return say(ago(days_ago), "pain", place=place, side=side, score=float(score))


def tender(days_ago, score, side="left"):
    return say(ago(days_ago), "tenderness", place="soleus", side=side, score=float(score))


def bend(days_ago, score, *, unstable=False, side="right"):
    values = {"unstable": unstable}
    return say(ago(days_ago), "knee-bend-test", side=side, score=float(score), values=values)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (pain(1, 1), "A little pain (left soleus): 1 of 10"),
        (pain(1, 3, "achilles", "right"), "A little pain (right Achilles): 3 of 10"),
        (tender(1, 3), "A tender spot (left soleus): 3 of 10"),
        (tender(1, 6), "A tender spot (left soleus): 6 of 10"),
        (bend(1, 0, unstable=True), "The knee bend (right knee): wobbly"),
        (bend(1, 2), "The knee bend (right knee): pain 2 of 10"),
    ],
)
def test_a_small_sign_is_one_note_with_something_to_do(said, title):
    (flag,) = notes(said)
    assert (flag.title, flag.severity, flag.plan_effect) == (title, "note", "none")
    assert flag.advice
    assert flag.side == said.data["side"]


@pytest.mark.parametrize("said", [pain(1, 0), tender(1, 2), bend(1, 0)])
def test_nothing_is_made_of_nothing(said):
    assert notes(said) == []


def test_a_sore_tendon_is_told_to_be_left_alone_and_to_go_up_to_the_soleus():
    (flag,) = notes(pain(1, 2, "achilles"))
    assert "stay off the Achilles tendon" in flag.advice[0]
    assert "soleus" in flag.advice[1]


def test_it_stands_until_a_newer_word_or_two_weeks():
    assert notes(pain(9, 2), pain(1, 0)) == []
    assert len(notes(pain(13, 2))) == 1
    assert notes(pain(14, 2)) == []


def test_since_when_is_the_first_of_a_row():
    (flag,) = notes(pain(9, 2), pain(5, 1), pain(1, 2))
    assert flag.since == ago(9)
    (again,) = notes(pain(9, 2), pain(5, 0), pain(1, 1))
    assert again.since == ago(1)


def test_where_pain_is_a_warning_nothing_more_is_said():
    assert notes(pain(1, 5), tender(1, 6)) == []
    assert len(notes(pain(1, 5, side="right"), tender(1, 6))) == 1


def test_both_calves_bring_the_question_that_goes_with_them():
    flags = notes(pain(1, 2), pain(1, 2, side="right"))
    assert len(flags) == 2
    assert all("both calves" in flag.advice[0] for flag in flags)


def test_it_changes_nothing_in_the_plan():
    quiet, said = plan(athlete()), plan(athlete(said=(tender(1, 6),)))
    assert [day.run for day in said.days] == [day.run for day in quiet.days]


def test_the_figures_are_those_of_the_rules():
    assert (small_signs.STANDS_DAYS, small_signs.TENDER_FROM) == (14, 3)


def test_stiffness_counts_by_how_long_it_lasts():
    def stiff(minutes):
        return say(ago(1), "stiffness", place="achilles", side="left", score=2.0,
                   values={"minutes": minutes})  # fmt: skip

    (flag,) = notes(stiff(31.0))
    assert flag.title == "Stiff for 31 min (left Achilles)"
    assert notes(stiff(30.0)) == []


def test_one_calf_is_not_both():
    def advice(*told):
        return [line for flag in notes(*told) for line in flag.advice]

    assert BOTH_CALVES not in advice(tender(1, 4))
    assert BOTH_CALVES in advice(tender(1, 4), tender(1, 4, "right"))
