"""How much running a week holds: the phase, the rhythm, the way back, and the numbers behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner.time_off import AFTER_BREAK_DAYS, share_after
from planner.week.history import REBASE_DAYS, WEEK, monday_of
from planner.week.limits import (
    BEGIN_MINUTES,
    BEGIN_RUNS,
    BUILD,
    EASY_MOST,
    GROWTH,
    GROWTH_FREE,
    GROWTH_SEASON,
    PAIN_RETURN_FRAC,
    RETURN_RISE,
    STEP_BACK,
    STEP_BACK_EVERY,
    TAPER_DAYS,
    TAPER_FIRST_CUT,
    TAPER_LAST_CUT,
)

if TYPE_CHECKING:
    from planner.limits import Limits
    from planner.week.body import Body
    from planner.week.effects import Effects
    from planner.week.history import History

Phase: TypeAlias = Literal["start", "return", "base", "base + strides", "quality", "taper", "race"]
Rhythm: TypeAlias = Literal["build", "hold", "step back", "way back", "start", "taper", "none"]
RUN_WALK_DAYS_OFF: Final = 42  # from here the way back begins with run-walk (RULES 7.4)
MOST_RUN_DAYS: Final = 6  # one day of rest at least (RULES 7.2)
BACK_WEEKS: Final = 3
HOLD_WEEKS: Final = 2  # the week before a step back holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a week asks for: seconds of running over so many days, and why.

    ``most_s`` is what no reason may pass: the highest of the last four normal weeks and its
    permitted growth.
    """

    seconds: float
    most_s: float
    run_days: int
    rhythm: Rhythm
    run_walk: bool
    alternate_days: bool
    with_long: bool
    why: tuple[str, ...]


def target_of(
    history: History,
    body: Body,
    effects: Effects,
    *,
    monday: date,
    race: date | None,
    limits: Limits,
) -> Target:
    """Return the week's target (RULES 7.1, 7.3, 7.4, 5.4): the least of what each rule allows."""
    if history.norm_s <= 0 or _rebase(history):
        return _start(history, limits)
    rhythm, share, why = _rhythm(history, limits)
    most_s = max(history.norm_s * (1 + limits[GROWTH]), history.norm_s + 60 * limits[GROWTH_FREE])
    seconds = history.norm_s * share
    fast = history.season_s > 0 and history.norm_s > history.season_s * (1 + limits[GROWTH_SEASON])
    if rhythm == "build" and fast:
        rhythm, seconds = "hold", history.norm_s
        percent = round(100 * limits[GROWTH_SEASON])
        why = (f"You have grown by more than {percent} % in twelve weeks: this week holds.",)
    elif rhythm == "build":
        seconds = min(most_s, max(seconds, history.norm_s + 60 * limits[GROWTH_FREE] / 2))
    run_walk = alternate = False
    with_long = True
    back = _after_break(history, monday, limits)
    if back is not None and back[0] < seconds:
        seconds, text = back
        rhythm, why = "way back", (text,)
        run_walk = history.gap is not None and history.gap.days_off >= RUN_WALK_DAYS_OFF
    taper = _taper(monday, race, limits)
    if taper is not None:
        with_long = taper[1] == "taper"
        seconds = min(seconds, history.norm_s * taper[0])
        rhythm, why = "taper", (taper[2],)
    if effects.no_growth and seconds > history.norm_s:
        seconds = history.norm_s
        rhythm, why = "hold", ("A flag stands: the week does not grow.",)
    if effects.easier and seconds > history.norm_s * (1 - limits[STEP_BACK]):
        seconds = history.norm_s * (1 - limits[STEP_BACK])
        rhythm, why = "step back", ("A flag stands: the week steps back.",)
    if body.way_back_until is not None and body.way_back_until >= monday:
        seconds = min(seconds, history.norm_s * limits[PAIN_RETURN_FRAC])
        rhythm, run_walk, alternate, with_long = "way back", True, True, False
        why = (
            (
                f"The way back after a pain stop, until {body.way_back_until}: at most half of "
                "your former time, run-walk, flat, every other day (RULES 5.4)."
            ),
        )
    return Target(
        seconds=seconds,
        most_s=most_s,
        run_days=_run_days(history, seconds, limits),
        rhythm=rhythm,
        run_walk=run_walk,
        alternate_days=alternate,
        with_long=with_long,
        why=(_measure(history), *why),
    )


