"""The functions a notebook calls, with more defaults than a command may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.day.judged import judge_day
from planner.judging.balance import monday_of
from planner.week.make_plan import make_plan as plan_of_week
from planner.week.morning import with_today
from reports.clock import clock
from reports.planning import check_plannable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.week.model import Plan


def make_plan(
    athlete: Athlete,
    flags: Sequence[Flag] | None = None,
    *,
    week_start: date | None = None,
    created_utc: datetime | None = None,
) -> Plan:
    """Return the plan of a week as the command would make it; nothing is stored.

    Parameters
    ----------
    athlete
        From ``load_athlete``; days before its ``today`` keep what was done.
    flags
        The warnings that the week obeys; by default those that stand.
    week_start
        A Monday; by default that of the week of ``athlete.today``.
    created_utc
        The instant that the plan carries, aware; by default the clock's.

    Raises
    ------
    PlanError
        Nothing has been run, and the profile has no birth date and no entered threshold.
    ValueError
        ``week_start`` is no Monday.
    """
    check_plannable(athlete)
    day = judge_day(athlete, flags)
    plan = plan_of_week(
        day,
        week_start=monday_of(athlete.today) if week_start is None else week_start,
        created_utc=clock() if created_utc is None else created_utc,
    )
    return with_today(plan, day)
