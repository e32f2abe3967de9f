"""What to do about weeks above the ceiling: by the weeks in which a runner could hear it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, profile

from ingest.home.events import Event
from planner.flags.standing import standing_flags
from planner.profile.model import ThresholdEntry
from reports.verdict import verdict

SURE = profile(thresholds=(ThresholdEntry(method="entered", value_bpm=134),))
SUNDAY = MONDAY - timedelta(days=1)
RUNS = weeks_of_runs(SUNDAY, 10, minutes=60, bpm=160)


def said_to(*events, who=SURE, runs=RUNS):
    one = athlete(who, runs=runs, said=events)
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


@pytest.mark.parametrize(("minutes", "measured"), [(55, True), (54, False)])
def test_an_hours_test_is_advised_only_to_legs_used_to_it(minutes, measured):
    first = event("plan", MONDAY - timedelta(weeks=4))
    said = said_to(first, runs=weeks_of_runs(SUNDAY, 10, minutes=minutes, bpm=160))
    assert ("Measure the ceiling: an easy flat hour" in said) is measured
    assert ("Walk when the heart rate comes to the ceiling" in said) is not measured


def test_one_low_week_in_a_good_month_is_not_told_to_slow_down():
    good = weeks_of_runs(SUNDAY - timedelta(weeks=1), 9, minutes=90)
    low = weeks_of_runs(SUNDAY, 1, minutes=25, days=(1, 3, 5), bpm=160)
    one = athlete(SURE, runs=[*good, *low])
    found = verdict(one, standing_flags(one))
    assert found.headline == "Enough aerobic running"
    assert found.hints == ()


def test_a_month_above_the_ceiling_is_advised_whatever_a_week_too_short_to_judge_is():
    short = [facts(SUNDAY - timedelta(weeks=n), [(20 * 60, 160)]) for n in range(4)]
    one = athlete(SURE, runs=short)
    found = verdict(one, standing_flags(one))
    assert found.headline == "Too much running above the ceiling"
    assert "Slow down until" in " ".join(found.hints)


def test_a_share_that_has_risen_is_praised():
    def share(early, late):
        before = weeks_of_runs(SUNDAY - timedelta(weeks=4), 4, minutes=60, bpm=160)
        easy = weeks_of_runs(SUNDAY, 4, days=(1,), minutes=60 * late)
        return [
            *before,
            *weeks_of_runs(SUNDAY - timedelta(weeks=4), 4, days=(2,), minutes=early * 60),
            *easy,
            *weeks_of_runs(SUNDAY, 4, days=(3,), minutes=60, bpm=160),
        ]

    assert "It was 20 % four weeks before: that is the right way." in said_to(runs=share(1, 1))
    assert "four weeks before" not in said_to(runs=share(4, 1))  # 50 % and 50 %


@pytest.mark.parametrize(
    ("weeks", "said"), [(12, "That is 12 weeks in a row. "), (13, "It has been so for months. ")]
)
def test_many_weeks_are_not_counted_aloud(weeks, said):
    assert said in said_to(runs=weeks_of_runs(SUNDAY, weeks, minutes=60, bpm=160))


@pytest.mark.parametrize(("days", "often"), [((1, 3, 5), True), ((1, 5), False)])
def test_fewer_or_shorter_runs_are_advised_to_who_runs_often(days, often):
    first = event("plan", MONDAY - timedelta(weeks=40))
    runs = weeks_of_runs(SUNDAY, 41, days=days, minutes=60, bpm=160)
    told = [
        said_to(
            first, runs=[one for one in runs if one.start_utc.date() > SUNDAY - timedelta(weeks=n)]
        )
        for n in range(1, 41)
    ]
    assert any("Run shorter but as often" in one for one in told) is often
    assert any("brisk walk or an easy ride" in one for one in told) is often
