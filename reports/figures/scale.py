"""Axes: from values to places, and where the ticks stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.figures.chart import XKind, XValue

MOST_TICKS: Final = 8
PACE_STEPS_S: Final = (5, 10, 15, 20, 30, 60, 120, 300, 600)
_MONTHS: Final = tuple(name[:3] for name in MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A straight mapping of [low, high] to [start, end] pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value; the middle where the axis has no length."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def x_number(value: XValue, kind: XKind) -> float:
    """Return an x value as a number: the day's ordinal on a date axis."""
    return float(date.fromisoformat(str(value)).toordinal() if kind == "date" else value)


def nice_step(span: float, most: int = 5) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that cuts ``span`` in at most ``most``."""
    if span <= 0:
        return 1.0
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.9999)


def number_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round values from ``low`` to ``high``."""
    step = nice_step(high - low, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def pace_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return speeds (units an hour) from ``low`` to ``high`` whose paces are round."""
    if low <= 0:
        return number_ticks(low, high, most)
    fastest, slowest = 3600 / high, 3600 / low
    step = next(
        (one for one in PACE_STEPS_S if (slowest - fastest) / one <= most), PACE_STEPS_S[-1]
    )
    first, last = math.ceil(fastest / step - 1e-9), math.floor(slowest / step + 1e-9)
    return [3600 / (n * step) for n in range(last, first - 1, -1)]


def value_range(
    values: Iterable[float], low: float | None, high: float | None
) -> tuple[float, float]:
    """Return axis limits that hold all values: the given ones, else rounded out to a tick."""
    known = list(values)
    bottom = low if low is not None else min(known, default=0.0)
    top = high if high is not None else max(known, default=1.0)
    if top <= bottom:
        top = bottom + 1.0
    step = nice_step(top - bottom)
    if low is None:
        bottom = math.floor(bottom / step) * step
    if high is None:
        top = math.ceil(top / step - 1e-9) * step
    return bottom, top


def date_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Return (ordinal, label) at days, Mondays, month or year starts, whatever leaves few."""
    first, last = date.fromordinal(math.ceil(low)), date.fromordinal(math.floor(high))
    span = (last - first).days
    if span <= MOST_TICKS:
        return _day_ticks([first + timedelta(days=n) for n in range(span + 1)])
    if span <= 7 * MOST_TICKS:
        monday = first + timedelta(days=-first.weekday() % 7)
        return _day_ticks(
            [monday + timedelta(days=n) for n in range(0, (last - monday).days + 1, 7)]
        )
    every = next((n for n in (1, 2, 3, 6, 12) if span / 30.4 / n <= MOST_TICKS + 1), 12)
    ticks = []
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, every):
            day = date(year, month, 1)
            if first <= day <= last:
                label = str(year) if month == 1 else _MONTHS[month - 1]
                ticks.append((float(day.toordinal()), label))
    return ticks[:: max(1, math.ceil(len(ticks) / (2 * MOST_TICKS)))]


def _day_ticks(days: list[date]) -> list[tuple[float, str]]:
    return [(float(day.toordinal()), f"{day.day} {_MONTHS[day.month - 1]}") for day in days]
