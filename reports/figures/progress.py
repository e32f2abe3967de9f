"""Is patience paying: drift of steady runs, resting heart rate and HRV."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.own_band import band_before
from planner.flags import decoupling
from reports import words
from reports.figures.chart import (
    Cell,
    Chart,
    Mark,
    Panel,
    Role,
    Series,
    Table,
    without_empty_panels,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.wellness import WellnessDay
    from planner.athlete import Athlete
    from planner.field_tests.aerobic_speed import SpeedPoint
    from planner.session import Session
    from planner.test_results import DriftTest, MafTest, Trend
    from reports.words import Units

_COMPARED_DAYS: Final = 182
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
        else f"{words.long_day(point.day)}: {units.pace(point.speed_m_s)} from {point.runs} runs"
        for point in points
    )  # fmt: skip
    return Chart(
        id="speed",
        title="Aerobic speed: the pace at the ceiling",
        summary=speed_words(points, units),
        x_kind="date",
        x_title="week",
        panels=(
            Panel(
                title="Pace at the ceiling, on flat ground",
                unit=f"min/{units.distance_unit}",
                as_pace=True,
            ),
        ),
        series=(
            Series(name="95 % band", kind="area", role="band", x=xs, y=highs, low=lows),
            *_year_before(points, values),
            Series(name="aerobic speed", kind="line", role="first", x=xs, y=values, hover=hover),
        ),
        table=_speed_table(points, units),
        window=recent(points[0].day if points else None, points[-1].day) if points else None,
        height=280,
    )


def _year_before(
    points: Sequence[SpeedPoint], values: Sequence[float | None]
) -> tuple[Series, ...]:
    """Return the line of a year before, moved to where this year's is; none without one."""
    year, last = timedelta(weeks=52), points[-1].day if points else None
    before = [
        (point.day + year, value)
        for point, value in zip(points, values, strict=True)
        if last is not None and point.day + year <= last
    ]
    if all(value is None for _, value in before):
        return ()
    return (
        Series(
            name="a year before",
            kind="line",
            role="muted",
            x=tuple(day.isoformat() for day, _ in before),
            y=tuple(value for _, value in before),
            hover=tuple("" for _ in before),
        ),
    )


def _speed_table(points: Sequence[SpeedPoint], units: Units) -> Table:
    return Table(
        columns=(
            "Day",
            "Pace",
            "Slowest (95 %)",
            "Fastest (95 %)",
            "Runs",
            f"Mean temperature ({units.temperature_unit})",
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
    change = units.pace_change(old.speed_m_s, last.speed_m_s)
    if not change:
        return f"{said}, as fast as on {words.long_day(old.day)}."
    apart = last.low_m_s > old.high_m_s or last.high_m_s < old.low_m_s
    sure = "" if apart else ", within the uncertainty"
    return f"{said}, {change} than on {words.long_day(old.day)}{sure}."


def tests_chart(
    trends: Sequence[Trend],
    refused: Sequence[MafTest],
    today: date,
    units: Units,
    *,
    courses: bool,
) -> Chart:
    """Return the MAF tests: pace after the warm-up, what has become of it, and why.

    ``courses`` says whether the runner's names of courses are shown.
    """
    paced = [(one, one.test.speed_m_s) for one in trends if one.test.speed_m_s is not None]
    there = [one for one, _ in paced]
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
                y=tuple(round(units.far(speed_m_s * 3600), 2) for _, speed_m_s in paced),
                hover=tuple(
                    f"{words.long_day(one.test.declaration.day)}: {units.pace(one.test.speed_m_s)},"
                    f" {one.rating}"
                    for one in there
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
        said.append(
            f"The last, on {words.long_day(last.test.declaration.day)}: {last.rating}; {last.why}."
        )
    else:
        said.append("None yet: aerobase log maf-test, after one.")
    if refused:
        said.append(f"{len(refused)} refused; the table says why.")
    return " ".join(said).replace("..", ".")


def drift_chart(runs: Sequence[Session], tests: Sequence[DriftTest], athlete: Athlete) -> Chart:
    """Return the decoupling of each steady run that meets its preconditions, and drift tests."""
    coupled = athlete.profile.limits[decoupling.COUPLED]
    drifts = [
        (run.local_date, frac) for run in runs if (frac := run.facts.decoupling_frac) is not None
    ]
    tested = [
        (test.declaration.day, test.drift_frac) for test in tests if test.drift_frac is not None
    ]
    return Chart(
        id="drift",
        title="Drift of steady runs",
        summary=_drift_words(drifts, coupled),
        x_kind="date",
        x_title="day",
        panels=(Panel(title="Speed per beat lost in the second half", unit="%"),),
        series=(
            _drift_points("steady run", "first", drifts),
            _drift_points("drift test", "second", tested),
        ),
        marks=(Mark(value=100 * coupled, label=f"{words.limit(coupled)}: coupled up to here"),),
        table=Table(
            columns=("Day", "Drift (%)"),
            rows=tuple((day.isoformat(), round(100 * frac, 1)) for day, frac in drifts),
        ),
        window=recent(drifts[0][0] if drifts else None, athlete.today),
        height=240,
    )


def _drift_points(name: str, role: Role, drifts: Sequence[tuple[date, float]]) -> Series:
    return Series(
        name=name,
        kind="points",
        role=role,
        x=tuple(day.isoformat() for day, _ in drifts),
        y=tuple(round(100 * frac, 1) for _, frac in drifts),
        hover=tuple(f"{words.long_day(day)}: {name}, {words.change(frac)}" for day, frac in drifts),
    )


def _drift_words(drifts: Sequence[tuple[date, float]], coupled: float) -> str:
    if not drifts:
        return "No run was long and steady enough to say."
    steady = sum(1 for _, frac in drifts if frac <= coupled)
    return f"{steady} of {len(drifts)} steady runs drifted {words.limit(coupled)} or less."


def wellness_chart(days: Sequence[WellnessDay], today: date) -> Chart:
    """Return resting heart rate and overnight HRV, each day and its mean of seven days.

    What a later file of the day will still change is not drawn.
    """
    xs = tuple(day.day.isoformat() for day in days)
    rhr = tuple(day.settled("rhr_bpm") for day in days)
    hrv = tuple(day.settled("hrv_rmssd_ms") for day in days)
    rhr_mean, hrv_mean = _rolling(days, rhr), _rolling(days, hrv)
    series = [
        *_own_range(days, rhr, panel=0),
        *_own_range(days, hrv, panel=1),
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
            if any(value is not None for value in (*rhr, *hrv))
            else "Nothing is known yet."
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


def _own_range(
    days: Sequence[WellnessDay], values: Sequence[float | None], *, panel: int
) -> tuple[Series, ...]:
    """Return the runner's own range on each day (``planner.body.own_band``), none without one."""
    known = {one.day: value for one, value in zip(days, values, strict=True) if value is not None}
    bands = [band_before(known, one.day) for one in days]
    if not any(bands):
        return ()
    return (
        Series(
            name="own range of the 60 days before",
            kind="area",
            role="band",
            panel=panel,
            x=tuple(one.day.isoformat() for one in days),
            y=tuple(None if band is None else round(band[1], 1) for band in bands),
            low=tuple(None if band is None else round(band[0], 1) for band in bands),
            hidden_in_legend=panel > 0,
        ),
    )


def _rolling(
    days: Sequence[WellnessDay], values: Sequence[float | None]
) -> tuple[float | None, ...]:
    """Return the mean of the seven days up to each, None with fewer than three of them known."""
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
