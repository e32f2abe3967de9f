"""Two weeks in a row with too little running under the ceiling (RULES 5.3)."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from planner import words
from planner.flags.model import Evidence, Flag
from planner.judging.balance import monday_of
from planner.past.base_weeks import BASE_AEROBIC, weeks_in_base
from planner.profile.limits import own

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.flags.model import Severity
    from planner.judging.balance import Week

TARGET_BASE: Final = own(
    "aerobic_share_base", 0.9, "1", "least aerobic share of a week in the base phase", "RULES 5.3"
)
TARGET_LATER: Final = own(
    "aerobic_share_later",
    0.8,
    "1",
    "least aerobic share of a week after it",
    "RULES 5.3; Maffetone: 80 to 85 %",
)
WEEKS: Final = own(
    "aerobic_share_weeks", 2, "weeks", "weeks in a row under it that make a warning", "RULES 5.3"
)
LEAST_MINUTES: Final = 60  # own choice: valid minutes that a week needs to be judged (RULES 5.3)
BASE_WEEKS: Final = own(
    "aerobic_share_base_weeks",
    12,
    "weeks",
    "weeks of base after which the later share holds",
    "RULES 1.3",
)
HABIT: Final = timedelta(weeks=8)  # own choice: watched so long, then a note
_WEEK: Final = timedelta(days=7)
_STALE_WEEKS: Final = 3  # judged weeks further apart are not "in a row"


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield a warning while the newest judged weeks are below the target."""
    target = share_target(athlete)
    low = low_weeks(athlete)
    row = athlete.profile.limits.whole(WEEKS, least=1)
    if len(low) < row:
        return
    since = low[row - 1][0].week_start + _WEEK
    yield _flag(low, _severity(low, row, athlete.today), target, since)


def _severity(low: Sequence[tuple[Week, float]], row: int, today: date) -> Severity:
    """Return "watch" for eight weeks from when the newest weeks are no base weeks either.

    What builds the base is nothing to watch, and what has stood through all advice (weeks 1, 4 and
    8) is a habit and no news: then a note. The plan does the same because of either.
    """
    deep = [week for week, _ in takewhile(lambda one: one[1] < BASE_AEROBIC, reversed(low))]
    if len(deep) < row:
        return "note"
    return "watch" if today - deep[-row].week_start - _WEEK < HABIT else "note"


def _flag(
    low: Sequence[tuple[Week, float]], severity: Severity, target: float, since: date
) -> Flag:
    """Return the warning over the low weeks, oldest first."""
    return Flag(
        id="aerobic_share",
        severity=severity,
        title=f"{len(low)} weeks in a row under {words.limit(target)} aerobic running",
        since=since,
        evidence=tuple(
            Evidence(
                what="share of running time at or under the ceiling, week",
                value=words.percent(share, 1) / 100,  # cut, as everywhere
                unit="1",
                measure="share",
                baseline=None,
                limit=target,
                days=(week.week_start,),
            )
            for week, share in low[-4:]
        ),
        source="The Sock Doc's video Leg Power, and Maffetone; the share is aerobase's own choice. "
        f"Weeks with less than {LEAST_MINUTES} min of clean heart rate are passed over",
        evidence_strength="source only",
        advice=(
            (
                "Slow down until the heart rate stays at or under the ceiling; walk the hills if "
                "need be."
            ),
            "No hard running until two weeks in a row reach the target.",
        ),
        plan_effect="no_quality",
    )


def share_target(athlete: Athlete) -> float:
    """Return the aerobic share asked of a week in the athlete's present phase.

    The base is over for runners who want hard running once its weeks are done; all others stay
    in it.
    """
    limits = athlete.profile.limits
    if not athlete.profile.availability.quality_wanted:
        return limits[TARGET_BASE]
    monday = monday_of(athlete.today)
    done = (
        weeks_in_base(athlete.run_days, monday, athlete.profile.availability.base_start)
        >= limits[BASE_WEEKS]
    )
    return limits[TARGET_LATER if done else TARGET_BASE]


def low_weeks(athlete: Athlete) -> list[tuple[Week, float]]:
    """Return the unbroken row of low weeks that reaches the present, each with its share.

    Weeks with too little valid running are passed over: they neither confirm nor break the row,
    unless more than three of them follow each other.
    """
    target = share_target(athlete)
    least_s = LEAST_MINUTES * 60
    row: list[tuple[Week, float]] = []
    expected = monday_of(athlete.today) - _WEEK
    for week in reversed(athlete.weeks):
        share = week.aerobic_frac if week.aerobic_s + week.anaerobic_s >= least_s else None
        if week.week_start > expected or share is None:
            continue
        stale = (expected - week.week_start) > _STALE_WEEKS * _WEEK
        if stale or share >= target:
            break
        row.append((week, share))
        expected = week.week_start - _WEEK
    return row[::-1]
