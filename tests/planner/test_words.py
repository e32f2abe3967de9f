"""Shares are cut: a limit that is not reached is never said to be."""

from __future__ import annotations

from datetime import date

import pytest

from planner import words


@pytest.mark.parametrize(
    ("frac", "whole", "tenth"),
    [(0.8999, 89, 89.9), (0.89999, 89, 89.9), (0.9, 90, 90.0), (0.29, 29, 29.0), (1.0, 100, 100.0)],
)
def test_a_share_is_cut(frac, whole, tenth):
    assert words.percent(frac) == whole
    assert words.percent(frac, 1) == tenth
    assert words.share(frac) == f"{whole} %"


def test_a_share_of_nearly_nothing_is_not_nothing():
    assert words.share(0.0) == "0 %"
    assert words.share(0.004) == "under 1 %"


def test_a_limit_is_said_as_it_was_set():
    assert words.limit(0.925) == "92.5 %"
    assert words.limit(0.29) == "29 %"


@pytest.mark.parametrize(
    ("seconds", "said"), [(2700, "45 min"), (3599, "1 h 00 min"), (3909, "1 h 05 min")]
)
def test_durations(seconds, said):
    assert words.duration(seconds) == said


def test_days():
    day = date(2026, 5, 20)
    assert words.weekday(day) == "Wednesday"
    assert words.day(day) == "Wed 20 May"
    assert words.day_near(day, date(2026, 1, 1)) == "Wed 20 May"
    assert words.day_near(day, date(2027, 1, 1)) == "Wed 20 May 2026"
    assert words.long_day(day) == "Wednesday 20 May 2026"


@pytest.mark.parametrize("month", range(1, 13))
def test_days_are_english_as_in_the_c_locale(month):
    for number in range(1, 9):
        day = date(2026, month, number)
        assert words.weekday(day) == f"{day:%A}"
        assert words.day(day) == f"{day:%a} {number} {day:%b}"
        assert words.long_day(day) == f"{day:%A} {number} {day:%B} 2026"


@pytest.mark.parametrize(
    ("place", "side", "said"),
    [
        ("achilles", "left", "left Achilles"),
        ("knee-front", "right", "right front of the knee"),
        ("knee-lateral", None, "outer knee"),
        ("glute-medius", "both", "both glute medius"),
        ("low-back", None, "low back"),
        ("calf", "left", "left calf"),
        (None, "left", "left"),
        (None, None, ""),
    ],
)
def test_places_are_said_in_everyday_words(place, side, said):
    assert words.where(place, side) == said
