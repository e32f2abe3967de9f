"""Load models over a list of daily loads, oldest first: averages, monotony, acute to chronic."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

FITNESS_DAYS: Final = 42
FATIGUE_DAYS: Final = 7
MONOTONY_DAYS: Final = 7
MONOTONY_CAP: Final = 10.0
CHRONIC_DAYS: Final = 28


def exponential_average(loads: Sequence[float | None], days: float) -> list[float]:
    """Return the average with k = 1 - exp(-1/days), as CTL (42) and ATL (7) use it.

    A day whose load is unknown (None) leaves the average as it is: missing is not rest.
    Source: GoldenCheetah and Elevate (practitioner; RULES 3.6).
    """
    return _smoothed(loads, 1 - math.exp(-1 / days), 0.0)


def span_average(loads: Sequence[float | None], days: int, *, seed: float) -> list[float]:
    """Return the average with k = 2 / (days + 1), as Williams 2017 and Runalyze use it."""
    return _smoothed(loads, 2 / (days + 1), seed)


def _smoothed(loads: Sequence[float | None], k: float, seed: float) -> list[float]:
    steps = accumulate(
        loads, lambda last, load: last if load is None else last + k * (load - last), initial=seed
    )
    return list(steps)[1:]


def monotony(week: Sequence[float]) -> float:
    """Return mean over population SD of seven daily loads, capped at 10; an empty week gives 0.

    Source: Foster 1998 (published formula); population SD and cap as Runalyze (RULES 3.7).
    """
    mean = math.fsum(week) / len(week)
    if mean == 0:
        return 0.0
    spread = math.sqrt(math.fsum((load - mean) ** 2 for load in week) / len(week))
    return min(MONOTONY_CAP, mean / spread) if spread > 0 else MONOTONY_CAP


def strain(week: Sequence[float], even: float) -> float:
    """Return the week's load times its monotony ``even`` (Foster 1998; RULES 3.7)."""
    return math.fsum(week) * even


def acute_chronic_coupled(loads: Sequence[float]) -> float | None:
    """Return mean of 7 over mean of 28 days at the last day; None before day 28 or without load.

    Shown on request only and never coloured: its denominator may as well be random
    (Impellizzeri 2020), and runners' injuries ran against it (Frandsen 2025). RULES 3.8.
    """
    if len(loads) < CHRONIC_DAYS:
        return None
    chronic = math.fsum(loads[-CHRONIC_DAYS:]) / CHRONIC_DAYS
    return _over(math.fsum(loads[-FATIGUE_DAYS:]) / FATIGUE_DAYS, chronic)


def acute_chronic_uncoupled(loads: Sequence[float]) -> float | None:
    """Return mean of the last 7 over mean of the 21 days before them (RULES 3.8)."""
    if len(loads) < CHRONIC_DAYS:
        return None
    before = loads[-CHRONIC_DAYS:-FATIGUE_DAYS]
    return _over(math.fsum(loads[-FATIGUE_DAYS:]) / FATIGUE_DAYS, math.fsum(before) / len(before))


def acute_chronic_smoothed(loads: Sequence[float]) -> float | None:
    """Return the 7-day over the 28-day average, k = 2 / (N + 1), seeded with the first load.

    Source: Williams 2017, BJSM 51:209 (published). RULES 3.8.
    """
    if len(loads) < CHRONIC_DAYS:
        return None
    acute = span_average(loads, FATIGUE_DAYS, seed=loads[0])[-1]
    return _over(acute, span_average(loads, CHRONIC_DAYS, seed=loads[0])[-1])


def _over(acute: float, chronic: float) -> float | None:
    return acute / chronic if chronic > 0 else None
