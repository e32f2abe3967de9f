"""Living pictures: a chart as a plotly figure, in the page's own look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reports.figures.scale import nice_step, pace_ticks, x_number
from reports.figures.svg import x_limits, y_limits

if TYPE_CHECKING:
    from reports.figures.chart import Chart, Mark, Series

# A role's colour in the light theme. The page's script puts the theme's own in its place, so
# each stands for its role alone; the dark ones are in the style sheet.
COLOURS: Final = {
    "aerobic": "#0a6db3",
    "mixed": "#b8860b",
    "above": "#b4420f",
    "unknown": "#8a8f98",
    "band": "#cfe3f2",
    "first": "#0a6db4",
    "second": "#b02a63",
    "third": "#8a5d00",
    "pain": "#b3261e",
    "muted": "#9a9ea6",
    "ink": "#16191d",
}
_DAY_MS: Final = 86_400_000
_GAP_PX: Final = 32  # between panels, the title of the lower one in it


def figure(chart: Chart) -> dict[str, Any]:
    """Return ``{"data": […], "layout": {…}}`` as plotly.js reads it; it holds only JSON values."""
    return {"data": [_trace(chart, series) for series in chart.series], "layout": _layout(chart)}


def _axis(letter: str, panel: int) -> str:
    return letter if panel == 0 else f"{letter}{panel + 1}"


def _trace(chart: Chart, series: Series) -> dict[str, Any]:
    colour = COLOURS[series.role]
    trace: dict[str, Any] = {
        "name": series.name,
        **_places(chart, series),
        "y": list(series.y),
        "yaxis": _axis("y", series.panel),
    }
    if series.hover:
        trace["customdata"] = list(series.hover)
        trace["hovertemplate"] = "%{customdata}<extra></extra>"
    elif any(other.hover and other.panel == series.panel for other in chart.series):
        trace["hoverinfo"] = "skip"  # another series of the panel speaks for all
    if series.kind == "bar":
        marker: dict[str, Any] = {"color": colour}
        if series.role == "unknown":
            marker["pattern"] = {"shape": "/", "size": 5, "solidity": 0.35}
        width = (chart.bar_width or 1.0) * 0.8
        scale = _DAY_MS if chart.x_kind == "date" else 1
        return trace | {"type": "bar", "marker": marker, "width": width * scale}
    if series.kind == "points":
        return trace | {
            "type": "scatter",
            "mode": "markers",
            "marker": {"color": colour, "size": 7},
        }
    if series.kind == "area":
        return _area(trace, series, colour)
    line = {"color": colour, "width": 2}
    return trace | {"type": "scatter", "mode": "lines", "line": line, "connectgaps": False}


def _places(chart: Chart, series: Series) -> dict[str, Any]:
    """Return where the values stand; days without a hole as a first one and a step."""
    if chart.x_kind == "date" and len(series.x) > 1:
        first, last = x_number(series.x[0], "date"), x_number(series.x[-1], "date")
        if last - first == len(series.x) - 1 and len(set(series.x)) == len(series.x):
            return {"x0": series.x[0], "dx": _DAY_MS}
    return {"x": list(series.x)}


def _area(trace: dict[str, Any], series: Series, colour: str) -> dict[str, Any]:
    there = [
        (place, value, low)
        for place, value, low in zip(series.x, series.y, series.low, strict=True)
        if value is not None and low is not None
    ]
    upper = [(place, value) for place, value, _ in there]
    lower = [(place, low) for place, _, low in reversed(there)]
    outline = [*upper, *lower]
    return trace | {
        "type": "scatter",
        "mode": "lines",
        "x": [place for place, _ in outline],
        "y": [value for _, value in outline],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0, "color": colour},
        "hoverinfo": "skip",
    }


def _layout(chart: Chart) -> dict[str, Any]:
    last = len(chart.panels) - 1
    layout: dict[str, Any] = {
        "barmode": "stack",
        "hovermode": "x" if chart.x_kind == "date" else "closest",
        "height": chart.height + 14,
        "margin": {"l": 52, "r": 14, "t": 24, "b": 40},
        "showlegend": False,
        "shapes": [_line(mark) for mark in chart.marks],
        "annotations": [
            *(_label(chart, mark) for mark in chart.marks),
            *(_panel_title(chart, number) for number in range(len(chart.panels))),
        ],
        "xaxis": {
            "anchor": _axis("y", last),
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
            "nticks": 9,
        },
    }
    if chart.x_kind == "date":
        layout["xaxis"] |= {"type": "date"}
    if chart.window is not None:
        layout["xaxis"] |= {"range": list(chart.window)}
    else:
        low, high = x_limits(chart)
        if chart.x_kind == "number":
            step = max(1, nice_step(high - low, 9))  # there are no halves of a beat
            layout["xaxis"] |= {"range": [low, high], "dtick": step}
    fixed = []
    for number, panel in enumerate(chart.panels):
        low, high = _domain(chart, number)
        limits = list(y_limits(chart, number))
        name = "yaxis" if number == 0 else f"yaxis{number + 1}"
        if panel.low is not None and panel.high is not None:
            fixed.append(name)
        layout[name] = {
            "domain": [low, high], "range": limits, "zeroline": False, "fixedrange": True,
            "nticks": 5,
        }  # fmt: skip
        if panel.as_pace:
            ticks = pace_ticks(limits[0], limits[1], 4)
            layout[name] |= {"tickvals": ticks, "ticktext": [panel.tick(one) for one in ticks]}
    layout["meta"] = {"fixed": fixed}  # axes that keep their ends, however far one looks back
    return layout


def _domain(chart: Chart, panel: int) -> tuple[float, float]:
    """Return a panel's (bottom, top) as shares of the height; the first panel is the top one."""
    shares = [each.share for each in chart.panels]
    gap = _GAP_PX / (chart.height - 50)
    room = 1 - gap * (len(shares) - 1)
    above = sum(shares[:panel]) / sum(shares) * room + gap * panel
    height = shares[panel] / sum(shares) * room
    return max(0.0, round(1 - above - height, 4)), round(1 - above, 4)


