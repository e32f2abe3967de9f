"""Past weeks for tests of a week's time: minutes a week, and what was special of some."""

from __future__ import annotations

from datetime import timedelta

from support.made_weeks import MONDAY

from planner.past.weeks import WeekFacts

WEEK = timedelta(weeks=1)


def facts(*minutes, **special):
    """Return whole weeks before MONDAY; ``special`` gives keywords by place, as ``w0={...}``."""
    made = []
    for place, one in enumerate(minutes):
        start = MONDAY - (len(minutes) - place) * WEEK
        values = {
            "start": start,
            "seconds": one * 60.0,
            "running_s": one * 60.0,
            "longest_s": one * 20.0,
            "longest_running_s": one * 20.0,
            "days": 3 if one else 0,
            "runs": 3 if one else 0,
            "last_run": start + timedelta(days=6) if one else None,
        }
        made.append(WeekFacts(**{**values, **special.get(f"w{place}", {})}))
    return made
