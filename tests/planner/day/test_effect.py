"""The effect that stands: one value a day, the strictest with its reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_athletes import athlete, cleared, said
from support.made_weeks import flag

from planner.day.judged import judge_day
from planner.day.reasons import ORDER
from planner.flags.model import EFFECTS, PlanEffect
from planner.profile.model import Profile

DAY = date(2026, 5, 20)
# Written out once more: from as planned to nothing at all.
STRICTER = ["none", "no_growth", "no_quality", "hold", "easier", "no_run", "stop"]


def effect(*diary, flags=None, events=(), off=()):
    profile = Profile(flags_off=frozenset(off))
    known = athlete(DAY, diary=diary, events=events, profile=profile)
    return judge_day(known, flags).effect


def ago(days):
    return DAY - timedelta(days=days)


def test_the_effects_have_an_order_and_words():
    assert list(ORDER) == list(get_args(PlanEffect)) == list(EFFECTS) == STRICTER


def test_without_a_reason_nothing_stands():
    found = effect()
    assert (found.level, found.reasons, found.because) == ("none", (), "")
    assert found.holds("none")
    assert not found.holds("no_growth")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(STRICTER), max_size=4))
def test_the_strictest_stands_and_includes_all_milder_ones(named):
    found = effect(flags=[flag(one) for one in named])
    strictest = max(map(STRICTER.index, named), default=0)
    assert found.level == STRICTER[strictest]
    assert [found.holds(one) for one in STRICTER] == [n <= strictest for n in range(7)]
    ranks = [STRICTER.index(reason.effect) for reason in found.reasons]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    ("score", "level"),
    [(3, "none"), (3.5, "hold"), (4, "easier"), (5, "easier"), (5.5, "no_run")],
)
def test_pain_holds_then_stops_by_its_warning_or_by_the_diary_alone(score, level):
    sore = said(DAY, "pain", score=score, place="achilles", side="left")
    warned, silent = effect(sore), effect(sore, off=["pain"])
    assert warned.level == silent.level == level
    if level != "none":
        assert {reason.source for reason in warned.reasons} == {"flag"}
        assert [reason.source for reason in silent.reasons] == ["body"]
        assert "Achilles" in silent.because
        assert silent.reasons[0].does == EFFECTS[level]
    settled = effect(sore, events=[cleared(DAY, "pain-achilles-left")])
    assert settled.level == level


def test_an_illness_bars_runs_until_its_day_and_lasts_no_longer():
    found = effect(said(ago(2), "illness", values={"fever": True}))
    assert (found.level, found.because) == ("no_run", "“Ill with fever” stands")
    assert found.on(DAY + timedelta(days=2)).level == "no_run"
    assert found.on(DAY + timedelta(days=3)).level == found.lasting.level == "no_quality"
    assert effect(said(ago(2), "illness", values={"fever": False})).on(DAY).level == "no_run"


@pytest.mark.parametrize(
    ("word", "what"),
    [
        (said(DAY, "sleep", values={"hours": 5.5}), "only 5.5 h of sleep"),
        (said(DAY, "stress", score=8), "stress 8 of 10"),
    ],
)
def test_the_mornings_words_hold_for_the_day_alone(word, what):
    found = effect(word)
    assert (found.level, found.reasons[0].what) == ("hold", what)
    assert found.on(DAY + timedelta(days=1)).level == found.lasting.level == "none"
    assert effect(replace(word, day=ago(1))).level == "none"


def test_hard_running_is_barred_by_the_effect_in_its_own_words():
    tired = flag("no_quality")
    assert effect(flags=[replace(tired, title="Too hard too often")]).hard.why == (
        "“Too hard too often” stands"
    )
    assert effect(flags=[replace(tired, severity="note")]).hard.strides_why == "“A flag” stands"
    assert "were base weeks" in effect(flags=[replace(flag("no_growth"), severity="note")]).hard.why
