"""What a look leaves: until the next one, in the day's view and in the week's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, profile, say

from ingest.wellness import WellnessDay
from planner.day.judged import judge_day
from planner.week.make_plan import make_plan
from planner.week.morning import with_today

TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3))


def low_hrv(today):
    """Return sixty nights that swing between 55 and 65 ms, and a week of 40."""
    return tuple(
        WellnessDay(
            day=today - timedelta(days=n), hrv_rmssd_ms=40.0 if n < 12 else (55.0, 65.0)[n % 2]
        )
        for n in range(80, -1, -1)
    )


def hard_life(today):
    return tuple(say(today - timedelta(days=n), "stress", score=9.0) for n in range(5))


def day_of(today, *, said=(), wellness=(), who=None):
    runs = weeks_of_runs(MONDAY - timedelta(days=1), 10)
    one = athlete(who, runs=runs, said=said, today=today)
    return judge_day(replace(one, wellness=wellness), ())


def week(day):
    plan = make_plan(day, week_start=MONDAY, created_utc=NOW)
    return [
        None if one.run is None else (one.run.kind, one.run.duration_s // 60)
        for one in with_today(plan, day).days
    ]


def test_one_marker_takes_the_test_back_until_the_next_look():
    calm = week(day_of(TUESDAY))
    found = week(day_of(TUESDAY, wellness=low_hrv(TUESDAY)))
    assert calm[1][0] == "maf_test"
    assert found[1] == ("easy", calm[1][1])
    assert found[3:] == calm[3:]  # Thursday looks again


def test_two_markers_make_easy_runs_a_quarter_shorter_until_then():
    both = {"said": hard_life(MONDAY), "wellness": low_hrv(MONDAY)}
    calm, found = week(day_of(MONDAY)), week(day_of(MONDAY, **both))
    day = day_of(MONDAY, **both)
    assert (day.readiness.level, day.readiness.until) == (2, WEDNESDAY)
    assert day.effect.on(WEDNESDAY).holds("no_quality")
    assert not day.effect.on(THURSDAY).holds("no_quality")
    assert found[1][0] == "easy"
    assert found[3:] == calm[3:]


def test_two_looks_with_two_give_two_days_off_and_the_question():
    both = {"said": hard_life(THURSDAY), "wellness": low_hrv(THURSDAY)}
    day = day_of(THURSDAY, **both)
    assert day.readiness.level == 3
    assert day.effect.on(THURSDAY).level == "no_run"
    assert day.effect.on(THURSDAY + timedelta(days=1)).level == "no_run"
    assert day.effect.on(THURSDAY + timedelta(days=2)).level == "easier"
    assert "Do you feel ill?" in day.effect.reasons[0].does
    assert week(day)[3][0] == "rest"


@pytest.mark.parametrize("on", [True, False])
def test_it_can_be_turned_off(on):
    both = {"said": hard_life(MONDAY), "wellness": low_hrv(MONDAY)}
    day = day_of(MONDAY, who=profile(readiness=on), **both)
    assert (day.readiness is not None) is on
    assert any(one.source == "readiness" for one in day.effect.reasons) is on
