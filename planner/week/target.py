"""How much running a week holds: its rhythm, deloads, the return to running, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.body.longest_run import BEGIN_MINUTES
from planner.body.time_off import AFTER_BREAK_DAYS, share_after
from planner.judging.balance import monday_of
from planner.week.history import REBASE_DAYS, WEEK
from planner.week.limits import (
    BEGIN_MOST_MIN,
    BEGIN_RUNS,
    BEGIN_WEEKS,
    BUILD,
    DELOAD,
    DELOAD_EVERY,
    EASY_MOST,
    GROWTH,
    GROWTH_FREE_MIN,
    GROWTH_SEASON,
    PAIN_RETURN_FRAC,
    RETURN_RISE,
    TAPER_DAYS,
    TAPER_FIRST_CUT,
    TAPER_LAST_CUT,
)

if TYPE_CHECKING:
    from planner.body.state import Body
    from planner.body.time_off import Break
    from planner.day.effect import Effect
    from planner.profile.limits import Limits
    from planner.week.history import History

Rhythm: TypeAlias = Literal["build", "hold", "deload", "return", "start", "taper", "none"]
STEADY: Final = frozenset({"build", "hold", "deload"})
RUN_WALK_DAYS_OFF: Final = 42  # from here the return begins with run-walk (RULES 7.4)
MOST_RUN_DAYS: Final = 6  # one day of rest at least (RULES 7.2)
BACK_WEEKS: Final = 3
HOLD_WEEKS: Final = 2  # the week before a deload holds


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What the rules of a target look at."""

    history: History
    body: Body
    effect: Effect
    monday: date
    race: date | None
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """What the rules so far ask for."""

    seconds: float
    rhythm: Rhythm
    why: tuple[str, ...]
    run_walk: bool = False
    alternate_days: bool = False
    with_long: bool = True


def target_of(
    history: History,
    body: Body,
    effect: Effect,
    *,
    monday: date,
    race: date | None,
    limits: Limits,
) -> Target:
    """Return the week's target (RULES 7.1, 7.3, 7.4, 5.4): the least of what each rule allows."""
    if history.norm_s <= 0 or _rebase(history):
        return _start(history)
    case = _Case(history=history, body=body, effect=effect, monday=monday, race=race, limits=limits)
    ask = _by_rhythm(case)
    for rule in (_beginning, _after_break, _taper, _by_effect, _after_pain_stop):
        ask = rule(case, ask)
    return Target(
        seconds=ask.seconds,
        most_s=_most_s(case),
        run_days=_run_days(history, ask.seconds, limits),
        rhythm=ask.rhythm,
        run_walk=ask.run_walk,
        alternate_days=ask.alternate_days,
        with_long=ask.with_long,
        why=(_baseline(history), *ask.why),
    )


def _most_s(case: _Case) -> float:
    """Return the highest of the last four normal weeks with its permitted growth."""
    norm_s, limits = case.history.norm_s, case.limits
    return max(norm_s * (1 + limits[GROWTH]), norm_s + 60 * GROWTH_FREE_MIN)


def _by_rhythm(case: _Case) -> _Ask:
    """Return build, hold or deload: every fourth week is lighter (RULES 7.1)."""
    history, limits = case.history, case.limits
    cycle = limits.whole(DELOAD_EVERY, least=2)
    place = history.weeks_since_light % cycle
    if place == cycle - 1:
        less = words.limit(limits[DELOAD])
        why = f"{cycle - 1} weeks without a lighter one: this week is a deload, {less} less."
        seconds = history.norm_s * (1 - limits[DELOAD])
        return _Ask(seconds=seconds, rhythm="deload", why=(why,))
    season_s = history.season_s * (1 + limits[GROWTH_SEASON])
    if 0 < season_s < history.norm_s:
        most = words.limit(limits[GROWTH_SEASON])
        why = f"You have grown by more than {most} in twelve weeks: this week holds."
        return _Ask(seconds=history.norm_s, rhythm="hold", why=(why,))
    if place == HOLD_WEEKS:
        why = "This week holds, before the deload."
        return _Ask(seconds=history.norm_s, rhythm="hold", why=(why,))
    built_s = max(history.norm_s * (1 + limits[BUILD]), history.norm_s + 60 * GROWTH_FREE_MIN / 2)
    why = f"This week builds, by about {words.limit(limits[BUILD])}."
    return _Ask(seconds=min(_most_s(case), built_s), rhythm="build", why=(why,))


def _beginning(case: _Case, ask: _Ask) -> _Ask:
    """Keep to run-walk with a day between through the first weeks of a beginner."""
    history = case.history
    weeks = len(history.weeks)
    if weeks >= BEGIN_WEEKS or history.norm_s > 60 * BEGIN_MOST_MIN:
        return ask
    why = f"Week {weeks + 1} of running: {BEGIN_WEEKS} weeks of run-walk with a day between."
    return replace(ask, why=(*ask.why, why), run_walk=True, alternate_days=True, with_long=False)


def _after_break(case: _Case, ask: _Ask) -> _Ask:
    """Hold the return to running after days without a run, or after light weeks (RULES 7.4).

    Of several breaks the one that leaves least holds.
    """
    found = [_after(case, gap) for gap in case.history.breaks] or [_after_light_weeks(case)]
    seconds, why, long_off = min(found, key=lambda one: one[0])
    if seconds >= ask.seconds:
        return ask
    return replace(
        ask, seconds=seconds, rhythm="return", why=(why,), run_walk=ask.run_walk or long_off
    )


