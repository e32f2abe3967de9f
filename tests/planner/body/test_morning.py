"""What is said of a morning: each at its limit and just beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import said

from planner.body.morning import said_this_morning, sore_this_morning
from planner.profile.limits import Limits

TODAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def reasons(*entries):
    return said_this_morning(entries, TODAY, Limits())


def test_nothing_said_is_nothing():
    assert reasons() == []
    assert sore_this_morning([], TODAY) == 0.0


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (said(TODAY, "sleep", values={"hours": 5.9}), "only 5.9 h of sleep"),
        (said(TODAY, "sleep", values={"hours": 6}), None),
        (said(ago(1), "sleep", values={"hours": 4}), None),
        (said(TODAY, "sleep", values={"quality": 2}), None),
        (said(TODAY, "stress", score=8), "stress 8 of 10"),
        (said(TODAY, "stress", score=7), None),
        (said(ago(1), "stress", score=9), None),
        (said(TODAY, "soreness", score=6), "soreness 6 of 10"),
        (said(TODAY, "soreness", score=5), None),
        (said(ago(1), "soreness", score=9), None),
    ],
)
def test_what_was_said_today(entry, reason):
    assert reasons(entry) == [reason] * (reason is not None)


def test_the_last_word_of_a_morning_counts():
    first, last = (said(TODAY, "stress", score=score, entry_id=str(score)) for score in (9, 2))
    assert reasons(first, last) == []
    assert reasons(last, first) == ["stress 9 of 10"]
    sore, calm = (said(TODAY, "soreness", score=score, entry_id=str(score)) for score in (7, 3))
    assert sore_this_morning([sore, calm], TODAY) == 0.0
    assert sore_this_morning([calm, sore], TODAY) == 7.0


@pytest.mark.parametrize(
    ("now", "before", "back", "stiffer"),
    [
        (4, (2, 2), 1, True),
        (3.9, (2, 2), 1, False),
        (4, (2, 3), 1, False),  # the median of 2 and 3 is 2.5
        (4.5, (2, 3), 1, True),
        (4, (2,), 14, True),
        (4, (2,), 15, False),  # nothing of the fortnight to compare with
        (9, (), 1, False),
    ],
)
def test_stiffer_than_the_own_median_of_a_fortnight(now, before, back, stiffer):
    told = [said(ago(back + n), "stiffness", score=score) for n, score in enumerate(before)]
    other = said(ago(2), "soreness", score=0)  # of another kind
    found = reasons(*sorted([*told, other], key=lambda one: one.day),
                    said(TODAY, "stiffness", score=now))  # fmt: skip
    assert bool(found) is stiffer
    usual = {(2, 2): "2", (2, 3): "2.5", (2,): "2", (): ""}[before]
    assert found in ([], [f"stiffer than usual ({now:g}, usually {usual})"])
