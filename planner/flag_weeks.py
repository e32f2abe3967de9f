"""Which flags stood in each week: the warnings of the past, as they would have been given."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.athlete import athlete_on
from planner.flags import standing_flags

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from planner.athlete import Athlete
    from planner.balance import Week


def flags_by_week(athlete: Athlete, weeks: Iterable[Week]) -> dict[date, tuple[str, ...]]:
    """Return for each week's Monday the ids of the flags that stood on its last day."""
    found = {}
    for week in weeks:
        last = min(week.week_start + timedelta(days=6), athlete.today)
        found[week.week_start] = tuple(
            flag.id for flag in standing_flags(athlete_on(athlete, last))
        )
    return found
