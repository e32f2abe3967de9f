"""The plan that stands: the stored one, or a new one where its inputs changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ingest.errors import AerobaseError
from ingest.home import journal
from ingest.home.events import Event
from ingest.imports.binding import bound
from planner import words
from planner.body.way_back import way_back_on
from planner.judging.balance import monday_of
from planner.past.weeks import WEEK
from planner.week.edits import edit_data, edits_of
from planner.week.morning import on_the_way, taken_back, with_today, work_of
from planner.week.staleness import effect_then, inputs_of, left_standing, same_rules, why_anew
from planner.week.store import as_given, event_data, newest_plan_day, stored_week, with_done
from planner.week.week_so_far import done_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ingest.home.home import Home
    from planner.athlete import Athlete
    from planner.day.judged import JudgedDay
    from planner.week.edits import Edit, EditKind
    from planner.week.model import Plan
    from planner.week.morning import Morning
    from planner.week.season import SeasonWeek


# What a week that stands never asks for: how one is made anew, and what comes after it.
_MAKE: Final = "planner.week.make_plan:make_plan"
_REFUSED: Final = "planner.week.make_plan:refused_edit"
_SEASON: Final = "planner.week.season:season_of"


class PlanError(AerobaseError):
    """No week can be planned, or not changed so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A week before and after a change by hand was made or taken back, and that change."""

    before: Plan
    after: Plan
    edit: Edit


def check_plannable(athlete: Athlete) -> None:
    """Raise where nothing at all is known of the runner; who has run is planned for in words.

    Raises
    ------
    PlanError
        No run, no birth date, no entered threshold, and no medical reason to go by words.
    """
    if athlete.ceiling is None and not athlete.runs and _is_blank(athlete):
        raise PlanError(
            "No week can be planned: nothing has been run, and the profile has no birth date.",
            hint="Run `aerobase init --birth-date 1980-05-01` with your own date first.",
        )


def _is_blank(athlete: Athlete) -> bool:
    health = athlete.profile.health
    by_words = health.rate_medicine or health.pacemaker or health.arrhythmia or health.pregnant
    return athlete.profile.birth_date is None and not by_words


def standing_plan(
    home: Home, day: JudgedDay, *, week_start: date, now: datetime, keep: bool = True
) -> Plan:
    """Return the week's plan with today as it may be done: what every view shows.

    A new plan is appended to the journal unless ``keep`` is false; neither where the day lies
    before the newest stored plan.

    Raises
    ------
    PlanError
        See ``check_plannable``.
    """
    return with_today(_made_plan(home, day, week_start=week_start, now=now, keep=keep), day)


def weeks_ahead(home: Home, day: JudgedDay, plan: Plan, *, now: datetime) -> tuple[SeasonWeek, ...]:
    """Return the weeks from ``plan`` on, this one and the next as they are planned; keeps nothing.

    Raises
    ------
    PlanError
        See ``check_plannable``.
    """
    after = monday_of(day.athlete.today) + WEEK
    day = _with_this_week(day, after, now)
    following = (
        (standing_plan(home, day, week_start=after, now=now, keep=False),)
        if plan.week_start < after
        else ()
    )
    weeks: tuple[SeasonWeek, ...] = bound(_SEASON)(day, (plan, *following))
    return weeks


def todays_work(home: Home, day: JudgedDay, *, now: datetime, keep: bool = True) -> Morning:
    """Return the day's runs and exercises as they may be done, and what was taken back.

    A new plan is kept as in ``standing_plan``.

    Raises
    ------
    PlanError
        See ``check_plannable``.
    """
    athlete, today = day.athlete, day.athlete.today
    plan = _made_plan(home, day, week_start=monday_of(today), now=now, keep=keep)
    way = way_back_on(athlete.diary, athlete.runs, today)
    return on_the_way(work_of(plan, day), way, today, plan.stage)


def _made_plan(home: Home, day: JudgedDay, *, week_start: date, now: datetime, keep: bool) -> Plan:
    """Return the plan that is kept for the week, a new one where its inputs changed.

    Days gone, and today once it is run, have what was given on them.
    """
    check_plannable(day.athlete)
    day = _with_this_week(day, week_start, now)
    athlete = day.athlete
    week = stored_week(athlete.events, week_start)
    done = done_in(athlete, week_start)
    if week is not None and week_start + WEEK <= athlete.today:
        # The past stands as it was written.
        return with_done(as_given(week.plan, week.given), done)
    inputs = inputs_of(day, week_start)
    because = None if week is None else why_anew(week, inputs, day)
    earlier = () if week is None else week.given
    stands = False
    if week is None or because is not None:
        plan = _new_plan(day, week_start, now)
        plan = replace(plan, changes=tuple(one for one in (because, *plan.changes) if one))
    elif same_rules(week, inputs):
        plan, inputs, stands = with_done(week.plan, done), week.inputs, True
    else:
        plan = with_done(left_standing(week.plan), done)
        inputs = replace(inputs, effect=effect_then(week, day))
    over = tuple(one for one in earlier if _is_over(one.date, athlete))
    given = (*over, *taken_back(plan, day))
    if keep and not (stands and given == earlier) and _newest_stored(home, athlete):
        data = event_data(plan, inputs, given)
        journal.append(home, kind="plan", day=athlete.today, data=data, now=now)
    return as_given(plan, over)


def _new_plan(day: JudgedDay, week_start: date, now: datetime) -> Plan:
    plan: Plan = bound(_MAKE)(day, week_start=week_start, created_utc=now)
    return plan


def _with_this_week(day: JudgedDay, week_start: date, now: datetime) -> JudgedDay:
    """Return the day with a plan of its own week in the journal, where a later one is planned.

    What is left of this week counts as run as asked; a plan made only for that is not kept.
    """
    athlete = day.athlete
    monday = monday_of(athlete.today)
    if week_start <= monday or stored_week(athlete.events, monday) is not None:
        return day
    plan = _new_plan(day, monday, now)
    data = event_data(plan, inputs_of(day, monday))
    made = Event(id="this-week", kind="plan", at_utc=now, day=athlete.today, data=data)
    return _with_events(day, (*athlete.events, made))


def _is_over(day: date, athlete: Athlete) -> bool:
    """Return whether a day is gone, or was run already."""
    ran = day == athlete.today and any(run.local_date == day for run in athlete.runs)
    return day < athlete.today or ran


def _newest_stored(home: Home, athlete: Athlete) -> bool:
    """Return whether no stored plan is younger than the athlete's today."""
    newest = newest_plan_day(journal.read(home))
    return newest is None or newest <= athlete.today


