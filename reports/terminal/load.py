"""Daily load as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.flags.load_strain import WARN
from reports.terminal.table import Column, columns_wide, table, wrapped
from reports.words import UNKNOWN, Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.load.days import LoadDay
    from reports.documents.load import AcuteChronicDocument


def load_text(athlete: Athlete, days: Sequence[LoadDay]) -> list[str]:
    """Return a table of days, oldest first, and what of it is estimated."""
    units = Units(system=athlete.profile.units)
    columns = (
        Column(head="day"),
        Column(head="HRSS", align="right"),
        Column(head=units.distance_unit, align="right"),
        Column(head="fitness", align="right"),
        Column(head="fatigue", align="right"),
        Column(head="form", align="right"),
        Column(head="ramp", align="right"),
        Column(head="monotony", align="right"),
        Column(head="strain", align="right"),
        Column(head="longest", align="right"),
    )
    lines = table(columns, [_row(day, units) for day in days], wide=columns_wide())
    notes = sorted({one.load_note for one in athlete.sessions[-1:] if one.load_note})
    return [
        *lines,
        "",
        *wrapped(
            "longest: the day's longest run over that of the 30 days before. Monotony is noted "
            f"from {athlete.profile.limits[WARN]:g}, ramp is fitness against a week ago; neither "
            "is a diagnosis."
        ),
        *(line for note in notes for line in wrapped(f"Load stands on: {note}.")),
    ]


def acute_chronic_text(document: AcuteChronicDocument) -> list[str]:
    """Return the three ratios, plainly, with their caution."""
    if document["date"] is None:
        return ["No session yet. Read watch files with `aerobase import FOLDER`."]
    lines = [f"Acute to chronic load on {document['date']}:"]
    for name, ratio, meaning in (
        ("coupled", document["coupled"], "7-day mean over 28-day mean"),
        ("uncoupled", document["uncoupled"], "7-day mean over the 21 days before"),
        ("smoothed", document["smoothed"], "averages with k = 2 / (N + 1)"),
    ):
        lines.append(f"  {name:<10} {_number(ratio, 2):>5}  {meaning}")
    return [*lines, *wrapped(document["caution"])]


def _row(day: LoadDay, units: Units) -> list[str]:
    far = UNKNOWN if day.run_distance_m is None else f"{units.far(day.run_distance_m):.1f}"
    return [
        day.day.isoformat(),
        _number(day.load_hrss, 0),
        "" if day.run_distance_m == 0 else far,
        _number(day.fitness, 1),
        _number(day.fatigue, 1),
        _number(day.form, 1),
        _number(day.ramp, 1),
        _number(day.monotony, 2),
        _number(day.strain, 0),
        _number(day.longest_run_ratio, 2) if day.longest_run_ratio is not None else "",
    ]


def _number(value: float | None, digits: int) -> str:
    return UNKNOWN if value is None else f"{value:.{digits}f}"