def _panel_title(chart: Chart, number: int) -> dict[str, Any]:
    panel = chart.panels[number]
    unit = f" ({panel.unit})" if panel.unit else ""
    top = _domain(chart, number)[1]
    return {
        "text": panel.title + unit, "showarrow": False, "xref": "paper", "yref": "paper",
        "x": 0, "y": top, "xanchor": "left", "yanchor": "bottom", "font": {"size": 12},
        "xshift": -52, "yshift": 3,
    }  # fmt: skip


def _line(mark: Mark) -> dict[str, Any]:
    line = {"color": COLOURS["ink"], "width": 1, "dash": "dash"}
    if mark.upright:
        y = f"{_axis('y', mark.panel)} domain"
        return {"type": "line", "xref": "x", "yref": y, "x0": mark.value, "x1": mark.value,
                "y0": 0, "y1": 1, "line": line}  # fmt: skip
    return {"type": "line", "xref": "x domain", "yref": _axis("y", mark.panel), "x0": 0, "x1": 1,
            "y0": mark.value, "y1": mark.value, "line": line}  # fmt: skip


def _label(chart: Chart, mark: Mark) -> dict[str, Any]:
    common: dict[str, Any] = {"text": mark.label, "showarrow": False, "font": {"size": 12}}
    if mark.upright:
        y = f"{_axis('y', mark.panel)} domain"
        return common | {"xref": "x", "yref": y, "x": mark.value, "y": 1,
                         "xanchor": "left", "yanchor": "top", "xshift": 4}  # fmt: skip
    left = any(one.upright for one in chart.marks)
    return common | {"xref": "x domain", "yref": _axis("y", mark.panel), "x": 0 if left else 1,
                     "y": mark.value, "xanchor": "left" if left else "right",
                     "yanchor": "bottom"}  # fmt: skip
