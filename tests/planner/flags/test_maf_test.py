"""What the last declared MAF test warns of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_athletes import athlete

from planner.athlete import on_day
from planner.field_tests import Declaration, MafTest
from planner.flags import maf_test

DAY = date(2026, 5, 20)


def maf_of(weeks_ago: int, speed_m_s: float, course: str | None = "track") -> MafTest:
    day = DAY - timedelta(weeks=weeks_ago)
    declared = Declaration(
        kind="maf", session_id=f"s{weeks_ago}", day=day, course=course, protocol=None
    )
    return MafTest(declaration=declared, speed_m_s=speed_m_s, hr_mean_bpm=138.0, ceiling_bpm=140)


def person(*tests: MafTest):
    return replace(athlete(DAY), tests=tests)


def find(*tests: MafTest):
    return list(maf_test.find(person(*tests)))


@pytest.mark.parametrize(
    ("speed", "warned"),
    # 1.5 % of pace: 2.5 m/s are 400 s/km, 406 s/km are 2.4631 m/s
    [(2.52, False), (2.50, False), (2.47, False), (2.46, True)],
)
def test_slower_by_the_tolerance_is_said_and_changes_nothing_yet(speed, warned):
    flags = find(maf_of(4, 2.5), maf_of(0, speed))
    said = [(flag.severity, flag.plan_effect) for flag in flags]
    assert said == ([("note", "none")] if warned else [])


def test_slower_twice_running_is_a_warning():
    (flag,) = find(maf_of(8, 2.6), maf_of(4, 2.5), maf_of(0, 2.4))
    assert (flag.severity, flag.plan_effect) == ("watch", "no_growth")
    assert "twice running" in flag.title


def test_another_course_is_not_compared():
    assert find(maf_of(4, 2.5), maf_of(0, 2.2, course="hill")) == []
    assert find(maf_of(4, 2.5, course=None), maf_of(0, 2.2, course=None)) == []


def test_it_stands_six_weeks_or_until_a_better_test():
    slow = (maf_of(12, 2.5), maf_of(6, 2.4))
    assert find(*slow) == []
    assert len(list(maf_test.find(on_day(person(*slow), DAY - timedelta(days=1))))) == 1
    assert find(maf_of(8, 2.5), maf_of(4, 2.4), maf_of(0, 2.5)) == []


def test_a_long_plateau_is_noted():
    (flag,) = find(maf_of(13, 2.5), maf_of(8, 2.5), maf_of(4, 2.51), maf_of(0, 2.5))
    assert (flag.severity, flag.plan_effect) == ("note", "none")


def test_on_an_earlier_day_later_tests_are_unknown():
    both = person(maf_of(4, 2.5), maf_of(0, 2.3))
    assert list(maf_test.find(on_day(both, DAY - timedelta(days=1)))) == []
