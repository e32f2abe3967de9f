"""What a look leaves: until the next one, in the day's view and in the week's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, profile, say

from ingest.wellness import WellnessDay
from planner.body.readiness import UNTESTED
from planner.day.judged import judge_day
from planner.week.explain import explain_day
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


def test_why_a_day_is_so_names_readiness_on_days_to_come_alone():
    day = day_of(TUESDAY, wellness=low_hrv(TUESDAY))
    told = [explain_day(day, MONDAY, number).reasons for number in range(4)]
    spoken = [any(UNTESTED in one and "HRV" in one for one in reasons) for reasons in told]
    assert spoken == [False, True, True, False]  # from today until Thursday's look


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
    assert "Do you feel ill? Then: aerobase log illness" in day.effect.reasons[0].does
    assert week(day)[3][0] == "rest"


FIRST_BAD = MONDAY - timedelta(days=6)


def bad_since(today, first=FIRST_BAD, last=MONDAY + timedelta(days=100)):
    """Return stress and HRV that are bad from one day to another, on ``today``'s morning."""
    days = [today - timedelta(days=n) for n in range(120, -1, -1)]
    return {
        "said": tuple(say(day, "stress", score=9.0) for day in days if first <= day <= last),
        "wellness": tuple(
            WellnessDay(
                day=day,
                hrv_rmssd_ms=40.0 if first <= day <= last else (55.0, 65.0)[day.toordinal() % 2],
            )
            for day in days
        ),
    }


def test_the_two_days_off_come_once_and_easier_stays():
    """Bad since last Tuesday: Thursday sees it first, Monday again."""
    days = [MONDAY + timedelta(days=n) for n in range(14)]
    effects = [day_of(day, **bad_since(day)).effect.on(day).level for day in days]
    assert effects == ["no_run", "no_run", *["easier"] * 12]


def test_a_new_episode_gives_them_anew():
    """A look without two ends it; what is bad again eleven weeks later has its own two days."""
    calm = {"last": MONDAY + timedelta(days=1)}
    again = MONDAY + timedelta(days=77)
    between = day_of(MONDAY + timedelta(days=14), **bad_since(MONDAY + timedelta(days=14), **calm))
    assert between.readiness.level == 0
    first, second = bad_since(again, **calm), bad_since(again, again - timedelta(days=6))
    both = {
        "said": first["said"] + second["said"],
        "wellness": tuple(
            min(pair, key=lambda one: one.hrv_rmssd_ms)
            for pair in zip(first["wellness"], second["wellness"], strict=True)
        ),
    }
    assert day_of(again, **both).effect.on(again).level == "no_run"


def test_the_week_planned_on_monday_is_easier_too():
    """At most 60 % of the usual 180 min, 45 min a run, a day between; nothing hard in any view."""
    day = day_of(MONDAY, **bad_since(MONDAY))
    made = make_plan(day, week_start=MONDAY, created_utc=NOW)
    sizes = [0 if one.run.kind == "rest" else one.run.duration_s // 60 for one in made.days]
    assert made.effect == "easier"
    assert sum(sizes) <= 0.6 * 180
    assert max(sizes) <= 45
    assert all(not (one and after) for one, after in pairwise(sizes))
    assert "Readiness" in day.hard_running(MONDAY).sentence
    assert [one.run.kind for one in with_today(made, day).days[:2]] == ["rest", "rest"]
    assert with_today(made, day).days[2:] == made.days[2:]  # no cut upon the cut


def test_what_the_runner_is_told_says_how_much_until_when_and_what_answers_it():
    day = day_of(MONDAY, **bad_since(MONDAY))
    told = day.readiness.sentence(MONDAY)
    assert told.startswith("Readiness, level 3 of 3: HRV 40 ms over seven days, usually 56 to 64")
    assert "stress 9 of 10" in told
    assert told.endswith("Then: aerobase log illness (--fever where there is fever).")
    later = day_of(WEDNESDAY, **bad_since(WEDNESDAY)).readiness.sentence(WEDNESDAY)
    assert "readiness = false" in later
    one = day_of(TUESDAY, wellness=low_hrv(TUESDAY)).readiness.sentence(TUESDAY)
    assert one.endswith("Nothing hard and no test until Wed 20 May.")


@pytest.mark.parametrize("on", [True, False])
def test_it_can_be_turned_off(on):
    both = {"said": hard_life(MONDAY), "wellness": low_hrv(MONDAY)}
    day = day_of(MONDAY, who=profile(readiness=on), **both)
    assert (day.readiness is not None) is on
    assert any(one.source == "readiness" for one in day.effect.reasons) is on
