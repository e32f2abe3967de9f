"""Plans in the journal: finding the one that stands, and telling whether its inputs changed.

A ``plan`` event carries the whole plan with digests of its inputs, part by part. What stands is
the week's last one. Edits by hand (``planner.week.edits``) are inputs: after one, or after its
``undo``, the inputs differ and the week is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from planner.week.model import Day, Done, Dose, Plan, Run, Score, Strength, Unmet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.home.events import Event
    from planner.week.model import RunKind


def _latest(events: Sequence[Event], monday: date) -> Event | None:
    made = [
        event
        for event in events
        if event.kind == "plan" and event.data.get("week_start") == monday.isoformat()
    ]
    return made[-1] if made else None


def stored_plan(events: Sequence[Event], monday: date) -> Plan | None:
    """Return the plan of a week as it stands in the journal, or null.

    A plan written in a form that is not understood counts as none: the week is planned anew.
    """
    event = _latest(events, monday)
    try:
        return None if event is None else from_values(event.data["plan"])
    except (KeyError, TypeError, ValueError):
        return None


def stored_inputs(events: Sequence[Event], monday: date) -> dict[str, str]:
    """Return the digests of the inputs that the standing plan came from; empty without one."""
    event = _latest(events, monday)
    return {} if event is None else dict(event.data.get("inputs", {}))


def planned_days(events: Sequence[Event], kind: RunKind, before: date) -> tuple[date, ...]:
    """Return the days of earlier weeks for which a run of that kind stood in the plan."""
    latest = {
        event.data["week_start"]: event.data.get("plan", {}).get("days", ())
        for event in events
        if event.kind == "plan" and event.data.get("week_start", "9") < before.isoformat()
    }
    return tuple(
        date.fromisoformat(day["date"])
        for days in latest.values()
        for day in days
        if day.get("run") is not None and day["run"].get("kind") == kind
    )


def most_runs(events: Sequence[Event], monday: date) -> dict[date, int]:
    """Return by day the most runs that any stored plan of the week had on it, days of one out."""
    found: dict[date, int] = {}
    for event in events:
        if event.kind != "plan" or event.data.get("week_start") != monday.isoformat():
            continue
        for day in event.data.get("plan", {}).get("days", ()):
            runs = 1 + len(day.get("more_runs") or ())
            when = date.fromisoformat(day["date"])
            if runs > max(1, found.get(when, 0)):
                found[when] = runs
    return found


def event_data(plan: Plan, *, inputs: Mapping[str, str]) -> dict[str, Any]:
    """Return what the journal keeps of a plan."""
    return {
        "week_start": plan.week_start.isoformat(),
        "inputs": dict(inputs),
        "plan": to_values(plan),
    }


def newest_plan_day(events: Sequence[Event]) -> date | None:
    """Return the latest day on which a plan was made, or null."""
    return max((event.day for event in events if event.kind == "plan"), default=None)


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


def to_values(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON values: days as YYYY-MM-DD, the instant in UTC ending in Z."""
    values: dict[str, Any] = _plain(asdict(plan))
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_values(values: Mapping[str, Any]) -> Plan:
    """Return the plan that ``to_values`` wrote.

    Raises
    ------
    KeyError, ValueError, TypeError
        These are not the values of a plan.
    """
    return Plan(
        week_start=date.fromisoformat(values["week_start"]),
        created_utc=datetime.fromisoformat(values["created_utc"]),
        phase=values["phase"],
        ceiling_bpm=values["ceiling_bpm"],
        band_bpm=_pair(values["band_bpm"]),
        target_s=values["target_s"],
        why=tuple(values["why"]),
        flags=tuple(values["flags"]),
        days=tuple(_day(day) for day in values["days"]),
        unmet=tuple(Unmet(**one) for one in values["unmet"]),
        rhythm=values["rhythm"],
        changes=tuple(values["changes"]),
        scores=tuple(Score(**one) for one in values["scores"]),
    )


def _pair(values: Any) -> tuple[int, int] | None:
    return None if values is None else (values[0], values[1])


def _day(values: Mapping[str, Any]) -> Day:
    run, done = values["run"], values["done"]
    return Day(
        date=date.fromisoformat(values["date"]),
        run=None if run is None else _run(run),
        more_runs=tuple(_run(one) for one in values["more_runs"]),
        strength=tuple(_strength(one) for one in values["strength"]),
        checks=tuple(values["checks"]),
        done=None if done is None else _done(done),
    )


def _run(values: Mapping[str, Any]) -> Run:
    bands = {name: _pair(values[name]) for name in ("band_bpm", "hard_band_bpm")}
    return Run(**{**values, **bands})


def _strength(values: Mapping[str, Any]) -> Strength:
    return Strength(**{**values, "dose": Dose(**values["dose"]), "cues": tuple(values["cues"])})


def _done(values: Mapping[str, Any]) -> Done:
    lists = {name: tuple(values[name]) for name in ("sessions", "strength")}
    return Done(**{**values, **lists})
