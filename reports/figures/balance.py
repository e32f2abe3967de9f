"""Balance over time: minutes by week, sessions by class, time at each heart rate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from planner.judging.balance import monday_of
from reports import words
from reports.figures.chart import Chart, Mark, Panel, Series, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from planner.judging.balance import Week
    from planner.session import Ceiling, Session, SessionClass
    from reports.figures.chart import Role

CLASSES: Final[tuple[SessionClass, ...]] = ("aerobic", "mixed", "anaerobic", "unknown")
_SHOWN_WEEKS: Final = 53
_SPAN_DAYS: Final = 28


def minutes(seconds: float) -> float:
    """Return minutes to a tenth."""
    return round(seconds / 60, 1)


def weeks_chart(weeks: Sequence[Week], runs: Sequence[Session], target: float) -> Chart:
    """Return minutes aerobic, above and unknown by week, the share below it with its target.

    ``target`` is the share asked for, 0 to 1. Hovering names the runs behind a week.
    """
    return Chart(
        id="weeks",
        title="Running time by week",
        summary=_weeks_summary(weeks, target),
        x_kind="date",
        x_title="week",
        panels=(
            Panel(title="Running", unit="minutes a week", low=0, share=2),
            Panel(title="Aerobic share of the known time", unit="%", low=0, high=103),
        ),
        series=(*_minutes_series(weeks, runs), _share_series(weeks)),
        marks=(Mark(value=100 * target, label=f"target {words.limit(target)}", panel=1),),
        table=_weeks_table(weeks),
        window=_recent_weeks(weeks),
        height=400,
        bar_width=7,
    )


def _middles(weeks: Sequence[Week]) -> tuple[str, ...]:
    """Return each week's Thursday, where its column stands."""
    return tuple((week.week_start + timedelta(days=3)).isoformat() for week in weeks)


def _minutes_series(weeks: Sequence[Week], runs: Sequence[Session]) -> Iterator[Series]:
    behind = _runs_by_week(runs)
    hover = tuple(_week_words(week, behind.get(week.week_start, ())) for week in weeks)
    bars: tuple[tuple[str, Role, list[float]], ...] = (
        ("at or under the ceiling", "aerobic", [week.aerobic_s for week in weeks]),
        ("above it", "above", [week.anaerobic_s for week in weeks]),
        ("unknown", "unknown", [week.unknown_s for week in weeks]),
    )
    for name, role, seconds in bars:
        yield Series(
            name=name,
            kind="bar",
            role=role,
            x=_middles(weeks),
            hover=hover if role == "aerobic" else (),
            y=tuple(minutes(value) for value in seconds),
        )


def _share_series(weeks: Sequence[Week]) -> Series:
    shares = [week.aerobic_frac for week in weeks]
    return Series(
        name="aerobic share",
        kind="line",
        role="ink",
        x=_middles(weeks),
        y=tuple(None if share is None else words.percent(share, 1) for share in shares),
        panel=1,
        hidden_in_legend=True,
        hover=tuple(
            "" if share is None else f"{words.share_exact(share)} aerobic" for share in shares
        ),
    )


def _weeks_table(weeks: Sequence[Week]) -> Table:
    return Table(
        columns=("Week of", "Runs", "Aerobic (min)", "Above (min)", "Unknown (min)", "Share (%)"),
        rows=tuple(
            (
                week.week_start.isoformat(),
                week.sessions,
                minutes(week.aerobic_s),
                minutes(week.anaerobic_s),
                minutes(week.unknown_s),
                None if week.aerobic_frac is None else words.percent(week.aerobic_frac, 1),
            )
            for week in weeks
        ),
    )


def _recent_weeks(weeks: Sequence[Week]) -> tuple[str, str] | None:
    if not weeks:
        return None
    last = weeks[-1].week_start + timedelta(days=7)
    first = max(weeks[0].week_start, last - timedelta(weeks=_SHOWN_WEEKS))
    first = min(first, last - timedelta(weeks=8))  # a single week is not a wall of one colour
    return first.isoformat(), last.isoformat()


def _weeks_summary(weeks: Sequence[Week], target: float) -> str:
    known = [week for week in weeks if week.aerobic_frac is not None]
    reached = sum(1 for week in known if (week.aerobic_frac or 0.0) >= target)
    if not known:
        return "No week has heart rate and a ceiling to judge it by."
    return f"{reached} of {len(known)} weeks with heart rate reached {words.limit(target)} aerobic."


def _runs_by_week(runs: Sequence[Session]) -> dict[date, list[Session]]:
    by_monday: dict[date, list[Session]] = {}
    for run in runs:
        monday = monday_of(run.local_date)
        by_monday.setdefault(monday, []).append(run)
    return by_monday


def _week_words(week: Week, runs: Sequence[Session]) -> str:
    known = week.aerobic_frac is not None
    share = f", {words.share_exact(week.aerobic_frac)} aerobic" if known else ""
    lines = [f"Week of {words.long_day(week.week_start)}{share}"]
    lines += [
        f"{words.day(run.local_date)}: {words.duration(run.facts.duration_s)} {run.session_class}"
        for run in runs
    ]
    return "<br>".join(lines)


