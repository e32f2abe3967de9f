"""When something hard is unlocked, and what bars it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, athlete, flag, kinds, plan, profile, say

from planner.day import hard_running
from planner.day.judged import judge_day
from planner.test_results import Declaration, MafTest

SUNDAY = MONDAY - timedelta(days=1)


def runner(weeks, who=None, said=()):
    return athlete(who, runs=weeks_of_runs(SUNDAY, weeks), said=said)


def barred(one, flags=()):
    """Return what bars hard running, empty where nothing does."""
    return judge_day(one, flags).effect.hard.why


def with_tests(one, *speeds):
    """Return the athlete with tests every four weeks, the last a week ago, same course."""
    tests = tuple(
        MafTest(
            declaration=Declaration(
                session_id=f"{n}",
                day=MONDAY - timedelta(days=7 + 28 * (len(speeds) - 1 - n)),
                kind="maf",
                course="track",
                protocol="3 miles",
            ),
            ceiling_bpm=134,
            measured_s=1800.0,
            hr_mean_bpm=133.0,
            speed_m_s=speed,
        )
        for n, speed in enumerate(speeds)
    )
    return replace(one, tests=tests)


@pytest.mark.parametrize(
    ("weeks", "speeds", "quality"),
    [
        (7, (2.50, 2.56, 2.60), False),  # too early whatever the tests say
        (8, (2.50, 2.56, 2.60), True),  # progress twice
        (8, (2.50, 2.50, 2.50), True),  # a plateau is good enough
        (8, (2.56, 2.46, 2.36), False),  # slower by 4 % each time
        (8, (2.50,), False),
        (8, (), False),
        (23, (), False),
        (24, (), True),
    ],
)
def test_quality_unlocks_with_good_tests_from_week_8_or_in_week_24(weeks, speeds, quality):
    one = with_tests(runner(weeks), *speeds)
    assert (not barred(one, [])) is quality


def test_a_first_test_alone_says_nothing():
    assert not hard_running.tests_good(with_tests(runner(10), 2.5))


def test_a_flag_or_pain_bars_quality_at_any_week():
    one = runner(30)
    assert not barred(one, [])
    assert barred(one, [flag("none")])  # of severity act
    sore = say(MONDAY - timedelta(days=20), "pain", place="soleus", side="left", score=4.0)
    assert barred(runner(30, said=(sore,)), [])


@pytest.mark.parametrize(("days", "quality"), [(27, False), (28, True)])
def test_a_flag_of_the_last_28_days_bars_quality_though_it_is_gone(days, quality):
    # A pain of 3 with a limp stops running (severity act); the next day it is gone.
    limp = say(
        MONDAY - timedelta(days=days),
        "pain",
        place="soleus",
        side="left",
        score=3.0,
        values={"limp": True},
    )
    gone = say(MONDAY - timedelta(days=days - 1), "pain", place="soleus", side="left", score=1.0)
    found = barred(runner(30, said=(limp, gone)), [])
    assert (not found) is quality
    assert ("until Tue 21 Apr" in found) is not quality


@pytest.mark.parametrize(("days", "quality"), [(27, False), (28, True)])
def test_a_pain_that_stood_within_28_days_bars_quality_whenever_it_was_logged(days, quality):
    sore = say(MONDAY - timedelta(days=40), "pain", place="soleus", side="left", score=4.0)
    newer = say(MONDAY - timedelta(days=days - 1), "pain", place="soleus", side="left", score=2.0)
    other = say(MONDAY - timedelta(days=1), "pain", place="knee", side="left", score=1.0)
    assert (not barred(runner(30, said=(sore, newer, other)), [])) is quality


def test_trouble_of_the_leg_bars_it_until_heel_raises_are_even():
    sore = [
        say(MONDAY - timedelta(days=days), "pain", place="calf", side="left", score=4.0)
        for days in (70, 60)
    ]
    fine = say(MONDAY - timedelta(days=50), "pain", place="calf", side="left", score=0.0)
    raises = [
        say(MONDAY - timedelta(days=5), "heel-raise-test", side=side, values={"reps": 25.0})
        for side in ("left", "right")
    ]
    assert "heel raises" in barred(runner(30, said=(*sore, fine)), [])
    assert not barred(runner(30, said=(*sore, fine, *raises)), [])
    assert judge_day(runner(30, said=(*sore, fine)), []).effect.hard.strides_why


def test_days_gone_are_asked_only_where_quality_would_be_unlocked(monkeypatch):
    def asked(*_):
        raise AssertionError

    monkeypatch.setattr(hard_running, "flag_history", asked)
    assert "7 of the last 12 weeks were base weeks" in barred(runner(7), [])
    assert "1 of the last 12 weeks was a base week" in barred(runner(1), [])
    with pytest.raises(AssertionError):
        barred(runner(30), [])


def test_a_hard_run_is_a_tenth_of_the_week_above_the_ceiling_and_stands_alone():
    tested = say(MONDAY - timedelta(days=5), "maf-test", values={})
    who = profile(quality_wanted=True)
    light = weeks_of_runs(SUNDAY, 30, days=(0, 1, 3, 5, 6), minutes=50)[:-5]
    light += weeks_of_runs(SUNDAY, 1, days=(0, 1, 3, 5), minutes=50)
    made = plan(athlete(who, runs=light, said=(tested,)))
    assert made.phase == "quality"
    hard = kinds(made).index("quality")
    run = made.days[hard].run
    assert run.hard_band_bpm == (135, 149)  # 134 is nine tenths of 149
    assert 0 < run.above_s <= 0.10 * made.target_s
    assert "long" not in {kinds(made)[n] for n in (hard - 1, hard + 1) if 0 <= n < 7}


def test_strides_where_wished_unless_a_tendon_speaks_against_them():
    tested = say(MONDAY - timedelta(days=5), "maf-test", values={})
    assert "strides" in kinds(plan(runner(9, profile(strides_wanted=True), (tested,))))
    prior = profile(strides_wanted=True, prior_achilles_side="left")
    made = plan(runner(9, prior, (tested,)))
    assert "strides" not in kinds(made)
    assert any(one.rule == "strides" for one in made.unmet)
