"""Aerobic speed as text: the pace at the ceiling, its band, and the conditions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.field_tests.aerobic_speed import aerobic_speed
from planner.thresholds.in_force import no_ceiling_reason
from reports.terminal.table import Column, columns_wide, table, wrapped
from reports.words import UNKNOWN, Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.field_tests.aerobic_speed import SpeedPoint

LOOK_BACK: Final = timedelta(weeks=12)


def speed_lines(athlete: Athlete) -> list[str]:
    """Return a few lines on the pace at the ceiling now and twelve weeks ago."""
    now = aerobic_speed(athlete)
    if now is None:
        return wrapped(f"Aerobic speed: {no_ceiling_reason(athlete.profile, athlete.today)}.")
    if now.speed_m_s is None:
        return wrapped(f"Aerobic speed: unknown, {now.reason}.")
    units = Units(system=athlete.profile.units)
    said = f"Aerobic speed at {now.ceiling_bpm} bpm: {_pace(now, units)}, {now.runs} runs"
    before = aerobic_speed(athlete, athlete.today - LOOK_BACK)
    if before is not None and before.speed_m_s is not None:
        said += f"; twelve weeks before {_pace(before, units)}"
    return wrapped(f"{said}.")


def speed_text(points: Sequence[SpeedPoint], athlete: Athlete) -> list[str]:
    """Return a table of points, oldest first."""
    if athlete.ceiling is None:
        return wrapped(f"No pace: {no_ceiling_reason(athlete.profile, athlete.today)}.")
    if not points:
        return ["No run in that time."]
    units = Units(system=athlete.profile.units)
    columns = (
        Column(head="up to"),
        Column(head="pace", align="right"),
        Column(head="95 % band"),
        Column(head="runs", align="right"),
        Column(head="min", align="right"),
        Column(head=units.temperature_unit, align="right"),
        Column(head=f"{units.climb_unit} up", align="right"),
    )
    legend = (
        f"Pace on the flat at {athlete.ceiling.bpm} bpm, today's ceiling, from steady minutes "
        "near it in the four weeks before each day. Compare weeks of like heat and hills."
    )
    lines = table(columns, [_row(point, units) for point in points], wide=columns_wide())
    missing = points[-1].reason
    return [*lines, "", *wrapped(legend), *(wrapped(f"Latest: {missing}.") if missing else [])]


def _row(point: SpeedPoint, units: Units) -> list[str]:
    return [
        point.day.isoformat(),
        units.pace(point.speed_m_s),
        _band(point, units) or UNKNOWN,
        f"{point.runs}",
        f"{point.steady_s / 60:.0f}",
        UNKNOWN if point.temperature_c is None else f"{units.warm(point.temperature_c):.0f}",
        UNKNOWN if point.climb_m_km is None else f"{units.climb(point.climb_m_km):.0f}",
    ]


def _pace(point: SpeedPoint, units: Units) -> str:
    return f"{units.pace(point.speed_m_s)} ({_band(point, units)})"


def _band(point: SpeedPoint, units: Units) -> str:
    if point.low_m_s is None or point.high_m_s is None:
        return ""
    slow = units.pace(point.low_m_s).split(" ")[0] if point.low_m_s > 0 else "walking"
    return f"{units.pace(point.high_m_s).split(' ')[0]} to {slow}"
