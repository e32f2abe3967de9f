"""What to do about weeks above the ceiling: by the weeks in which a runner could hear it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, profile

from ingest.home.events import Event
from planner.flags.standing import standing_flags
from planner.profile.model import ThresholdEntry
from reports.verdict import verdict

SURE = profile(thresholds=(ThresholdEntry(method="entered", value_bpm=134),))
RUNS = weeks_of_runs(MONDAY - timedelta(days=1), 10, bpm=160)


def said_to(*events, who=SURE):
    one = athlete(who, runs=RUNS, said=events)
    return " ".join(verdict(one, standing_flags(one)).hints)


def event(kind, day, at=NOW):
    return Event(id="e1", kind=kind, at_utc=at, day=day, data={})


def test_after_a_first_import_slowing_down_was_not_tried():
    assert "10 weeks in a row. Slow down until" in said_to()


@pytest.mark.parametrize(("weeks", "tried"), [(3, False), (4, True)])
def test_weeks_count_from_the_first_plan(weeks, tried):
    first = event("plan", MONDAY - timedelta(weeks=weeks))
    assert ("Slowing down has not done it" in said_to(first)) is tried


def test_what_was_logged_back_counts_from_when_it_was_written():
    day = MONDAY - timedelta(weeks=5)
    assert "Slow down until" in said_to(event("note", day))
    then = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert "Slowing down has not done it" in said_to(event("note", day, then))


def test_while_the_ceiling_is_doubted_that_is_said():
    assert "ceiling is in doubt" in said_to(who=profile())
    assert "slow" not in said_to(who=profile())
