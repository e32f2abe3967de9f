"""The page's figures: one line each, by section, in the order in which they stand on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.field_tests.aerobic_speed import aerobic_speed_line
from planner.field_tests.trend import maf_trends
from planner.test_results import DriftTest, MafTest
from planner.thresholds.drift_map import drift_map_on
from reports.figures import balance, drift_map, load, progress
from reports.figures.pace_heart import pace_heart_chart
from reports.figures.season import season_chart
from reports.page.input import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ingest.wellness import WellnessDay
    from planner.athlete import Athlete
    from planner.field_tests.aerobic_speed import SpeedPoint
    from planner.load.days import LoadDay
    from planner.session import Session
    from planner.week.season import SeasonWeek
    from reports.figures.chart import Chart
    from reports.page.input import PageInput
    from reports.words import Units


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What figures are drawn from: all of ``athlete``, and what lies between the page's days.

    On a page to be shared ``private`` is false: no diary, no wellness, no names.
    """

    athlete: Athlete
    units: Units
    private: bool
    runs: Sequence[Session]
    days: Sequence[LoadDay]
    speeds: Sequence[SpeedPoint]
    wellness: Sequence[WellnessDay]
    season: Sequence[SeasonWeek]
    maf_tests: Sequence[MafTest]
    drift_tests: Sequence[DriftTest]


def all_charts(page: PageInput, units: Units) -> dict[str, list[Chart]]:
    """Return the figures of each section."""
    shown = _shown(page, units)
    by_section: dict[str, list[Chart]] = {section: [] for section in SECTIONS}
    for section, draw in FIGURES:
        chart = draw(shown)
        if chart is not None:
            by_section[section].append(chart)
    return by_section


def _shown(page: PageInput, units: Units) -> Shown:
    athlete = page.athlete
    tests = [one for one in athlete.tests if inside(one.declaration.day, page)]
    return Shown(
        athlete=athlete,
        units=units,
        private=not page.redact,
        runs=[run for run in athlete.runs if inside(run.local_date, page)],
        days=[day for day in athlete.days if inside(day.day, page)],
        speeds=[point for point in aerobic_speed_line(athlete) if inside(point.day, page)],
        wellness=[day for day in athlete.wellness if inside(day.day, page)],
        season=page.season,
        maf_tests=[one for one in tests if isinstance(one, MafTest)],
        drift_tests=[one for one in tests if isinstance(one, DriftTest)],
    )


def _tests(shown: Shown) -> Chart | None:
    """Return the MAF tests, where any was declared."""
    tests = shown.maf_tests
    if not tests:
        return None
    trends = maf_trends([one for one in tests if one.refused is None], shown.athlete)
    refused = [one for one in tests if one.refused is not None]
    today = shown.athlete.today
    return progress.tests_chart(trends, refused, today, shown.units, courses=shown.private)


def _drift_map(shown: Shown) -> Chart:
    athlete = shown.athlete
    found = drift_map_on(athlete.sessions, athlete.profile, athlete.today)
    return drift_map.drift_map_chart(found, athlete.ceiling)


SECTIONS: Final = ("progress", "load", "week")  # that have a place for figures
# Section, and what draws the figure from what is shown; None where it does not belong.
FIGURES: Final[tuple[tuple[str, Callable[[Shown], Chart | None]], ...]] = (
    ("progress", lambda s: progress.speed_chart(s.speeds, s.units)),
    (
        "progress",
        lambda s: pace_heart_chart(s.athlete.runs, s.athlete.today, s.athlete.ceiling, s.units),
    ),
    ("progress", _tests),
    ("progress", lambda s: progress.drift_chart(s.runs, s.drift_tests, s.athlete)),
    ("progress", _drift_map),
    (
        "progress",
        lambda s: progress.wellness_chart(s.wellness, s.athlete.today) if s.private else None,
    ),
    (
        "load",
        lambda s: balance.distribution_chart(s.athlete.runs, s.athlete.today, s.athlete.ceiling),
    ),
    ("load", lambda s: load.form_chart(s.days, s.athlete.profile.limits)),
    ("week", lambda s: season_chart(s.season)),
)
