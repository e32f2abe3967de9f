"""The weeks ahead, as they would be asked if each is run as asked: an outlook, never a plan.

The first weeks are the plans of this week and the next. What stands against growth today is taken
to be over after them, but a sign that a clinician has to clear: under it nothing grows and no test
is promised. Pain, a race, days
off and the ladder shape the weeks as they would shape a plan. On the way back after pain nothing is
foretold, for what opens the next stage is how a run was borne.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.body.pain import EASES_FROM
from planner.judging.balance import monday_of
from planner.past.asked import EASED
from planner.past.memory import EASY_M_S, LESS
from planner.past.weeks import WEEK, PastRace, WeekFacts
from planner.week import target as targets
from planner.week.ahead import to_come
from planner.week.history import history_before, history_with
from planner.week.ladder import ladder_end, since_new_start
from planner.week.now import now_of
from planner.week.pace import speed_in_band
from planner.week.situation import NO_LIMIT_MIN, case_of, phase_of
from planner.week.slots import cap_over_s, slots_for, spike_caps_min, whole_min
from planner.week.target import LONG_BUILD_SHARE, STAGED
from planner.week.wishes import last_test, quality_fits, test_fits, weeks_between_tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.day.judged import JudgedDay
    from planner.week.history import History
    from planner.week.measure import Now
    from planner.week.model import Day, Plan, Run
    from planner.week.target import Target

WEEKS_AHEAD: Final = 12  # own choice: without a race
WEEKS_AFTER_RACE: Final = 4
MOST_WEEKS: Final = 26  # own choice: further ahead says nothing
LONGEST_WEEKS: Final = 4  # whole weeks inside the 30 days that a longest run counts for
NO_OUTLOOK: Final = frozenset({"no_run", "stop"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonWeek:
    """One week ahead; ``outlook`` is false for what is planned.

    ``seconds`` and ``longest_s`` (without a race) are null where nothing may be foretold; ``test``:
    a MAF test stands in it; ``race`` is the day of the race in it, ``race_s`` its time at easy
    pace, null where that or its length is not known.
    """

    week_start: date
    phase: str
    rhythm: str
    seconds: float | None
    longest_s: float | None
    test: bool
    race: date | None
    why: str
    outlook: bool = True
    race_s: float | None = None


def season_of(day: JudgedDay, plans: Sequence[Plan]) -> tuple[SeasonWeek, ...]:
    """Return the weeks of the plans and those after: to four weeks after a race, else twelve.

    The weeks ahead are as many as lie before the race and four more, 26 at most. ``plans``: one
    or more that follow each other, as ``plan`` and ``plan --next`` show them.
    """
    first = plans[0]
    mondays = [first.week_start + n * WEEK for n in range(_count(day, first.week_start))]
    why_not = _untold(day, first)
    if why_not:
        later = (_unknown(monday, day, why_not) for monday in mondays[1:])
        return (_planned(day, first), *later)
    planned = tuple(_planned(day, one) for one in plans)
    return (*planned, *_ahead(day, plans, mondays[len(plans) :]))


def _count(day: JudgedDay, monday: date) -> int:
    race = day.athlete.profile.availability.race_date
    if race is None or race < monday:
        return WEEKS_AHEAD
    return min(MOST_WEEKS, (race - monday) // WEEK + 1 + WEEKS_AFTER_RACE)


def _planned(day: JudgedDay, plan: Plan) -> SeasonWeek:
    """Return a plan as a week: what was run of it and what is still to run."""
    today = day.athlete.today
    return SeasonWeek(
        week_start=plan.week_start,
        phase=plan.phase,
        rhythm=plan.rhythm,
        seconds=sum(sum(_runs_s(one, today)) for one in plan.days),
        longest_s=max(max(_runs_s(one, today), default=0.0) for one in plan.days),
        test=any(
            one.run is not None and one.run.kind == "maf_test"
            for one in plan.days
            if one.ran_s or to_come(one, today)
        ),
        race=_race_in(day, plan.week_start),
        why=plan.why[-1] if plan.why else "",
        outlook=False,
    )


def _untold(day: JudgedDay, plan: Plan) -> str:
    """Return why nothing is foretold, empty where it is."""
    if plan.effect in NO_OUTLOOK:
        return f"{day.effect.lasting.because}: until it is over no week is foretold."
    if plan.rhythm == "way back":
        return "The way back goes by what each run was like, not by the calendar."
    return ""


def _unknown(monday: date, day: JudgedDay, why: str) -> SeasonWeek:
    return SeasonWeek(
        week_start=monday,
        phase="",
        rhythm="",
        seconds=None,
        longest_s=None,
        test=False,
        race=_race_in(day, monday),
        why=why,
    )


def _ahead(day: JudgedDay, plans: Sequence[Plan], mondays: Sequence[date]) -> Iterator[SeasonWeek]:
    """Yield each week as it would be asked after those before it were run as asked."""
    athlete, start = day.athlete, plans[-1].week_start
    history = history_before(athlete, start)
    speed = speed_in_band(athlete.sessions, day.pace_ceiling, start, gap=history.gap)
    hard = day.hard_running(start)
    quality = athlete.profile.availability.quality_wanted and not hard.why
    facts = [_as_run(day, plans[-1])]  # the weeks before it are the history's
    signed = any(flag.check == "red_flag" for flag in day.flags)
    before = last_test(athlete, start)
    tested = None if before is None else monday_of(before)
    for plan in plans:
        tested = plan.week_start if _planned(day, plan).test else tested
    for monday in mondays:
        past = history_with(history, facts, monday)
        case = case_of(day, past, monday, now=_then(day, past, monday), speed_m_s=speed)
        target = targets.target_of(case)
        sizes = _minutes(day, case, target, facts, speed)
        race = _race_in(day, monday)
        test = (
            not signed
            and test_fits(athlete, target, weeks=len(past.weeks))
            and race is None
            and (tested is None or monday - tested >= weeks_between_tests(athlete))
        )
        tested = monday if test else tested
        week = SeasonWeek(
            week_start=monday,
            phase=phase_of(
                athlete.profile,
                target,
                monday,
                quality=quality and quality_fits(target, test=test),
            ),
            rhythm=target.rhythm,
            seconds=target.seconds,
            longest_s=60.0 * max(sizes, default=0),
            test=test,
            race=race,
            why=target.why[-1] if target.why else "",
            race_s=None if race is None else case.race_s,
        )
        facts.append(_as_asked(week, target, sizes, _past_race(day, race)))
        yield week


def _then(day: JudgedDay, past: History, monday: date) -> Now:
    """Return what will hold on a later Monday: health, wishes, days off, signs; no warning."""
    now = now_of(day, past.memory, monday)
    signed = any(flag.check == "red_flag" for flag in day.flags)
    return replace(
        now,
        no_growth=now.no_growth if signed else "",
        hold=now.hold if signed else "",
        easier="",
        overdone_weeks=0,
        half_growth=False,
        ladder_end=ladder_end(
            since_new_start(past.memory.weeks), day.athlete.profile.availability.longest_min
        ),
    )


def _minutes(
    day: JudgedDay,
    case: targets.Case,
    target: Target,
    facts: Sequence[WeekFacts],
    speed: float | None,
) -> list[int]:
    """Return the minutes of the week's runs, the longest first."""
    profile, past, monday = day.athlete.profile, case.history, case.monday
    if target.rhythm in STAGED:
        return [round(target.seconds / 60 / target.run_days)] * target.run_days
    longest_s = max((one.longest_s for one in facts[-LONGEST_WEEKS:]), default=0.0)
    caps = spike_caps_min(day.athlete.sessions, monday, speed, profile.limits)
    cap = max(*caps, whole_min(cap_over_s(longest_s, profile.limits)))
    if target.longest_min is not None:
        cap = min(cap, target.longest_min)
    slots = slots_for(
        target.seconds,
        max(1, target.run_days - (_race_in(day, monday) is not None)),
        cap_min=min(cap, profile.availability.longest_min or NO_LIMIT_MIN),
        with_long=target.with_long and not target.run_walk,
        limits=profile.limits,
        long_min=target.long_min,
        share=LONG_BUILD_SHARE,
        usual_min=past.easy_min,
        long_wish=past.long_share,
    )
    return [slot.minutes for slot in slots]


