"""Everything one week is planned from, drawn out of the athlete: the inputs, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.body.exercises_gates import reached
from planner.body.morning import sore_this_morning
from planner.past.asked import asked_weeks
from planner.past.weeks import WEEK, PastRace
from planner.profile.model import CHILD_AGE
from planner.week import target as targets
from planner.week.drift_offer import offers
from planner.week.edits import edits_of
from planner.week.history import history_before
from planner.week.ladder import PAIN_FREE
from planner.week.now import now_of
from planner.week.pace import (
    RUN_WALK_M_S,
    RUNS_SHARE,
    WALK_M_S,
    WALKS_SHARE,
    share_run,
    speed_in_band,
    speed_range,
)
from planner.week.slots import spike_caps_min
from planner.week.way_back_words import begins, waits
from planner.week.wishes import Case, wishes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.athlete import Athlete
    from planner.body.exercises_gates import Rungs
    from planner.body.state import Body
    from planner.day.effect import Effect
    from planner.day.hard_running import HardRunning
    from planner.day.judged import JudgedDay
    from planner.profile.model import Profile
    from planner.session import Ceiling
    from planner.week.edits import Edit
    from planner.week.history import History
    from planner.week.measure import Now
    from planner.week.target import Target
    from planner.week.wishes import Wishes

NOT_YET_OVER: Final = "is not yet over for the legs"
NO_LIMIT_MIN: Final = 24 * 60
NOT_A_RUN_DAY: Final = "not one of your running days"  # the one reason a move may overrule


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The inputs of one week; equal situations give equal weeks.

    ``caps_min`` is the most minutes of one run by weekday, ``day_min`` what the runner has on it,
    ``open_min`` the lesser of both, and 0 where ``closed`` says why no run may be;
    ``speed_range_m_s`` is that of easy runs;
    ``flags`` are the titles of those that change something in a plan, by id;
    ``doubted``: the ceiling is in doubt, and gait and speed are told without it;
    ``sore`` is the weekday whose morning was too sore for a long or hard run or a test, None else;
    ``race`` counts days from Monday (within eight weeks; None without one); ``share_run`` is
    what of that time is run by the runner's own steps, ``gait_frac`` the same without weeks that
    asked for run and walk.
    """

    monday: date
    profile: Profile
    age: int | None
    ceiling: Ceiling | None
    doubted: bool
    body: Body
    effect: Effect
    flags: Mapping[str, str]
    history: History
    speed_m_s: float | None
    speed_range_m_s: tuple[float, float] | None
    share_run: float | None
    gait_frac: float | None
    target: Target
    phase: str
    wishes: Wishes
    hard: HardRunning
    edits: tuple[Edit, ...]
    caps_min: tuple[int, ...]
    day_min: tuple[int, ...]
    open_min: tuple[int, ...]
    closed: tuple[str | None, ...]
    careful_runs: int
    careful_on_monday: int
    sore: int | None
    race: int | None
    rungs: Rungs
    no_load: bool
    no_eyes_closed: bool

    def day(self, number: int) -> date:
        """Return the date of a weekday of this week."""
        return self.monday + timedelta(days=number)

    def resting(self, number: int) -> bool:
        """Return whether a weekday is one of rest after a race or a very long run."""
        return (self.closed[number] or "").endswith(NOT_YET_OVER)

    @property
    def walking(self) -> bool:
        """Return whether the ceiling makes this runner walk: by the steps, else by the speed."""
        if self.target.rhythm in targets.STAGED:
            return False
        if self.gait_frac is not None:
            return self.gait_frac < WALKS_SHARE
        return self.speed_m_s is not None and self.speed_m_s < WALK_M_S

    @property
    def run_walking(self) -> bool:
        """Return whether runs are run-walk, by the return to running or by the ceiling."""
        if self.target.run_walk or self.target.rhythm in targets.STAGED:
            return self.target.run_walk
        if self.gait_frac is not None:
            return self.gait_frac < RUNS_SHARE
        return self.speed_m_s is not None and self.speed_m_s < RUN_WALK_M_S


