"""What holds on the Monday that is planned, beside the weeks before it: effect, health, wishes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.pain import SAFE
from planner.day.doubt import LAPSES
from planner.past.asked import drift_test_weeks
from planner.profile.methods import method_of
from planner.profile.model import CHILD_AGE
from planner.thresholds.in_force import Ceilings
from planner.week.ladder import ladder_end, since_new_start
from planner.week.limits import TAPER_DAYS
from planner.week.measure import Now

if TYPE_CHECKING:
    from datetime import date

    from planner.day.judged import JudgedDay
    from planner.past.memory import Memory
    from planner.profile.limits import Limits

OVERDOING: Final = frozenset({"aerobic_share", "hard_days", "intensity", "life_stress"})
OVERDONE_FLAGS: Final = 2
OVERDONE_FROM: Final = timedelta(weeks=2)  # own choice: so long two of them stand first


def now_of(day: JudgedDay, memory: Memory, monday: date) -> Now:
    """Return what the rules of a week's time ask of the day it is planned on."""
    effect, health = day.effect.lasting, day.athlete.profile.health
    age = day.athlete.profile.age_on(monday)
    race = day.athlete.profile.availability.race_date
    worst = day.body.worst
    wished = day.athlete.profile.grow_to_min
    return Now(
        no_growth=effect.because if effect.holds("no_growth") else _ill_days(day, monday),
        hold=effect.because if effect.holds("hold") else "",
        easier=effect.because if effect.holds("easier") else "",
        settling=bool(day.body.settling),
        settling_here=any(last >= monday for last in day.body.settling.values()),
        overdone_weeks=_overdone_weeks(day, memory, monday),
        only_overdoing=_only_overdoing(day),
        half_growth=worst is not None and worst.score <= day.athlete.profile.limits[SAFE],
        ten_minutes=health.rate_medicine
        or health.pacemaker
        or health.arrhythmia
        or (age is not None and age < CHILD_AGE),
        pregnant=health.pregnant,
        returning=memory.returning,
        ladder_end=ladder_end(
            since_new_start(memory.weeks), day.athlete.profile.availability.longest_min
        ),
        grow_to_s=None if wished is None else 60 * wished,
        racing=race is not None and race >= monday,
        taper=None if race is None else taper_begins(race, day.athlete.profile.limits),
    )


def _ill_days(day: JudgedDay, monday: date) -> str:
    """Return that days of illness lie in this week: getting well again is no cause to grow."""
    ill = any(monday <= one <= day.athlete.today for one in day.body.illness.days)
    return "days of illness lie in this week" if ill else ""


def taper_begins(race: date, limits: Limits) -> date:
    """Return the first Monday from which a race lies inside the days of its taper."""
    first = race - timedelta(days=limits.whole(TAPER_DAYS) - 1)
    return first + timedelta(days=-first.weekday() % 7)


def _only_overdoing(day: JudgedDay) -> bool:
    """Return whether all that has no last day is running too much or too hard, or a doubt of it."""
    titles = {flag.title for flag in day.flags if flag.check in OVERDOING}
    return not day.body.pains and all(
        one.source == "ceiling" or (one.source == "flag" and one.what in titles)
        for one in day.effect.lasting.reasons
    )


def _overdone_weeks(day: JudgedDay, memory: Memory, monday: date) -> int:
    """Return the number of this week among those that two standing warnings cut, 0 for none.

    They begin when two have stood for two weeks; weeks without a plan were not cut, nor those in
    which the ceiling was in doubt. What stood before a measured one took its place was judged by
    the doubted one, and counts from that day on.
    """
    if day.doubt is not None:  # too hard by a ceiling that may be wrong
        return 0
    since = sorted(flag.since for flag in day.flags if flag.check in OVERDOING)
    if len(since) < OVERDONE_FLAGS:
        return 0
    doubted = drift_test_weeks(day.athlete)
    measured = _measured_since(day, doubted[0]) if doubted else None
    first = max(filter(None, (since[OVERDONE_FLAGS - 1], measured))) + OVERDONE_FROM
    if monday < first:
        return 0
    cut = [
        week
        for week in memory.weeks
        if week.start >= first
        and week.facts.asked_s is not None
        and not any(said <= week.start < said + LAPSES for said in doubted)
    ]
    return 1 + len(cut)


def _measured_since(day: JudgedDay, doubted: date) -> date | None:
    """Return since when a stated ceiling is in force that was none before the doubt; else None."""
    known = Ceilings(day.athlete.profile, doubted - timedelta(days=1), day.athlete.today)
    found = None
    for start, ceiling in reversed(known.periods()):
        if ceiling is None or not method_of(ceiling.method).stated:
            return found
        found = start
    return None
