"""A value a day, and the runner's own band of it: what readiness and the warning share.

Their rules differ: readiness looks at seven days against the sixty before (JUDGEMENT 9), the
warning at three days in a row against sixty that hold them (RULES 5.6).
"""

from __future__ import annotations

import math
from datetime import timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from ingest.wellness import WellnessDay

LEAST_BASE_DAYS: Final = 20  # own choice: known days that make a band
MEAN_DAYS: Final = 7
BAND_DAYS: Final = 60
BAND_SD: Final = 0.75  # practitioner: HRV4Training


def values_of(
    days: Iterable[WellnessDay], value: Callable[[WellnessDay], float | None]
) -> dict[date, float]:
    """Return the days on which a value is known, with it."""
    return {one.day: found for one in days if (found := value(one)) is not None}


def last_values(values: Mapping[date, float], day: date, days: int) -> list[float]:
    """Return what is known of the last ``days`` days up to ``day``, the newest first."""
    wanted = (day - timedelta(days=back) for back in range(days))
    return [values[one] for one in wanted if one in values]


def mean_and_sd(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean of daily values and their spread (of a population)."""
    mean = fmean(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))


def band_before(values: Mapping[date, float], day: date) -> tuple[float, float] | None:
    """Return the own range on a day, (low, high): of the sixty days before the last seven.

    None where fewer than twenty of them are known.
    """
    base = last_values(values, day - timedelta(days=MEAN_DAYS), BAND_DAYS)
    if len(base) < LEAST_BASE_DAYS:
        return None
    usual, sd = mean_and_sd(base)
    return usual - BAND_SD * sd, usual + BAND_SD * sd
