"""Figures as rows: what is drawn is what is known, holes are holes, ticks are round."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import pytest
from plotly.graph_objects import Figure
from support.made_pages import PROFILE, TODAY, page_input, season_page
from support.made_sessions import facts, steady_run

from ingest.wellness import WellnessDay
from planner.athlete import build_athlete
from planner.field_tests.aerobic_speed import SpeedPoint
from planner.load.days import LoadDay
from planner.profile.limits import Limits
from planner.test_results import Declaration, MafTest, Trend
from reports.figures import balance, load, progress
from reports.figures.chart import Chart, Mark, Panel, Series, Table
from reports.figures.interactive import figure
from reports.figures.pace_heart import pace_heart_chart
from reports.figures.scale import date_ticks, nice_step, number_ticks, pace_ticks, value_range
from reports.figures.svg import draw, x_limits, y_limits
from reports.page.charts import all_charts
from reports.words import Units


def seen(*made: object, events: tuple = ()):
    return build_athlete(profile=PROFILE, facts=made, wellness=(), events=events, today=TODAY)


def by_name(chart: Chart) -> dict[str, Series]:
    return {series.name: series for series in chart.series}


def test_the_distribution_splits_at_the_ceiling_and_compares_with_a_year_ago() -> None:
    runs = seen(
        facts(TODAY - timedelta(days=364), [(600, 150)]), facts(TODAY, [(900, 140), (300, 141)])
    )
    chart = balance.distribution_chart(runs.runs, TODAY, runs.ceiling)
    assert chart.table.rows[0] == (140, 75.0, 0.0)
    assert chart.table.rows[1] == (141, 25.0, 0.0)
    assert chart.table.rows[-1] == (150, 0.0, 100.0)
    rows = by_name(chart)
    assert rows["last 28 days, at or under"].y[:2] == (75.0, None)
    assert rows["above the ceiling"].y[:2] == (None, 25.0)
    assert chart.marks[0].value == 140.5


def day_of(n: int, hrss: float | None = None, fitness: float | None = None) -> LoadDay:
    return LoadDay(
        day=TODAY - timedelta(days=n), load_hrss=hrss, run_distance_m=0.0, fitness=fitness,
        fatigue=fitness, form=None if fitness is None else 0.0, ramp=None, monotony=None,
        strain=None, longest_run_ratio=1.0,
    )  # fmt: skip


def test_without_any_load_fitness_is_not_zero_but_missing() -> None:
    chart = load.form_chart([day_of(n, fitness=0.0) for n in range(50, -1, -1)], Limits())
    assert [series.name for series in chart.series if any(y is not None for y in series.y)] == [
        "longest run"
    ]
    assert [panel.title for panel in chart.panels] == [
        "Longest run over that of the 30 days before"
    ]
    assert "missing, not zero" in chart.summary
    assert set(chart.table.rows[-1][1:6]) == {None}


def point(days_ago: int, speed: float, half: float) -> SpeedPoint:
    return SpeedPoint(
        day=TODAY - timedelta(days=days_ago), ceiling_bpm=140, speed_m_s=speed,
        low_m_s=speed - half, high_m_s=speed + half, runs=5, steady_s=9000.0, temperature_c=None,
        climb_m_km=None, reason=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("half", "sure"),
    [(0.05, "than on Wednesday 22 October 2025."), (0.3, "within the uncertainty.")],
)
def test_a_change_of_speed_is_only_a_change_outside_its_band(half: float, sure: str) -> None:
    """3.0 m/s is 5:33 /km, 2.8 m/s is 5:57 /km: 24 s."""
    said = progress.speed_words([point(210, 2.8, half), point(0, 3.0, half)], Units())
    assert said.startswith("Now 5:33 /km at 140 bpm")
    assert "24 s /km faster" in said
    assert said.endswith(sure)


def chart_of(*values: float | None, kind: str = "line") -> Chart:
    return Chart(
        id="x", title="A <title> & more", summary="s", x_kind="number", x_title="x",
        panels=(Panel(title="p"),),
        series=(
            Series(name="a", kind=kind, role="first", x=tuple(range(len(values))), y=values),
        ),
        table=Table(columns=(), rows=()),
    )  # fmt: skip


def test_a_hole_breaks_the_line() -> None:
    picture = ET.fromstring(draw(chart_of(1, None, 2, 3)))  # noqa: S314 - our own text
    (line,) = [one for one in picture.iter("path") if one.get("class") == "line first"]
    assert (line.get("d") or "").count("M") == 2


@pytest.mark.parametrize("kind", ["bar", "line", "points"])
def test_static_pictures_are_well_formed_and_escaped(kind: str) -> None:
    picture = ET.fromstring(draw(chart_of(1, 2.5, kind=kind)))  # noqa: S314 - our own text
    assert (picture.get("aria-label") or "").startswith("A <title> & more")


@pytest.mark.parametrize("ceiling", [120.0, 165.0])
def test_an_upright_mark_beside_the_points_is_drawn_inside_the_frame(ceiling) -> None:
    points = Series(name="p", kind="points", role="first", x=(140.0, 150.0), y=(1.0, 2.0))
    chart = Chart(
        id="t", title="t", summary="", x_kind="number", x_title="bpm",
        panels=(Panel(title="t"),), series=(points,), table=Table(columns=(), rows=()),
        marks=(Mark(value=ceiling, label="ceiling", upright=True),),
    )  # fmt: skip
    assert x_limits(chart) == (min(140.0, ceiling), max(150.0, ceiling))
    root = ET.fromstring(draw(chart))  # noqa: S314 - our own text
    label = next(one for one in root.iter() if one.text == "ceiling")
    ends = label.get("class").endswith("r")
    assert ends is (ceiling > 150)  # the words stand on the side that has room
    assert figure(chart)["layout"]["xaxis"]["range"] == list(x_limits(chart))


def test_an_old_record_does_not_flatten_the_part_shown() -> None:
    ratios = [30.0] + [1.2] * 500
    days = [replace(day_of(500 - n), longest_run_ratio=one) for n, one in enumerate(ratios)]
    assert y_limits(load.form_chart(days, Limits()), 0)[1] < 2


@pytest.mark.parametrize(
    ("span", "step"), [(1, 0.2), (3, 1), (10, 2), (47, 10), (100, 20), (730, 200), (0, 1)]
)
def test_steps_are_round(span: float, step: float) -> None:
    assert nice_step(span) == pytest.approx(step)


def test_ticks_stay_inside_and_limits_hold_the_values() -> None:
    assert number_ticks(0, 100) == [0, 20, 40, 60, 80, 100]
    assert value_range([3.0, 47.0], 0, None) == (0, 50)
    assert value_range([], None, None)[1] > value_range([], None, None)[0]


@pytest.mark.parametrize(
    ("fastest_s", "slowest_s", "said"),
    [
        (342, 401, ["6:30", "6:15", "6:00", "5:45"]),
        (257, 452, ["7:00", "6:00", "5:00"]),
        (300, 301, ["5:00"]),
    ],
)
def test_paces_stand_at_round_minutes(fastest_s: int, slowest_s: int, said: list[str]) -> None:
    panel = Panel(title="pace", as_pace=True)
    ticks = pace_ticks(3600 / slowest_s, 3600 / fastest_s, 4)
    assert [panel.tick(one) for one in ticks] == said


@pytest.mark.parametrize("days", [1, 7, 30, 60, 200, 371, 1000, 3650])
def test_there_are_few_dates_and_they_rise(days: int) -> None:
    last = TODAY.toordinal()
    ticks = date_ticks(last - days, last)
    places = [place for place, _ in ticks]
    assert places == sorted(set(places))
    assert 1 <= len(ticks) <= 16
    assert all(last - days <= place <= last for place in places)


def test_every_figure_of_a_season_is_one_that_plotly_accepts() -> None:
    for section, charts in all_charts(season_page("too_hard"), Units()).items():
        assert charts, section
        for chart in charts:
            assert not chart.is_empty
            made = Figure(**figure(chart))  # raises on what plotly does not know
            assert len(made.data) == len(chart.series)


def test_an_empty_archive_has_empty_figures() -> None:
    charts = [one for found in all_charts(page_input([]), Units()).values() for one in found]
    assert all(chart.is_empty for chart in charts if chart.id != "season")  # the weeks ahead are


def maf(days_ago: int, speed: float | None, refused: str | None = None) -> MafTest:
    declaration = Declaration(
        kind="maf", session_id="x", day=TODAY - timedelta(days=days_ago), course="<track>",
        protocol="3 km",
    )  # fmt: skip
    return MafTest(declaration=declaration, speed_m_s=speed, refused=refused)


def test_maf_tests_show_pace_rating_and_why_one_was_refused() -> None:
    """2.5 m/s is 6:40 /km and 9 km/h."""
    trends = [Trend(test=maf(30, 2.5), rating="first", change_frac=None, against=None, why="none")]
    made = progress.tests_chart(trends, [maf(2, None, "too hilly")], TODAY, Units(), courses=True)
    assert made.series[0].y == (9.0,)
    assert made.table.rows == (
        ("2026-04-20", "<track>", "6:40 /km", "first", "none"),
        ("2026-05-18", "<track>", "-", "refused", "too hilly"),
    )
    assert "1 refused" in made.summary
    shared = progress.tests_chart(trends, [], TODAY, Units(), courses=False)
    assert "<track>" not in str(shared.table)


@pytest.mark.parametrize(("drift", "said"), [(0.05, "1 of 1"), (0.0504, "0 of 1")])
def test_a_drift_just_over_the_limit_is_not_counted_as_coupled(drift, said):
    """5.04 % is drawn as 5.0 and is over 5 % all the same."""
    athlete = seen(facts(TODAY, [(3600, 135)], decoupling_frac=drift))
    chart = progress.drift_chart(athlete.runs, (), athlete)
    assert chart.summary == f"{said} steady runs drifted 5 % or less."
    assert by_name(chart)["steady run"].y == (5.0,)


def test_a_resting_heart_rate_that_may_still_change_is_not_drawn():
    days = [
        WellnessDay(day=TODAY - timedelta(days=ago), rhr_bpm=50.0 + ago, hrv_rmssd_ms=60.0)
        for ago in (3, 2, 1)
    ]
    open_yet = WellnessDay(
        day=TODAY, rhr_bpm=70.0, hrv_rmssd_ms=61.0, so_far=True, provisional=frozenset({"rhr_bpm"})
    )
    each, mean, hrv, _ = progress.wellness_chart([*days, open_yet], TODAY).series
    assert each.y == (53.0, 52.0, 51.0, None)
    assert mean.y[-1] == 52.0  # of the three that stand
    assert hrv.y[-1] == 61.0


def test_pace_at_each_heart_rate_is_held_against_a_year_ago():
    """3.0 m/s is 5:33 /km, 2.8 m/s is 5:57 /km; ten minutes at one beat each."""
    athlete = seen(
        steady_run(TODAY - timedelta(weeks=52, days=3), 10, 137, 2.8),
        steady_run(TODAY - timedelta(days=27), 10, 137, 3.0),
        steady_run(TODAY - timedelta(days=28), 10, 137, 9.0),  # before the four weeks
        steady_run(TODAY, 1, 150, 3.2),  # passed through, no pace of its own
    )
    chart = pace_heart_chart(athlete.runs, TODAY, athlete.ceiling, Units())
    rows = by_name(chart)
    assert rows["last 4 weeks"].x == (138.0,)  # the middle of 136 to 140
    assert rows["last 4 weeks"].y == (10.8,)
    assert rows["the same weeks a year ago"].y == (10.08,)
    assert chart.table.rows == (("136-140", "5:33 /km", "5:57 /km"),)
    assert chart.summary.startswith("At 136-140 bpm 5:33 /km now, 5:57 /km a year ago: 24 s /km")
    assert "faster" in chart.summary


def test_last_years_speed_lies_under_this_years():
    points = [
        point(364 + 7, 2.5, 0.1),
        point(364, 2.6, 0.1),
        point(7, 2.9, 0.1),
        point(0, 3.0, 0.1),
    ]
    before = by_name(progress.speed_chart(points, Units()))["a year before"]
    assert before.x == ((TODAY - timedelta(days=7)).isoformat(), TODAY.isoformat())
    assert before.y == (9.0, 9.36)
    assert "a year before" not in by_name(progress.speed_chart(points[2:], Units()))


def test_the_mean_of_seven_days_is_read_against_the_own_range_before_it():
    """Sixty days of 48 and 52 in turn: 50 give or take 0.75 of their spread, 2 (JUDGEMENT 9)."""
    days = [
        WellnessDay(day=TODAY - timedelta(days=ago), rhr_bpm=48.0 + 4 * (ago % 2))
        for ago in range(67, -1, -1)
    ]
    ranges = by_name(progress.wellness_chart(days, TODAY))["own range of the 60 days before"]
    assert (ranges.low[-1], ranges.y[-1]) == (48.5, 51.5)
    assert ranges.y[: 7 + 19] == (None,) * 26  # twenty known days make a range
    assert ranges.y[26] is not None
