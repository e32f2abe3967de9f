"""Left against right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, said

from planner.body.side_differences import side_differences
from planner.flags import side_difference

DAY = date(2026, 5, 20)


def stand(side: str, seconds: float, *, back: int = 0, level: str = "B1"):
    values = {"level": level, "seconds": seconds}
    return said(DAY - timedelta(days=back), "balance-test", side=side, values=values)


def tender(side: str | None, score: float, *, back: int = 0):
    day = DAY - timedelta(days=back)
    return said(day, "tenderness", side=side, score=score, place="soleus")


def test_the_shorter_stand_and_the_sorer_side_are_worse():
    balance, soleus = side_differences(
        [stand("left", 45), stand("right", 30), tender("left", 4), tender("right", 1)]
    )
    assert (balance.test, balance.worse, balance.difference) == ("balance B1", "right", 15)
    assert balance.frac == 15 / 45
    assert (soleus.worse, soleus.difference) == ("left", 3)


def test_the_last_value_of_each_side_counts():
    (one,) = side_differences([stand("left", 10, back=9), stand("right", 30), stand("left", 30)])
    assert one.worse is None


def test_a_value_of_both_sides_counts_for_each_and_one_without_a_side_for_none():
    (soleus,) = side_differences([tender("both", 4, back=3), tender("right", 1)])
    assert (soleus.left, soleus.right, soleus.worse) == (4, 1, "left")
    assert side_differences([tender(None, 4, back=3), tender("right", 1)]) == ()


def test_sides_tested_weeks_apart_and_one_side_alone_are_not_compared():
    assert side_differences([stand("left", 10, back=15), stand("right", 30)]) == ()
    assert side_differences([stand("left", 10)]) == ()
    assert side_differences([stand("left", 10), stand("right", 30, level="B2")]) == ()


def test_a_large_difference_is_a_note_with_its_side():
    def notes(*diary):
        return list(side_difference.find(athlete(DAY, diary=diary)))

    assert notes(stand("left", 40), stand("right", 31)) == []
    (weaker,) = notes(stand("left", 40), stand("right", 30))
    assert (weaker.severity, weaker.side, weaker.tissue) == ("note", "right", "hip")
    assert notes(tender("left", 2), tender("right", 1)) == []
    (sorer,) = notes(tender("left", 3), tender("right", 1))
    assert (sorer.side, sorer.tissue) == ("left", "soleus")
    assert notes(tender("left", 3, back=28), tender("right", 1, back=28)) == []


@pytest.mark.parametrize(("apart", "compared"), [(14, True), (15, False)])
def test_sides_tested_two_weeks_apart_compare_and_longer_ago_do_not(apart, compared):
    pair = (stand("left", 30.0, back=apart), stand("right", 40.0))
    assert bool(side_differences(pair)) is compared
