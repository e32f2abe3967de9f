"""The lines of `status`, made of a judged day and kept for the next look."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from planner.judging.balance import monday_of
from reports.clock import clock
from reports.commands.kept_status import keep_lines
from reports.opening import former_names
from reports.planning import PlanError, standing_plan
from reports.terminal.status import verdict_lines

if TYPE_CHECKING:
    from datetime import date

    from ingest.home.home import Home
    from planner.day.judged import JudgedDay
    from planner.week.model import Plan


def plan_of(home: Home, day: JudgedDay) -> Plan | None:
    """Return the day's week, stored nowhere; None where none can be planned."""
    with suppress(PlanError):  # the verdict itself says what is missing
        week_start = monday_of(day.athlete.today)
        return standing_plan(home, day, week_start=week_start, now=clock(), keep=False)
    return None


def lines_kept(
    home: Home, state: list[object] | None, day: JudgedDay, *, asked: date | None
) -> list[str]:
    """Return the lines of a day that was made of what ``state`` stands for, and keep them."""
    today, profile, plan = day.athlete.today, day.athlete.profile, plan_of(home, day)
    lines = verdict_lines(day, planned=None if plan is None else plan.days[today.weekday()])
    plugins = day.athlete.plugins
    if not former_names(home) and all(one.problem is None for one in plugins):
        # what is said on the other stream is said each time
        zone = None if profile.zone_name is None else profile.zone
        keep_lines(home, state, lines, asked=asked, today=today, zone=zone, plugins=plugins)
    return lines
