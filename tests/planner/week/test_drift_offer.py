"""Where the hour of a drift test comes from: the other runs, and never the week."""

from __future__ import annotations

import pytest

from planner.week.drift_offer import with_drift_test
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
        ((("easy", 45), ("easy", 25), ("easy", 25)), 60, "no hour"),  # 15 are owed, 10 are there
        ((("easy", 60), ("easy", 60)), 59, "longer than your legs"),
    ],
)
def test_without_room_for_the_hour_the_week_stays_and_says_so(asked, cap_min, words):
    found, ((_, why),) = placed(*asked, cap_min=cap_min)
    assert found == sorted(asked)
    assert words in why