def situation_of(day: JudgedDay, monday: date) -> Situation:
    """Return what the week of ``monday`` is planned from."""
    athlete, profile = day.athlete, day.athlete.profile
    history = history_before(athlete, monday)
    speed = speed_in_band(athlete.sessions, day.pace_ceiling, monday, gap=history.gap)
    share = share_run(athlete.sessions, day.pace_ceiling, monday)
    walked = {start for start, week in asked_weeks(athlete).items() if week.walks}
    gait = share_run(athlete.sessions, day.pace_ceiling, monday, asked=walked)
    now = now_of(day, history.memory, monday)
    target = targets.target_of(case_of(day, history, monday, now=now, speed_m_s=speed))
    closed = _closed_days(day, history, monday)
    day_min = tuple(_most_minutes(profile, n) for n in range(7))
    runs = not target.run_walk and (gait is None or gait >= RUNS_SHARE)
    open_days = closed.count(None)
    caps = _caps_min(athlete, target, speed, monday, run_only=runs, open_days=open_days)
    hard = day.hard_running(monday)
    cap_min = _longest_cap(caps, profile, history)
    wishes = _wishes(day, history, target, monday, hard=hard, cap_min=cap_min)
    age, pregnant = profile.age_on(monday), profile.health.pregnant
    no_load = pregnant or (age is not None and age < CHILD_AGE)
    return Situation(
        monday=monday,
        profile=profile,
        age=age,
        ceiling=athlete.plan_ceiling,
        doubted=day.doubt is not None,
        body=day.body,
        effect=day.effect.lasting,
        flags={flag.id: flag.title for flag in day.flags if flag.plan_effect != "none"},
        history=history,
        speed_m_s=speed,
        speed_range_m_s=speed_range(
            athlete.sessions, day.pace_ceiling, monday, gap=history.gap, speed_m_s=speed
        ),
        share_run=share,
        gait_frac=gait,
        target=target,
        phase=phase_of(
            profile, target, monday, quality=any(slot.kind == "quality" for slot in wishes.slots)
        ),
        wishes=wishes,
        hard=hard,
        edits=edits_of(athlete.events, monday),
        caps_min=caps,
        day_min=day_min,
        open_min=tuple(0 if closed[n] else min(caps[n], day_min[n]) for n in range(7)),
        closed=closed,
        careful_runs=_careful(athlete, day.body, athlete.today),
        careful_on_monday=_careful(athlete, day.body, monday - timedelta(days=1)),
        sore=_sore(athlete, monday),
        race=_race(profile.availability.race_date, monday),
        rungs=reached(athlete.diary, age=age, no_load=no_load, no_eyes_closed=pregnant),
        no_load=no_load,
        no_eyes_closed=pregnant,
    )


def _wishes(
    day: JudgedDay,
    history: History,
    target: Target,
    monday: date,
    *,
    hard: HardRunning,
    cap_min: int,
) -> Wishes:
    """Return which runs the week wishes for, a drift test among them where one is offered."""
    profile, body = day.athlete.profile, day.body
    case = Case(
        athlete=day.athlete,
        history=history,
        target=target,
        effect=day.effect.lasting,
        hard=hard,
        body=body,
        monday=monday,
        drift_test=offers(day.doubt, monday, profile=profile, body=body, flags=day.flags),
        drift_said=day.doubt is not None and (day.doubt.said or monday) < monday,
        doubted=day.doubt is not None,
    )
    return wishes_of(case, cap_min=cap_min)


def case_of(
    day: JudgedDay, history: History, monday: date, *, now: Now, speed_m_s: float | None
) -> targets.Case:
    """Return what the rules of a week's target look at; ``speed_m_s`` is the easy pace."""
    athlete, free = day.athlete, day.athlete.profile.availability
    last_week = monday - WEEK
    resting = day.body.illness.no_run | _rest_after_races(athlete, history).keys()
    return targets.Case(
        history=history,
        now=now,
        monday=monday,
        race=free.race_date,
        day_most_min=free.longest_min,
        race_s=1000 * free.race_km / speed_m_s if free.race_km and speed_m_s else None,
        limits=athlete.profile.limits,
        sore=any(
            entry.kind == "pain" and entry.points >= PAIN_FREE
            for entry in athlete.diary
            if last_week <= entry.day < monday
        ),
        open_days=sum(monday + timedelta(days=n) not in resting for n in range(7)),
        free_days=len(
            [
                n
                for n in range(7)
                if (free.run_days is None or n in free.run_days)
                and _most_minutes(athlete.profile, n)
            ]
        ),
    )


