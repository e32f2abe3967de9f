"""Words after a kind: scores, places, sides and times in any order, near misses refused."""

from __future__ import annotations

import pytest

from reports.said.entries import read_words, score_said
from reports.said.model import SaidError
from reports.said.names import CATEGORY_NAMES, EXERCISE_NAMES, SEX_NAMES, name_said, place_said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("4 left achilles", (4, "left", "achilles", None, "")),
        ("left ach 4/10 next morning uphill", (4, "left", "achilles", "next morning", "uphill")),
        ("4 of 10 in my l calf", (4, "left", "calf", None, "")),
        ("4 out of 10 r knee", (4, "right", "knee", None, "")),
        ("2,5 front of knee both", (2.5, "both", "knee-front", None, "")),
        ("three lower back this morning", (3, None, "low-back", "next morning", "")),
        ("2 calves", (2, "both", "calf", None, "")),
        ("2 left calves", (2, "left", "calf", None, "")),
        ("none", (0, None, None, None, "")),
        ("4 up my left achilles.", (4, "left", "achilles", None, "up my left achilles.")),
        ("4 came back on the hill", (4, None, None, None, "came back on the hill")),
        ("4 other left ankle", (4, "left", "other", None, "ankle")),
        ("3 knee left 5 km in", (3, "left", "knee", None, "5 km in")),
        ("4 knee at night", (4, None, "knee", None, "at night")),
        ("", (None, None, None, None, "")),
    ],
)  # fmt: skip
def test_what_words_say(words, said):
    found = read_words(words.split())
    assert (found.score, found.side, found.place, found.when, found.text) == said


def test_without_a_place_the_words_are_text():
    found = read_words(["3", "left", "work", "late"], where=False)
    assert (found.score, found.text) == (3, "left work late")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("4 left achiles", "achilles"),
        ("3 soelus", "soleus"),
        ("2 lefft knee", "left"),
        ("2 knee rigth", "right"),
    ],
)
def test_a_near_miss_is_no_text(words, meant):
    with pytest.raises(SaidError) as refused:
        read_words(words.split())
    assert refused.value.near[0] == meant
    assert f"Did you mean {meant}" in str(refused.value)


@pytest.mark.parametrize("text", ["", "4 5", "4/9", "much", "4 of 9"])
def test_what_is_no_score(text):
    with pytest.raises(SaidError) as refused:
        score_said(text)
    assert str(refused.value) == f"{text!r} is no score; write 0 to 10."


@pytest.mark.parametrize(
    ("what", "text", "names", "meant"),
    [
        ("category", " C) ", CATEGORY_NAMES, "c"),
        ("category", "A", CATEGORY_NAMES, "a"),
        ("sex", "F", SEX_NAMES, "female"),
        ("sex", "man", SEX_NAMES, "male"),
        ("exercise", "single leg deadlift", EXERCISE_NAMES, "slrdl"),
        ("exercise", "Squats", EXERCISE_NAMES, "squat"),
    ],
)
def test_short_forms_and_other_spellings(what, text, names, meant):
    assert name_said(what, text, names) == meant


def test_what_is_none_of_the_names_hears_the_nearest():
    with pytest.raises(SaidError) as refused:
        place_said("soles-us")
    assert str(refused.value) == "'soles-us' is no place. Did you mean soleus?"
    with pytest.raises(SaidError) as refused:
        name_said("category", "e", CATEGORY_NAMES)
    assert str(refused.value) == "'e' is no category. One of: a, b, c, d."
