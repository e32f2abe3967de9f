"""How much running a week holds and in what form: the way back, the ladder, or the usual week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.body.way_back import STAGES, Stage
from planner.past.weeks import WEEK, after_race_share
from planner.week.ask import ask
from planner.week.ladder import RUNS, is_beginner, rung_of, since_new_start
from planner.week.limits import (
    EASY_MOST,
    GROWTH,
    LONG_MOST,
    TAPER_DAYS,
    TAPER_FIRST_CUT,
    TAPER_LAST_CUT,
)
from planner.week.measure import FREE_S, START_S, weeks_since
from planner.week.proportions import USUAL_RUN_MIN
from planner.week.slots import whole_min
from planner.week.way_back_words import begins, opens_next, unanswered

if TYPE_CHECKING:
    from planner.body.way_back import WayBack
    from planner.profile.limits import Limits
    from planner.week.ask import Ask
    from planner.week.history import History
    from planner.week.measure import Now

Rhythm: TypeAlias = Literal[
    "build", "hold", "deload", "return", "way back", "start", "after race", "taper", "none"
]
STEADY: Final = frozenset({"build", "hold", "deload"})
STAGED: Final = frozenset({"way back", "start"})  # runs as long as their stage says
RUN_WALK_DAYS_OFF: Final = 42  # from here the return begins with run-walk (RULES 7.4)
# Own choice: of a return after so long, or after pain, each week's sets; then all is run.
RETURN_SETS: Final = tuple(
    Stage(run_min=run, walk_min=walk, times=1) for run, walk in ((1, 2), (1, 1), (2, 1), (4, 1))
)
SET_FRAC: Final = 0.05  # own choice: more of the time run than last week: the next step
EXTRA_DAY_BELOW: Final = 5  # own choice: who runs on five days gets longer runs, no sixth day
MOST_RUN_DAYS: Final = 6  # one day of rest at least (RULES 7.2)
STAGE_RUNS: Final = 3  # own choice: on the way back three runs a week at most
STAGE_STEP: Final = 1.3  # own choice: a week's timer minutes over those of the week before
EASIER_RUNS: Final = 3  # own choice: under `easier` no two days in a row
EASIER_LONGEST_MIN: Final = 45  # own choice: the longest run under `easier`, and after a race
BUILD_WEEKS_MOST: Final = 26  # own choice: so far ahead a race builds the long run
LONG_GROWS: Final = 1.10  # own choice: within what the 30 days before allow
LONG_LIGHTER: Final = 2 / 3  # of the long run in a lighter week before a race
LONG_BUILD_SHARE: Final = 0.40  # own choice: the long run's share of the week before a race
LONG_AFTER_EXIT_WEEKS: Final = 8  # own choice: the long run comes last
LONG_AFTER_RACE_SHARE: Final = 0.5  # own choice: at so little of the week no run is the long one


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a week asks for: seconds of running over so many days, in what form, and why.

    ``long_min`` is the long run that a race to come builds to, null without one; ``most_s`` is what
    no run beyond the plan may make of it; ``reference_s`` the usual week it was
    taken from, null where there is none; ``stage`` the run and walk of each run, null where all is
    run; ``longest_min`` the most of one run beside the day's own limits, null without one;
    ``way_stage`` the number of the way back's stage that it is, null elsewhere.
    """

    seconds: float
    most_s: float
    run_days: int
    rhythm: Rhythm
    run_walk: bool
    alternate_days: bool
    with_long: bool
    why: tuple[str, ...]
    reference_s: float | None = None
    stage: Stage | None = None
    longest_min: int | None = None
    long_min: int | None = None
    way_stage: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the rules of a target look at; ``sore``: last week held a pain of 3 or more.

    ``free_days`` is how many days any week may hold a run, ``open_days`` how many days of this one
    are no rest after a race or in illness; ``day_most_min`` is the most minutes of a run on any
    day, null without a limit; ``race_s`` is the race's time at easy pace, null where its length or
    that pace is not known.
    """

    history: History
    now: Now
    monday: date
    race: date | None
    limits: Limits
    sore: bool = False
    free_days: int = 7
    open_days: int = 7
    day_most_min: int | None = None
    race_s: float | None = None

    @property
    def usual(self) -> str:
        """Return the usual week in words."""
        return words.duration(self.history.reference_s or 0.0)


def target_of(case: Case) -> Target:
    """Return the week's target: the way back after pain, the beginner's ladder, else the ask."""
    memory = case.history.memory
    if memory.way_back is not None:
        return _way_back(case, memory.way_back)
    if is_beginner(since_new_start(memory.weeks), case.day_most_min):
        return _ladder(case)
    return _taper(case, _asked(case))


def _way_back(case: Case, way: WayBack) -> Target:
    """Return three times the stage reached; where no run may be yet, nothing."""
    sunday = case.monday + WEEK - timedelta(days=1)
    where = words.where(way.place, way.side)
    if way.begins is None or way.begins > sunday:
        why = f"The way back ({where}) {begins(way)}; walk as much as you like without pain."
        return replace(_stage_target(STAGES[0], (why,)), seconds=0.0, most_s=0.0)
    before_s = _on_the_way_s(case, way.begins)
    number = way.stage
    while number > 1 and 0 < STAGE_STEP * before_s < STAGE_RUNS * 60 * STAGES[number - 1].timer_min:
        number -= 1
    stage = STAGES[number - 1]
    if way.begins > case.monday:
        lead = (
            f"The way back ({where}) {begins(way)}; until then walk as much as you like without "
            f"pain. Stage {number} of {len(STAGES)}: "
        )
    else:
        lead = f"The way back ({where}), stage {number} of {len(STAGES)}: "
    why = (
        f"{lead}up to three times {stage.words}, a day between. {opens_next(way)}{unanswered(way)}"
    )
    return replace(_stage_target(stage, (why,)), way_stage=number)


def _on_the_way_s(case: Case, begins: date) -> float:
    """Return the seconds asked or run last week where all of it was on the way back, else 0."""
    if not case.history.weeks or begins > case.monday - WEEK:
        return 0.0
    last = case.history.weeks[-1].facts
    return max(last.asked_s or 0.0, last.seconds)


def _stage_target(stage: Stage, why: tuple[str, ...]) -> Target:
    seconds = 60.0 * STAGE_RUNS * stage.timer_min
    return Target(
        seconds=seconds,
        most_s=seconds,
        run_days=STAGE_RUNS,
        rhythm="way back",
        run_walk=stage.walk_min > 0,
        alternate_days=True,
        with_long=False,
        why=why,
        stage=stage if stage.walk_min else None,
    )


def _ladder(case: Case) -> Target:
    """Return the beginner's rung; what stands against growth repeats it."""
    now, weeks = case.now, since_new_start(case.history.weeks)
    held = now.no_growth or "pregnancy" * now.pregnant
    held = held or "warnings of doing too much" * bool(now.overdone_weeks)
    lapses = now.only_overdoing and not now.pregnant
    rung = rung_of(weeks, sore=case.sore, held=held, lapses=lapses, most_min=case.day_most_min)
    target = Target(
        seconds=60.0 * RUNS * rung.minutes,
        most_s=60.0 * RUNS * rung.minutes,
        run_days=RUNS,
        rhythm="start",
        run_walk=rung.stage is not None and rung.stage.walk_min > 0,
        alternate_days=True,
        with_long=False,
        why=(rung.why,),
        stage=rung.stage if rung.stage is not None and rung.stage.walk_min else None,
    )
    if not now.easier or not weeks:
        return target
    # On the ladder nothing is lighter than what was run: half as many runs make the week easier.
    return replace(
        target,
        seconds=2 * target.seconds / RUNS,
        run_days=2,
        why=(*target.why, f"{now.easier}: twice this week, not three times."),
    )


