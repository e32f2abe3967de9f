"""Pain rules: 0-3, 4-5, above 5, mornings that rise, the last score stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_athletes import athlete, said

from planner.body.state import body_on
from planner.flags import pain
from planner.profile.limits import Limits

DAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def find(*entries, today=DAY):
    return list(pain.find(athlete(today, diary=entries)))


def hurts(days: int, score: float, when: str | None = None, **parts):
    where = {"place": "achilles", "side": "left"} | parts
    return said(ago(days), "pain", score=score, when=when, **where)


@pytest.mark.parametrize(
    ("score", "severity", "effect"),
    [
        (0, None, None),
        (3, None, None),
        (3.5, "watch", "hold"),
        (4, "watch", "easier"),
        (5, "watch", "easier"),
        (5.5, "act", "no_run"),
        (9, "act", "no_run"),
    ],
)
def test_the_model_bands(score, severity, effect):
    flags = find(hurts(0, score))
    if severity is None:
        assert flags == []
        return
    (flag,) = flags
    assert (flag.severity, flag.plan_effect) == (severity, effect)
    assert (flag.tissue, flag.side, flag.id) == ("achilles", "left", "pain-achilles-left")


def test_the_last_score_stands_until_a_newer_one():
    (flag,) = find(hurts(60, 4))
    assert flag.since == ago(60)
    assert find(hurts(60, 4), hurts(1, 2)) == []


def test_after_more_than_five_running_waits_until_the_way_back_begins():
    """One gate: the stop stands at 3 too, and is over where the way back begins (JUDGEMENT 3)."""
    for score in (4, 3):
        (flag,) = find(hurts(6, 7), hurts(3, 5), hurts(1, score))
        assert (flag.severity, flag.plan_effect, flag.since) == ("act", "no_run", ago(6))
        assert "down to 2" in flag.effect
    assert find(hurts(6, 7), hurts(3, 5), hurts(1, 2)) == []


def test_after_two_weeks_of_it_a_clinician_is_named():
    (fresh,) = find(hurts(14, 7))
    (old,) = find(hurts(15, 7))
    assert "look at it this week" in fresh.advice[0]
    assert "more than two weeks: see a physiotherapist or clinician" in old.advice[0]


def test_pain_that_eases_running_names_a_physiotherapist():
    (flag,) = find(hurts(14, 5))
    assert flag.advice[0] == (
        "See a physiotherapist if it has not eased within two weeks, sooner if it gets worse."
    )
    (old,) = find(hurts(15, 5))
    assert "more than two weeks: see a physiotherapist" in old.advice[0]


def test_higher_the_next_morning_holds_the_volume():
    (flag,) = find(hurts(2, 1, "next morning"), hurts(0, 2, "next morning"))
    assert (flag.severity, flag.plan_effect) == ("watch", "hold")
    assert [one.value for one in flag.evidence] == [1, 2]


def test_a_morning_after_a_calmer_run_counts_against_that_run():
    (flag,) = find(hurts(1, 1, "during"), hurts(0, 3, "next morning"))
    assert flag.plan_effect == "hold"


@pytest.mark.parametrize(
    ("when", "first"),
    [("after", "1 on Tue after running"), ("during", "1 on Tue while running"), (None, "1 on Tue")],
)
def test_a_rise_says_when_each_score_was_felt(when, first):
    (flag,) = find(hurts(1, 1, when), hurts(0, 3, "next morning"))
    assert flag.title == f"Pain rising: {first}, 3 on Wed morning (left Achilles)"
    assert [one.what for one in flag.evidence] == [
        "pain before that morning",
        "pain in the morning",
    ]
    (flag,) = find(hurts(1, 1, "next morning"), hurts(1, 0, when), hurts(0, 2, "next morning"))
    assert flag.title == "Morning pain rising: 1 on Tue, 2 on Wed (left Achilles)"
    assert {one.what for one in flag.evidence} == {"pain in the morning"}


def test_two_rising_mornings_above_three_stop_running():
    (flag,) = find(
        hurts(2, 2, "next morning"), hurts(1, 3, "next morning"), hurts(0, 4, "next morning")
    )
    assert (flag.severity, flag.plan_effect) == ("act", "no_run")


def test_mornings_far_apart_are_not_compared():
    assert find(hurts(9, 1, "next morning"), hurts(0, 2, "next morning")) == []


def test_a_limp_stops_running_whatever_the_score():
    (flag,) = find(hurts(0, 2, values={"limp": True}))
    assert flag.plan_effect == "no_run"
    assert find(hurts(2, 2, values={"limp": True}), hurts(0, 2)) == []


def test_sides_and_places_are_watched_apart():
    flags = find(
        hurts(2, 4), hurts(1, 1, side="right"), hurts(0, 6, place="knee-lateral", side="right")
    )
    assert [flag.id for flag in flags] == ["pain-achilles-left", "pain-knee-lateral-right"]
    assert "glute medius" in " ".join(flags[1].advice)


def test_the_sore_tendon_is_left_alone():
    (flag,) = find(hurts(0, 4))
    assert any("stay off the Achilles tendon" in line for line in flag.advice)


def test_pain_of_no_side_is_one_flag_until_the_sides_part():
    (flag,) = find(hurts(3, 7, side=None))
    assert (flag.id, flag.side) == ("pain-achilles", None)
    (flag,) = find(hurts(3, 7, side="both"))
    assert (flag.id, flag.side) == ("pain-achilles-both", "both")
    (flag,) = find(hurts(3, 7, side=None), hurts(1, 6, side="both"))
    assert (flag.id, flag.side) == ("pain-achilles-both", "both")
    # the left is better, of the right nothing newer was said
    (flag,) = find(hurts(3, 7, side=None), hurts(1, 2, side="left"))
    assert (flag.id, flag.plan_effect) == ("pain-achilles-right", "no_run")
    assert find(hurts(3, 7, side="left"), hurts(1, 2, side=None)) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.integers(0, 10),
            st.sampled_from(["left", "right", "both", None]),
            st.sampled_from(["achilles", "knee"]),
        ),
        max_size=12,
    )
)
def test_running_stops_in_the_flags_where_it_stops_in_the_week(said_so):
    diary = sorted(
        (hurts(back, score, side=side, place=place) for back, score, side, place in said_so),
        key=lambda entry: entry.day,
    )
    stopped = {flag.plan_effect == "no_run" for flag in find(*diary)}
    assert (True in stopped) is body_on(diary, DAY, Limits()).stopped


def test_of_one_day_the_worst_score_counts():
    assert [flag.plan_effect for flag in find(hurts(1, 6), hurts(0, 0), hurts(0, 4))] == ["no_run"]
    assert find(hurts(1, 6), hurts(0, 0), hurts(0, 2)) == []


@pytest.mark.parametrize(
    ("place", "effect"),
    [("soleus", "hold"), ("calf", "hold"), ("knee-front", "hold"), ("hip", "no_growth")],
)
def test_three_on_three_days_of_seven_is_more_than_a_note(place, effect):
    days = (6, 3, 0)
    (flag,) = find(*(hurts(n, 3, place=place) for n in days))
    assert (flag.severity, flag.plan_effect) == ("watch", effect)
    assert "on 3 days of seven" in flag.title
    assert find(*(hurts(n, 3, place=place) for n in days[1:])) == []
    assert find(*(hurts(n + 1, 3, place=place) for n in days)) == []  # the first is a week ago


def test_one_side_does_not_make_the_days_of_the_other():
    assert find(hurts(4, 3), hurts(2, 3, side="right"), hurts(0, 3)) == []


def test_a_score_that_rises_by_two_in_a_week_stands_until_it_is_calm():
    rise = (hurts(6, 0), hurts(3, 2))
    (flag,) = find(*rise)
    assert (flag.severity, flag.plan_effect, flag.since) == ("watch", "no_growth", ago(3))
    assert "from 0 to 2" in flag.title
    calm = [hurts(2, 2, "next morning"), hurts(1, 1, "next morning")]
    assert find(*rise, calm[0]) != []
    assert find(*rise, *calm) == []
    assert find(hurts(10, 0), hurts(7, 2)) == []  # a week is over
    assert find(hurts(8, 0), hurts(1, 2)) == []  # not within a week
    assert find(hurts(3, 1), hurts(1, 2)) == []


def test_a_morning_two_above_the_one_before_eases():
    """For seven days, or until two mornings are no higher."""
    leap = (hurts(5, 1, "next morning"), hurts(3, 3, "next morning"))
    (flag,) = find(*leap)
    assert (flag.severity, flag.plan_effect) == ("watch", "easier")
    (flag,) = find(*leap, hurts(2, 3, "next morning"))
    assert flag.plan_effect == "easier"
    assert find(*leap, hurts(2, 2, "next morning"), hurts(1, 1, "next morning")) == []
    assert find(hurts(12, 1, "next morning"), hurts(10, 3, "next morning")) == []


@pytest.mark.parametrize("high", [4, 4.5, 5])
@pytest.mark.parametrize("place", ["soleus", "knee-front", "hip", "shin"])
def test_a_pain_that_came_down_holds_the_volume_until_it_has_settled(high, place):
    def of(*days_and_scores, today=0):
        entries = [hurts(days, score, place=place) for days, score in days_and_scores]
        return [one.plan_effect for one in find(*entries, today=ago(today))]

    for low in (0, 2, 3):
        assert of((2, high), (0, low)) == ["hold"]
        assert of((6, high), (1, low)) == ["hold"]
        assert of((7, high), (1, low)) == []  # a week is long enough
    assert of((2, high), (1, 2), (0, 1)) == []  # so are two days of 2 or less
    assert of((2, high), (1, 3), (0, 1)) == ["hold"]  # 3 is none of them
    assert of((2, high), (1, 1), (0, high)) == ["easier"]


def test_what_settles_says_from_what_and_what_it_asks():
    (flag,) = find(hurts(4, 4), hurts(2, 5), hurts(0, 1))
    assert flag.title == "Pain 1 of 10, after 5 on Mon 18 May (left Achilles)"
    assert flag.since == ago(4)
    assert "a day between runs" in flag.effect


def test_skin_and_nails_settle_at_once_and_after_a_stop_the_way_back_leads():
    assert find(hurts(1, 5, place="other"), hurts(0, 1, place="other")) == []
    assert find(hurts(3, 6), hurts(1, 4), hurts(0, 1)) == []
