"""Trouble with Achilles or calf asks for care for twelve months, or until heel raises are even."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_athletes import said

from planner.body.heel_raises import enough_raises, prior_leg
from planner.profile.model import Health, Injury, Profile

DAY = date(2026, 5, 18)
MAN = Profile(birth_date=date(1980, 5, 1), sex="male")  # 46: the norm is 28, so 25 are enough


def ago(days):
    return DAY - timedelta(days=days)


def pain(days, score, place="achilles"):
    return said(ago(days), "pain", place=place, side="left", score=score)


def raises(days, left, right):
    return [
        said(ago(days), "heel-raise-test", side=side, values={"reps": float(reps)})
        for side, reps in (("left", left), ("right", right))
    ]


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ([pain(200, 6)], ago(200)),  # a stop
        ([pain(200, 4)], None),  # one day of 4
        ([pain(200, 4), pain(190, 4)], ago(190)),
        ([pain(200, 4), pain(190, 4, "calf")], None),  # of each place one
        ([pain(200, 5, "knee"), pain(190, 5, "knee")], None),
        ([pain(366, 6)], None),
        ([pain(365, 6)], ago(365)),
    ],
)
def test_trouble_is_a_stop_or_two_days_of_four(told, last):
    found = prior_leg(told, MAN, DAY)
    assert (found and found.last) == last


def test_what_the_profile_says_counts_too():
    undated = replace(MAN, health=Health(prior_calf_side="left"))
    assert prior_leg([], undated, DAY).last is None
    injury = Injury(name="achilles", side="right", since=ago(30))
    dated = replace(MAN, injuries=(injury,))
    assert prior_leg([], dated, DAY).last == ago(30)


@pytest.mark.parametrize(
    ("left", "right", "over"),
    [
        (25, 25, True),
        (25, 27, True),  # 0.926
        (25, 28, False),  # 0.893
        (24, 24, False),  # under 25
        (30, 27, True),
        (30, 26, False),
    ],
)
def test_even_and_enough_raises_end_it(left, right, over):
    told = [pain(60, 6), *raises(10, left, right)]
    assert (prior_leg(told, MAN, DAY) is None) is over


def test_raises_of_before_the_trouble_or_of_one_side_do_not():
    assert prior_leg([*raises(70, 30, 30), pain(60, 6)], MAN, DAY) is not None
    assert prior_leg([pain(60, 6), raises(10, 30, 30)[0]], MAN, DAY) is not None


@pytest.mark.parametrize(
    ("age", "sex", "enough"),
    [
        (46, "male", 25),  # 28
        (46, "female", 24),
        (46, None, 25),
        (55, "male", 23),
        (55, None, 23),
        (65, "female", 19),
        (75, "male", 14),
        (75, None, 16),
        (82, "female", 16),
        (None, "male", 25),
        (17, "female", 25),  # 30
    ],
)
def test_how_many_are_enough(age, sex, enough):
    assert enough_raises(age, sex) == enough