def _race_in(day: JudgedDay, monday: date) -> date | None:
    race = day.athlete.profile.availability.race_date
    return race if race is not None and monday <= race < monday + WEEK else None


def _past_race(day: JudgedDay, race: date | None) -> PastRace | None:
    if race is None:
        return None
    km = day.athlete.profile.availability.race_km
    return PastRace(day=race, km=km or 0.0, declared=True)


def _as_asked(
    week: SeasonWeek,
    target: Target,
    sizes: Sequence[int],
    race: PastRace | None,
) -> WeekFacts:
    """Return a week ahead as if it were run as asked, its race with it."""
    raced_s = 0.0
    if race is not None:
        raced_s = week.race_s or 1000 * race.km / EASY_M_S
    seconds = (week.seconds or 0.0) + raced_s
    stage = target.stage
    longest_s = max(week.longest_s or 0.0, raced_s)
    share = stage.running_min / stage.timer_min if stage is not None else 1.0
    return WeekFacts(
        start=week.week_start,
        seconds=seconds,
        running_s=share * seconds,
        longest_s=longest_s,
        longest_running_s=share * longest_s,
        days=len(sizes) + (race is not None),
        runs=len(sizes) + (race is not None),
        last_run=week.week_start + WEEK - timedelta(days=1),
        asked_s=week.seconds,
        planned_less=target.rhythm in LESS,
        walks_asked=target.run_walk and target.rhythm == "return",
        race=race,
    )


