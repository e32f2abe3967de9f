"""The plan that stands: the stored one, or a new one where its inputs changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.errors import AerobaseError
from ingest.home import journal
from ingest.home.events import Event
from planner.flags import standing_flags
from planner.week.edits import edit_data, edits_of
from planner.week.history import WEEK
from planner.week.make_plan import make_plan, refused_edit
from planner.week.staleness import effect_then, inputs_of, left_standing, same_rules, why_anew
from planner.week.store import event_data, newest_plan_day, stored_week, with_done
from planner.week.week_so_far import done_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.week.edits import EditKind
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
    week = stored_week(athlete.events, week_start)
    done = done_in(athlete, week_start)
    if week is not None and week_start + WEEK <= athlete.today:
        return with_done(week.plan, done)  # the past stands as it was written
    inputs = inputs_of(athlete, flags, week_start)
    because = None if week is None else why_anew(week, inputs, athlete, flags)
    if week is None or because is not None:
        plan = make_plan(athlete, flags, week_start=week_start, created_utc=now)
        plan = replace(plan, changes=tuple(one for one in (because, *plan.changes) if one))
    elif same_rules(week, inputs):
        return with_done(week.plan, done)
    else:
        plan = with_done(left_standing(week.plan), done)
        inputs = replace(inputs, effect=effect_then(week, flags, athlete.today))
    if keep and _newest_stored(home, athlete):
        data = event_data(plan, inputs)
        journal.append(home, kind="plan", day=athlete.today, data=data, now=now)
    return plan


def _newest_stored(home: Home, athlete: Athlete) -> bool:
    """Return whether no stored plan is younger than the athlete's today."""
    newest = newest_plan_day(journal.read(home))
    return newest is None or newest <= athlete.today


def change_plan(
    home: Home,
    athlete: Athlete,
    kind: EditKind,
    *,
    week_start: date,
    day: date | None,
    to: date | None,
    now: datetime,
) -> Plan:
    """Change the week by hand, store what was said and the week that comes of it.

    Raises
    ------
    PlanError
        The change breaks a hard rule, or concerns a day gone; nothing is stored then.
    """
    flags = standing_flags(athlete)
    plan = standing_plan(home, athlete, flags, week_start=week_start, now=now)
    _refuse_early(home, athlete)
    run = None if day is None else plan.days[(day - week_start).days].run
    data = edit_data(week_start, day=day, to=to, run=run)
    said = Event(id="now", kind=kind, at_utc=now, day=athlete.today, data=data)
    _refuse_gone(athlete, day, to)
    events = journal.read(home)
    tried = _with_events(athlete, (*events, said))
    refused = refused_edit(tried, flags, week_start, "now")
    if refused is not None:
        raise PlanError(
            f"The week cannot be changed so: {refused}.",
            hint="`aerobase plan --explain DAY` says what each day can take.",
        )
    journal.append(home, kind=kind, day=athlete.today, data=data, now=now)
    return standing_plan(
        home, _with_events(athlete, journal.read(home)), flags, week_start=week_start, now=now
    )


def undo_change(home: Home, athlete: Athlete, *, week_start: date, now: datetime) -> Plan:
    """Take back the week's last change by hand, and return the week without it.

    Raises
    ------
    PlanError
        There is none.
    """
    flags = standing_flags(athlete)
    _refuse_early(home, athlete)
    edits = edits_of(athlete.events, week_start)
    if not edits:
        raise PlanError(
            f"Nothing was changed by hand in the week of {week_start}.",
            hint="`undo` takes back move, skip and less.",
        )
    data = {"event": edits[-1].id, "week_start": week_start.isoformat()}
    journal.append(home, kind="undo", day=athlete.today, data=data, now=now)
    return standing_plan(
        home, _with_events(athlete, journal.read(home)), flags, week_start=week_start, now=now
    )


def _refuse_early(home: Home, athlete: Athlete) -> None:
    if not _newest_stored(home, athlete):
        raise PlanError(
            f"A plan made after {athlete.today} is stored; the past is not changed.",
            hint="Leave --today out, or name a later day.",
        )


def _refuse_gone(athlete: Athlete, *days: date | None) -> None:
    gone = [day for day in days if day is not None and day < athlete.today]
    if gone:
        raise PlanError(f"{gone[0]} is gone; the past is not changed.", hint=None)


def _with_events(athlete: Athlete, events: Sequence[Event]) -> Athlete:
    """Return the athlete with these events as the journal, later ones hidden."""
    return replace(athlete, events=tuple(e for e in events if e.day <= athlete.today))
