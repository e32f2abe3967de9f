"""`plan --season` and the page's figure of it: the weeks ahead as text, JSON and picture."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from support.command_line import aerobase
from support.made_pages import page_input
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, flag, profile, say
from support.stored_home import fill

from planner.day.judged import judge_day
from planner.week.make_plan import make_plan
from planner.week.season import season_of
from reports.documents.plan import plan_document, season_document
from reports.figures.season import season_chart
from reports.page.charts import all_charts
from reports.terminal.plan import SEASON_IS, season_text
from reports.words import Units

RACE = MONDAY + timedelta(weeks=7, days=6)


def look(who, *flags):
    day = judge_day(who, flags)
    made = make_plan(day, week_start=MONDAY, created_utc=NOW)
    return made, season_of(day, (made,))


@pytest.fixture
def racer():
    return look(athlete(profile(race_date=RACE, race_km=21.1)))


def test_a_line_a_week_and_what_an_outlook_is(racer):
    _, weeks = racer
    lines = list(season_text(weeks))
    assert lines[1].startswith("Mon 18 May")
    assert all(len(line) <= 80 for line in lines)
    assert sum(line.startswith("Mon ") for line in lines) == len(weeks) == 12
    assert any(line.endswith("race on Sun 12 Jul") for line in lines)
    assert " ".join(lines).endswith(SEASON_IS)


def test_a_race_longer_than_any_run_before_it_is_said(racer):
    _, weeks = racer
    said = " ".join(season_text(weeks))
    assert "The race takes about" in said
    short = tuple(replace(week, race_s=None) for week in weeks)
    assert "The race takes" not in " ".join(season_text(short))


def test_the_document_is_the_plan_and_its_weeks(racer):
    made, weeks = racer
    document = season_document(made, weeks)
    assert document.items() >= plan_document(made).items()
    assert [week["outlook"] for week in document["weeks"]] == [False] + 11 * [True]
    assert document["weeks"][0]["target_s"] == document["target_s"]
    assert document["weeks"][7]["race_date"] == RACE.isoformat()
    assert json.loads(json.dumps(document)) == document


def test_nothing_foretold_is_one_line_and_null():
    said = (say(MONDAY - timedelta(days=4), "pain", place="calf", side="left", score=6.0),)
    made, weeks = look(athlete(said=said))
    lines = list(season_text(weeks))
    assert sum(line.startswith("Mon ") for line in lines) == 2
    assert SEASON_IS[:30] not in " ".join(lines)
    later = season_document(made, weeks)["weeks"][1:]
    assert {(week["target_s"], week["longest_run_s"]) for week in later} == {(None, None)}
    assert season_chart(weeks) is None
    assert season_chart(()) is None


def test_the_figure_keeps_the_plan_apart(racer):
    _, weeks = racer
    chart = season_chart(weeks)
    by_name = {series.name: series.y for series in chart.series}
    assert [y is None for y in by_name["the plan"]] == [False] + 11 * [True]
    assert [y is None for y in by_name["outlook"]] == [True] + 11 * [False]
    assert sum(y is not None for y in by_name["week of the race"]) == 1
    assert len(chart.table.rows) == 12
    assert "An outlook" in chart.summary


def test_the_page_has_the_figure_beside_the_week(racer):
    _, weeks = racer
    page = page_input(weeks_of_runs(MONDAY - timedelta(days=1), 10))
    without = all_charts(replace(page, season=()), Units(system="metric"))
    assert without["week"] == []
    with_season = all_charts(replace(page, season=weeks), Units(system="metric"))
    assert [chart.id for chart in with_season["week"]] == ["season"]


def test_a_stop_is_named_as_what_is_in_the_way():
    _, weeks = look(athlete(), flag("stop"))
    assert "A flag" in " ".join(season_text(weeks))


def test_after_an_illness_the_outlook_grows_from_the_weeks_back(home):
    """A fever on Wednesday: half a week after it, then a fifth or 15 min more, 80 % never leapt."""
    monday = MONDAY - timedelta(days=1)
    fill(home, weeks_of_runs(monday, 10, days=(1, 2, 3, 5, 6), minutes=60))
    day = ("--date", "2026-05-20", "--today", "2026-05-20")
    assert aerobase("plan", "--home", home, "--today", "2026-05-18").code == 0
    assert aerobase("log", "illness", "--fever", *day, "--home", home).code == 0
    said = ("plan", "--season", "--json", "--home", home, "--today", "2026-05-21")
    _, first, second, third, *_ = json.loads(aerobase(*said).out)["weeks"]
    assert first["rhythm"] == second["rhythm"] == "return"
    assert first["target_s"] <= 0.5 * 5 * 3600
    assert second["target_s"] <= max(1.2 * first["target_s"], first["target_s"] + 900) + 60
    assert third["target_s"] <= max(1.2 * second["target_s"], second["target_s"] + 900) + 60


def test_the_command_shows_both(tmp_path):
    home = ("--home", str(tmp_path / "home"), "--today", "2026-05-18")
    aerobase("init", "--birth-date", "1980-05-01", "--category", "c", *home[:2])
    text = aerobase("plan", "--season", *home)
    assert text.code == 0
    assert text.out.count("Mon ") == 12
    document = json.loads(aerobase("plan", "--season", "--json", *home).out)
    assert len(document["weeks"]) == 12
    assert document["weeks"][0]["week_start"] == document["week_start"] == "2026-05-18"
    following = json.loads(aerobase("plan", "--next", "--season", "--json", *home).out)
    assert [week["outlook"] for week in document["weeks"]] == [False, False] + 10 * [True]
    assert document["weeks"][1] == following["weeks"][0]
    assert [week["outlook"] for week in following["weeks"]] == [False] + 11 * [True]
