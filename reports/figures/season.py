"""The weeks ahead: minutes a week, the plan apart from the outlook, and the longest run."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reports import words
from reports.figures.chart import Chart, Panel, Series, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planner.week.season import SeasonWeek
    from reports.figures.chart import Kind, Role


def season_chart(weeks: Sequence[SeasonWeek]) -> Chart | None:
    """Return the weeks ahead; None where nothing may be foretold."""
    if not weeks or weeks[-1].seconds is None:
        return None
    return Chart(
        id="season",
        title="The weeks ahead, if each is run as asked",
        summary=_summary(weeks),
        x_kind="date",
        x_title="week",
        panels=(Panel(title="Running", unit="minutes a week", low=0),),
        series=tuple(_series(weeks)),
        table=Table(
            columns=("Week of", "Running (min)", "Longest run (min)", "What it is"),
            rows=tuple(
                (
                    week.week_start.isoformat(),
                    _minutes(week.seconds),
                    _minutes(week.longest_s),
                    words.season_week(week),
                )
                for week in weeks
            ),
        ),
        height=260,
        bar_width=5,
    )


def _series(weeks: Sequence[SeasonWeek]) -> Iterator[Series]:
    middles = tuple((week.week_start + timedelta(days=3)).isoformat() for week in weeks)
    hover = tuple(_week_words(week) for week in weeks)
    kinds: tuple[tuple[str, Kind, Role, Callable[[SeasonWeek], float | None]], ...] = (
        ("the plan", "bar", "aerobic", lambda w: None if w.outlook else w.seconds),
        ("outlook", "bar", "band", lambda w: w.seconds if w.outlook else None),
        ("longest run", "line", "ink", lambda w: w.longest_s),
        ("week with a MAF test", "points", "second", lambda w: w.seconds if w.test else None),
        ("week of the race", "points", "above", lambda w: w.seconds if w.race else None),
    )
    for name, kind, role, seconds in kinds:
        yield Series(
            name=name,
            kind=kind,
            role=role,
            x=middles,
            y=tuple(_minutes(seconds(week)) for week in weeks),
            hover=hover if kind == "bar" else (),
        )


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 1)


def _week_words(week: SeasonWeek) -> str:
    long = "" if not week.longest_s else f", longest run {words.duration(week.longest_s)}"
    ran = "not known" if week.seconds is None else words.duration(60 * round(week.seconds / 60))
    return f"Week of {words.day(week.week_start)}: {ran}{long}<br>{words.season_week(week)}"


def _summary(weeks: Sequence[SeasonWeek]) -> str:
    last = weeks[-1]
    most_s = max(week.seconds for week in weeks if week.seconds is not None)
    longest_s = max(week.longest_s for week in weeks if week.longest_s is not None)
    race = words.race_ahead(weeks)
    return (
        f"Until the week of {words.day(last.week_start)}: up to "
        f"{words.duration(60 * round(most_s / 60))} a week, the longest run "
        f"{words.duration(60 * round(longest_s / 60))}. An outlook, planned anew each week."
        f"{' ' * bool(race)}{race}"
    )