def _after(case: _Case, gap: Break) -> tuple[float, str, bool]:
    """Return what one break leaves, in seconds, why, and whether it was a long one."""
    long_off = gap.days_off >= RUN_WALK_DAYS_OFF
    if gap.first_run is None:
        share = share_after(gap.days_off)
        why = f"{gap.days_off} days without a run: {words.share(share)} of your baseline."
        return case.history.norm_s * share, why, long_off
    days_back = (case.monday - gap.first_run).days
    why = (
        f"{gap.days_off} days without a run ended {days_back} days ago: "
        f"step by step back within {AFTER_BREAK_DAYS} days."
    )
    return _return_s(case, gap.days_off, gap.first_run), why, long_off


def _after_light_weeks(case: _Case) -> tuple[float, str, bool]:
    recent_s = max((week.seconds for week in case.history.weeks[-4:]), default=0.0)
    rise = words.limit(case.limits[RETURN_RISE])
    why = f"Your last four weeks were light: back step by step, {rise} a week."
    return _step_s(recent_s, case.limits), why, False


def _step_s(recent_s: float, limits: Limits) -> float:
    """Return the most after a lighter stretch: a fifth more, or ten minutes."""
    return max(recent_s * (1 + limits[RETURN_RISE]), recent_s + 60 * GROWTH_FREE_MIN)


def _return_s(case: _Case, days_off: int, first_run: date) -> float:
    """Return the most in the weeks after a break: a straight line back, in steps of a fifth."""
    share, norm_s = share_after(days_off), case.history.norm_s
    weeks_back = min((case.monday - monday_of(first_run)) // WEEK, BACK_WEEKS)
    line_s = norm_s * (share + (1 - share) * weeks_back / BACK_WEEKS)
    step_s = _step_s(case.history.most_since(first_run), case.limits)
    return min(line_s, max(norm_s * share, step_s))


def _taper(case: _Case, ask: _Ask) -> _Ask:
    """Cut the time before a race by 41 to 60 %, in steps (RULES 7.3)."""
    race, monday, limits = case.race, case.monday, case.limits
    if race is None or not monday <= race < monday + timedelta(days=limits.whole(TAPER_DAYS)):
        return ask
    this_week = race < monday + WEEK
    cut = TAPER_LAST_CUT if this_week else TAPER_FIRST_CUT
    lead = "Race week" if this_week else f"Taper for the race on {words.day(race)}"
    return replace(
        ask,
        seconds=min(ask.seconds, case.history.norm_s * (1 - cut)),
        rhythm="taper",
        why=(f"{lead}: {words.limit(cut)} less{', short and easy' * this_week}.",),
        with_long=not this_week,
    )


def _by_effect(case: _Case, ask: _Ask) -> _Ask:
    """Stop growth, or deload, where the effect that stands asks for it."""
    norm_s = case.history.norm_s
    back_s = norm_s * (1 - case.limits[DELOAD])
    if case.effect.holds("easier") and ask.seconds > back_s:
        return _held(
            ask, back_s, "deload", f"{case.effect.because}: the week holds no more than a deload."
        )
    if case.effect.holds("no_growth") and ask.seconds > norm_s:
        return _held(ask, norm_s, "hold", f"{case.effect.because}: the week does not grow.")
    return ask


def _held(ask: _Ask, seconds: float, rhythm: Rhythm, why: str) -> _Ask:
    """Return the ask cut to ``seconds``; a start, a return or a taper stays one."""
    if ask.rhythm in STEADY:
        return replace(ask, seconds=seconds, rhythm=rhythm, why=(why,))
    return replace(ask, seconds=seconds, why=(*ask.why, why))


def _after_pain_stop(case: _Case, ask: _Ask) -> _Ask:
    """Halve the time, run-walk, every other day, for two weeks (RULES 5.4)."""
    until = case.body.returning_until
    if until is None or until < case.monday:
        return ask
    why = (
        f"Return to running after a pain stop, until {words.day(until)}: at most half of your "
        "former time, run-walk, flat, every other day."
    )
    return _Ask(
        seconds=min(ask.seconds, case.history.norm_s * case.limits[PAIN_RETURN_FRAC]),
        rhythm="return",
        why=(why,),
        run_walk=True,
        alternate_days=True,
        with_long=False,
    )


def _run_days(history: History, seconds: float, limits: Limits) -> int:
    """Return the number of running days: the usual one, or one more where runs get too long."""
    days = min(max(history.run_days, 1), MOST_RUN_DAYS)
    too_long = seconds / days > 60 * limits[EASY_MOST]
    return days + 1 if too_long and days < MOST_RUN_DAYS else days


def _rebase(history: History) -> bool:
    gap = history.gap
    return gap is not None and gap.first_run is None and gap.days_off >= REBASE_DAYS


def _start(history: History) -> Target:
    runs, minutes = BEGIN_RUNS, BEGIN_MINUTES
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


def _baseline(history: History) -> str:
    return (
        f"Your baseline is {words.duration(history.norm_s)}, the highest of your last "
        f"{len(history.normal)} normal weeks; holidays, illness and outliers do not count."
    )