def _as_run(day: JudgedDay, plan: Plan) -> WeekFacts:
    """Return the plan's week: what was done on its days gone, what is planned on those to come."""
    today = day.athlete.today
    seconds = [
        one.ran_s or sum(run.duration_s for run in _to_come(one, today)) for one in plan.days
    ]
    share = _run_share(plan)
    worst = day.body.worst
    race = _past_race(day, _race_in(day, plan.week_start))
    return WeekFacts(
        start=plan.week_start,
        seconds=sum(seconds),
        running_s=share * sum(seconds),
        longest_s=max(seconds),
        longest_running_s=share * max(seconds),
        days=sum(one > 0 for one in seconds),
        runs=sum(one > 0 for one in seconds),
        last_run=max(
            (one.date for one, ran in zip(plan.days, seconds, strict=True) if ran), default=None
        ),
        asked_s=plan.target_s,
        planned_less=plan.rhythm in LESS,
        pain=worst is not None and worst.score >= EASES_FROM,
        eased=plan.effect in EASED,
        walks_asked=share < 1 and plan.rhythm == "return",
        race=race,
    )


def _runs_s(day: Day, today: date) -> list[float]:
    """Return a day's time run where it was, else that of each run to come but a race."""
    if day.ran_s:
        return [day.ran_s]
    return [float(run.duration_s) for run in _to_come(day, today) if run.kind != "race"]


def _to_come(day: Day, today: date) -> list[Run]:
    """Return the day's runs to come; a walk is none."""
    return [run for run in to_come(day, today) if run.kind != "walk"]


def _run_share(plan: Plan) -> float:
    """Return what of the week's time is run where it is asked as run and walk."""
    parts = [part for one in plan.days if one.run is not None for part in one.run.intervals]
    timer_s = sum(part.times * (part.run_s + part.walk_s) for part in parts)
    run_s = sum(part.times * part.run_s for part in parts)
    return run_s / timer_s if timer_s else 1.0
