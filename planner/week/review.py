"""Planned beside done, judged gently: time under the ceiling first, minutes after it.

A missed run is a fact, not a debt: nothing is ever made up for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.week.model import Day, Done, Plan, Run

GOOD_SHARE: Final = 0.90  # as a session classed aerobic (RULES 3.1)
LONGER: Final = 1.20
SHORTER: Final = 0.70
HARD_MEANT: Final = frozenset({"quality", "race"})


def day_review(plan: Plan, number: int) -> str | None:
    """Return a sentence on a day that is over or done, or null where there is nothing to say.

    A run on a planned day of rest counts as moved where a planned run beside it was not done.
    """
    day = plan.days[number]
    if day.done is None or day.run is None:
        return None
    ran = bool(day.done.sessions)
    wanted = day.run.kind != "rest"
    if not wanted:
        if not ran:
            return None
        moved = any(_missed(plan, near) for near in (number - 1, number + 1))
        lead = "The run of the day beside it: moved, fine" if moved else "Not planned, and run"
        return f"{lead}.{_share_text(day.done, day.run)}"
    if not ran:
        return "Not run. Nothing is made up for it."
    return f"{_length_text(day.run, day.done)}.{_share_text(day.done, day.run)}"


def _missed(plan: Plan, number: int) -> bool:
    if not 0 <= number < len(plan.days):
        return False
    day: Day = plan.days[number]
    wanted = day.run is not None and day.run.kind != "rest"
    return wanted and day.done is not None and not day.done.sessions


def _length_text(run: Run, done: Done) -> str:
    planned = run.duration_s
    if planned and done.duration_s > LONGER * planned:
        return f"Longer than planned by {round((done.duration_s - planned) / 60)} min"
    if done.duration_s < SHORTER * planned:
        return "Shorter than planned, and that is fine"
    return "As planned"


def _share_text(done: Done, run: Run) -> str:
    share = done.aerobic_frac
    if share is None:
        return " No heart rate to judge it by."
    percent = round(100 * share)
    if run.kind in HARD_MEANT:
        return f" {percent} % under the ceiling."
    if share >= GOOD_SHARE:
        return f" {percent} % under the ceiling: well held."
    return f" {percent} % under the ceiling: slower next time, walk the hills."
