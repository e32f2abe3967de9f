"""Plans in the journal: the one that stands for a week, and what it was made from.

A ``plan`` event carries the whole plan with digests of its inputs, part by part. What stands is
the week's last one. Edits by hand (``planner.week.edits``) are inputs: after one, or after its
``undo``, the inputs differ and the week is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from planner.week.plan_values import day_values, days_from_values, from_values, to_values
from planner.week.version import PLANNER_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.home.events import Event
    from planner.flags.model import PlanEffect
    from planner.week.model import Day, Done, Plan, RunKind


BY_HAND: Final = frozenset({"move", "skip", "less", "undo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a week is made from: a digest of each part by its name in words, and of their forms.

    ``effect`` is the strictest that stands, None in plans of the first version.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    effect: PlanEffect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWeek:
    """A week's plan as it stands in the journal.

    ``planner_version`` is None in plans of the first version. ``changed_by_hand`` is true where
    something was moved, skipped, cut or undone in that week after the plan was stored. ``given``
    are the days on which less was given than the plan has, with what it was: the day's own word.
    """

    plan: Plan
    inputs: Inputs
    planner_version: int | None
    changed_by_hand: bool
    given: tuple[Day, ...] = ()


def stored_week(events: Sequence[Event], monday: date) -> StoredWeek | None:
    """Return a week as it stands in the journal, or None.

    A plan in a form that no version wrote counts as none; the one before it stands then.
    """
    for place in range(len(events) - 1, -1, -1):
        event = events[place]
        plan = _plan(event) if is_of(event, monday) and event.kind == "plan" else None
        if plan is not None:
            later = events[place + 1 :]
            return StoredWeek(
                plan=plan,
                inputs=Inputs(
                    parts=event.data.get("inputs") or {},
                    forms=event.data.get("forms") or {},
                    effect=event.data.get("effect"),
                ),
                planner_version=event.data.get("planner_version"),
                changed_by_hand=any(one.kind in BY_HAND and is_of(one, monday) for one in later),
                given=_given(event),
            )
    return None


def stored_plan(events: Sequence[Event], monday: date) -> Plan | None:
    """Return the plan of a week as it stands in the journal, or None."""
    week = stored_week(events, monday)
    return None if week is None else week.plan


def plan_as_given(events: Sequence[Event], monday: date) -> Plan | None:
    """Return the plan of a week that is over, with what was asked on each of its days."""
    week = stored_week(events, monday)
    return None if week is None else as_given(week.plan, week.given)


def as_given(plan: Plan, given: Sequence[Day]) -> Plan:
    """Return the plan with the runs of these days in place of its own."""
    by_date = {day.date: day for day in given}
    days = (
        replace(day, run=by_date[day.date].run, more_runs=by_date[day.date].more_runs)
        if day.date in by_date
        else day
        for day in plan.days
    )
    return replace(plan, days=tuple(days))


def _given(event: Event) -> tuple[Day, ...]:
    try:
        return days_from_values(event.data.get("given") or [])
    except ValueError:
        return ()


def is_of(event: Event, monday: date) -> bool:
    """Return whether a line of the journal is of the week that begins on ``monday``."""
    return event.data.get("week_start") == monday.isoformat()


def unreadable(events: Sequence[Event]) -> tuple[tuple[Event, str], ...]:
    """Return every plan's event that is in a form that no version wrote, and what is wrong."""
    found = []
    for event in events:
        try:
            if event.kind == "plan":
                from_values(event.data["plan"])
        except ValueError as error:
            found.append((event, str(error)))
    return tuple(found)


def _plan(event: Event) -> Plan | None:
    """Return the plan of one event, or None where it is in a form that no version wrote."""
    try:
        return from_values(event.data["plan"])
    except ValueError:
        return None


def planned_days(
    events: Sequence[Event], kind: RunKind, first: date, before: date
) -> tuple[date, ...]:
    """Return the days of those weeks on which a run of that kind was asked.

    ``first`` is the Monday of the first week looked at, ``before`` that of the first not.
    """
    weeks = ((before - first) // timedelta(weeks=1)) if first < before else 0
    plans = [plan_as_given(events, first + timedelta(weeks=number)) for number in range(weeks)]
    return tuple(
        day.date
        for plan in plans
        if plan is not None
        for day in plan.days
        if day.run is not None and day.run.kind == kind
    )


def once_planned(events: Sequence[Event], monday: date) -> dict[date, frozenset[str]]:
    """Return by day what any stored plan of the week had on it: "run", "run2", …, "strength"."""
    found: dict[date, frozenset[str]] = {}
    for event in events:
        plan = _plan(event) if event.kind == "plan" and is_of(event, monday) else None
        for day in () if plan is None else plan.days:
            found[day.date] = found.get(day.date, frozenset()) | entries_of(day)
    return found


def entries_of(day: Day) -> frozenset[str]:
    """Return what a day of a plan has, by the names under which calendars keep it."""
    runs = [run for run in (day.run, *day.more_runs) if run is not None and run.kind != "rest"]
    names = ["run", *(f"run{number}" for number in range(2, len(runs) + 1))][: len(runs)]
    return frozenset((*names, *(("strength",) if day.strength else ())))


def event_data(plan: Plan, inputs: Inputs, given: Sequence[Day] = ()) -> dict[str, Any]:
    """Return what the journal keeps of a plan, and of the days on which less was given."""
    more = {"given": day_values(given)} if given else {}
    return more | {
        "week_start": plan.week_start.isoformat(),
        "planner_version": PLANNER_VERSION,
        "effect": inputs.effect,
        "inputs": dict(inputs.parts),
        "forms": dict(inputs.forms),
        "plan": to_values(plan),
    }


def newest_plan_day(events: Sequence[Event]) -> date | None:
    """Return the latest day on which a plan was made, or None."""
    return max((event.day for event in events if event.kind == "plan"), default=None)


def with_done(plan: Plan, done: Sequence[Done | None]) -> Plan:
    """Return the plan with what was done on each of its seven days."""
    days = tuple(replace(day, done=one) for day, one in zip(plan.days, done, strict=True))
    return replace(plan, days=days)