def _caps_min(
    athlete: Athlete,
    target: Target,
    speed: float | None,
    monday: date,
    *,
    run_only: bool,
    open_days: int,
) -> tuple[int, ...]:
    """Return the most minutes of one run by weekday; a stage of run and walk is never cut."""
    limits = athlete.profile.limits
    caps = spike_caps_min(
        athlete.sessions,
        monday,
        speed,
        limits,
        run_only=run_only,
        runs=min(target.run_days, open_days),
        today=athlete.today,
    )
    if target.rhythm in targets.STAGED:
        return tuple(max(cap, round(target.seconds / 60 / max(1, target.run_days))) for cap in caps)
    most = target.longest_min
    return caps if most is None else tuple(min(cap, most) for cap in caps)


def _longest_cap(caps: Sequence[int], profile: Profile, history: History) -> int:
    """Return the most minutes of the week's longest run: those of its own day where one is known.

    Days differ in what the 30 days before them allow; a long run is not moved for a few minutes.
    """
    named = profile.availability.long_run_day
    day = history.long_day if named is None else named
    return max(caps) if day is None else caps[day]


def _closed_days(day: JudgedDay, history: History, monday: date) -> tuple[str | None, ...]:
    """Return by weekday why no run may be on it, or None."""
    profile, body, effect = day.athlete.profile, day.body, day.effect.lasting
    rest = _rest_after_races(day.athlete, history)
    way = history.memory.way_back
    found = []
    for number in range(7):
        date_ = monday + timedelta(days=number)
        why = _closed(profile, body, effect, date_)
        if way is not None and waits(way, date_):
            why = why or f"the way back {begins(way)}"
        found.append(why or rest.get(date_))
    return tuple(found)


def _rest_after_races(athlete: Athlete, history: History) -> dict[date, str]:
    """Return the days after races on which no run is planned, with the reason."""
    races = [race for race in history.memory.races if not race.small]
    free = athlete.profile.availability
    if free.race_date is not None and free.race_date >= athlete.today:
        # Of unknown length: the least that any race asks.
        races.append(PastRace(day=free.race_date, km=free.race_km or 0.0, declared=True))
    return {
        race.day + timedelta(days=n): f"the {race.name} {NOT_YET_OVER}"
        for race in races
        for n in range(1, race.rule.rest_days + 1)
    }


def _closed(profile: Profile, body: Body, effect: Effect, day: date) -> str | None:
    """Return why no run may be on a day, or None."""
    free = profile.availability
    wanted = free.run_days
    reasons = (
        (effect.holds("stop"), "a sign stands that needs a clinician first"),
        (effect.holds("no_run"), _as_clause(effect)),
        (day in body.illness.no_run, body.illness.why_no_run),
        (day in free.blackout, "a day you took out"),
        (wanted is not None and day.weekday() not in wanted, NOT_A_RUN_DAY),
        (free.max_minutes[day.weekday()] == 0, "no minutes on this weekday"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _as_clause(effect: Effect) -> str:
    """Return what the strictest reason does, inside a sentence."""
    does = effect.reasons[0].does if effect.reasons else ""
    return f"{does[:1].lower()}{does[1:]}".rstrip(".")


def _most_minutes(profile: Profile, weekday: int) -> int:
    """Return the most minutes that the runner has on a weekday."""
    most = profile.availability.max_minutes[weekday]
    return NO_LIMIT_MIN if most is None else most


def _careful(athlete: Athlete, body: Body, last: date) -> int:
    """Return how many of the two short runs after an illness are left, by the runs to ``last``."""
    until = body.illness.no_run_until
    if until is None or last > until + 3 * WEEK:
        return 0
    return max(0, 2 - len({day for day in athlete.run_days if until < day <= last}))


def _sore(athlete: Athlete, monday: date) -> int | None:
    """Return today's weekday where this morning's soreness bars a test, a long or a hard run."""
    number = (athlete.today - monday).days
    sore = sore_this_morning(athlete.diary, athlete.today)
    return number if sore and number in range(7) else None


def _race(race_day: date | None, monday: date) -> int | None:
    if race_day is None or not monday <= race_day < monday + 8 * WEEK:
        return None
    return (race_day - monday).days


def phase_of(profile: Profile, target: Target, monday: date, *, quality: bool) -> str:
    """Return the week's phase in a word; ``quality``: a hard run is wished for in this week."""
    race_day = profile.availability.race_date
    if race_day is not None and monday <= race_day < monday + WEEK:
        return "race"
    if target.rhythm in {"start", "return", "way back", "after race", "taper"}:
        return target.rhythm
    return "quality" if quality else "base"