def _asked(case: Case) -> Target:
    history, now, limits = case.history, case.now, case.limits
    asked = ask(history.weeks, case.monday, now, exits=history.memory.exits, limits=limits)
    share = after_race_share([week.facts for week in history.weeks], case.monday)
    exited = weeks_since(history.memory.exits, case.monday)
    back = now.returning
    first_back_ill = back is not None and back.reason == "ill" and back.since is None
    with_long = (
        not now.hold
        and not first_back_ill
        and (exited is None or exited >= LONG_AFTER_EXIT_WEEKS)
        and (share is None or share > LONG_AFTER_RACE_SHARE)
    )
    # Days of rest at first are no licence after.
    days = max(1, min(_run_days(case, asked.seconds), case.open_days - 1))
    longest_min = _longest_held_min(case, asked)
    if now.easier or now.settling:
        days, longest_min = min(days, EASIER_RUNS), EASIER_LONGEST_MIN
    if share is not None and share <= LONG_AFTER_RACE_SHARE:
        longest_min = min(_half_the_longest_min(history), EASIER_LONGEST_MIN)
    sets = _return_sets(case)
    usual = () if asked.reference_s is None else (f"Your usual week is {case.usual}.",)
    target = Target(
        seconds=asked.seconds,
        most_s=_most_s(case, asked),
        run_days=days,
        rhythm=asked.rhythm,
        run_walk=sets is not None or asked.rhythm == "start",
        alternate_days=bool(now.easier) or now.settling or asked.rhythm == "start",
        with_long=with_long,
        why=(*usual, *_one_run(case, asked.seconds, days), *_sets_why(sets), *asked.why),
        reference_s=asked.reference_s,
        longest_min=longest_min,
        stage=sets,
    )
    return _built(case, target, grows=asked.grows)


def _longest_held_min(case: Case, asked: Ask) -> int | None:
    """Return the longest run of the usual weeks where a week does not grow: nor does a run.

    A race of this week is held against the 30 days before it alone.
    """
    racing = case.race is not None and case.monday <= case.race < case.monday + WEEK
    if asked.grows or asked.rhythm not in STEADY or racing or not case.history.usual:
        return None
    longest_s = max(week.facts.longest_s for week in case.history.usual)
    return max(USUAL_RUN_MIN, whole_min(longest_s))


