"""Is patience paying: drift of steady runs, resting heart rate and HRV."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from reports.figures.chart import Cell, Chart, Mark, Panel, Series, Table, without_empty_panels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.wellness import WellnessDay
    from planner.field_tests.aerobic_speed import SpeedPoint
    from planner.session import Session
    from planner.test_results import DriftTest, MafTest, Trend
    from reports.words import Units

_COMPARED_DAYS: Final = 182
COUPLED_PERCENT: Final = 5.0  # Friel: up to here pace and heart rate are coupled
_SHOWN_DAYS: Final = 371
_MEAN_DAYS: Final = 7
_MEAN_LEAST: Final = 3


def recent(first: date | None, today: date) -> tuple[str, str] | None:
    """Return the last year, or less where nothing is older."""
    if first is None:
        return None
    start = min(max(first, today - timedelta(days=_SHOWN_DAYS)), today - timedelta(days=56))
    return (start - timedelta(days=3)).isoformat(), (today + timedelta(days=2)).isoformat()


def speed_chart(points: Sequence[SpeedPoint], units: Units) -> Chart:
    """Return the speed at the ceiling by week with its 95 % band, in the runner's units."""
    xs = tuple(point.day.isoformat() for point in points)
    values, lows, highs = (
        tuple(None if speed is None else round(units.far(speed * 3600), 2) for speed in speeds)
        for speeds in (
            [point.speed_m_s for point in points],
            [point.low_m_s for point in points],
            [point.high_m_s for point in points],
        )
    )
    hover = tuple(
        "" if point.speed_m_s is None
        else f"{point.day}: {units.pace(point.speed_m_s)} from {point.runs} runs"
        for point in points
    )  # fmt: skip
    return Chart(
        id="speed",
        title="Aerobic speed: the pace at the ceiling",
        summary=speed_words(points, units),
        x_kind="date",
        x_title="week",
        panels=(
            Panel(title="Speed at the ceiling, on flat ground", unit=f"{units.distance_unit}/h"),
        ),
        series=(
            Series(name="95 % band", kind="area", role="band", x=xs, y=highs, low=lows),
            Series(name="aerobic speed", kind="line", role="first", x=xs, y=values, hover=hover),
        ),
        table=Table(
            columns=(
                "Day",
                "Pace",
                "Slowest (95 %)",
                "Fastest (95 %)",
                "Runs",
                f"Mean warmth ({units.temperature_unit})",
            ),
            rows=tuple(
                (
                    point.day.isoformat(),
                    units.pace(point.speed_m_s),
                    units.pace(point.low_m_s),
                    units.pace(point.high_m_s),
                    point.runs,
                    None if point.temperature_c is None else round(units.warm(point.temperature_c)),
                )
                for point in points
            ),
        ),
        window=recent(points[0].day if points else None, points[-1].day) if points else None,
        height=280,
    )


def speed_words(points: Sequence[SpeedPoint], units: Units) -> str:
    """Say the present aerobic speed and, where the bands part, what half a year has changed."""
    if not points:
        return "No running near a ceiling yet."
    last = points[-1]
    if last.speed_m_s is None or last.low_m_s is None or last.high_m_s is None:
        return f"Not known now: {last.reason}."
    band = f"{units.pace(last.high_m_s)} to {units.pace(last.low_m_s)}"
    said = f"Now {units.pace(last.speed_m_s)} at {last.ceiling_bpm} bpm (95 %: {band})"
    before = [
        point for point in points
        if point.speed_m_s is not None and last.day - point.day >= timedelta(days=_COMPARED_DAYS)
    ]  # fmt: skip
    if not before:
        return f"{said}; nothing half a year older to compare with."
    old = before[-1]
    if old.speed_m_s is None or old.low_m_s is None or old.high_m_s is None:
        return f"{said}."
    seconds = units.pace_s(old.speed_m_s) - units.pace_s(last.speed_m_s)
    change = f"{abs(seconds):.0f} s /{units.distance_unit} {'faster' if seconds > 0 else 'slower'}"
    apart = last.low_m_s > old.high_m_s or last.high_m_s < old.low_m_s
    sure = "" if apart else ", within the uncertainty"
    return f"{said}, {change} than on {old.day}{sure}."


def tests_chart(
    trends: Sequence[Trend],
    refused: Sequence[MafTest],
    today: date,
    units: Units,
    *,
    courses: bool,
) -> Chart:
    """Return the declared MAF tests: pace after the warm-up, what has become of it, and why.

    ``courses`` says whether the runner's names of courses are shown.
    """
    there = [one for one in trends if one.test.speed_m_s is not None]
    xs = tuple(one.test.declaration.day.isoformat() for one in there)
    rows: list[tuple[Cell, ...]] = []
    for one in there:
        pace = units.pace(one.test.speed_m_s)
        rows.append((*_declared(one.test, courses=courses), pace, one.rating, one.why))
    rows += [(*_declared(one, courses=courses), "-", "refused", one.refused) for one in refused]
    return Chart(
        id="maf-tests",
        title="MAF tests",
        summary=_tests_words(there, refused),
        x_kind="date",
        x_title="day",
        panels=(Panel(title="Speed after the warm-up", unit=f"{units.distance_unit}/h"),),
        series=(
            Series(
                name="MAF test",
                kind="points",
                role="first",
                x=xs,
                y=tuple(round(units.far((one.test.speed_m_s or 0.0) * 3600), 2) for one in there),
                hover=tuple(
                    f"{day}: {units.pace(one.test.speed_m_s)}, {one.rating}"
                    for day, one in zip(xs, there, strict=True)
                ),
                hidden_in_legend=True,
            ),
        ),
        table=Table(
            columns=("Day", "Course", "Pace", "Rating", "Why"), rows=tuple(sorted(rows, key=str))
        ),
        window=recent(there[0].test.declaration.day if there else None, today),
        height=220,
    )