def change_plan(
    home: Home,
    today: JudgedDay,
    kind: EditKind,
    *,
    week_start: date,
    day: date | None,
    to: date | None,
    now: datetime,
) -> Changed:
    """Change the week by hand, store what was said and the week that comes of it.

    Raises
    ------
    PlanError
        The change breaks a hard rule, or concerns a day gone; nothing is stored then.
    """
    athlete = today.athlete
    plan = _made_plan(home, today, week_start=week_start, now=now, keep=True)
    _refuse_early(home, athlete)
    run = None if day is None else plan.days[(day - week_start).days].run
    data = edit_data(week_start, day=day, to=to, run=run)
    said = Event(id="now", kind=kind, at_utc=now, day=athlete.today, data=data)
    _refuse_gone(athlete, day, to)
    _refuse_run(plan, day, to)
    events = journal.read(home)
    refused = bound(_REFUSED)(_with_events(today, (*events, said)), week_start, "now")
    if refused is not None:
        raise PlanError(
            f"That change is not possible: {refused}.",
            hint=_days_with_a_run(plan, athlete.today)
            if run is None or run.kind == "rest"
            else "`aerobase plan --explain DAY` says what each day can take.",
        )
    journal.append(home, kind=kind, day=athlete.today, data=data, now=now)
    changed = _with_events(today, journal.read(home))
    return Changed(
        before=with_today(plan, today),
        after=standing_plan(home, changed, week_start=week_start, now=now),
        edit=edits_of(changed.athlete.events, week_start)[-1],
    )


def _days_with_a_run(plan: Plan, today: date) -> str:
    days = [
        words.day(one.date)
        for one in plan.days
        if one.date >= today and one.run is not None and one.run.kind != "rest"
    ]
    return f"Days with a run to come: {', '.join(days) or 'none'}."


def undo_change(home: Home, today: JudgedDay, *, week_start: date, now: datetime) -> Changed:
    """Take back the week's last change by hand, and return the week with and without it.

    Raises
    ------
    PlanError
        There is none.
    """
    athlete = today.athlete
    _refuse_early(home, athlete)
    edits = edits_of(athlete.events, week_start)
    if not edits:
        raise PlanError(
            f"Nothing was changed by hand in the week of {week_start}.",
            hint="`undo` takes back move, skip and less.",
        )
    before = standing_plan(home, today, week_start=week_start, now=now)
    data = {"event": edits[-1].id, "week_start": week_start.isoformat()}
    journal.append(home, kind="undo", day=athlete.today, data=data, now=now)
    changed = _with_events(today, journal.read(home))
    after = standing_plan(home, changed, week_start=week_start, now=now)
    return Changed(before=before, after=after, edit=edits[-1])


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


def _refuse_run(plan: Plan, *days: date | None) -> None:
    """Raise where one of the days is run already; it may be today's."""
    for one in plan.days:
        if one.date in days and one.done is not None and one.done.sessions:
            raise PlanError(
                f"{words.long_day(one.date)} has been run; what was run stays where it is.",
                hint="`aerobase plan` shows the days still to come.",
            )


def _with_events(day: JudgedDay, events: Sequence[Event]) -> JudgedDay:
    """Return the day with these events as the journal, later ones hidden.

    Plans and their changes change no warning, so the judgement stays.
    """
    athlete = day.athlete
    known = tuple(event for event in events if event.day <= athlete.today)
    return replace(day, athlete=replace(athlete, events=known))