def _one_run(case: Case, seconds: float, days: int) -> tuple[str, ...]:
    """Return why a week has one run though there are days for more; nothing where it has more."""
    short = seconds < 2 * 60 * USUAL_RUN_MIN
    if not short or days > 1 or min(case.free_days, case.open_days) <= 1:
        return ()
    whole = words.duration(60 * round(seconds / 60))
    return (f"{whole} make one run: two of {USUAL_RUN_MIN} min want more.",)


def _half_the_longest_min(history: History) -> int:
    """Return half of the usual weeks' longest run, no less than twenty minutes."""
    longest_s = median(week.facts.longest_s for week in history.usual)
    return max(USUAL_RUN_MIN, round(longest_s / 120))


def _most_s(case: Case, asked: Ask) -> float:
    """Return the most that this week may become where more is run than planned."""
    reference_s = asked.reference_s or 0.0
    if asked.rhythm not in STEADY or case.now.no_growth:
        return asked.seconds
    return max(asked.seconds, reference_s * (1 + case.limits[GROWTH]), reference_s + FREE_S)


def _return_sets(case: Case) -> Stage | None:
    """Return the run and walk of a return's week, a step on from the last; null where all is run.

    So begin the weeks after six weeks without a run, and those after pain that left hardly any
    running (RULES 7.4, 7.6). The minutes run never leap, for each set follows the last one run;
    while pain eases running it is the same once more.
    """
    weeks, back = case.history.weeks, case.now.returning
    if not weeks:
        return None
    last = weeks[-1].facts
    if last.walks_asked and last.seconds > 0:
        share = last.run_share + (-SET_FRAC if case.now.easier else SET_FRAC)
        return next((one for one in RETURN_SETS if one.running_min / one.timer_min > share), None)
    gap = case.history.gap
    off = 0 if gap is None or gap.first_run is not None else gap.days_off
    if back is not None and back.since is None:
        off = max(off, back.days_off)
    little = weeks[-1].reason == "pain" and last.running_s < START_S / 2
    if off >= RUN_WALK_DAYS_OFF:
        return RETURN_SETS[0]
    return RETURN_SETS[1] if little and case.now.returning is None else None


def _sets_why(sets: Stage | None) -> tuple[str, ...]:
    """Return why a return is run and walked."""
    if sets is None:
        return ()
    said = words.duration(60 * sets.run_min), words.duration(60 * sets.walk_min)
    return (f"{said[0]} run, {said[1]} walk, in turn; each week back walks less than the last.",)


def _run_days(case: Case, seconds: float) -> int:
    """Return the number of running days: the usual one, in shorter runs rather than fewer.

    Who has run once a week for weeks gets a second day before a longer run; one day more, too,
    where runs would become long and a day is free.
    """
    history = case.history
    most = max(1, min(MOST_RUN_DAYS, case.free_days))
    days = min(max(history.run_days, 1), most)
    if days == 1 and len(history.usual) > 1:
        days = min(2, most)
    days = max(1, min(days, int(seconds // (60 * USUAL_RUN_MIN))))
    holds_min = case.limits[EASY_MOST]
    if case.day_most_min is not None and case.day_most_min < holds_min:
        holds_min = case.day_most_min
    too_long = seconds / days > 60 * holds_min
    return days + 1 if too_long and days < min(most, EXTRA_DAY_BELOW) else days


def _built(case: Case, target: Target, *, grows: bool) -> Target:
    """Let the long run grow to the race's time at easy pace, or to the most a long run may be.

    A tenth in the weeks that grow, held in the third, two thirds in the lighter one (own choice).
    """
    race, race_s = case.race, case.race_s
    last = [week.facts.longest_s for week in case.history.usual]
    if race is None or race_s is None or not last or target.rhythm not in STEADY:
        return target
    if not case.monday < race <= case.monday + BUILD_WEEKS_MOST * WEEK or not target.with_long:
        return target
    goal_s = min(race_s, 60 * case.limits[LONG_MOST])
    longest_s = max(last)
    if longest_s >= goal_s:
        return target
    grown = LONG_LIGHTER if target.rhythm == "deload" else LONG_GROWS if grows else 1.0
    return replace(target, long_min=whole_min(min(goal_s, grown * longest_s)))


def _taper(case: Case, target: Target) -> Target:
    """Cut the time before a race by 41 to 60 %, in steps (RULES 7.3)."""
    race, monday, limits = case.race, case.monday, case.limits
    if race is None or not monday <= race < monday + timedelta(days=limits.whole(TAPER_DAYS)):
        return target
    this_week = race < monday + WEEK
    cut = TAPER_LAST_CUT if this_week else TAPER_FIRST_CUT
    lead = "Race week" if this_week else f"Taper for the race on {words.day(race)}"
    seconds = (case.history.reference_s or 0.0) * (1 - cut)
    with_long = target.with_long and race - monday > WEEK  # not on the day before a race either
    if seconds >= target.seconds:
        return replace(target, with_long=with_long, long_min=None)
    return replace(
        target,
        seconds=seconds,
        most_s=seconds,
        rhythm="taper",
        why=(f"{lead}: {words.limit(cut)} less{', short and easy' * this_week}.",),
        with_long=with_long,
        long_min=None,
    )
