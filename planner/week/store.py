"""Plans in the journal: finding the one that stands, and telling whether its inputs changed.

A ``plan`` event carries the whole plan with a digest of its inputs; a ``move``, ``skip`` or
``less`` event carries the whole plan as changed by hand. An ``undo`` names the event it takes
back. So what stands is the last event of the week that was not taken back, and nothing is ever
computed again to find it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from planner.week.record import from_values, to_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.journal import Event, EventKind
    from planner.week.model import Done, Plan

PLAN_EVENTS: Final[frozenset[EventKind]] = frozenset({"plan", "move", "skip", "less"})


def week_events(events: Sequence[Event], monday: date) -> tuple[Event, ...]:
    """Return the events of one week's plan that stand, oldest first."""
    undone = {event.data.get("event") for event in events if event.kind == "undo"}
    return tuple(
        event
        for event in events
        if event.kind in PLAN_EVENTS
        and event.id not in undone
        and event.data.get("week_start") == monday.isoformat()
    )


def stored_plan(events: Sequence[Event], monday: date) -> Plan | None:
    """Return the plan of a week as it stands in the journal, or null."""
    standing = week_events(events, monday)
    return from_values(standing[-1].data["plan"]) if standing else None


def stored_inputs(events: Sequence[Event], monday: date) -> str | None:
    """Return the digest of the inputs that the standing plan came from, or null."""
    standing = week_events(events, monday)
    return str(standing[-1].data["inputs"]) if standing else None


def event_data(plan: Plan, *, inputs: str, **more: Any) -> dict[str, Any]:
    """Return what the journal keeps of a plan; ``more`` says what was changed by hand."""
    return {
        "week_start": plan.week_start.isoformat(),
        "inputs": inputs,
        "plan": to_values(plan),
    } | more


def newest_plan_day(events: Sequence[Event]) -> date | None:
    """Return the latest day on which a plan was made or changed, or null."""
    return max((event.day for event in events if event.kind in PLAN_EVENTS), default=None)


def digest(*values: Any) -> str:
    """Return a short digest of values, the same in every process (sets are put in order)."""
    text = json.dumps([_canonical(value) for value in values], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _canonical(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _canonical(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _canonical(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, set | frozenset):
        return sorted((_canonical(part) for part in value), key=str)
    if isinstance(value, list | tuple):
        return [_canonical(part) for part in value]
    return value if isinstance(value, int | float | bool | None) else str(value)


def with_done(plan: Plan, done: Sequence[Done | None]) -> Plan:
    """Return the plan with what was done on each of its seven days."""
    days = tuple(replace(day, done=one) for day, one in zip(plan.days, done, strict=True))
    return replace(plan, days=days)
