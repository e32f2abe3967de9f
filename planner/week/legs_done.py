"""What the legs did around a week: leg load of the days up to today, and which were run hard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.judging.hard_days import hard_days_back
from planner.load.legs import UsualDay, day_loads_bw, usual_day
from planner.session import between

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planner.athlete import Athlete

BIG_TIMES: Final = 1.3  # own choice: of a usual running day; from it a day is big (JUDGEMENT 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegWeek:
    """What is known of the legs around a week, its days counted from Monday, the day before -1.

    ``done`` holds the multiples of a usual running day of the days up to today, 0.0 where nothing
    was run or walked, empty where no usual day is known; ``hard`` those that were run hard;
    ``ran`` those with a run; ``until`` is today.
    """

    usual: UsualDay
    done: Mapping[int, float]
    hard: frozenset[int]
    ran: frozenset[int]
    until: int

    def over(self, number: int) -> bool:
        """Return whether a day is over for the legs: gone, or today with its run done."""
        return number < self.until or number in self.ran

    def big(self, number: int, most: float = BIG_TIMES) -> str | None:
        """Return why a day was big as it was run, or None; ``most`` usual days make one."""
        times = self.done.get(number, 0.0)
        if number in self.hard:
            return "run hard"
        return f"{times:.1f} x your usual running day" if times >= most else None


def leg_week(athlete: Athlete, monday: date, *, doubted: bool = False) -> LegWeek:
    """Return what the legs did from the day before the week to today.

    ``doubted``: the ceiling is in doubt, and no run is hard by its class (JUDGEMENT 6).
    """
    first, last = monday - timedelta(days=1), min(athlete.today, monday + timedelta(days=6))
    usual = usual_day(athlete.sessions, monday)
    loads = day_loads_bw(athlete.sessions, first, last)
    days = range(-1, (last - monday).days + 1)
    limits = athlete.profile.limits
    hard = hard_days_back(
        athlete.sessions,
        athlete.diary,
        athlete.today,
        limits,
        since=first,
        by_class=not doubted,
    )
    done = {number: usual.times(loads.get(monday + timedelta(days=number), 0.0)) for number in days}
    return LegWeek(
        usual=usual,
        done={number: times for number, times in done.items() if times is not None},
        hard=frozenset((day - monday).days for day in hard),
        ran=frozenset((run.local_date - monday).days for run in between(athlete.runs, first, last)),
        until=(athlete.today - monday).days,
    )
