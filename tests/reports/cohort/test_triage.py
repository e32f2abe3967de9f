"""The row of triage: load and running against the own usual, pain that stands, plans kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, run, said

from planner.day.judged import judge_day
from planner.load.days import load_days
from planner.past.weeks import WeekFacts
from reports.cohort.layouts import TRIAGE
from reports.cohort.triage import empty_row, triage_row

TODAY = date(2026, 5, 17)  # a Sunday


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def row(*, runs=(), diary=()):
    days = load_days(sorted(runs, key=lambda one: one.local_date), TODAY)
    person = replace(athlete(TODAY, runs, diary=diary), days=days)
    return triage_row("x", judge_day(person), files=0, refused_files=0)


def every_day(weeks, *, last=50.0):
    """A run of an hour and 50 HRSS a day, in the last seven days of another load."""
    return [run(ago(n), hrss=last if n < 7 else 50.0) for n in range(7 * weeks)]


def pain(days, score, *, place="achilles", side="left"):
    return said(ago(days), "pain", place=place, side=side, score=score)


def test_a_row_has_every_column_whether_anything_is_known_or_not():
    columns = {column.name for column in TRIAGE}
    assert set(row()) == set(empty_row("x", TODAY)) == columns
    assert set(row(runs=every_day(8), diary=[pain(1, 4.0)])) == columns


def test_load_is_held_against_the_median_of_every_seven_days():
    """Of the 50 spans in 56 days, 43 hold none of the last seven, which are heavier."""
    found = row(runs=every_day(8, last=75.0))
    assert found["load_7_days_hrss"] == 525.0
    assert found["usual_7_days_hrss"] == 350.0
    assert found["load_ratio"] == 1.5


def test_before_six_weeks_no_load_is_usual():
    found = row(runs=every_day(5))
    assert found["load_7_days_hrss"] == 350.0
    assert found["usual_7_days_hrss"] is None
    assert found["load_ratio"] is None


def test_a_day_of_unknown_load_leaves_the_seven_days_unknown():
    found = row(runs=[*every_day(8)[1:], run(TODAY, hrss=None)])
    assert found["load_7_days_hrss"] is None
    assert found["load_ratio"] is None
    assert found["usual_7_days_hrss"] == 350.0


def test_days_of_unknown_load_make_no_week_look_light():
    """Every other run of the weeks before has no heart rate: nothing is usual, and nobody leaps."""
    found = row(runs=[run(ago(n), hrss=None if n > 6 and n % 2 else 50.0) for n in range(56)])
    assert found["load_7_days_hrss"] == 350.0
    assert found["usual_7_days_hrss"] is found["load_ratio"] is None


def test_running_is_held_against_the_usual_week():
    found = row(runs=[*every_day(8)[7:], run(ago(3), minutes=210.0)])
    assert found["usual_week_s"] == 7 * 3600.0
    assert found["running_7_days_s"] == 210 * 60.0
    assert found["running_ratio"] == 0.5


def test_nobody_who_never_ran_has_a_usual_week():
    found = row()
    unknown = ("running_ratio", "usual_week_s", "days_since_run", "last_week_s", "load_ratio")
    assert [found[name] for name in unknown] == [None] * 5


def test_the_worst_pain_of_a_side_stands():
    found = row(diary=[pain(2, 2.0), pain(3, 4.0, place="knee"), pain(1, 1.0, side="both")])
    left = [found[f"pain_left_{name}"] for name in ("score", "place", "date")]
    assert left == [4.0, "knee", ago(3).isoformat()]
    assert (found["pain_right_score"], found["pain_right_place"]) == (1.0, "achilles")


def test_pain_that_is_gone_is_none_and_pain_that_nobody_renewed_is_unknown():
    gone = row(diary=[pain(5, 4.0), pain(1, 0.0)])
    assert (gone["pain_left_score"], gone["pain_left_date"]) == (0.0, ago(1).isoformat())
    assert gone["pain_right_score"] is None
    runs = [run(ago(n)) for n in range(3)]
    assert row(diary=[pain(15, 4.0)], runs=runs)["pain_left_score"] is None


@pytest.mark.parametrize(
    ("asked_s", "ran_s", "kept"),
    [(None, 3600.0, None), (3600.0, 3600.0, True), (3600.0, 3060.0, True), (3600.0, 3059.0, False)],
)
def test_a_plan_is_kept_down_to_85_per_cent(asked_s, ran_s, kept):
    """The figure by which a week counts as one that was missed (docs/week.md)."""
    facts = WeekFacts(
        start=date(2026, 5, 4),
        seconds=ran_s,
        running_s=ran_s,
        longest_s=ran_s,
        longest_running_s=ran_s,
        days=1,
        runs=1,
        last_run=date(2026, 5, 4),
        asked_s=asked_s,
    )
    assert facts.kept is kept
