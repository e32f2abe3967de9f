"""Wellness as text: days in a table; one day value by value, with the files each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents.wellness import sources
from reports.terminal.table import Column, table, wrapped
from reports.words import UNKNOWN, duration, long_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ingest.wellness import WellnessDay

_NAME_WIDE = 21


def wellness_text(days: Sequence[WellnessDay]) -> list[str]:
    """Return a table of days, oldest first."""
    columns = (
        Column(head="day"),
        Column(head="resting bpm", align="right"),
        Column(head="HRV ms", align="right"),
        Column(head="stress", align="right"),
        Column(head="asleep", align="right"),
        Column(head="naps", align="right"),
        Column(head=""),
    )
    return [
        *table(columns, [_row(day) for day in days]),
        "",
        *wrapped(
            "A day no file goes beyond is a day so far. `aerobase wellness DAY` says what each "
            "value stands on and which files it comes from."
        ),
    ]


def wellness_day_text(day: WellnessDay) -> list[str]:
    """Return one day, value by value, each with its files."""
    head = long_day(day.day)
    if day.so_far:
        head += ", so far" + (f": told until {_clock(day.said_until)}" if day.said_until else "")
    lines = [head]
    for name, said, key in _values(day):
        lines += wrapped(said, mark=f"  {name:<{_NAME_WIDE}}")
        named = ", ".join(sources(day, key))
        if named:
            lines += wrapped(f"from {named}", indent=" " * (_NAME_WIDE + 2))
    return [
        *lines,
        "",
        *wrapped("Files go by the first digits of their names in `originals` of the home."),
    ]


def _row(day: WellnessDay) -> list[str]:
    return [
        day.day.isoformat(),
        _number(day.rhr_bpm),
        _number(day.hrv_rmssd_ms),
        _number(day.stress_score),
        duration(day.sleep_s),
        duration(day.nap_s) if day.nap_s is not None else "",
        "so far" if day.so_far else "",
    ]


def _values(day: WellnessDay) -> Iterator[tuple[str, str, str]]:
    """Yield name, value in words, and the key of its sources."""
    yield "resting heart rate", _bpm(day), "rhr_bpm"
    yield "overnight HRV", _hrv(day), "hrv_rmssd_ms"
    low, high = day.hrv_baseline_low_ms, day.hrv_baseline_high_ms
    if low is not None or high is not None:
        yield "  the watch's band", f"{_number(low)} to {_number(high)} ms", "hrv_baseline"
    yield "stress", _stress(day), "stress_score"
    yield "asleep", duration(day.sleep_s) + _open(day, "sleep_s"), "sleep_s"
    if day.sleep_start is not None:
        yield "  in bed", _window(day), "sleep_window"
    if day.second_sleep_s is not None:
        yield "  a second night", duration(day.second_sleep_s), "second_sleep_s"
    if day.nap_s is not None:
        yield "  naps", duration(day.nap_s), "nap_s"


def _bpm(day: WellnessDay) -> str:
    return UNKNOWN if day.rhr_bpm is None else f"{day.rhr_bpm:g} bpm" + _open(day, "rhr_bpm")


def _hrv(day: WellnessDay) -> str:
    if day.hrv_rmssd_ms is None:
        return day.hrv_how or UNKNOWN
    how = f" ({day.hrv_how})" if day.hrv_how else ""
    return f"{day.hrv_rmssd_ms:.0f} ms{how}" + _open(day, "hrv_rmssd_ms")


def _stress(day: WellnessDay) -> str:
    if day.stress_score is None:
        return UNKNOWN
    of = f", mean of {day.stress_scores:,} scores" if day.stress_scores else ""
    return f"{day.stress_score:.0f}{of}" + _open(day, "stress_score")


def _window(day: WellnessDay) -> str:
    said = f"{_clock(day.sleep_start)} to {_clock(day.sleep_stop)}"
    if day.sleep_awake_s:
        said += f", {duration(day.sleep_awake_s)} of it awake"
    if day.sleep_score is not None:
        said += f"; the watch's score {day.sleep_score:g}"
    return said


def _open(day: WellnessDay, name: str) -> str:
    return ", may still change" if name in day.provisional else ""


def _clock(at: datetime | None) -> str:
    return UNKNOWN if at is None else f"{at:%H:%M}"


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.0f}"
