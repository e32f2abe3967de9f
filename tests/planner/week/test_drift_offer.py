"""Where the hour of a drift test comes from: the other runs, and never the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_weeks import MONDAY, athlete, flag, profile, say

from planner.day.doubt import Doubt
from planner.day.judged import judge_day
from planner.week.drift_offer import offers, with_drift_test
from planner.week.slots import Slot


def placed(*asked, cap_min=90):
    """Return the (kind, minutes) that a week of such runs becomes, and what it says."""
    unmet: list[tuple[str, str]] = []
    slots = with_drift_test([Slot(kind=k, minutes=m) for k, m in asked], unmet, cap_min=cap_min)
    return sorted((slot.kind, slot.minutes) for slot in slots), unmet


def test_the_nearest_easy_run_becomes_the_hour_and_the_longest_gives_the_minutes():
    found, unmet = placed(("easy", 50), ("easy", 40), ("long", 80))
    assert found == [("drift_test", 60), ("easy", 40), ("long", 70)]
    assert unmet == []


def test_what_becomes_shorter_than_the_hour_is_no_long_run():
    assert placed(("easy", 50), ("long", 62))[0] == [("drift_test", 60), ("easy", 52)]


@pytest.mark.parametrize(
    ("asked", "cap_min", "words"),
    [
        (
            (("easy", 45), ("easy", 25), ("easy", 25)),
            60,
            "This week has no hour for it beside the other runs.",
        ),  # 15 are owed, 10 are there
        ((("easy", 60), ("easy", 60)), 59, "An hour is longer than your legs are used to."),
    ],
)
def test_without_room_for_the_hour_the_week_stays_and_says_so(asked, cap_min, words):
    found, ((_, why),) = placed(*asked, cap_min=cap_min)
    assert found == sorted(asked)
    talk = "Until then go by the talk test: always able to speak in full sentences."
    assert why == f"{words} {talk}"


OPEN = Doubt(why=("x",), said=None, planned=False, tested=None)
DAY = timedelta(days=1)


def offered(doubt=OPEN, *, flags=(), said=(), **who):
    """Return whether the week of MONDAY offers the test to such a runner."""
    day = judge_day(athlete(profile(**who), said=said), ())
    return offers(doubt, MONDAY, profile=day.athlete.profile, body=day.body, flags=flags)


@pytest.mark.parametrize(
    ("changes", "again"),
    [
        ({}, True),
        ({"said": MONDAY, "planned": True}, True),  # the week's own stays
        ({"said": MONDAY - 7 * DAY, "planned": True}, False),  # one offer stands
        ({"said": MONDAY - 7 * DAY, "planned": False}, True),  # there was no room
        ({"tested": MONDAY - DAY}, False),
        ({"tested": MONDAY}, True),  # run in the week itself
        ({"tested": MONDAY - DAY, "said": MONDAY, "planned": True}, False),
    ],
)
def test_one_offer_stands_until_it_is_run(changes, again):
    assert offered(replace(OPEN, **changes)) is again
    assert offered(None) is False


@pytest.mark.parametrize("name", ["pregnant", "pacemaker", "arrhythmia", "rate_medicine"])
def test_none_is_offered_to_hearts_and_in_pregnancy(name):
    assert offered(**{name: True}) is False


@pytest.mark.parametrize(("born", "again"), [(date(2010, 5, 18), True), (date(2010, 5, 19), False)])
def test_none_is_offered_under_sixteen(born, again):
    assert offered(born=born) is again


@pytest.mark.parametrize(
    ("severity", "tissue", "again"),
    [
        ("watch", "calf", False),
        ("act", "knee", False),
        ("stop", "achilles", False),
        ("watch", "soleus", False),
        ("watch", "hip", True),  # a leg warning is of calf, soleus, Achilles, knee (JUDGEMENT 1)
        ("watch", "general", True),
        ("note", "calf", True),
    ],
)
def test_none_is_offered_with_a_leg_that_warns(severity, tissue, again):
    one = replace(flag("none"), severity=severity, tissue=tissue)
    assert offered(flags=[one]) is again


@pytest.mark.parametrize(("score", "again"), [(0.0, True), (1.0, False)])
def test_none_is_offered_with_a_pain_however_small(score, again):
    pain = say(MONDAY - DAY, "pain", place="knee", side="left", score=score)
    assert offered(said=(pain,)) is again
