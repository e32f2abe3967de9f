"""What `plan move`, `skip`, `less` and `undo` did, in three lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.week.kinds import short_name
from planner.week.unmet import TARGET_TIME
from reports import words
from reports.terminal.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.week.edits import Edit
    from planner.week.model import Day, Plan, Run
    from reports.planning import Changed

REST: Final = "rest"


def change_text(
    changed: Changed, *, today: date, undone: bool, following: bool = False
) -> Iterator[str]:
    """Yield what a change by hand did to the week, or with ``undone`` what came back.

    ``following``: it is the week after this one, which the commands name by ``--next``.
    """
    edit, before, after = changed.edit, changed.before, changed.after
    said = _taken_back(edit) if undone else _made(edit, before)
    yield from wrapped(said)
    yield from wrapped(_rest(edit, before, after), indent="  ")
    for one in after.unmet:
        if one not in before.unmet and one.rule != TARGET_TIME:  # the last line says the time
            yield from wrapped(f"No longer possible: {one.rule}. {one.why}", indent="  ")
    was, now = words.time_to_come(before, today), words.time_to_come(after, today)
    much = f"{now}, as before" if was == now else f"{now}, not {was}"
    plan = "aerobase plan --next" if following else "aerobase plan"
    then = f"All of it: {plan}" if undone else f"Undo: {plan} undo"
    yield from wrapped(f"To come: {much}. {then}", indent="  ")


def _made(edit: Edit, before: Plan) -> str:
    if edit.day is None:
        return "Every run still to come is a fifth shorter."
    run = _called(_day(before, edit.day).run)
    if edit.to is None:
        return f"Left out: {run} on {words.day(edit.day)}. Nothing is made up for it."
    said = f"Moved: {run} from {words.day(edit.day)} to {words.day(edit.to)}."
    other = _called(_day(before, edit.to).run)
    return said if other == REST else f"{said} In its place: {other}."


def _taken_back(edit: Edit) -> str:
    if edit.day is None:
        return "Undone: the runs to come are as long as before."
    if edit.to is None:
        return f"Undone: the run of {words.day(edit.day)} stands again."
    return f"Undone: the move from {words.day(edit.day)} to {words.day(edit.to)}."


def _rest(edit: Edit, before: Plan, after: Plan) -> str:
    """Return which runs of other days changed, and which exercises, each with what it was."""
    pairs = list(zip(before.days, after.days, strict=True))
    runs = [
        f"{words.day(new.date)} {_called(new.run)}, not {_called(old.run)}"
        for old, new in pairs
        if new.date not in {edit.day, edit.to} and _called(old.run) != _called(new.run)
    ]
    strength = [
        f"{words.day(new.date)} {_exercises(new)}, not {_exercises(old)}"
        for old, new in pairs
        if _levels(old) != _levels(new)
    ]
    if edit.day is None:
        return _minutes(pairs)
    said = (_listed("Also different", runs), _listed("Exercises", strength))
    return " ".join(one for one in said if one)


def _minutes(pairs: Sequence[tuple[Day, Day]]) -> str:
    """Return the minutes of each run that changed, with those of before."""
    said = [
        f"{words.weekday(new.date)[:3]} {new.run.duration_s // 60} ({old.run.duration_s // 60})"
        for old, new in pairs
        if old.run and new.run and old.run.duration_s != new.run.duration_s
    ]
    return f"Minutes now (before): {', '.join(said)}." if said else ""


def _listed(what: str, parts: Sequence[str]) -> str:
    return f"{what}: {'; '.join(parts)}." if parts else ""


def _called(run: Run | None) -> str:
    """Return "easy 45 min", or that the day rests."""
    if run is None or run.kind == "rest":
        return REST
    return f"{short_name(run.kind)} {words.duration(run.duration_s)}"


def _day(plan: Plan, day: date) -> Day:
    return plan.days[(day - plan.week_start).days]


def _exercises(day: Day) -> str:
    return " ".join(_levels(day)) or "none"


def _levels(day: Day) -> tuple[str, ...]:
    return tuple(one.level for one in day.strength)
