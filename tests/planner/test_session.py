"""What a judged session says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_sessions import facts, vectors

from planner.judging.judge import judge
from planner.profile.model import Condition, Profile, ThresholdEntry
from planner.session import between

DAY = date(2026, 5, 4)
CEILING = Profile(thresholds=(ThresholdEntry(method="entered", value_bpm=150),))


def session(heard, written, profile=CEILING):
    """Return a run whose heart rate is believed in ``heard``, blocks of (seconds, bpm)."""
    seconds = replace(vectors(heard), raw_seconds_at=vectors(written).seconds_at)
    return judge([facts(DAY, heard, vectors=seconds)], [DAY], profile)[0]


def test_the_share_as_written_counts_what_was_left_out():
    """20 of 60 min were steps, at 170: two thirds were under the ceiling, of what is left all."""
    run = session([(2400, 140)], [(2400, 140), (1200, 170)])
    assert run.aerobic_frac == 1
    assert run.aerobic_frac_as_written == pytest.approx(2 / 3)


def test_a_beat_at_the_ceiling_is_under_it():
    run = session([(1200, 150), (1200, 151)], [(1200, 150), (1200, 151)])
    assert run.aerobic_frac_as_written == pytest.approx(1 / 2)


def test_without_a_ceiling_there_is_no_share():
    assert session([(2400, 140)], [(2400, 140)], Profile()).aerobic_frac_as_written is None


def test_sessions_of_some_days_hold_both_ends():
    days = [DAY + timedelta(days=n) for n in (0, 1, 1, 2, 4, 5)]
    sessions = judge([facts(day, [(600, 140)]) for day in days], days, CEILING)
    found = between(sessions, days[1], days[4])
    assert [one.local_date for one in found] == days[1:5]
    assert not between(sessions, DAY + timedelta(days=3), DAY + timedelta(days=3))


def test_each_day_says_why_it_has_no_ceiling():
    days = [DAY + timedelta(days=7 * n) for n in range(4)]
    profile = Profile(
        birth_date=date(1980, 1, 1),
        conditions=(
            Condition(name="pregnant", value=True, since=days[1]),
            Condition(name="pregnant", value=False, since=days[2]),
            Condition(name="arrhythmia", value=True, since=days[2]),
            Condition(name="arrhythmia", value=False, since=days[3]),
        ),
    )
    told = judge([facts(day, [(3600, 130)]) for day in days], days, profile)
    assert [one.class_reason for one in told[1:3]] == [
        "no formula ceiling: pregnancy",
        "no formula ceiling: a known arrhythmia",
    ]
    assert told[0].ceiling is not None
    assert told[3].ceiling is not None
