"""Load: day by day beside pain, and what it sums up to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from planner.flags import distance_spike, load_strain
from reports import words
from reports.figures.chart import Chart, Mark, Panel, Role, Series, Table, without_empty_panels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.load.days import LoadDay
    from planner.profile.limits import Limits
    from planner.session import Session
    from reports.words import Units

SHOWN_DAYS: Final = 371
FAST_SHARE: Final = 0.95  # own choice: fast is what only a twentieth of the year before was
FAST_DAYS: Final = 365
PAIN_KINDS: Final = frozenset({"pain", "soreness", "stiffness"})
_LOWER_LEG: Final = frozenset({"achilles", "soleus", "calf", "heel"})


def window(days: Sequence[LoadDay]) -> tuple[str, str] | None:
    """Return the last year of days, the part shown at first."""
    if not days:
        return None
    last = days[-1].day
    first = max(days[0].day, last - timedelta(days=SHOWN_DAYS))
    first = min(first, last - timedelta(days=28))
    return (first - timedelta(days=1)).isoformat(), (last + timedelta(days=1)).isoformat()


def pain_chart(
    days: Sequence[LoadDay],
    runs: Sequence[Session],
    diary: Sequence[DiaryEntry] | None,
    units: Units,
) -> Chart:
    """Return load, climb, fast running and the diary's pain on one axis of days.

    ``diary`` None leaves the pain out altogether: a page to be shared.
    """
    xs = tuple(day.day.isoformat() for day in days)
    ascents = {run.facts.id: run.facts.ascent_m for run in runs}
    climb = tuple(
        None if metres is None else units.high(metres) for metres in _daily(days, ascents, runs)
    )
    fast = _daily(days, fast_seconds(runs), runs)
    fast_min = tuple(None if value is None else round(value / 60, 1) for value in fast)
    loaded = any(day.load_hrss for day in days)  # zeros alone are days of rest, not a load
    loads = tuple(_rounded(day.load_hrss) if loaded else None for day in days)
    panels = [
        Panel(title="Load of the day", unit="HRSS", low=0, share=1.3),
        Panel(title="Climb", unit=units.height_unit, low=0),
        Panel(title="Fast running", unit="min", low=0),
    ]
    series = [
        Series(name="load", kind="bar", role="first", x=xs, y=loads, hidden_in_legend=True),
        Series(name="climb", kind="bar", role="muted", x=xs, y=_rounded_all(climb), panel=1,
               hidden_in_legend=True),
        Series(name="fast running", kind="bar", role="above", x=xs, y=fast_min, panel=2,
               hidden_in_legend=True),
    ]  # fmt: skip
    pain = _pain(diary or ())
    if pain:
        panels.append(Panel(title="Pain, soreness, stiffness", unit="0 to 10", low=0, high=10.5))
        series += pain
    chart = Chart(
        id="load-pain",
        title="Load and pain" if diary is not None else "Load",
        summary=_pain_summary(diary, loaded=loaded),
        x_kind="date",
        x_title="day",
        panels=tuple(panels),
        series=tuple(series),
        table=_load_table(days, loads, (climb, units.height_unit), fast_min, diary or ()),
        window=window(days),
        height=140 * len(panels),
        bar_width=1,
    )
    return without_empty_panels(chart)


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


def _rounded_all(values: Sequence[float | None]) -> tuple[float | None, ...]:
    return tuple(None if value is None else float(round(value)) for value in values)


def _daily(
    days: Sequence[LoadDay], by_run: dict[str, float | None], runs: Sequence[Session]
) -> tuple[float | None, ...]:
    sums: dict[date, float] = {}
    for run in runs:
        value = by_run.get(run.facts.id)
        if value is not None:
            sums[run.local_date] = sums.get(run.local_date, 0.0) + value
    return tuple(sums.get(day.day) for day in days)


def fast_seconds(runs: Sequence[Session]) -> dict[str, float | None]:
    """Return for each run the seconds faster than 95 % of the running of the year before it.

    None for a run whose year before holds less than ten hours of speed, or that has none itself.
    """
    by_run: dict[str, float | None] = {}
    speeds = [np.asarray(run.facts.speed_seconds, np.float64) for run in runs]
    total, first = np.zeros_like(speeds[0]) if speeds else np.zeros(1), 0
    for index, run in enumerate(runs):
        while (run.local_date - runs[first].local_date).days > FAST_DAYS:
            total = total - speeds[first]
            first += 1
        enough = total.sum() >= 10 * 3600
        edge = int(np.searchsorted(np.cumsum(total), FAST_SHARE * total.sum())) if enough else 0
        known = enough and speeds[index].any()
        by_run[run.facts.id] = float(speeds[index][edge + 1 :].sum()) if known else None
        total = total + speeds[index]
    return by_run


def _pain(diary: Sequence[DiaryEntry]) -> list[Series]:
    groups: tuple[tuple[str, Role, bool], ...] = (
        ("calf, soleus, Achilles, heel", "pain", True),
        ("elsewhere", "first", False),
    )
    series = []
    for name, role, lower in groups:
        here = [
            one for one in diary
            if one.kind in PAIN_KINDS and one.score is not None and _is_lower(one) == lower
        ]  # fmt: skip
        if here:
            series.append(
                Series(
                    name=name,
                    kind="points",
                    role=role,
                    panel=3,
                    x=tuple(one.day.isoformat() for one in here),
                    y=tuple(one.score for one in here),
                    hover=tuple(_entry_words(one) for one in here),
                )
            )
    return series


def _is_lower(entry: DiaryEntry) -> bool:
    return (entry.place or "").lower() in _LOWER_LEG


def _entry_words(entry: DiaryEntry) -> str:
    """Return kind, score and side of an entry, and nothing that was typed freely."""
    side = f" {entry.side}" if entry.side else ""
    when = f", {entry.when}" if entry.when else ""
    return f"{words.long_day(entry.day)}: {entry.kind} {entry.score:g}/10{side}{when}"


def _pain_summary(diary: Sequence[DiaryEntry] | None, *, loaded: bool) -> str:
    if not loaded:
        return (
            "No load is known: it needs clean heart rate, and the resting and highest heart rate."
        )
    if diary is None:
        return "Each day's load, climb and fast running. Load: 100 HRSS is an hour at threshold."
    said = [one for one in diary if one.kind in PAIN_KINDS and one.score is not None]
    if not said:
        return (
            "No pain was logged, which is not the same as no pain. Load: 100 HRSS is an hour at"
            " threshold."
        )
    last = words.long_day(said[-1].day)
    return f"{len(said)} entries of pain, soreness or stiffness; the last on {last}."


def _load_table(
    days: Sequence[LoadDay],
    loads: Sequence[float | None],
    climb: tuple[Sequence[float | None], str],
    fast: Sequence[float | None],
    diary: Sequence[DiaryEntry],
) -> Table:
    climbed, height_unit = climb
    pain: dict[date, float] = {}
    for one in diary:
        if one.kind in PAIN_KINDS and one.score is not None:
            pain[one.day] = max(one.score, pain.get(one.day, 0.0))
    columns = ("Day", "Load (HRSS)", f"Climb ({height_unit})", "Fast (min)", "Worst pain (0-10)")
    rows = [
        (day.day.isoformat(), load, None if up is None else round(up), quick, pain.get(day.day))
        for day, load, up, quick in zip(days, loads, climbed, fast, strict=True)
        if load or day.day in pain
    ]
    return Table(columns=columns, rows=tuple(rows[-400:]))


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
    if not days or days[-1].fitness is None:
        return "Shown from the 42nd day on; before, these numbers only know their start."
    last = days[-1]
    ramp = "" if last.ramp is None else f", {last.ramp:+.1f} in a week"
    return (
        f"Today fitness {last.fitness:.0f}{ramp}, fatigue {last.fatigue or 0:.0f}, "
        f"form {last.form or 0:+.0f}. Bookkeeping of load, not a promise of performance."
    )
