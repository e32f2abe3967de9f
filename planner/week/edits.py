"""What the runner changed by hand: moved, skipped, less; applied to every plan of that week.

Edits are inputs like all others: a plan made anew keeps them, and taking one back makes the week
as if it had never been said. Nothing they touch lies in the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.week.plan_values import present_word
from planner.week.run_search import Placed, hard_rules_hold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.home.events import Event
    from planner.week.model import Run, RunKind

EditKind: TypeAlias = Literal["move", "skip", "less"]
EDITS: Final[frozenset[str]] = frozenset({"move", "skip", "less"})
LESS: Final = 0.8  # what "less" leaves of each run still to come (own choice)
LEAST_MIN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change by hand.

    ``said`` is the day it was said, ``day`` and ``to`` what it concerns, ``run`` the run that
    stood on ``day`` then.
    """

    id: str
    kind: EditKind
    said: date
    day: date | None
    to: date | None
    run: Placed | None


def edits_of(events: Sequence[Event], monday: date) -> tuple[Edit, ...]:
    """Return the edits of a week that stand, oldest first: those undone are gone."""
    undone = {event.data.get("event") for event in events if event.kind == "undo"}
    return tuple(
        _edit(event)
        for event in events
        if event.kind in EDITS
        and event.id not in undone
        and event.data.get("week_start") == monday.isoformat()
    )


def edit_days(event: Event, monday: date) -> frozenset[int]:
    """Return the places in the week of ``monday`` that one change by hand concerns."""
    edit = _edit(event)
    if edit.kind == "less":
        return frozenset(range(max(0, (edit.said - monday).days), 7))
    days = (day for day in (edit.day, edit.to) if day is not None)
    return frozenset((day - monday).days for day in days)


def edit_data(
    monday: date, *, day: date | None = None, to: date | None = None, run: Run | None = None
) -> dict[str, str | int | None]:
    """Return what the journal keeps of an edit; ``run`` is what stands on ``day`` now."""
    return {
        "kind": None if run is None else run.kind,
        "minutes": None if run is None else run.duration_s // 60,
        "week_start": monday.isoformat(),
        "day": None if day is None else day.isoformat(),
        "to": None if to is None else to.isoformat(),
    }


def _edit(event: Event) -> Edit:
    def dated(key: str) -> date | None:
        text = event.data.get(key)
        return None if text is None else date.fromisoformat(str(text))

    kind: EditKind = "move" if event.kind == "move" else "skip" if event.kind == "skip" else "less"
    run, minutes = event.data.get("kind"), event.data.get("minutes")
    planned: RunKind | None = None if run is None else present_word(run)  # type: ignore[assignment]
    return Edit(
        id=event.id,
        kind=kind,
        said=event.day,
        day=dated("day"),
        to=dated("to"),
        run=None
        if planned is None or minutes is None
        else Placed(kind=planned, minutes=int(minutes)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRules:
    """What an edit must respect: the week, days gone, the most minutes and why a day is shut."""

    monday: date
    gone: int
    most_min: tuple[int, ...]
    shut: tuple[str | None, ...]
    alternate: bool


def apply_edit(
    runs: Mapping[int, Placed], edit: Edit, rules: EditRules
) -> tuple[dict[int, Placed], str | None]:
    """Return the runs after one edit, and why it cannot stand (None where it does)."""
    if edit.kind == "less":
        first = max(rules.gone, (edit.said - rules.monday).days)
        return {day: _less(run) if day >= first else run for day, run in runs.items()}, None
    here = _number(edit.day, rules)
    if here is None:
        return dict(runs), None  # the day is gone: the plan kept for it already says so
    ran = edit.run is not None and edit.run.kind != "rest"
    stood = edit.kind == "skip" and ran  # a week made anew may have none there
    if here not in runs and not stood:
        return dict(runs), f"no run is planned on {words.WEEKDAYS[here]}"
    if edit.kind == "skip":
        return {day: run for day, run in runs.items() if day != here}, None
    there = _number(edit.to, rules)
    if there is None:
        return dict(runs), f"{edit.to} is not among the days to come of this week"
    return _moved(runs, here, there, rules)


def _less(run: Placed) -> Placed:
    if run.kind == "race":
        return run
    return Placed(kind=run.kind, minutes=max(min(LEAST_MIN, run.minutes), int(run.minutes * LESS)))


def _number(day: date | None, rules: EditRules) -> int | None:
    """Return the place of a day in the week, or None where it is gone or elsewhere."""
    number = -1 if day is None else (day - rules.monday) // timedelta(days=1)
    return number if rules.gone <= number < len(rules.most_min) else None


def _moved(
    runs: Mapping[int, Placed], here: int, there: int, rules: EditRules
) -> tuple[dict[int, Placed], str | None]:
    if "race" in {runs[here].kind, runs[there].kind if there in runs else None}:
        return dict(runs), "a race has its day"
    moved = {day: run for day, run in runs.items() if day not in (here, there)}
    moved[there] = _fitted(runs[here], rules.most_min[there])
    if there in runs:
        moved[here] = _fitted(runs[there], rules.most_min[here])
    if rules.shut[there] is not None:
        return dict(runs), str(rules.shut[there])
    if not hard_rules_hold(moved):
        return dict(runs), "a hard run would stand beside the long or another hard one"
    if rules.alternate and any(day + 1 in moved for day in moved):
        return dict(runs), "while you return to running, every other day is for rest"
    return moved, None


def _fitted(run: Placed, most_min: int) -> Placed:
    return Placed(kind=run.kind, minutes=min(run.minutes, most_min))