def _declared(test: MafTest, *, courses: bool) -> tuple[str, str]:
    course = test.declaration.course if courses else None
    return test.declaration.day.isoformat(), course or "-"


def _tests_words(trends: Sequence[Trend], refused: Sequence[MafTest]) -> str:
    said = []
    if trends:
        last = trends[-1]
        said.append(f"The last, on {last.test.declaration.day}: {last.rating}; {last.why}.")
    else:
        said.append("None declared yet: aerobase log maf-test, after one.")
    if refused:
        said.append(f"{len(refused)} refused; the table says why.")
    return " ".join(said).replace("..", ".")


def drift_chart(runs: Sequence[Session], tests: Sequence[DriftTest], today: date) -> Chart:
    """Return the decoupling of each steady run that meets its preconditions, and drift tests."""
    tested = [
        (one.declaration.day.isoformat(), round(100 * one.drift_frac, 1))
        for one in tests
        if one.drift_frac is not None
    ]
    there = [(run, 100 * frac) for run in runs if (frac := run.facts.decoupling_frac) is not None]
    xs = tuple(run.local_date.isoformat() for run, _ in there)
    ys = tuple(round(percent, 1) for _, percent in there)
    steady = sum(1 for percent in ys if percent <= COUPLED_PERCENT)
    return Chart(
        id="drift",
        title="Drift of steady runs",
        summary=(
            f"{steady} of {len(ys)} steady runs drifted {COUPLED_PERCENT:g} % or less."
            if ys
            else "No run was long and steady enough to say."
        ),
        x_kind="date",
        x_title="day",
        panels=(Panel(title="Speed per beat lost in the second half", unit="%"),),
        series=(
            Series(
                name="steady run",
                kind="points",
                role="first",
                x=xs,
                y=ys,
                hover=tuple(f"{day}: {value:g} %" for day, value in zip(xs, ys, strict=True)),
            ),
            Series(
                name="declared drift test",
                kind="points",
                role="second",
                x=tuple(day for day, _ in tested),
                y=tuple(value for _, value in tested),
                hover=tuple(f"{day}: drift test, {value:g} %" for day, value in tested),
            ),
        ),
        marks=(Mark(value=COUPLED_PERCENT, label=f"{COUPLED_PERCENT:g} %: coupled up to here"),),
        table=Table(columns=("Day", "Drift (%)"), rows=tuple(zip(xs, ys, strict=True))),
        window=recent(there[0][0].local_date if there else None, today),
        height=240,
    )


def wellness_chart(days: Sequence[WellnessDay], today: date) -> Chart:
    """Return resting heart rate and overnight HRV, each day and its mean of seven days."""
    xs = tuple(day.day.isoformat() for day in days)
    rhr = tuple(day.rhr_bpm for day in days)
    hrv = tuple(day.hrv_rmssd_ms for day in days)
    rhr_mean, hrv_mean = _rolling(days, rhr), _rolling(days, hrv)
    series = [
        Series(name="each day", kind="points", role="muted", x=xs, y=rhr),
        Series(name="mean of 7 days", kind="line", role="first", x=xs, y=rhr_mean),
        Series(name="HRV", kind="points", role="muted", x=xs, y=hrv, panel=1,
               hidden_in_legend=True),
        Series(name="HRV, mean of 7 days", kind="line", role="first", x=xs, y=hrv_mean, panel=1,
               hidden_in_legend=True),
    ]  # fmt: skip
    chart = Chart(
        id="wellness",
        title="Resting heart rate and HRV",
        summary=(
            "Read the mean of seven days against your own months, never one morning;"
            " illness, heat, alcohol and the cycle move both."
        ),
        x_kind="date",
        x_title="day",
        panels=(
            Panel(title="Resting heart rate", unit="bpm"),
            Panel(title="Overnight HRV", unit="ms, rMSSD"),
        ),
        series=tuple(series),
        table=Table(
            columns=("Day", "Resting (bpm)", "7 days", "HRV (ms)", "7 days"),
            rows=tuple(zip(xs, rhr, rhr_mean, hrv, hrv_mean, strict=True))[-90:],
        ),
        window=recent(days[0].day if days else None, today),
        height=340,
    )
    return without_empty_panels(chart)


def _rolling(
    days: Sequence[WellnessDay], values: Sequence[float | None]
) -> tuple[float | None, ...]:
    """Return the mean of the seven days up to each, null with fewer than three of them known."""
    means: list[float | None] = []
    for index, day in enumerate(days):
        first = day.day - timedelta(days=_MEAN_DAYS - 1)
        near = [
            value
            for other, value in zip(
                days[max(0, index - 6) : index + 1],
                values[max(0, index - 6) : index + 1],
                strict=True,
            )
            if value is not None and other.day >= first
        ]
        means.append(round(sum(near) / len(near), 1) if len(near) >= _MEAN_LEAST else None)
    return tuple(means)
