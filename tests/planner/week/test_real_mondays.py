"""A real runner's two years, planned on a hundred Mondays from what was known that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

import pytest
from support.made_weeks import kinds, profile

from ingest.home.home import Home
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from planner.athlete import build_athlete
from planner.day.judged import judge_day
from planner.profile.model import ThresholdEntry
from planner.week.make_plan import make_plan

FIRST = date(2024, 6, 24)
MONDAYS = 100
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def season(shared, tmp_path_factory):
    """Facts of the series, and the plan of every Monday."""
    home = Home(path=tmp_path_factory.mktemp("mondays"))
    import_paths([shared / "fit" / "series"], home=home)
    with open_archive(home) as archive:
        facts = archive.sessions()
    entered = ThresholdEntry(method="entered", value_bpm=165)
    who = replace(profile(), thresholds=(entered,))
    plans = []
    for n in range(MONDAYS):
        monday = FIRST + n * WEEK
        athlete = build_athlete(profile=who, facts=facts, wellness=[], events=[], today=monday)
        known = replace(
            athlete, sessions=tuple(s for s in athlete.sessions if s.local_date < monday)
        )
        now = datetime.combine(monday, time(6), UTC)
        made = make_plan(judge_day(known), week_start=monday, created_utc=now)
        plans.append((monday, known, made))
    return plans


def seconds(made):
    runs = [run for day in made.days if day.run for run in (day.run, *day.more_runs)]
    return sum(run.duration_s for run in runs if run.kind != "race")


@pytest.mark.real_files
def test_every_week_is_complete(season):
    for monday, _, made in season:
        assert [day.date for day in made.days] == [monday + timedelta(days=n) for n in range(7)]
        assert all(day.run is not None for day in made.days)
        assert all(any(s.exercise == "squat" for s in day.strength) for day in made.days)
        assert "rest" in kinds(made)


@pytest.mark.real_files
def test_no_week_rises_beyond_its_growth(season):
    """Over the highest of the last twelve weeks really run, by another hand than the planner's."""
    for monday, athlete, made in season:
        weeks = {}
        for run in athlete.runs:
            back = (monday - run.local_date - timedelta(days=1)) // WEEK
            weeks[back] = weeks.get(back, 0) + run.facts.duration_s
        ran = [weeks[back] for back in sorted(weeks) if back < 12]
        if not ran:
            assert seconds(made) <= 3 * 21 * 60
            continue
        most = max(ran)
        assert seconds(made) <= max(1.10 * most, most + 600, 3 * 21 * 60) + 60, monday


@pytest.mark.real_files
def test_no_run_beyond_the_longest_of_thirty_days(season):
    for _, athlete, made in season:
        for day in made.days:
            if day.run is None or day.run.kind in {"rest", "race"}:
                continue
            near = [
                run.facts.duration_s
                for run in athlete.runs
                if day.date - timedelta(days=30) <= run.local_date < day.date
            ]
            if near:
                assert day.run.duration_s <= max(1.10 * max(near), 21 * 60), day.date


@pytest.mark.real_files
def test_no_week_has_fewer_runs_than_usual_without_a_reason(season):
    """As many running days as the median of the four weeks before, or the plan says why not."""
    for monday, athlete, made in season:
        days = {run.local_date for run in athlete.runs}
        before = [
            sum(monday - n * WEEK <= day < monday - (n - 1) * WEEK for day in days)
            for n in range(1, 5)
        ]
        planned = sum(kind not in {"rest", None} for kind in kinds(made))
        if planned < median(before) or planned <= 1:
            assert any("make one run" in line for line in made.why) or made.unmet, monday
            assert len(made.why) >= 3, monday
