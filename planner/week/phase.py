"""Base or more: how long the base has lasted, and whether something hard is unlocked."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.body.pain import worst_since
from planner.body.time_off import AFTER_BREAK_DAYS
from planner.field_tests.trend import maf_trends
from planner.flags.history import flag_history
from planner.flags.standing import SEVERE_CHECKS
from planner.judging.balance import monday_of
from planner.test_results import MafTest
from planner.week.history import WEEK
from planner.week.limits import BASE_WEEKS_LEAST, BASE_WEEKS_MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.athlete import Athlete
    from planner.flags.model import Flag

CHILD_AGE: Final = 16  # under it no quality and no load (RULES 1.1)
QUIET_DAYS: Final = timedelta(days=28)  # without pain of 4 or such flags (RULES 5.3)
BARRING: Final = frozenset({"act", "stop"})
BARRING_PAIN: Final = 4
TESTS_WANTED: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What may be beside easy running, and why not where it may not."""

    base_weeks: int
    quality: bool
    quality_why: str
    strides: bool
    strides_why: str


def unlocked(athlete: Athlete, flags: Sequence[Flag], monday: date) -> Unlocked:
    """Return what is unlocked in the week of ``monday`` (RULES 1.3, 5.2, 5.3).

    Quality needs eight weeks of base with two good MAF tests and no flag of ``watch`` or more,
    or 24 weeks. A flag of ``act`` or more or pain of 4 or more in four weeks, even where it is
    gone by now, age under 16 and pregnancy bar it always. Strides may be from the first week,
    but not with a prior Achilles or calf injury, nor in pregnancy.
    """
    weeks = base_weeks(athlete, monday)
    why = (
        _barred(athlete, flags, monday)
        or _too_early(athlete, flags, weeks)
        or _barred_by_past_flags(athlete)
    )
    health = athlete.profile.health
    prior = health.prior_achilles_side is not None or health.prior_calf_side is not None
    strides_why = ""
    if prior:
        strides_why = "no strides after an Achilles or calf injury in the last twelve months"
    elif health.pregnant:
        strides_why = "no strides in pregnancy"
    return Unlocked(
        base_weeks=weeks,
        quality=not why,
        quality_why=why,
        strides=not strides_why,
        strides_why=strides_why,
    )


def base_weeks(athlete: Athlete, monday: date) -> int:
    """Return whole weeks of base before ``monday``.

    From the base's start in the profile, else from the first run after the last three weeks
    without one.
    """
    start = athlete.profile.availability.base_start
    if start is None:
        days = sorted({run.local_date for run in athlete.runs if run.local_date < monday})
        if not days or (monday - days[-1]).days > AFTER_BREAK_DAYS:
            return 0
        start = days[0]
        for before, after in itertools.pairwise(days):
            if (after - before).days > AFTER_BREAK_DAYS:
                start = after
    return max(0, (monday - monday_of(start)) // WEEK)


def _barred(athlete: Athlete, flags: Sequence[Flag], monday: date) -> str:
    health, age = athlete.profile.health, athlete.profile.age_on(monday)
    if health.pregnant:
        return "no hard running in pregnancy"
    if age is not None and age < CHILD_AGE:
        return "no hard running under 16"
    if any(flag.severity in BARRING for flag in flags):
        return "a flag stands that bars hard running"
    if worst_since(athlete.diary, _quiet_from(athlete)) >= BARRING_PAIN:
        return "pain of 4 or more in the last four weeks"
    return ""


def _barred_by_past_flags(athlete: Athlete) -> str:
    """Return which flag of ``act`` or more stood in the last four weeks, the latest of them.

    Asked last: every one of the days is judged anew, with what was known on it.
    """
    spells = [
        spell
        for spell in flag_history(athlete, _quiet_from(athlete), SEVERE_CHECKS)
        if spell.flag.severity in BARRING
    ]
    last = max(spells, key=lambda spell: (spell.last_day, spell.flag.id), default=None)
    if last is None:
        return ""
    return f"{last.flag.title!r} stood until {last.last_day}; four weeks without such a flag first"


def _quiet_from(athlete: Athlete) -> date:
    return athlete.today - QUIET_DAYS + timedelta(days=1)


def _too_early(athlete: Athlete, flags: Sequence[Flag], weeks: int) -> str:
    limits = athlete.profile.limits
    if weeks >= limits[BASE_WEEKS_MOST]:
        return ""
    if weeks < limits[BASE_WEEKS_LEAST]:
        return f"{weeks} of at least {limits[BASE_WEEKS_LEAST]:g} weeks of base are done"
    if any(flag.severity == "watch" for flag in flags):
        return "a flag stands"
    if not tests_good(athlete):
        return "the last two MAF tests do not show progress or a plateau yet"
    return ""


def tests_good(athlete: Athlete) -> bool:
    """Return whether the last two MAF tests show progress or a normal plateau (RULES 1.2)."""
    tests = [test for test in athlete.tests if isinstance(test, MafTest)]
    last = [trend.rating for trend in maf_trends(tests, athlete)][-TESTS_WANTED:]
    return len(last) == TESTS_WANTED and set(last) <= {"progress", "plateau"}
