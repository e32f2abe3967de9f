"""Two short parts at the moment of an entry: the source's sentence, and one thing to do."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from support.command_line import aerobase

from ingest.diary.kinds import PLACES

TODAY = ("--today", "2026-05-20")
# The place's own linking sentence of the source (domain/source.txt; RULES 8), by a word of it.
LINKS = {
    "soleus": "stress",  # 20, 21
    "gastrocnemius": "think soleus",  # 15
    "calf": "think soleus",
    "achilles": "stay off the Achilles tendon",  # 16
    "heel": "no answer",
    "knee": "soleus or glute medius",  # 18
    "knee-front": "soleus or glute medius",
    "knee-lateral": "think glute medius up here",  # 11
    "hip": "glute medius",  # 7
    "glute-medius": "steadies hip and knee",  # 1
    "low-back": "sacroiliac",  # 59
}
STRENGTH = ("no trials", "wn rule", "vidence", "eak")


def lines_of(*words: str, day: str = "2026-05-20") -> list[str]:
    """Return what an entry hears: all but the line that repeats it."""
    answer = aerobase("log", *words, "--date", day, *TODAY)
    assert answer.code == 0, answer.err
    said = [*answer.out.splitlines(), *answer.err.splitlines()]
    assert max(map(len, said)) <= 80
    heard: list[str] = []
    for line in said:
        if line.startswith("    "):  # a part goes on
            heard[-1] += f" {line.strip()}"
        elif not re.match("[0-9a-f]{8}  ", line):
            heard.append(line)
    return heard


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("place", PLACES)
def test_every_place_score_and_side_hears_one_or_two_parts(place):
    first = date(2024, 1, 1)
    for number, (score, side) in enumerate(
        (score, side) for score in "123" for side in ("left", "right", "both", "")
    ):
        day = first + timedelta(days=40 * number)  # a month from each other: none is "recent"
        heard = lines_of("pain", score, place, *([side] if side else []), day=str(day))
        assert 1 <= len(heard) <= 2, heard
        assert heard[0].startswith("  ")
        asked = any("redflag --ask" in line for line in heard)
        calves = place in {"soleus", "gastrocnemius", "calf"} and side == "both"
        assert ("load and stress" in heard[0]) is calves
        if not calves and place in LINKS:
            assert LINKS[place] in heard[0]
        if asked:  # nothing is pressed before the questions are answered
            assert not re.search(r"humbs|\bpress\b", " ".join(heard), re.IGNORECASE)
        else:
            assert any(word in " ".join(heard) for word in STRENGTH)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tenderness", "3", "left"), "both thumbs below the thick part of the calf"),
        (("tenderness", "4", "glute-medius", "right"), "steadies hip and knee"),
        (("tenderness", "--left", "4", "--right", "3"), "load and stress"),
        (("knee-bend-test", "0", "left", "--unstable"), "soleus or glute medius"),
        (("knee-bend-test", "2", "right"), "soleus or glute medius"),
        (("stiffness", "3", "achilles", "left", "--minutes", "45"), "over 30 min"),
        (("stiffness", "3", "low-back", "--minutes", "45"), "rheumatologist"),
        (("stiffness", "3", "achilles", "left", "--minutes", "10"), "stay off"),
        (("balance-test", "--left", "20", "--right", "40"), "less time on the left leg"),
        (("heel-raise-test", "--left", "18", "--right", "25"), "The left leg is weaker"),
        (("note", "weak push-off up the stairs"), "think soleus"),
        (("pain", "1", "calf", "left", "uphill"), "think soleus"),
        (("soreness", "2", "calf", "left"), "think soleus"),
        (("pain", "2", "other"), "does not speak of this place"),
    ],
)
def test_each_kind_of_small_sign_hears_its_link(words, told):
    heard = lines_of(*words)
    assert len(heard) == 2, heard
    assert told in heard[0] + heard[1]
    assert any(word in " ".join(heard) for word in (*STRENGTH, "redflag --ask"))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "words",
    [
        ("pain", "0", "achilles", "left"),
        ("tenderness", "0", "left"),
        ("knee-bend-test", "0", "left"),
        ("balance-test", "--left", "38", "--right", "40"),
        ("heel-raise-test", "--left", "24", "--right", "25"),
        ("soreness", "4"),
        ("note", "a lovely morning"),
    ],
)
def test_nothing_wrong_hears_nothing(words):
    assert lines_of(*words) == []


@pytest.mark.usefixtures("home")
def test_more_than_three_hears_what_the_plan_does():
    assert "short, easy, flat" in lines_of("pain", "5", "achilles", "left")[1]
    heard = lines_of("pain", "7", "achilles", "left")
    assert "stops running until it is down to 2" in heard[0]
    assert "redflag --ask" in heard[1]


@pytest.mark.usefixtures("home")
def test_a_stop_is_said_until_the_way_back_begins():
    lines_of("pain", "7", "soleus", "left", day="2026-05-17")
    heard = lines_of("pain", "3", "soleus", "left", day="2026-05-18")
    assert "stops running until it is down to 2" in heard[0]
    assert "physiotherapist" in heard[1]
    assert "stress" in lines_of("pain", "2", "soleus", "left", day="2026-05-19")[0]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("sign", ["calf-swelling", "quinolone", "bone-pain"])
@pytest.mark.parametrize("words", [("tenderness", "4", "left"), ("pain", "2", "achilles", "left")])
def test_beside_a_sign_nothing_is_pressed(sign, words):
    aerobase("log", "redflag", sign, *TODAY)
    heard = lines_of(*words)
    assert len(heard) == 2
    assert "clinician first" in heard[0]
    assert not any("humbs" in line or "20-30 s" in line for line in heard)


@pytest.mark.usefixtures("home")
def test_the_morning_answer_hears_it_too():
    answer = aerobase("today", "--pain", "2", "--place", "achilles", "--side", "left", *TODAY)
    assert "stay off the Achilles tendon" in answer.out
