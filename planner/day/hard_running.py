"""Whether hard running is barred, and why: one sentence for balance, flags, plan and page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.heel_raises import prior_leg
from planner.body.pain import worst_since
from planner.day.reasons import clause
from planner.field_tests.trend import maf_trends
from planner.flags.checks import SEVERE_CHECKS
from planner.flags.history import flag_history
from planner.past.base_weeks import BASE_AEROBIC, BASE_TIME, RECENT_WEEKS, base_weeks
from planner.profile.limits import own
from planner.profile.model import CHILD_AGE
from planner.test_results import MafTest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.day.reasons import Reason
    from planner.flags.model import Flag
    from planner.flags.standing import FlagDays
    from planner.past.base_weeks import BaseWeeks

BASE_WEEKS_LEAST: Final = own(
    "plan_base_weeks_least",
    8,
    "weeks",
    "base weeks of the last 12 before anything hard, with good tests",
    "RULES 1.3",
)
BASE_WEEKS_MOST: Final = own(
    "plan_base_weeks_most",
    24,
    "weeks",
    "base weeks of the last 32 that unlock it anyway",
    "RULES 1.3",
)
QUIET_DAYS: Final = timedelta(days=28)  # without pain of 4 or such flags (RULES 5.3)
BARRING: Final = frozenset({"act", "stop"})
BARRING_PAIN: Final = 4
TESTS_WANTED: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HardRunning:
    """Why nothing hard, and no strides, may be run in a week; empty where they may."""

    base_weeks: int
    why: str
    strides_why: str

    @property
    def sentence(self) -> str:
        """Return what bars hard running, as every view says it."""
        return f"What bars hard running: {self.why or 'nothing; it may be planned'}."


def hard_running(
    days: FlagDays, flags: Sequence[Flag], reasons: Sequence[Reason], monday: date
) -> HardRunning:
    """Return what bars hard running in the week of ``monday`` (RULES 1.3, 5.2, 5.3).

    It needs eight base weeks of the last twelve with two good MAF tests and no flag of ``watch`` or
    more, or 24 of the last 32. Age under 16, pregnancy, a pacemaker, an arrhythmia, medicine that
    changes the heart rate, an effect of ``no_quality`` or more, a flag of ``act`` or more or pain
    of 4 or more in four weeks, even where it is gone by now, bar it always. Strides may be from the
    first week, but not with such an effect, such a heart, in pregnancy, under 16, or after an
    Achilles or calf injury.

    Parameters
    ----------
    flags
        Those that stand on the athlete's day.
    reasons
        Of an effect that lasts, the strictest first.
    """
    athlete = days.athlete
    weeks = base_weeks(athlete, monday)
    barring = [reason for reason in reasons if reason.effect not in {"none", "no_growth"}]
    why = (
        _safety(athlete, monday)
        or clause(barring)
        or _prior_leg(athlete)
        or _recent(athlete, flags)
        or _too_early(athlete, flags, weeks)
        or _barred_by_past_flags(days)
    )
    return HardRunning(
        base_weeks=weeks.recent, why=why, strides_why=_strides(athlete, monday) or clause(barring)
    )


def _safety(athlete: Athlete, monday: date) -> str:
    age = athlete.profile.age_on(monday)
    health = athlete.profile.health
    reasons = (
        (health.pregnant, "in pregnancy"),
        (health.pacemaker, "with a pacemaker"),
        (health.arrhythmia, "with an arrhythmia"),
        (health.rate_medicine, "with medicine that changes the heart rate"),
        (age is not None and age < CHILD_AGE, "under 16"),
    )
    return next((f"no hard running {when}" for holds, when in reasons if holds), "")


def _strides(athlete: Athlete, monday: date) -> str:
    return _safety(athlete, monday) or _prior_leg(athlete)


def _prior_leg(athlete: Athlete) -> str:
    """Return whether Achilles or calf trouble still asks for care, and what ends it."""
    if prior_leg(athlete.diary, athlete.profile, athlete.today) is None:
        return ""
    return (
        "Achilles or calf trouble in the last twelve months, until heel raises are even and enough"
        f" ({words.LOG['heel-raise-test']})"
    )


def _recent(athlete: Athlete, flags: Sequence[Flag]) -> str:
    severe = [flag for flag in flags if flag.severity in BARRING]
    if severe:
        return f"“{severe[0].title}” stands"
    if worst_since(athlete.diary, _quiet_from(athlete)) >= BARRING_PAIN:
        return "pain of 4 or more in the last four weeks"
    return ""


def _too_early(athlete: Athlete, flags: Sequence[Flag], weeks: BaseWeeks) -> str:
    limits = athlete.profile.limits
    unknown = "" if athlete.plan_ceiling else "no ceiling of your own is known yet"
    if weeks.all >= limits[BASE_WEEKS_MOST]:
        return unknown
    if weeks.recent < limits[BASE_WEEKS_LEAST]:
        return (
            f"{weeks.recent} of the last {RECENT_WEEKS} weeks "
            f"{'was a base week' if weeks.recent == 1 else 'were base weeks'}; at least"
            f" {limits[BASE_WEEKS_LEAST]:g} are wanted, {words.limit(BASE_AEROBIC)} aerobic and"
            f" {words.limit(BASE_TIME)} of your usual time each"
        )
    watched = [flag for flag in flags if flag.severity == "watch"]
    if watched:
        return f"“{watched[0].title}” stands"
    tests = sum(isinstance(test, MafTest) for test in athlete.tests)
    if tests < TESTS_WANTED:
        return "two MAF tests are needed, showing progress or a plateau"
    if not tests_good(athlete):
        return "the last two MAF tests do not show progress or a plateau yet"
    return unknown


def _barred_by_past_flags(days: FlagDays) -> str:
    """Return which flag of ``act`` or more stood in the last four weeks, the latest of them.

    Asked last: every one of the days is judged anew, with what was known on it.
    """
    episodes = [
        episode
        for episode in flag_history(days, _quiet_from(days.athlete), SEVERE_CHECKS)
        if episode.flag.severity in BARRING
    ]
    last = max(episodes, key=lambda episode: (episode.last_day, episode.flag.id), default=None)
    if last is None:
        return ""
    until = words.day(last.last_day)
    return f"“{last.flag.title}” stood until {until}; four weeks without such a warning first"


def _quiet_from(athlete: Athlete) -> date:
    return athlete.today - QUIET_DAYS + timedelta(days=1)


def tests_good(athlete: Athlete) -> bool:
    """Return whether the last two MAF tests show progress or a normal plateau (RULES 1.2)."""
    tests = [test for test in athlete.tests if isinstance(test, MafTest)]
    last = [trend.rating for trend in maf_trends(tests, athlete)][-TESTS_WANTED:]
    return len(last) == TESTS_WANTED and set(last) <= {"progress", "plateau"}
