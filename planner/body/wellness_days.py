"""Wellness by local day: what files state, with what the runner wrote in its place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ingest.wellness import WellnessDay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from ingest.diary import DiaryEntry
    from ingest.wellness import WellnessValue

HOUR_S = 3600.0


def wellness_days(
    values: Sequence[WellnessValue], diary: Sequence[DiaryEntry], *, zone: tzinfo, today: date
) -> tuple[WellnessDay, ...]:
    """Return one entry for each day that has a value, up to ``today``, oldest first.

    Of several values of a day the last stands; what the runner wrote stands before any file.
    """
    days: dict[date, dict[str, float]] = {}
    for one in sorted(values, key=lambda value: (value.at_utc, value.metric, value.value)):
        days.setdefault(local_day(one, zone), {})[one.metric] = one.value
    for entry in diary:
        for metric, value in _written(entry).items():
            days.setdefault(entry.day, {})[metric] = value
    return tuple(WellnessDay(day=day, **days[day]) for day in sorted(days) if day <= today)


def local_day(value: WellnessValue, zone: tzinfo) -> date:
    """Return the local day of a value: by the file's own offset, else by ``zone``."""
    if value.utc_offset_s is None:
        return value.at_utc.astimezone(zone).date()
    return (value.at_utc + timedelta(seconds=value.utc_offset_s)).date()


def _written(entry: DiaryEntry) -> dict[str, float]:
    if entry.kind == "sleep":
        hours = _number(entry, "hours")
        return {} if hours is None else {"sleep_s": hours * HOUR_S}
    if entry.kind != "wellness":
        return {}
    found = {metric: _number(entry, metric) for metric in ("rhr_bpm", "hrv_rmssd_ms")}
    return {metric: value for metric, value in found.items() if value is not None}


def _number(entry: DiaryEntry, name: str) -> float | None:
    value = entry.values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
