"""What of a planned day is still to come; who only writes words loads no week for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from planner.week.model import Day, Run


def to_come(day: Day, today: date) -> tuple[Run, ...]:
    """Return the planned runs that are not run yet: none of days gone, or of one that was run."""
    if day.run is None or day.date < today or day.ran_s:
        return ()
    return (day.run, *day.more_runs)
