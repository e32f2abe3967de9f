"""What a judged session says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_sessions import facts, vectors

from planner.judging.judge import judge
from planner.profile.model import Condition, Profile, ThresholdEntry
from planner.session import (
    LateSessions,
    Split,
    between,
    by_id,
    columns_of,
    place_of,
    runs_of,
)

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


def test_what_is_not_judged_is_unknown_time_and_adds_to_no_other():
    """At or under it 30 min, above it 10, without a beat 5; and an hour without a ceiling."""
    blocks = [(600, 130), (1200, 145), (600, 155), (300, 0)]
    judged = judge([facts(DAY, blocks)], [DAY], CEILING)[0]
    without = judge([facts(DAY, [(3600, 140)])], [DAY], Profile())[0]
    both = Split.of([judged, without])
    assert (both.aerobic_s, both.above_s, both.unknown_s) == (1800, 600, 3900)
    assert (both.known_s, both.aerobic_frac) == (2400, 0.75)
    assert Split.of([without]).aerobic_frac is None
    assert Split.of(()) == Split(aerobic_s=0, above_s=0, unknown_s=0)


def test_without_a_ceiling_there_is_no_share():
    assert session([(2400, 140)], [(2400, 140)], Profile()).aerobic_frac_as_written is None


def test_sessions_of_some_days_hold_both_ends():
    days = [DAY + timedelta(days=n) for n in (0, 1, 1, 2, 4, 5)]
    sessions = judge([facts(day, [(600, 140)]) for day in days], days, CEILING)
    found = between(sessions, days[1], days[4])
    assert [one.local_date for one in found] == days[1:5]
    assert not between(sessions, DAY + timedelta(days=3), DAY + timedelta(days=3))


DAYS = [DAY + timedelta(days=n) for n in (0, 1, 1, 2, 4, 5)]
SPORTS = ("running", "cycling", "running", "running", "hiking", "running")


def late():
    """Return judged sessions of several sports, none of them made yet."""
    every = zip(DAYS, SPORTS, range(6), strict=True)
    made = [
        facts(day, [(600 + n, 140 + n)], hour=n + 6, sport=sport, distance_m=1000.0 * n)
        for day, sport, n in every
    ]
    sessions = judge(made, DAYS, CEILING)
    assert isinstance(sessions, LateSessions)
    return sessions


@pytest.mark.parametrize("part", [slice(None), slice(1, 5), slice(2, 2), slice(3, 99)])
@pytest.mark.parametrize("only", [lambda row: row, runs_of], ids=["all", "runs"])
def test_a_late_row_tells_what_its_sessions_tell(part, only):
    """Days, facts and what is added up are those of the sessions, which are not made for it."""
    row, made = only(late())[part], tuple(only(tuple(late()))[part])
    told, same = columns_of(row), columns_of(made)
    assert not row._made  # noqa: SLF001 - nothing was made
    assert list(told.days) == same.days
    assert [one.id for one in told.facts] == [one.id for one in same.facts]
    names = ("below_s", "in_band_s", "above_s", "unknown_s", "hrss", "held_bpm")
    for one, other in zip(told.judged, same.judged, strict=True):
        assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
    assert by_id(row) == by_id(made)
    for day in (*DAYS, DAY - timedelta(days=1), DAY + timedelta(days=3)):
        assert place_of(row, day) == place_of(made, day)
        assert place_of(row, day, after=True) == place_of(made, day, after=True)
        ids = [one.facts.id for one in between(row, day, day + timedelta(days=1))]
        assert ids == [one.facts.id for one in between(made, day, day + timedelta(days=1))]


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
