"""The source's pattern with a symptom, and without one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, cleared, run, said

from planner.flags.standing import standing_flags
from planner.profile.model import Profile

DAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def hard_week() -> list:
    return [run(ago(days), kind="anaerobic") for days in (4, 2, 0)]


def find(diary=(), runs=None, profile=None):
    person = athlete(DAY, hard_week() if runs is None else runs, diary=diary, profile=profile)
    found = standing_flags(person)
    return [flag for flag in found if flag.check == "soleus_watch"]


def symptom(days: int, kind: str = "tenderness", score: float = 2, **parts):
    return said(ago(days), kind, score=score, **({"place": "soleus", "side": "left"} | parts))


def test_pattern_and_symptom_make_a_watch_with_its_side():
    (flag,) = find([symptom(1)])
    assert (flag.id, flag.severity, flag.tissue, flag.side) == (
        "soleus_watch",
        "watch",
        "soleus",
        "left",
    )
    assert flag.evidence_strength == "weak"
    assert flag.plan_effect == "hold"
    assert any("thumbs" in line for line in flag.advice)


def test_the_pattern_alone_is_said_by_the_flags_that_it_is_made_of():
    assert find() == []


def test_a_symptom_alone_is_nothing_here():
    assert find([symptom(1, score=4)], runs=[run(ago(2))]) == []


@pytest.mark.parametrize(
    ("entry", "watched"),
    [
        (symptom(13), True),
        (symptom(14), False),
        (symptom(1, score=0), False),
        (symptom(1, place="hip"), False),
        (symptom(1, kind="pain", place="knee-front"), True),
        (symptom(1, kind="knee-bend-test", place="knee"), False),
        (symptom(1, kind="knee-bend-test", place="knee", score=3), True),
        (symptom(1, kind="stiffness", place="achilles"), True),
    ],
)
def test_which_symptoms_count(entry, watched):
    assert [flag.id for flag in find([entry])] == ["soleus_watch"] * watched


def test_a_later_zero_speaks_against_its_like_on_its_side():
    tender = symptom(5, score=4)
    assert find([tender, symptom(1, score=0)]) == []
    assert find([tender, symptom(1, score=0, side="right")]) != []
    assert find([tender, symptom(1, kind="pain", score=0)]) != []
    assert find([tender, symptom(2, score=0), symptom(1, score=3)]) != []


def test_a_knee_bend_is_no_symptom_where_the_soleus_is_not_tender():
    bend = symptom(1, kind="knee-bend-test", place="knee", score=4)
    assert find([symptom(1, score=0), bend]) == []
    assert find([symptom(1, score=0, side="right"), bend]) != []
    assert find([symptom(5, score=0), bend]) != []  # felt before it, not since


def test_both_sides_are_said_and_asked_about():
    (flag,) = find([symptom(2), symptom(1, side="right")])
    assert flag.side == "both"
    assert "both calves" in flag.advice[0]


def test_the_sore_tendon_is_left_alone_and_the_knee_looked_past():
    (flag,) = find([symptom(1, place="achilles"), symptom(1, kind="pain", place="knee-lateral")])
    advice = " ".join(flag.advice)
    assert "stay off the Achilles tendon" in advice
    assert "glute medius" in advice


def test_a_part_switched_off_is_no_part_of_the_pattern():
    off = Profile(flags_off=frozenset({"hard_days"}))
    assert find([symptom(1)], profile=off) == []


def test_a_part_the_runner_has_cleared_is_none_either():
    person = athlete(DAY, hard_week(), events=[cleared(DAY, "hard_days")])
    assert standing_flags(person) == ()
