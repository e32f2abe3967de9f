"""What the page's template is filled with: plain texts and numbers, everything decided here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from planner.flags.advice import BOTH_CALVES, GLUTE_MEDIUS, SOLEUS
from reports import words
from reports.figures.interactive import COLOURS, figure
from reports.figures.svg import draw
from reports.page.charts import SECTIONS, all_charts
from reports.page.flags import anchor_of, flag_card
from reports.page.how import KINDS
from reports.page.input import LEFT_OUT
from reports.page.ladders import ladders
from reports.page.method import links, own_limits, unknowns
from reports.page.runs import runs_table, sessions_by_row
from reports.page.sheet import sheet
from reports.page.today import today
from reports.page.traces import all_traces
from reports.page.week import week_section
from reports.page.whatif import slider, what_if
from reports.page.year import earlier_years, year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.flags.model import Flag
    from reports.figures.chart import Chart
    from reports.page.input import PageInput

FIRST_DAYS: Final = 2  # own choice: with runs on so few days the page is what comes next
TABLE_ROWS: Final = 104  # of the newest: what lies behind is in `aerobase export`
_SMALL: Final = frozenset({"small_signs", "side_difference"})
_DRAWN: Final = (("soleus", SOLEUS), ("glute", GLUTE_MEDIUS))
_SECTIONS: Final = (
    ("today", "Today"),
    ("year", "Year"),
    ("progress", "Progress"),
    ("warnings", "Warnings"),
    ("week", "Week"),
    ("runs", "Runs"),
    ("load", "Load"),
    ("whatif", "What if"),
    ("method", "How"),
)
_FIRST_SECTIONS: Final = frozenset({"today", "warnings", "week", "runs", "method"})


def context(page: PageInput) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the template's variables, and by name the data that the page holds packed.

    Style, scripts and the policy are the caller's, as are the rows in HTML.
    """
    if page.redact:
        page = _redacted(page)
    units = words.Units(system=page.athlete.profile.units)
    card = partial(flag_card, units=units, today=page.athlete.today)
    first = len({run.local_date for run in page.athlete.runs}) <= FIRST_DAYS
    charts = {key: [] for key in SECTIONS} if first else all_charts(page, units)
    variables = {
        "sections": [one for one in _SECTIONS if not first or one[0] in _FIRST_SECTIONS],
        "first": first,
        "redact": page.redact,
        "now": today(page, units),
        "flags": [card(flag, anchor_of(flag, page.flags)) for flag in page.flags],
        "plugged": [card(one, f"plugged-{n}") for n, one in enumerate(page.plugged, start=1)],
        "unasked": page.unasked,
        "plugins": page.plugins,
        "pressed": () if page.redact else _pressed(page.flags),
        "charts": {name: [_chart(chart) for chart in found] for name, found in charts.items()},
        "year": None if first else year(page, units),
        "week": week_section(page, units),
        "sheet": sheet(page, units),
        "ladders": [] if page.redact or _stopped(page) else ladders(page.athlete),
        "runs": runs_table(page, units),
        "whatif": slider(page),
        "links": links(page.athlete, redact=page.redact),
        "kinds": KINDS,
        "own_limits": own_limits(page.athlete),
        "unknowns": unknowns(page.athlete),
    }
    return variables, _packed(page, charts, units, first=first)


def _redacted(page: PageInput) -> PageInput:
    """Return the page without the body and what is made of it."""
    return replace(
        page,
        flags=(),
        plugged=(),
        ceilings=(),
        plugins=(),
        unasked=(),
        hard="",
        plan=None,
        week=None,
        season=(),
        no_plan=LEFT_OUT,
    )


def _packed(
    page: PageInput, charts: dict[str, list[Chart]], units: words.Units, *, first: bool
) -> dict[str, Any]:
    rows = sessions_by_row(page)
    data: dict[str, Any] = {}
    if rows:
        traces = all_traces(rows, page.traces, units, redact=page.redact)
        unit = {"name": units.distance_unit, "metres": 1000 / units.far(1000)}
        data["traces"] = traces | {"unit": unit | {"height": units.height_unit}}
    if first:
        return data
    living = [chart for found in charts.values() for chart in found if not chart.is_empty]
    if living:
        data["charts"] = {
            "colours": COLOURS, "figures": {chart.id: figure(chart) for chart in living},
        }  # fmt: skip
    data["whatif"] = what_if(page.athlete)
    data["years"] = list(earlier_years(page, units))
    return data


def _pressed(flags: Sequence[Flag]) -> tuple[str, ...]:
    """Return the muscles that a small sign points to; none beside a sign or with both calves."""
    if any(flag.check == "red_flag" or BOTH_CALVES in flag.advice for flag in flags):
        return ()
    told = {line for flag in flags if flag.check in _SMALL for line in flag.advice}
    return tuple(name for name, line in _DRAWN if line in told)


def _stopped(page: PageInput) -> bool:
    """Return whether nothing at all may be offered."""
    return any(flag.severity == "stop" for flag in page.flags)


def _chart(chart: Chart) -> dict[str, Any]:
    shown = [one for one in chart.series if not one.hidden_in_legend and any(one.y)]
    return {
        "id": chart.id,
        "title": chart.title,
        "summary": chart.summary,
        "empty": chart.is_empty,
        "svg": "" if chart.is_empty else draw(chart),
        "legend": [(one.role, one.kind, one.name) for one in shown]
        if len(shown) > 1 or len(chart.panels) > 1
        else [],
        "columns": chart.table.columns,
        "rows": [
            tuple(words.UNKNOWN if cell is None else cell for cell in row)
            for row in chart.table.rows[-TABLE_ROWS:][::-1]
        ],
    }
