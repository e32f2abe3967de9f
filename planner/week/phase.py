"""Base or more: how long the base has lasted, and whether something hard is unlocked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.pain import worst_since
from planner.field_tests.trend import maf_trends
from planner.flags import FlagDays, standing_flags
from planner.flags.aerobic_share import share_target
from planner.flags.checks import SEVERE_CHECKS
from planner.flags.history import flag_history
from planner.judging.balance import monday_of
from planner.judging.base_weeks import base_weeks
from planner.test_results import MafTest
from planner.week.limits import BASE_WEEKS_LEAST, BASE_WEEKS_MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.judging.balance import Week


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
    weeks = base_weeks(athlete.runs, monday, athlete.profile.availability.base_start)
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
    episodes = [
        episode
        for episode in flag_history(FlagDays(athlete), _quiet_from(athlete), SEVERE_CHECKS)
        if episode.flag.severity in BARRING
    ]
    last = max(episodes, key=lambda episode: (episode.last_day, episode.flag.id), default=None)
    if last is None:
        return ""
    until = words.day(last.last_day)
    return f"{last.flag.title!r} stood until {until}; four weeks without such a flag first"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BasePhase:
    """The base on the athlete's day.

    ``four_weeks_frac`` and ``base_frac`` are aerobic shares of running time with known heart
    rate, of the last four whole weeks with this one, and of the weeks since the base began;
    ``target_frac`` is the least that the phase asks for (RULES 1.3, 5.3). ``barred`` says why
    nothing hard may be run yet, empty where it may.
    """

    weeks_done: int
    since: date | None
    target_frac: float
    four_weeks_frac: float | None
    base_frac: float | None
    barred: str


def base_phase(athlete: Athlete) -> BasePhase:
    """Return where the base phase stands on the athlete's day."""
    this_week = monday_of(athlete.today)
    free = unlocked(athlete, standing_flags(athlete), this_week)
    since = this_week - timedelta(weeks=free.base_weeks) if free.base_weeks else None
    recent = [w for w in athlete.weeks if w.week_start > this_week - timedelta(weeks=4)]
    return BasePhase(
        weeks_done=free.base_weeks,
        since=since,
        target_frac=share_target(athlete),
        four_weeks_frac=_share(recent),
        base_frac=_share(w for w in athlete.weeks if since is not None and w.week_start >= since),
        barred=free.quality_why,
    )


def _share(weeks: Iterable[Week]) -> float | None:
    listed = list(weeks)
    aerobic = sum(week.aerobic_s for week in listed)
    known = aerobic + sum(week.anaerobic_s for week in listed)
    return aerobic / known if known > 0 else None
