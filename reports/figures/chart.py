"""One figure as values: what is drawn, in which role, and the sentence that says it in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "aerobic",
    "mixed",
    "above",
    "unknown",
    "band",
    "first",
    "second",
    "third",
    "pain",
    "muted",
    "ink",
]
Kind: TypeAlias = Literal["bar", "line", "points", "area"]
XKind: TypeAlias = Literal["date", "number"]
XValue: TypeAlias = str | float  # an ISO day on a date axis
Cell: TypeAlias = str | float | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One named row of values; None is drawn as a hole, never as zero.

    Bars of a panel are stacked in order. ``low`` is the lower edge of an ``area``; ``hover`` has
    one text a value or is empty.
    """

    name: str
    kind: Kind
    role: Role
    x: tuple[XValue, ...]
    y: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    hover: tuple[str, ...] = ()
    panel: int = 0
    hidden_in_legend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One strip of a figure with its own vertical axis; limits are found from the data if None."""

    title: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    share: float = 1.0  # of the figure's height, against the other panels
    as_pace: bool = False  # values are speeds a unit an hour; ticks say minutes for one unit

    def tick(self, value: float) -> str:
        """Return what stands at a tick of the vertical axis."""
        if not self.as_pace or value <= 0:
            return f"{value:,.10g}"
        seconds = round(3600 / value)
        return f"{seconds // 60}:{seconds % 60:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A straight line at a value that means something: a target, a ceiling."""

    value: float
    label: str
    panel: int = 0
    upright: bool = False  # at an x value instead of a y value


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows behind a figure, for readers and for screen readers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure: panels over one common horizontal axis.

    ``summary`` says in one sentence what the picture shows; ``window`` is the part of the
    horizontal axis shown at first, None for all of it.
    """

    id: str
    title: str
    summary: str
    x_kind: XKind
    x_title: str
    panels: tuple[Panel, ...]
    series: tuple[Series, ...]
    marks: tuple[Mark, ...] = ()
    table: Table
    window: tuple[XValue, XValue] | None = None
    height: int = 320  # CSS pixels
    bar_width: float = 0.0  # in x units (days on a date axis); 0: one unit

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all would be drawn."""
        return all(value is None for series in self.series for value in series.y)


def without_empty_panels(chart: Chart) -> Chart:
    """Return the chart with only those panels that have something to draw."""
    filled = sorted(
        {series.panel for series in chart.series if any(y is not None for y in series.y)}
    )
    if not filled or len(filled) == len(chart.panels):
        return chart
    place = {panel: number for number, panel in enumerate(filled)}
    return replace(
        chart,
        panels=tuple(chart.panels[panel] for panel in filled),
        series=tuple(
            replace(series, panel=place[series.panel])
            for series in chart.series
            if series.panel in place
        ),
        marks=tuple(
            replace(mark, panel=place[mark.panel]) for mark in chart.marks if mark.panel in place
        ),
        height=round(
            chart.height
            * sum(chart.panels[panel].share for panel in filled)
            / sum(panel.share for panel in chart.panels)
        ),
    )
