"""Load: what it sums up to, day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.flags import distance_spike, load_strain
from reports.figures.chart import Chart, Mark, Panel, Role, Series, Table, without_empty_panels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.load.days import LoadDay
    from planner.profile.limits import Limits

SHOWN_DAYS: Final = 371


def window(days: Sequence[LoadDay]) -> tuple[str, str] | None:
    """Return the last year of days, the part shown at first."""
    if not days:
        return None
    last = days[-1].day
    first = max(days[0].day, last - timedelta(days=SHOWN_DAYS))
    first = min(first, last - timedelta(days=28))
    return (first - timedelta(days=1)).isoformat(), (last + timedelta(days=1)).isoformat()


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


# Name, role, attribute of a day, panel, decimals.
_FORM_LINES: Final[tuple[tuple[str, Role, str, int, int], ...]] = (
    ("fitness (42 days)", "first", "fitness", 0, 1),
    ("fatigue (7 days)", "second", "fatigue", 0, 1),
    ("form: fitness less fatigue", "third", "form", 0, 1),
    ("monotony", "ink", "monotony", 1, 2),
    ("strain", "muted", "strain", 2, 0),
)


def form_chart(days: Sequence[LoadDay], limits: Limits) -> Chart:
    """Return fitness, fatigue and form, monotony, and the longest-run ratio by day."""
    high, spike = limits[load_strain.CRITICAL], limits[distance_spike.SMALL]
    chart = Chart(
        id="form",
        title="Fitness, fatigue, form",
        summary=_form_summary(days),
        x_kind="date",
        x_title="day",
        panels=(
            Panel(title="Fitness, fatigue, form", unit="HRSS a day", share=1.6),
            Panel(title="Monotony of the last 7 days", unit="mean over spread", low=0),
            Panel(title="Strain of the last 7 days", unit="load x monotony", low=0),
            Panel(title="Longest run over that of the 30 days before", low=0),
        ),
        series=_form_series(days),
        marks=(
            Mark(value=high, label=f"{high:g}: high", panel=1),
            Mark(value=spike, label=f"{spike:.2f}: spike", panel=3),
        ),
        table=_form_table(days),
        window=window(days),
        height=560,
    )
    return without_empty_panels(chart)


def _form_series(days: Sequence[LoadDay]) -> tuple[Series, ...]:
    """Return the lines; none of load where no load is known, for a fitness of 0 would be a lie."""
    xs = tuple(day.day.isoformat() for day in days)
    known = days if any(day.load_hrss for day in days) else ()
    lines = [
        Series(
            name=name,
            kind="line",
            role=role,
            panel=panel,
            x=xs[: len(known)],
            y=tuple(_rounded(getattr(day, attribute), digits) for day in known),
            hidden_in_legend=panel > 0,
        )
        for name, role, attribute, panel, digits in _FORM_LINES
    ]
    longest = Series(
        name="longest run",
        kind="points",
        role="first",
        panel=3,
        x=xs,
        y=tuple(_rounded(day.longest_run_ratio, 2) for day in days),
        hidden_in_legend=True,
    )
    return (*lines, longest)


def _form_table(days: Sequence[LoadDay]) -> Table:
    loaded = any(day.load_hrss for day in days)
    return Table(
        columns=("Day", "Fitness", "Fatigue", "Form", "Monotony", "Strain", "Longest ratio"),
        rows=tuple(
            (
                day.day.isoformat(),
                *(
                    _rounded(getattr(day, attribute), digits) if loaded else None
                    for _, _, attribute, _, digits in _FORM_LINES
                ),
                _rounded(day.longest_run_ratio, 2),
            )
            for day in days[-90:]
        ),
    )


def _form_summary(days: Sequence[LoadDay]) -> str:
    if days and not any(day.load_hrss for day in days):
        return "No load is known, so neither are fitness and fatigue: that is missing, not zero."
    last = days[-1] if days else None
    if last is None or last.fitness is None or last.fatigue is None or last.form is None:
        return "Shown from the 42nd day on; before, these numbers only know their start."
    ramp = "" if last.ramp is None else f", {last.ramp:+.1f} in a week"
    return (
        f"Today fitness {last.fitness:.0f}{ramp}, fatigue {last.fatigue:.0f}, "
        f"form {last.form:+.0f}. Bookkeeping of load, not a promise of performance."
    )
