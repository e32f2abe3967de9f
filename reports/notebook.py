"""The functions a notebook calls, with more defaults than a command may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.home.home import Home
from ingest.imports.importing import import_paths as read_paths
from planner.day.judged import judge_day
from planner.judging.balance import monday_of
from planner.week.make_plan import make_plan as plan_of_week
from planner.week.morning import with_today
from reports.beginning import begin
from reports.clock import clock
from reports.planning import check_plannable
from reports.plugins import load_readers, say_standing

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor
    from datetime import date, datetime

    from ingest.home.home import AnyHome
    from ingest.imports.importing import ImportReport
    from ingest.imports.renewing import Progress
    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.week.model import Plan


def import_paths(
    paths: Iterable[str | os.PathLike[str]],
    *,
    home: AnyHome,
    executor: Executor | None = None,
    progress: Progress | None = None,
    on_wait: Callable[[], object] | None = None,
    take_back_at: datetime | None = None,
) -> ImportReport:
    """Read watch files, folders and archives into a home, as `aerobase import` does.

    Readers of plug-ins count where the home's profile names them; those that cannot be loaded, and
    files that one was to read again and did not, are said on standard error.

    Parameters
    ----------
    paths
        Files, folders, ``.gz`` and ``.zip`` in any depth; content decides what they are.
    home
        The data directory or its path; made when it is not there.
    executor
        Where files are decoded; by default processes of this machine, for many files.
    progress
        Called after every file with how many are done and how many are expected.
    on_wait
        Called once when another process is writing and this one has to wait.
    take_back_at
        The present instant, aware, when files that were forgotten are wanted again.

    Raises
    ------
    AerobaseError
        There is no file under ``paths``, the home cannot be used or the disk is full.
    """
    home = Home.locate(home)
    report = read_paths(
        paths,
        home=home,
        executor=executor,
        progress=progress,
        on_wait=on_wait,
        take_back_at=take_back_at,
        plugged=load_readers(home),
    )
    say_standing(report)
    begin(home, report)
    return report


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
