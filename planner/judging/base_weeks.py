"""How long the base has lasted."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.body.time_off import AFTER_BREAK_DAYS
from planner.judging.balance import monday_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.session import Session


def base_weeks(runs: Sequence[Session], monday: date, start: date | None = None) -> int:
    """Return whole weeks of base before ``monday``.

    From ``start``, the base's start in the profile; else from the first run after the last three
    weeks without one.
    """
    if start is None:
        days = sorted({run.local_date for run in runs if run.local_date < monday})
        if not days or (monday - days[-1]).days > AFTER_BREAK_DAYS:
            return 0
        start = days[0]
        for before, after in itertools.pairwise(days):
            if (after - before).days > AFTER_BREAK_DAYS:
                start = after
    return max(0, (monday - monday_of(start)) // timedelta(weeks=1))


def base_since(runs: Sequence[Session], monday: date, start: date | None = None) -> date | None:
    """Return the Monday on which the base began, or null where none has."""
    weeks = base_weeks(runs, monday, start)
    return monday - timedelta(weeks=weeks) if weeks else None
