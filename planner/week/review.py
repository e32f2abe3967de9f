"""Planned beside done, judged gently: time under the ceiling first, minutes after it.

A missed run is a fact, not a debt: nothing is ever made up for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner import words
from planner.week.kinds import HARD, TESTS, short_name
from planner.week.unmet import is_notable

if TYPE_CHECKING:
    from planner.week.model import Day, Done, Plan, Run


GOOD_SHARE: Final = 0.90  # of a day without a class (RULES 3.1)
LONGER: Final = 1.20
SHORTER: Final = 0.70


def day_review(plan: Plan, number: int) -> str | None:
    """Return a sentence on a day that is over or done, or None where there is nothing to say.

    A run on a planned day of rest counts as moved where a planned run beside it was not done, or
    one of the days before that no other such run stands for.
    """
    day = plan.days[number]
    if day.done is None or day.run is None:
        return None
    ran = bool(day.done.sessions)
    wanted = day.run.kind != "rest"
    if not wanted:
        if not ran:
            return None
        return f"{_moved_text(plan, number)}.{_share_text(day.done, day.run)}"
    if not ran:
        return "Not run. Nothing is made up for it."
    if day.run.kind in TESTS:
        return _test_text(day.run, day.done)
    return f"{_length_text(day.run, day.done)}.{_share_text(day.done, day.run)}"


def _test_text(run: Run, done: Done) -> str:
    """Return what came of a planned test: it goes by its own rules, not by its share."""
    if done.duration_s < SHORTER * run.duration_s:
        return "Shorter than the test planned, and that is fine: it needs its whole time."
    said = f"A {short_name(run.kind)} was planned."
    if run.kind == "maf_test":
        said += " If this was it: aerobase log maf-test --course NAME."
    return f"{said} aerobase thresholds tests says what came of it."


def _moved_text(plan: Plan, number: int) -> str:
    if any(_missed(plan, near) for near in (number - 1, number + 1)):
        return "The run of the day beside it: moved, fine"
    extra = sum(
        day.run is not None and day.run.kind == "rest" and bool(day.done and day.done.sessions)
        for day in plan.days[:number]
    )
    missed = sum(_missed(plan, before) for before in range(number))
    return "A run of the days before it: moved, fine" if missed > extra else "Not planned, and run"


def _missed(plan: Plan, number: int) -> bool:
    if not 0 <= number < len(plan.days):
        return False
    day: Day = plan.days[number]
    wanted = day.run is not None and day.run.kind != "rest"
    return wanted and day.done is not None and not day.done.sessions


def _length_text(run: Run, done: Done) -> str:
    planned = run.duration_s
    if planned and done.duration_s > LONGER * planned:
        return f"Longer than planned by {words.duration(done.duration_s - planned)}"
    if done.duration_s < SHORTER * planned:
        return "Shorter than planned, and that is fine"
    return "As planned"


def _share_text(done: Done, run: Run) -> str:
    share = done.aerobic_frac
    if share is None:
        return " No heart rate to judge it by."
    said = f" {words.share(share)} under the ceiling"
    if run.kind in HARD:
        return f"{said}."
    if share >= GOOD_SHARE if done.aerobic is None else done.aerobic:
        by_class = ", and aerobic by its class" if share < GOOD_SHARE else ""
        return f"{said}{by_class}: well held."
    return f"{said}: slower next time, walk the hills."


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
    asked, earlier = words.duration(now.target_s), words.duration(before.target_s)
    if asked != earlier:
        found.append(f"The week's time is {asked}; it was {earlier}.")
    new = [flag for flag in now.flags if flag not in before.flags]
    gone = [flag for flag in before.flags if flag not in now.flags]
    if new:
        found.append(f"New warnings: {', '.join(new)}.")
    if gone:
        found.append(f"No longer standing: {', '.join(gone)}.")
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
    return tuple(
        f"{words.weekday(new.date)}: {_said(new)}; it was {_said(old)}." for old, new in pairs
    )


def _said(day: Day) -> str:
    run = day.run
    if run is None:
        return "nothing"
    kind = short_name(run.kind)
    return kind if run.kind == "rest" else f"{kind} {words.duration(run.duration_s)}"


def _asked_s(plan: Plan) -> float:
    """Return the seconds a week asks for: those of its runs where no missing minutes are told."""
    planned = sum(day.run.duration_s for day in plan.days if day.run is not None)
    missing_min = abs(plan.target_s - planned) / 60
    return plan.target_s if is_notable(missing_min, plan.target_s / 60) else planned


def _since_last_week(before: Plan, now: Plan) -> tuple[str, ...]:
    """Return how the week differs from the week before, and how that one went."""
    planned = sum(day.run.duration_s for day in before.days if day.run is not None)
    asked, earlier = words.duration(_asked_s(now)), words.duration(_asked_s(before))
    said = "lighter than usual" if now.rhythm == "deload" else now.rhythm
    found = [f"This week asks for {asked} ({said}); the last asked for {earlier}."]
    if before.phase != now.phase:
        found.append(f"The phase is {now.phase}; it was {before.phase}.")
    if before.ceiling_bpm != now.ceiling_bpm:
        found.append(f"The ceiling is {_bpm(now)}; it was {_bpm(before)}.")
    if any(day.done is None and day.run is not None and day.run.duration_s for day in before.days):
        return tuple(found)  # while a run of it is to come it is early to say
    done = sum(day.done.duration_s for day in before.days if day.done is not None)
    if not planned and not done:
        return tuple(found)
    ran = words.duration(done)
    beside = any(
        day.done is not None and day.done.sessions and (day.run is None or day.run.kind == "rest")
        for day in before.days
    )
    if beside and done > planned:  # what is run beside the plan takes from what it had left
        found.append(f"Last week you ran {ran}, not all of it on days planned with a run.")
    else:
        found.append(f"Of {words.duration(planned)} planned last week you ran {ran}.")
    return tuple(found)
