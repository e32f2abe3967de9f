"""What a day asked stays what it asked: given by the morning, gone by, looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, say

from ingest.home import journal
from ingest.home.home import Home
from ingest.wellness import WellnessDay
from planner import words
from planner.day.judged import judge_day
from planner.flags.standing import standing_flags
from planner.past.memory import remember
from planner.week.review import day_review
from planner.week.store import planned_days
from reports.planning import standing_plan

WEEK = timedelta(weeks=1)


def nights(today, low):
    """Return nights that swing between 55 and 65 ms, and so many of 40."""
    return tuple(
        WellnessDay(
            day=today - timedelta(days=n), hrv_rmssd_ms=40.0 if n < low else (55.0, 65.0)[n % 2]
        )
        for n in range(80, -1, -1)
    )


@pytest.fixture
def home(tmp_path):
    return Home.locate(tmp_path)


def looked(home, today, *, runs=(), low=12, hard=True):
    """Return the plan that is shown on a day after a low week, and hard days where so said."""
    said = [say(MONDAY - timedelta(days=n), "stress", score=9.0) for n in range(-10, 8)]
    events = [one for one in said if hard and one.day <= today]
    before = weeks_of_runs(MONDAY - timedelta(days=1), 10)
    one = athlete(runs=[*before, *runs], said=(*events, *journal.read(home)), today=today)
    one = replace(one, wellness=nights(today, low))
    day = judge_day(one, ())
    monday = today - timedelta(days=today.weekday())
    return standing_plan(home, day, week_start=monday, now=NOW), one


def test_days_off_stay_days_off_when_they_are_gone(home):
    first, _ = looked(home, MONDAY)
    off = [one.run.kind for one in first.days[:2]]
    assert off == ["rest", "rest"]
    own = journal.read(home)[-1].data
    assert own["plan"]["days"][1]["run"]["kind"] != "rest"  # what it would have been
    shown, _ = looked(home, MONDAY + timedelta(days=3))
    assert [day.run.kind for day in shown.days[:2]] == off
    assert day_review(shown, 1) is None
    total = sum(day.run.duration_s for day in shown.days)
    assert total == sum(day.run.duration_s for day in first.days)
    following, _ = looked(home, MONDAY + WEEK)
    assert f"Of {words.duration(total)} planned last week you ran 0 min." in following.changes


def test_days_off_that_the_plan_gave_are_no_time_away(home):
    looked(home, MONDAY)
    last = MONDAY - timedelta(days=4)
    today = MONDAY + timedelta(days=3)
    for events, away in ((journal.read(home), False), ((), True)):
        runs = [facts(last - timedelta(days=n), [(2700, 130)]) for n in range(70, -1, -2)]
        one = athlete(runs=runs, said=events, today=today)
        assert any(flag.check == "time_away" for flag in standing_flags(one)) == away
        runs.append(facts(today + timedelta(days=1), [(2400, 130)]))
        later = athlete(runs=runs, said=events, today=MONDAY + WEEK)
        assert (remember(later, MONDAY + WEEK).weeks[-1].facts.away_days > 0) == away


def test_a_test_that_the_morning_took_back_was_no_test(home):
    tuesday = MONDAY + timedelta(days=1)
    shown, _ = looked(home, tuesday, hard=False)
    asked = shown.days[1].run
    assert asked.kind == "easy"
    assert "Easy instead of maf test" in asked.why
    ran = facts(tuesday, [(asked.duration_s, 130)])
    for today in (tuesday, tuesday + timedelta(days=2)):
        again, _ = looked(home, today, runs=[ran], hard=False)
        assert again.days[1].run == asked
    assert planned_days(journal.read(home), "maf_test", MONDAY, MONDAY + WEEK) == ()


def test_a_look_that_finds_nothing_gives_the_day_back(home):
    looked(home, MONDAY, hard=False)
    calm, _ = looked(home, MONDAY + timedelta(days=1), hard=False, low=0)
    kept = len(journal.read(home))
    later, _ = looked(home, MONDAY + timedelta(days=3), hard=False, low=0)
    assert calm.days[1].run == later.days[1].run
    assert calm.days[1].run.kind == "maf_test"
    assert len(journal.read(home)) == kept  # nothing is stored twice
