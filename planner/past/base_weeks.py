"""The base: since when it lasts, and how many of its weeks were base weeks indeed.

A base week is at least four fifths aerobic and at least three quarters of what is usual today;
calendar weeks alone unlock nothing (own choice).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.time_off import AFTER_BREAK_DAYS
from planner.judging.balance import monday_of, week_on
from planner.past.memory import remember
from planner.past.weeks import WEEK, reference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.judging.balance import Week

BASE_AEROBIC: Final = 0.80  # own choice: so much of a base week is aerobic at least
BASE_TIME: Final = 0.75  # own choice: of today's usual week
KNOWN_TIME: Final = 0.5  # own choice: of a week that is judged by its heart rate
RECENT_WEEKS: Final = 12  # own choice: with good tests
ALL_WEEKS: Final = 32  # own choice: without


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseWeeks:
    """How many of the last 12 and of the last 32 weeks were base weeks, lighter ones left out."""

    recent: int
    all: int


def base_weeks(athlete: Athlete, monday: date) -> BaseWeeks:
    """Return the base weeks before ``monday``; weeks still to come are taken to be run as planned.

    A week without heart rate for half of its time is none, for nobody knows. Weeks before the
    base's start in the profile do not count.
    """
    this_week = monday_of(athlete.today)
    memory = remember(athlete, this_week)
    usual_s = reference(memory.weeks, this_week, exits=memory.exits) or 0.0
    start = athlete.profile.availability.base_start
    asked = [
        week
        for week in memory.weeks
        if week.reason != "lighter" and (start is None or week.start >= monday_of(start))
    ]
    found = [
        week.seconds >= BASE_TIME * usual_s and _is_aerobic(week_on(athlete.weeks, week.start))
        for week in asked[-ALL_WEEKS:]
    ]
    found += [True] * max(0, (monday - this_week) // WEEK)
    return BaseWeeks(recent=sum(found[-RECENT_WEEKS:]), all=sum(found[-ALL_WEEKS:]))


def _is_aerobic(week: Week | None) -> bool:
    if week is None or week.aerobic_frac is None:
        return False
    known_s = week.aerobic_s + week.anaerobic_s
    return known_s >= KNOWN_TIME * week.duration_s and week.aerobic_frac >= BASE_AEROBIC


def weeks_in_base(run_days: Sequence[date], monday: date, start: date | None = None) -> int:
    """Return whole weeks of base before ``monday``; ``run_days`` are the days with a run.

    From ``start``, the base's start in the profile; else from the first run after the last three
    weeks without one.
    """
    if start is None:
        days = sorted({day for day in run_days if day < monday})
        if not days or (monday - days[-1]).days > AFTER_BREAK_DAYS:
            return 0
        start = days[0]
        for before, after in itertools.pairwise(days):
            if (after - before).days > AFTER_BREAK_DAYS:
                start = after
    return max(0, (monday - monday_of(start)) // timedelta(weeks=1))


def base_since(run_days: Sequence[date], monday: date, start: date | None = None) -> date | None:
    """Return the Monday on which the base began, or null where none has."""
    weeks = weeks_in_base(run_days, monday, start)
    return monday - timedelta(weeks=weeks) if weeks else None
