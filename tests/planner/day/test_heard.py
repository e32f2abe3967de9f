"""How many advices could be heard while too much of the running was above the ceiling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, athlete, profile

from ingest.home.events import Event
from planner.day.heard import advices_tried, weeks_standing

WEEK = timedelta(weeks=1)
SUNDAY = MONDAY - timedelta(days=1)
LONG_AGO = MONDAY - 100 * WEEK


def hard(weeks, *, until=SUNDAY, bpm=160):
    return weeks_of_runs(until, weeks, bpm=bpm)


def began(day):
    return Event(id="b1", kind="begin", at_utc=datetime(2026, 1, 1, tzinfo=UTC), day=day, data={})


def tried(weeks, since, **named):
    said = () if since is None else (began(since),)
    return advices_tried(athlete(profile(), runs=hard(weeks), said=said), **named)


def test_a_verdict_stands_for_each_week_whose_four_are_under_the_target():
    assert weeks_standing(athlete(profile(), runs=hard(10))) == 10
    easy_before = [*hard(8, until=SUNDAY - 3 * WEEK, bpm=130), *hard(3)]
    assert weeks_standing(athlete(profile(), runs=easy_before)) == 3
    assert weeks_standing(athlete(profile())) == 0


@pytest.mark.parametrize(("silent", "stood"), [(8, 20), (9, 3)])
def test_weeks_with_too_little_running_are_passed_over_but_not_many(silent, stood):
    # A window of four weeks has a run in it for three weeks after the last one.
    gap = silent + 3
    before = hard(20 - gap - 3, until=SUNDAY - (3 + gap) * WEEK)
    assert weeks_standing(athlete(profile(), runs=[*before, *hard(3)])) == stood


def test_a_few_minutes_above_the_ceiling_are_no_verdict():
    short = [facts(SUNDAY - n * WEEK, [(14 * 60, 160)]) for n in range(8)]  # 56 min in four weeks
    assert weeks_standing(athlete(profile(), runs=short)) == 0


@pytest.mark.parametrize(("weeks", "expected"), [(4, 0), (5, 1), (8, 1), (9, 2), (30, 7)])
def test_every_four_weeks_another_was_tried(weeks, expected):
    assert tried(weeks, LONG_AGO) == expected
    assert tried(weeks + 3, LONG_AGO, after=3) == expected


@pytest.mark.parametrize(("ago", "expected"), [(0, 0), (3, 0), (4, 1), (11, 2)])
def test_before_the_journal_nobody_was_told(ago, expected):
    assert tried(30, MONDAY - ago * WEEK) == expected


def test_looked_back_to_before_the_journal_it_reads_as_if_it_had_been_told():
    assert tried(30, MONDAY + WEEK) == 7


def test_without_a_journal_nothing_was_ever_told():
    assert tried(30, None) == 0


def test_what_was_logged_back_counts_from_when_it_was_written_and_a_plan_from_its_day():
    log = replace(began(LONG_AGO), kind="clear", at_utc=datetime(2026, 5, 1, tzinfo=UTC))
    plan = replace(began(LONG_AGO), kind="plan")
    assert athlete(said=(log,)).heard_since == datetime(2026, 5, 1, tzinfo=UTC).date()
    assert athlete(said=(log, plan)).heard_since == LONG_AGO
    later = replace(plan, day=MONDAY + WEEK)
    assert athlete(said=(later,)).heard_since == MONDAY + WEEK
