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
