"""Which flags stood in each week: the warnings of the past, as they would have been given."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.flags.history import flag_history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.judging.balance import Week


def flags_by_week(athlete: Athlete, weeks: Sequence[Week]) -> dict[date, tuple[str, ...]]:
    """Return for each week's Monday the ids of the flags that stood on any of its days.

    ``weeks`` are some of the athlete's, oldest first; flags in the order in which they began.
    """
    if not weeks:
        return {}
    spells = flag_history(athlete, weeks[0].week_start)
    found = {}
    for week in weeks:
        last = week.week_start + timedelta(days=6)
        stood = (
            spell.flag.id
            for spell in spells
            if spell.first_day <= last and spell.last_day >= week.week_start
        )
        found[week.week_start] = tuple(dict.fromkeys(stood))
    return found
