"""Days without running, and how much of the former volume and pace they leave (RULES 5.1, 7.4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

BREAK_DAYS: Final = 7  # days without a run that make a break
USUAL_DAYS: Final = 84  # the runner's own gaps are those of twelve weeks
AWAY_GAPS: Final = 2.5
LEAST_GAPS: Final = 3
AFTER_BREAK_DAYS: Final = 21  # for so long a break still cuts what older runs license
# Days off and the share of the former volume that remains; the shares are our own choice.
SHARES: Final = (
    (5, 1.0),
    (7, 0.90),
    (14, 0.75),
    (21, 0.60),
    (28, 0.50),
    (42, 0.365),
    (56, 0.25),
    (72, 0.20),
)
# Days off and the factor of the former pace, from the time-off table of Daniels' V.O2: without
# cross-training, which halves the loss, and with it (practitioner).
PACE: Final = (
    (5, 1.0, 1.0),
    (7, 0.994, 0.997),
    (14, 0.973, 0.986),
    (21, 0.952, 0.976),
    (28, 0.931, 0.965),
    (42, 0.889, 0.944),
    (56, 0.847, 0.923),
    (72, 0.800, 0.900),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Seven or more days without a run: the last run before, the first after (None: not yet)."""

    last_run: date
    first_run: date | None
    days_off: int


def breaks_on(run_days_back: Iterable[date], day: date, *, day_gone: bool = False) -> list[Break]:
    """Return the breaks that still matter on ``day``, newest first.

    One matters while it lasts and for three weeks after the return.

    Parameters
    ----------
    run_days_back
        Days with a run, newest first, none later than ``day``; read as far back as is needed.
    day_gone
        ``day`` itself counts as one without a run where it has none; else it is still to come.
    """
    found = []
    following, first_run = day.toordinal() + day_gone, None
    for run_day in run_days_back:
        if first_run is not None and (day - first_run).days >= AFTER_BREAK_DAYS:
            break
        days_off = following - run_day.toordinal() - 1
        if days_off >= BREAK_DAYS:
            found.append(Break(last_run=run_day, first_run=first_run, days_off=days_off))
        following, first_run = run_day.toordinal(), run_day
    return found


def usual_gap_days(run_days: Sequence[date], until: date) -> float:
    """Return 2.5 times the median gap between run days of the twelve weeks up to ``until``.

    A gap is counted in days from run to run; three are a habit, with fewer 0 is returned. Whoever
    runs once a week is not away after ten days (own choice). ``run_days`` are oldest first.
    """
    first = bisect_left(run_days, until - timedelta(days=USUAL_DAYS))
    recent = run_days[first : bisect_right(run_days, until)]
    gaps = [(after - before).days for before, after in pairwise(recent)]
    return AWAY_GAPS * median(gaps) if len(gaps) >= LEAST_GAPS else 0.0


def is_break(
    last_run: date, next_run: date, run_days: Sequence[date], given: Iterable[date]
) -> bool:
    """Return whether the days between two runs are long by the runner's own gaps.

    Seven or more, and 2.5 times the usual gap; days off that the plan gave (``given``) are none of
    them. ``run_days`` are oldest first.
    """
    off = (next_run - last_run).days - 1 - sum(last_run < day < next_run for day in given)
    if off < BREAK_DAYS:
        return False
    return off >= usual_gap_days(run_days, last_run)


def longest_break(breaks: Sequence[Break]) -> Break | None:
    """Return the break to speak of and to come back from: the longest, of two alike the newer."""
    return max(breaks, key=lambda one: one.days_off, default=None)


def share_after(days_off: int) -> float:
    """Return the share of the former volume after so many days off, interpolated (RULES 7.4)."""
    return _between(SHARES, days_off)


def pace_after(days_off: int, *, cross_trained: bool) -> float:
    """Return the factor of the former speed after so many days off, interpolated (RULES 7.4).

    ``cross_trained``: other endurance sports were kept up meanwhile.
    """
    column = 2 if cross_trained else 1
    return _between([(row[0], row[column]) for row in PACE], days_off)


def _between(table: Sequence[tuple[int, float]], days_off: int) -> float:
    if days_off <= table[0][0]:
        return table[0][1]
    for (low, before), (high, after) in pairwise(table):
        if days_off <= high:
            return before + (days_off - low) / (high - low) * (after - before)
    return table[-1][1]
