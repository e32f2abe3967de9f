"""The plan that stands: the stored one, or a new one where its inputs changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import journal
from ingest.errors import AerobaseError
from planner.week import make_plan
from planner.week.frame import frame_of
from planner.week.inputs import inputs_digest
from planner.week.store import event_data, newest_plan_day, stored_inputs, stored_plan, with_done

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ingest.home import Home
    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.week.model import Plan


class PlanError(AerobaseError):
    """No week can be planned, or not changed so."""


def check_plannable(athlete: Athlete) -> None:
    """Raise where nothing is known that a ceiling, or its absence, could come from.

    Raises
    ------
    PlanError
        No birth date and no entered threshold, and no medical reason to go by words.
    """
    health = athlete.profile.health
    by_words = health.rate_medicine or health.pacemaker or health.arrhythmia or health.pregnant
    if athlete.ceiling is None and not by_words and athlete.profile.birth_date is None:
        raise PlanError(
            "No week can be planned: the profile has no birth date, so no ceiling is known.",
            hint="Run `aerobase init --birth-date 1980-05-01` with your own date first.",
        )


def standing_plan(
    home: Home,
    athlete: Athlete,
    flags: Sequence[Flag],
    *,
    week_start: date,
    now: datetime,
    keep: bool = True,
) -> Plan:
    """Return the week's plan; a new one is appended to the journal unless ``keep`` is false.

    Nothing is stored either where the athlete's today lies before the newest stored plan.

    Raises
    ------
    PlanError
        See ``check_plannable``.
    """
    check_plannable(athlete)
    inputs = inputs_digest(athlete, flags, week_start)
    stored = stored_plan(athlete.events, week_start)
    if stored is not None and stored_inputs(athlete.events, week_start) == inputs:
        return with_done(stored, frame_of(athlete, week_start).done)
    plan = make_plan(athlete, flags, week_start=week_start, created_utc=now)
    if keep:
        newest = newest_plan_day(journal.read(home))
        if newest is None or newest <= athlete.today:
            data = event_data(plan, inputs=inputs)
            journal.append(home, kind="plan", day=athlete.today, data=data, now=now)
    return plan
