"""Durations as they are typed, of sleeps (plain numbers are hours) and runs (minutes)."""

from __future__ import annotations

import pytest

from reports.said.model import SaidError
from reports.said.times import hours_said, minutes_said, number_said


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("7:30", 7.5), ("7h30", 7.5), ("7h 30", 7.5), ("7 h 30 min", 7.5), ("7,5", 7.5),
        ("7.5", 7.5), ("7h", 7.0), ("7.5 h", 7.5), ("7 hours", 7.0), ("450 min", 7.5), ("8", 8.0),
    ],
)  # fmt: skip
def test_hours(text, hours):
    assert hours_said(text) == hours


@pytest.mark.parametrize(
    ("text", "minutes"), [("45", 45), ("1:05", 65), ("1h05", 65), ("1h", 60), ("45 min", 45)]
)
def test_minutes(text, minutes):
    assert minutes_said(text) == minutes


@pytest.mark.parametrize("text", ["7:60", "7-30", "seven", "", "-7", "7:3", "h", "1e3"])
def test_what_is_no_time(text):
    with pytest.raises(SaidError) as refused:
        hours_said(text)
    assert str(refused.value) == f"{text!r} is no time; write 7:30, 7h30 or 7.5."
    with pytest.raises(SaidError) as refused:
        minutes_said(text)
    assert str(refused.value) == f"{text!r} is no time; write 45, 1:05 or 1h05."


def test_a_number_may_have_a_comma_and_is_finite():
    assert number_said(" 12,5 ") == 12.5
    for text in ("nan", "inf", "twelve", ""):
        with pytest.raises(SaidError) as refused:
            number_said(text)
        assert str(refused.value) == f"{text!r} is not a number."
