"""The load of seven days, and what the runner's own usual seven days are."""

from __future__ import annotations

import math
from bisect import bisect_right
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.load.days import LoadDay

OWN_DAYS: Final = 365  # own choice: so far back a runner's own usual is looked for
LEAST_DAYS: Final = 42  # own choice: before, too few weeks are known to call one usual
LOAD_PEAK: Final = 1.3  # own choice: of the mean of four weeks' load; makes a gain doubtful
_WEEK: Final = 7


def week_load(days: Sequence[LoadDay], number: int) -> float | None:
    """Return the HRSS of the seven days up to that place; None where one of them is not known."""
    return _whole([day.load_hrss for day in days[max(0, number - _WEEK + 1) : number + 1]])


def usual_week_load(days: Sequence[LoadDay]) -> float | None:
    """Return the median HRSS of every seven days in a row that are known.

    None where they are fewer than those of 42 days.
    """
    loads = [day.load_hrss for day in days]
    weeks = (_whole(loads[last - _WEEK : last]) for last in range(_WEEK, len(loads) + 1))
    known = [week for week in weeks if week is not None]
    return median(known) if len(known) > LEAST_DAYS - _WEEK else None


def is_load_peak(days: Sequence[LoadDay], day: date) -> bool:
    """Return whether the week up to ``day`` is far above the mean of the four before it.

    What is not known of their load adds nothing: it serves a doubt, never a number.
    """
    end = bisect_right(days, day, key=lambda one: one.day)
    loads = [one.load_hrss or 0.0 for one in days[max(0, end - 5 * _WEEK) : end]]
    before = math.fsum(loads[:-_WEEK]) / 4
    return before > 0 and math.fsum(loads[-_WEEK:]) > LOAD_PEAK * before


def _whole(loads: Sequence[float | None]) -> float | None:
    """Return the sum of loads; None where one is not known: missing is no rest."""
    known = [load for load in loads if load is not None]
    return sum(known) if len(known) == len(loads) else None
