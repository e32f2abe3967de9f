"""The load of seven days, and what the runner's own usual seven days are."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.load.days import LoadDay

OWN_DAYS: Final = 365  # own choice: so far back a runner's own usual is looked for
LEAST_DAYS: Final = 42  # own choice: before, too few weeks are known to call one usual
_WEEK: Final = 7


def week_load(days: Sequence[LoadDay], number: int) -> float:
    """Return the known HRSS of the seven days up to the one with this number, it included."""
    return sum(day.load_hrss or 0.0 for day in days[max(0, number - _WEEK + 1) : number + 1])


def usual_week_load(days: Sequence[LoadDay]) -> float | None:
    """Return the median HRSS of every seven days in a row; None with fewer than 42 days."""
    if len(days) < LEAST_DAYS:
        return None
    loads = [day.load_hrss or 0.0 for day in days]
    return median(sum(loads[last - _WEEK : last]) for last in range(_WEEK, len(loads) + 1))
