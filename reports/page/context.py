"""What the page's template is filled with: plain texts and numbers, everything decided here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from planner.flags.advice import BOTH_CALVES, GLUTE_MEDIUS, SOLEUS
from reports import words
from reports.figures.interactive import COLOURS, figure
from reports.figures.strip import WEEKS, strip, words_of
from reports.figures.svg import draw
from reports.page.charts import all_charts
from reports.page.flags import flag_card
from reports.page.input import LEFT_OUT
from reports.page.ladders import ladders
from reports.page.method import method, own_limits, unknowns
from reports.page.sessions import session_table, sessions_by_row
from reports.page.sheet import sheet
from reports.page.traces import all_traces
from reports.page.week import day_card, next_run, week_section
from reports.page.whatif import slider, what_if
from reports.verdict import ceiling_words, verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.flags.model import Flag
    from reports.figures.chart import Chart
    from reports.page.input import PageInput
    from reports.windows import Window

_SMALL: Final = frozenset({"small_signs", "side_difference"})
_DRAWN: Final = (("soleus", SOLEUS), ("glute", GLUTE_MEDIUS))
SECTIONS: Final = (
    ("now", "Now"),
    ("balance", "Balance"),
    ("progress", "Progress"),
    ("load", "Load"),
    ("week", "Week"),
    ("sessions", "Sessions"),
    ("whatif", "What if"),
    ("method", "Method"),
)


def context(page: PageInput) -> dict[str, Any]:
    """Return the template's variables but for the style, the scripts and the policy."""
    if page.redact:
        page = replace(page, flags=(), hard="", plan=None, week=None, season=(), no_plan=LEFT_OUT)
    units = words.Units(system=page.athlete.profile.units)
    charts = all_charts(page, units)
    return {
        "sections": SECTIONS,
        "now": _now(page, units),
        "flags": None
        if page.redact
        else [
            flag_card(flag, number, units, page.athlete.today)
            for number, flag in enumerate(page.flags, start=1)
        ],
        "pressed": () if page.redact else _pressed(page.flags),
        "charts": {
            section: [_chart(chart) for chart in found] for section, found in charts.items()
        },
        "week": week_section(page, units),
        "sheet": sheet(page, units),
        "ladders": [] if page.redact or _stopped(page) else ladders(page.athlete),
        "sessions": session_table(page, units),
        "whatif": slider(page),
        "method": method(page.athlete),
        "own_limits": own_limits(page.athlete),
        "unknowns": unknowns(page.athlete),
        "data": _data(page, charts, units),
    }


def _pressed(flags: Sequence[Flag]) -> tuple[str, ...]:
    """Return the muscles that a small sign points to; none beside a sign or with both calves."""
    if any(flag.check == "red_flag" or BOTH_CALVES in flag.advice for flag in flags):
        return ()
    told = {line for flag in flags if flag.check in _SMALL for line in flag.advice}
    return tuple(name for name, line in _DRAWN if line in told)


def _stopped(page: PageInput) -> bool:
    """Return whether nothing at all may be offered."""
    return any(flag.severity == "stop" for flag in page.flags)


def _now(page: PageInput, units: words.Units) -> dict[str, Any]:
    said = verdict(page.athlete, None if page.redact else page.flags, page.readiness)
    today = None
    if page.plan is not None:
        days = [day for day in page.plan.days if day.date == page.athlete.today]
        today = day_card(days[0], page.athlete.today, units) if days else None
    return {
        "day": words.long_day(page.athlete.today),
        "headline": said.headline,
        "sentence": said.sentence,
        "balance": said.balance,
        "hints": said.hints,
        "bars": [_bar(window) for window in said.windows],
        "strip": strip(page.athlete.weeks, said.target),
        "strip_words": words_of(page.athlete.weeks[-WEEKS:], said.target),
        "target": words.limit(said.target),
        "target_width": _width(said.target),
        "ceiling": ceiling_words(page.athlete),
        "hard": page.hard,
        "today": today,
        "next_run": "" if page.plan is None else next_run(page.plan, page.athlete.today),
        "no_plan": page.no_plan or "No plan for this week. Make one with: aerobase plan",
    }


def _bar(window: Window) -> dict[str, Any]:
    frac = window.aerobic_frac
    parts = [f"{words.duration(window.aerobic_s)} at or under the ceiling"]
    parts.append(f"{words.duration(window.above_s)} above it")
    if window.unknown_s >= 30:  # noqa: PLR2004 - what rounds to a minute
        parts.append(f"{words.duration(window.unknown_s)} unknown")
    runs = f"{window.runs} run{'' if window.runs == 1 else 's'}"
    detail = f"{runs}: {', '.join(parts)}" if window.runs else "no run"
    known = "unknown" if frac is None else f"{words.share(frac)} aerobic"
    return {
        "name": window.name,
        "share": words.share(frac),
        "share_of": "aerobic" if frac is not None else "",
        "known": frac is not None,
        "aerobic_width": _width(frac or 0.0),
        "above_width": _width(1 - (frac or 0.0)),
        "words": f"{window.name}: {known}",
        "detail": detail,
    }


def _width(frac: float) -> str:
    return f"{100 * frac:.2f}"


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
            for row in reversed(chart.table.rows)
        ],
    }


def _data(
    page: PageInput, charts: Mapping[str, Sequence[Chart]], units: words.Units
) -> dict[str, Any]:
    living = [chart for found in charts.values() for chart in found if not chart.is_empty]
    return {
        "colours": COLOURS,
        "charts": {chart.id: figure(chart) for chart in living},
        "whatif": what_if(page.athlete),
        "traces": all_traces(sessions_by_row(page), page.traces, redact=page.redact),
        "unit": {"name": units.distance_unit, "metres": 1000 / units.far(1000)},
    }
