"""What the diary says of the body on the day of planning."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, run, said

from planner.body.pain import worst_since
from planner.body.state import body_on
from planner.flags.pain import find
from planner.profile.limits import Limits
from planner.profile.model import Profile

TODAY = date(2026, 5, 18)


def ago(days):
    return TODAY - timedelta(days=days)


def body(*entries):
    return body_on(sorted(entries, key=lambda entry: entry.day), TODAY, Limits())


def pain_flags(today, diary, limits):
    return list(find(replace(athlete(today, diary=diary), profile=Profile(limits=limits))))


def pain(days, score, *, place="soleus", side="left"):
    return said(ago(days), "pain", place=place, side=side, score=score)


def test_nothing_said_is_nothing_known():
    found = body()
    assert found.pains == ()
    assert not found.stopped
    assert found.illness.standing is None
    assert found.illness.no_run_until is None


def test_the_last_score_stands_until_a_newer_one_each_side_alone():
    found = body(pain(20, 4.0), pain(3, 2.0), pain(5, 3.0, side="right"))
    assert found.pain("soleus") == 3.0
    assert {(one.side, one.score) for one in found.pains} == {("left", 2.0), ("right", 3.0)}


RAN = [ago(days) for days in (12, 9, 6)]


@pytest.mark.parametrize(
    ("days", "ran", "score", "stands", "said_so"),
    [
        (13, RAN, 4.0, True, ("watch", "easier")),
        (14, RAN[:2], 4.0, True, ("watch", "easier")),
        (14, RAN, 4.0, False, ("watch", "no_growth")),
        (27, RAN, 5.0, False, ("watch", "no_growth")),
        (28, RAN, 5.0, False, ("note", "none")),
        (200, RAN, 2.0, False, None),
        (60, RAN, 6.0, True, ("act", "no_run")),
    ],
)
def test_a_score_that_nobody_renews_fades_over_three_runs(days, ran, score, stands, said_so):
    entry = pain(days, score)
    found = body_on([entry], TODAY, Limits(), ran=ran)
    assert bool(found.pains) is stands
    flags = list(find(athlete(TODAY, [run(day) for day in ran], diary=[entry])))
    assert [(one.severity, one.plan_effect) for one in flags] == ([said_so] if said_so else [])


def test_what_nobody_renewed_bars_nothing_hard_for_ever():
    assert worst_since([pain(60, 5.0)], ago(28)) == 0.0
    assert worst_since([pain(41, 5.0)], ago(28)) == 5.0
    assert worst_since([pain(60, 6.0)], ago(28)) == 6.0


def test_the_worse_of_one_days_scores_stands():
    assert body(pain(1, 4.0), pain(1, 2.0)).pain("soleus") == 4.0


@pytest.mark.parametrize("order", list(itertools.permutations((6.0, 3.0, 0.0))))
def test_the_order_within_a_day_says_nothing(order):
    found = body(*(pain(1, score) for score in order))
    assert (found.pain("soleus"), found.stopped) == (6.0, True)


def test_a_day_that_holds_a_safe_and_a_high_score_ends_no_stop():
    assert body(pain(9, 6.0), pain(2, 5.5), pain(2, 1.0)).stopped
    assert body(pain(9, 6.0), pain(2, 1.0), pain(2, 5.5)).stopped


def test_a_limp_stops_as_the_warnings_say():
    limping = said(ago(4), "pain", place="soleus", side="left", score=2.0, values={"limp": True})
    assert body(limping).stopped
    assert not body(limping, pain(1, 2.0)).stopped


def test_the_runners_own_limits_hold_for_the_week_and_the_warnings_alike():
    own = Limits(own={"pain_acceptable_score": 3.5, "pain_safe_score": 1.0})
    sore = [pain(9, 4.0), pain(2, 2.5)]
    assert body_on(sore, TODAY, own).stopped
    assert not body_on(sore, TODAY, Limits()).stopped
    flags = pain_flags(TODAY, sore, own)
    assert [flag.plan_effect for flag in flags] == ["no_run"]


def test_both_sides_speak_for_each():
    found = body(pain(9, 4.0), pain(2, 1.0, side="both"))
    assert {(one.side, one.score) for one in found.pains} == {("left", 1.0), ("right", 1.0)}


def test_above_five_stops_until_two():
    assert body(pain(9, 6.0)).stopped
    assert body(pain(9, 6.0), pain(4, 4.0)).stopped
    assert body(pain(9, 6.0), pain(4, 3.0)).stopped
    assert not body(pain(9, 6.0), pain(4, 2.0)).stopped


def test_five_is_not_above_five():
    assert not body(pain(2, 5.0)).stopped


def test_soreness_stands_for_two_days():
    assert body(said(ago(2), "soreness", score=5.0)).soreness == 5.0
    assert body(said(ago(3), "soreness", score=5.0)).soreness == 0.0
