"""Static pictures: a chart as inline SVG that needs no script; colours come from the page's CSS."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from reports.figures.scale import Scale, date_ticks, number_ticks, pace_ticks, value_range, x_number

if TYPE_CHECKING:
    from reports.figures.chart import Chart, Mark, Panel, Series

WIDTH: Final = 560
LEFT: Final = 46
RIGHT: Final = 14
TITLE: Final = 24  # above each panel
BOTTOM: Final = 26
GAP: Final = 8
_TALL: Final = 70  # pixels from which a panel has more than two ticks


def draw(chart: Chart) -> str:
    """Return one ``<svg>`` element; every text in it is escaped."""
    x = _x_scale(chart)
    head = (
        f'<svg viewBox="0 0 {WIDTH} {chart.height}" role="img" class="static" '
        f'aria-label="{escape(chart.title)}. {escape(chart.summary)}">'
    )
    parts = [head]
    top = 0.0
    room = chart.height - BOTTOM - (TITLE + GAP) * len(chart.panels)
    whole = sum(panel.share for panel in chart.panels)
    floor = top
    for number, panel in enumerate(chart.panels):
        height = room * panel.share / whole
        floor = top + TITLE + height
        y = _y_scale(chart, number, top + TITLE, floor)
        parts += _frame(panel, y, top)
        parts += _series(chart, number, x, y)
        parts += [_mark(chart, mark, x, y) for mark in chart.marks if mark.panel == number]
        top = floor + GAP
    parts += _x_axis(chart, x, floor)
    return "".join([*parts, "</svg>"])


def _x_scale(chart: Chart) -> Scale:
    low, high = x_limits(chart)
    return Scale(low=low, high=high, start=LEFT, end=WIDTH - RIGHT)


def x_limits(chart: Chart) -> tuple[float, float]:
    """Return the ends of the horizontal axis shown at first; upright marks lie on it."""
    if chart.window is not None:
        first, last = chart.window
        return x_number(first, chart.x_kind), x_number(last, chart.x_kind)
    known = [x_number(value, chart.x_kind) for series in chart.series for value in series.x]
    margin = _bar_width(chart) / 2
    low, high = min(known, default=0.0) - margin, max(known, default=1.0) + margin
    marks = [mark.value for mark in chart.marks if mark.upright]
    return min((low, *marks)), max((high, *marks))


def _bar_width(chart: Chart) -> float:
    if not any(series.kind == "bar" for series in chart.series):
        return 0.0
    return chart.bar_width or 1.0


def _y_scale(chart: Chart, panel: int, top: float, floor: float) -> Scale:
    low, high = y_limits(chart, panel)
    return Scale(low=low, high=high, start=floor, end=top)


def y_limits(chart: Chart, panel: int) -> tuple[float, float]:
    """Return the ends of a panel's vertical axis; stacked bars count as their sum.

    Only what is shown at first counts: an old record would flatten this year.
    """
    here = [series for series in chart.series if series.panel == panel]
    values = [mark.value for mark in chart.marks if mark.panel == panel and not mark.upright]
    first, last = x_limits(chart)
    stacked: dict[object, float] = {}
    for series in here:
        for place, value in zip(series.x, series.y, strict=True):
            if value is None or not first <= x_number(place, chart.x_kind) <= last:
                continue
            if series.kind == "bar":
                stacked[place] = stacked.get(place, 0.0) + value
            else:
                values.append(value)
        values += [value for value in series.low if value is not None]
    if stacked:
        values += [0.0, *stacked.values()]
    return value_range(values, chart.panels[panel].low, chart.panels[panel].high)


def _frame(panel: Panel, y: Scale, top: float) -> list[str]:
    unit = f" ({panel.unit})" if panel.unit else ""
    parts = [f'<text x="0" y="{top + 14:g}" class="p">{escape(panel.title + unit)}</text>']
    ticks = pace_ticks if panel.as_pace else number_ticks
    for tick in ticks(y.low, y.high, 4 if y.start - y.end > _TALL else 2):
        at = _n(y(tick))
        parts.append(f'<path class="g" d="M{LEFT} {at}H{WIDTH - RIGHT}"/>')
        parts.append(
            f'<text x="{LEFT - 6}" y="{at}" dy=".32em" class="e">{panel.tick(tick)}</text>'
        )
    return parts


def _x_axis(chart: Chart, x: Scale, floor: float) -> list[str]:
    if chart.x_kind == "date":
        ticks = date_ticks(x.low, x.high)
    else:
        ticks = [(tick, f"{tick:g}") for tick in number_ticks(x.low, x.high, 10) if tick % 1 == 0]
    return [
        f'<text x="{_n(x(at))}" y="{_n(floor + 17)}" class="m">{escape(label)}</text>'
        for at, label in ticks
    ]


def _series(chart: Chart, panel: int, x: Scale, y: Scale) -> list[str]:
    base: dict[object, float] = {}
    parts = []
    for series in chart.series:
        if series.panel != panel:
            continue
        if series.kind == "bar":
            shape = _bars(chart, series, x, y, base)
        elif series.kind == "area":
            shape = _area(chart, series, x, y)
        elif series.kind == "points":
            shape = _points(chart, series, x, y)
        else:
            shape = _line(chart, series, x, y)
        if shape:
            parts.append(f'<path class="{series.kind} {series.role}" d="{shape}"/>')
    return parts


def _visible(chart: Chart, series: Series, x: Scale) -> list[tuple[int, float, float | None]]:
    places = []
    for index, (place, value) in enumerate(zip(series.x, series.y, strict=True)):
        number = x_number(place, chart.x_kind)
        if x.low <= number <= x.high:
            places.append((index, x(number), value))
    return places


def _bars(chart: Chart, series: Series, x: Scale, y: Scale, base: dict[object, float]) -> str:
    half = max(0.5, (x(x.low + _bar_width(chart)) - x(x.low)) * 0.4)
    shapes = []
    for index, at, value in _visible(chart, series, x):
        if not value:
            continue
        below = base.get(series.x[index], 0.0)
        base[series.x[index]] = below + value
        top, foot = y(below + value), y(below)
        shapes.append(f"M{_n(at - half)} {_n(foot)}V{_n(top)}h{_n(2 * half)}V{_n(foot)}z")
    return "".join(shapes)


def _line(chart: Chart, series: Series, x: Scale, y: Scale) -> str:
    shapes, pen = [], "M"
    for _, at, value in _visible(chart, series, x):
        if value is None:
            pen = "M"
            continue
        shapes.append(f"{pen}{_n(at)} {_n(y(value))}")
        if pen == "M":
            shapes.append("h.01")  # a lone value is still a dot of the pen's width
        pen = "L"
    return "".join(shapes)


def _points(chart: Chart, series: Series, x: Scale, y: Scale) -> str:
    return "".join(
        f"M{_n(at - 3)} {_n(y(value))}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
        for _, at, value in _visible(chart, series, x)
        if value is not None
    )


def _area(chart: Chart, series: Series, x: Scale, y: Scale) -> str:
    upper, lower = [], []
    for index, at, value in _visible(chart, series, x):
        low = series.low[index]
        if value is None or low is None:
            continue
        upper.append(f"{_n(at)} {_n(y(value))}")
        lower.append(f"{_n(at)} {_n(y(low))}")
    return f"M{'L'.join(upper)}L{'L'.join(reversed(lower))}z" if upper else ""


def _mark(chart: Chart, mark: Mark, x: Scale, y: Scale) -> str:
    label = escape(mark.label)
    if mark.upright:
        at = _n(x(mark.value))
        beside = 'dx="-5" class="l r"' if x(mark.value) > WIDTH / 2 else 'dx="5" class="l"'
        return (
            f'<path class="k" d="M{at} {_n(y.end)}V{_n(y.start)}"/>'
            f'<text x="{at}" y="{_n(y.end + 10)}" {beside}>{label}</text>'
        )
    at = _n(y(mark.value))
    left = any(one.upright for one in chart.marks)  # whose label stands at the right
    beside = f'x="{LEFT + 5}" class="l"' if left else f'x="{WIDTH - RIGHT}" class="l r"'
    return (
        f'<path class="k" d="M{LEFT} {at}H{WIDTH - RIGHT}"/>'
        f'<text y="{at}" dy="{12 if y(mark.value) < y.end + 14 else -4}" {beside}>{label}</text>'
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
