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


@pytest.mark.parametrize(("score", "deadlift", "long"), [(3.0, 1, 1), (4.0, 0, 1), (6.0, 0, 0)])
def test_soreness_that_stood_on_monday_too_bars_the_deadlift_and_the_long_run_of_its_day(
    home, score, deadlift, long
):
    def shown(today):
        said = [say(MONDAY + timedelta(days=n), "soreness", score=score) for n in range(-7, 7)]
        events = [*(one for one in said if one.day <= today), *journal.read(home)]
        runs = [
            facts(MONDAY - n * WEEK + timedelta(days=day), [(minutes * 60, 130)])
            for n in range(10, 0, -1)
            for day, minutes in ((1, 50), (3, 50), (5, 50), (6, 80))
        ]
        day = judge_day(athlete(runs=runs, said=events, today=today), ())
        return standing_plan(home, day, week_start=MONDAY, now=NOW).days[today.weekday()]

    week = [shown(MONDAY + timedelta(days=n)) for n in range(7)]
    own = journal.read(home)[0].data["plan"]["days"]
    assert any(one["exercise"] == "slrdl" for day in own for one in day["strength"])
    done = [one for day in week for one in day.strength if one.exercise == "slrdl"]
    assert bool(done) == bool(deadlift)
    kinds = [day.run.kind for day in week]
    assert kinds.count("long") == long
    place = next(n for n, day in enumerate(own) if day["run"]["kind"] == "long")
    easy = max(day["run"]["duration_s"] for day in own if day["run"]["kind"] == "easy")
    if not long:
        assert week[place].run.kind == "easy"
        assert week[place].run.duration_s <= easy < own[place]["run"]["duration_s"]