def classes_chart(runs: Sequence[Session]) -> Chart:
    """Return the number of runs by class and month."""
    months = _months(runs)
    counts = {
        name: tuple(
            sum(1 for run in runs if run.session_class == name and _month(run) == month)
            for month in months
        )
        for name in CLASSES
    }
    roles: dict[SessionClass, Role] = {
        "aerobic": "aerobic",
        "mixed": "mixed",
        "anaerobic": "above",
        "unknown": "unknown",
    }
    middles = tuple(f"{month}-15" for month in months)
    total = {name: sum(values) for name, values in counts.items()}
    said = ", ".join(f"{total[name]} {name}" for name in CLASSES if total[name])
    return Chart(
        id="classes",
        title="Runs by class",
        summary=f"Of {len(runs)} runs: {said}." if runs else "No run yet.",
        x_kind="date",
        x_title="month",
        panels=(Panel(title="Runs", unit="a month", low=0),),
        series=tuple(
            Series(name=name, kind="bar", role=roles[name], x=middles, y=counts[name])
            for name in CLASSES
        ),
        table=Table(
            columns=("Month", *(name.capitalize() for name in CLASSES)),
            rows=tuple(
                (month, *(counts[name][index] for name in CLASSES))
                for index, month in enumerate(months)
            ),
        ),
        window=_recent_months(months),
        height=240,
        bar_width=30,
    )


def _month(run: Session) -> str:
    return f"{run.local_date:%Y-%m}"


def _months(runs: Sequence[Session]) -> tuple[str, ...]:
    if not runs:
        return ()
    first, last = runs[0].local_date, runs[-1].local_date
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    zero = first.year * 12 + first.month - 1
    return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(zero, zero + count))


def _recent_months(months: Sequence[str]) -> tuple[str, str] | None:
    if not months:
        return None
    last = date.fromisoformat(f"{months[-1]}-01") + timedelta(days=31)
    first = min(last - timedelta(days=210), date.fromisoformat(f"{months[0]}-01"))
    return max(first, last - timedelta(days=400)).isoformat(), last.isoformat()


def distribution_chart(runs: Sequence[Session], today: date, ceiling: Ceiling | None) -> Chart:
    """Return the share of time at each bpm in the last 28 days and in the same days a year ago."""
    last = _time_at(runs, today)
    before = _time_at(runs, today - timedelta(days=364))
    low, high = _ends(last, before)
    bpms = tuple(range(low, high + 1))
    now, then = _shares(last, bpms), _shares(before, bpms)
    return Chart(
        id="distribution",
        title="Time at each heart rate",
        summary=_distribution_summary(last, ceiling),
        x_kind="number",
        x_title="bpm",
        panels=(Panel(title="Share of the time with heart rate", unit="% at each bpm", low=0),),
        series=(*_now_series(bpms, now, ceiling), *_then_series(bpms, then)),
        marks=()
        if ceiling is None
        else (Mark(value=ceiling.bpm + 0.5, label=f"ceiling {ceiling.bpm} bpm", upright=True),),
        table=Table(
            columns=("bpm", "Last 28 days (%)", "A year ago (%)"),
            rows=tuple(zip(bpms, now, then, strict=True)),
        ),
        height=280,
        bar_width=1,
    )


def _now_series(
    bpms: tuple[int, ...], shares: Sequence[float | None], ceiling: Ceiling | None
) -> Iterator[Series]:
    """Yield the last 28 days, split at the ceiling."""
    hover = tuple(
        f"{bpm} bpm: {share or 0:.1f} % of the time"
        for bpm, share in zip(bpms, shares, strict=True)
    )
    parts: tuple[tuple[str, Role, bool], ...] = (
        ("last 28 days, at or under", "aerobic", False),
        ("above the ceiling", "above", True),
    )
    for name, role, above in parts:
        yield Series(
            name=name,
            kind="bar",
            role=role,
            x=bpms,
            hover=hover,
            y=tuple(
                share if (ceiling is not None and bpm > ceiling.bpm) is above else None
                for bpm, share in zip(bpms, shares, strict=True)
            ),
        )


def _then_series(bpms: tuple[int, ...], shares: tuple[float | None, ...]) -> Iterator[Series]:
    """Yield the same days a year ago, where they held a heart rate."""
    if any(shares):
        yield Series(name="same days a year ago", kind="line", role="ink", x=bpms, y=shares)


def _time_at(runs: Sequence[Session], last: date) -> npt.NDArray[np.float64]:
    first = last - timedelta(days=_SPAN_DAYS - 1)
    total = np.zeros(256)
    for run in runs:
        if first <= run.local_date <= last:
            total += run.facts.vectors.seconds_at
    return total


def _ends(*vectors: npt.NDArray[np.float64]) -> tuple[int, int]:
    there = np.flatnonzero(sum(vectors))
    return (int(there[0]), int(there[-1])) if there.size else (100, 99)


def _shares(seconds: npt.NDArray[np.float64], bpms: Sequence[int]) -> tuple[float | None, ...]:
    total = float(seconds.sum())
    if total <= 0:
        return (None,) * len(bpms)
    return tuple(round(100 * float(seconds[bpm]) / total, 2) for bpm in bpms)


def _distribution_summary(seconds: npt.NDArray[np.float64], ceiling: Ceiling | None) -> str:
    total = float(seconds.sum())
    if total <= 0:
        return "No heart rate in the last 28 days."
    if ceiling is None:
        return "No ceiling is in force, so nothing is said to be above it."
    under = float(seconds[: ceiling.bpm + 1].sum()) / total
    said = words.share_exact(under)
    return f"{said} of the last 28 days' heart rate was at or under {ceiling.bpm} bpm."