def _run_days(history: History, seconds: float, limits: Limits) -> int:
    """Return the number of running days: the usual one, or one more where runs get too long."""
    days = min(max(history.run_days, 1), MOST_RUN_DAYS)
    too_long = seconds / days > 60 * limits[EASY_MOST]
    return days + 1 if too_long and days < MOST_RUN_DAYS else days


def _rebase(history: History) -> bool:
    gap = history.gap
    return gap is not None and gap.first_run is None and gap.days_off >= REBASE_DAYS


def _start(history: History, limits: Limits) -> Target:
    runs, minutes = int(limits[BEGIN_RUNS]), limits[BEGIN_MINUTES]
    reason = (
        "No run in the last ten weeks: a new start"
        if history.norm_s > 0 or history.gap is not None
        else "No running is known yet: a start"
    )
    return Target(
        seconds=runs * minutes * 60,
        most_s=runs * minutes * 60,
        run_days=runs,
        rhythm="start",
        run_walk=True,
        alternate_days=True,
        with_long=False,
        why=(f"{reason} with {runs} times {minutes:g} minutes of run-walk, every other day.",),
    )


def _measure(history: History) -> str:
    return (
        f"Your measure is {round(history.norm_s / 60)} min, the highest of your last "
        f"{len(history.normal)} normal weeks; holidays, illness and outbursts do not count."
    )


def _rhythm(history: History, limits: Limits) -> tuple[Rhythm, float, tuple[str, ...]]:
    """Return build, hold or step back: every fourth week is lighter (RULES 7.1)."""
    cycle = max(2, int(limits[STEP_BACK_EVERY]))
    place = history.weeks_since_light % cycle
    if place == cycle - 1:
        percent = round(100 * limits[STEP_BACK])
        return (
            "step back",
            1 - limits[STEP_BACK],
            (f"{cycle - 1} weeks without a lighter one: this week is {percent} % less.",),
        )
    if place == HOLD_WEEKS:
        return "hold", 1.0, ("This week holds, before the lighter one.",)
    percent = round(100 * limits[BUILD])
    return "build", 1 + limits[BUILD], (f"This week builds, by about {percent} %.",)


def _after_break(history: History, monday: date, limits: Limits) -> tuple[float, str] | None:
    """Return the most seconds on the way back after a break, and why (RULES 7.4)."""
    recent_s = max((week.seconds for week in history.weeks[-4:]), default=0.0)
    rise_s = max(recent_s * (1 + limits[RETURN_RISE]), recent_s + 60 * limits[GROWTH_FREE])
    gap = history.gap
    if gap is None:
        return rise_s, "Your last four weeks were light: back step by step, 20 % a week."
    share = share_after(gap.days_off)
    first_s = history.norm_s * share
    text = f"{gap.days_off} days without a run: {round(100 * share)} % of your measure (RULES 7.4)."
    if gap.first_run is None:
        return first_s, text
    weeks_back = (monday - monday_of(gap.first_run)) // WEEK
    ramp_s = history.norm_s * (share + (1 - share) * min(weeks_back, BACK_WEEKS) / BACK_WEEKS)
    returned_s = history.returned_s or 0.0
    step_s = max(
        first_s,
        returned_s * (1 + limits[RETURN_RISE]),
        returned_s + 60 * limits[GROWTH_FREE],
    )
    days_back = (monday - gap.first_run).days
    text = (
        f"{gap.days_off} days without a run ended {days_back} days ago: "
        f"step by step back within {AFTER_BREAK_DAYS} days (RULES 7.4)."
    )
    return min(ramp_s, step_s), text


def _taper(
    monday: date, race: date | None, limits: Limits
) -> tuple[float, Literal["taper", "race"], str] | None:
    """Return the share of the norm in a taper week (RULES 7.3: 41 to 60 % less, in steps)."""
    if race is None or not monday <= race < monday + timedelta(days=int(limits[TAPER_DAYS])):
        return None
    if race < monday + WEEK:
        cut = limits[TAPER_LAST_CUT]
        return 1 - cut, "race", f"Race week: {round(100 * cut)} % less, short and easy."
    cut = limits[TAPER_FIRST_CUT]
    return 1 - cut, "taper", f"Taper for the race of {race}: {round(100 * cut)} % less."
