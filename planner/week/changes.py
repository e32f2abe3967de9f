"""What changed since the plan before: the same week planned earlier, else the week before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.week.words import day_name

if TYPE_CHECKING:
    from planner.week.model import Day, Plan

MOST_DAYS = 3


def changes_since(before: Plan | None, now: Plan) -> tuple[str, ...]:
    """Return what is new, in sentences; empty for a first plan or where all is as it was."""
    if before is None:
        return ()
    if before.week_start == now.week_start:
        return (*_frame_changes(before, now), *_day_changes(before, now))
    return _since_last_week(before, now)


def _frame_changes(before: Plan, now: Plan) -> tuple[str, ...]:
    found = []
    if before.ceiling_bpm != now.ceiling_bpm:
        found.append(f"The ceiling is {_bpm(now)}; it was {_bpm(before)}.")
    if before.phase != now.phase:
        found.append(f"The phase is {now.phase}; it was {before.phase}.")
    minutes, earlier = round(now.target_s / 60), round(before.target_s / 60)
    if minutes != earlier:
        found.append(f"The week's time is {minutes} min; it was {earlier}.")
    new = [flag for flag in now.flags if flag not in before.flags]
    gone = [flag for flag in before.flags if flag not in now.flags]
    if new:
        found.append(f"New flags: {', '.join(new)}.")
    if gone:
        found.append(f"Flags that stand no longer: {', '.join(gone)}.")
    return tuple(found)


def _bpm(plan: Plan) -> str:
    return "given in words" if plan.ceiling_bpm is None else f"{plan.ceiling_bpm} bpm"


def _day_changes(before: Plan, now: Plan) -> tuple[str, ...]:
    """Return a sentence a changed day; of more than three days, their number only."""
    pairs = [
        (old, new)
        for old, new in zip(before.days, now.days, strict=True)
        if _said(old) != _said(new)
    ]
    if len(pairs) > MOST_DAYS:
        return (f"{len(pairs)} days are planned differently.",)
    return tuple(f"{day_name(new.date)}: {_said(new)}; it was {_said(old)}." for old, new in pairs)


def _said(day: Day) -> str:
    run = day.run
    if run is None:
        return "nothing"
    words = run.kind.replace("_", " ")
    return words if run.kind == "rest" else f"{words} {run.duration_s // 60} min"


def _since_last_week(before: Plan, now: Plan) -> tuple[str, ...]:
    """Return how the week differs from the week before, and how that one went."""
    planned = sum(day.run.duration_s for day in before.days if day.run is not None)
    minutes, earlier = round(now.target_s / 60), round(before.target_s / 60)
    found = [f"This week asks for {minutes} min ({now.rhythm}); the last asked for {earlier}."]
    if before.phase != now.phase:
        found.append(f"The phase is {now.phase}; it was {before.phase}.")
    if before.ceiling_bpm != now.ceiling_bpm:
        found.append(f"The ceiling is {_bpm(now)}; it was {_bpm(before)}.")
    done = sum(day.done.duration_s for day in before.days if day.done is not None)
    found.append(f"Of {round(planned / 60)} min planned last week you ran {round(done / 60)}.")
    return tuple(found)
