"""Intensity that creeps: more time above the ceiling, easy days getting harder (RULES 3.7, 5.3).

Easy days getting harder went before overtraining in horses (Bruin et al., as retold by coaches);
in runners it is a coach's rule. Both are held against the runner's own weeks.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from planner.flags.check import holding, runs_back
from planner.flags.model import Evidence, Flag
from planner.judging.balance import monday_of
from planner.judging.hard_days import hard_days_back
from planner.past.memory import race_days
from planner.profile.limits import own
from planner.session import Split, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import TypeAlias

    from planner.athlete import Athlete
    from planner.judging.balance import Week
    from planner.session import Session

    Loaded: TypeAlias = Sequence[tuple[Session, float]]  # runs with their HRSS

ANAEROBIC_RATIO: Final = own(
    "anaerobic_rise_ratio", 1.5, "1", "two weeks' time above the ceiling over six weeks' before"
)
ANAEROBIC_LEAST_MIN: Final = 20  # own choice: least rise a week of time above the ceiling
EASY_RATIO: Final = own(
    "easy_harder_ratio", 1.15, "1", "load of an hour's easy run over the eight weeks before"
)
EASY_RUNS: Final = 4  # own choice: easy runs of a fortnight that it takes
_WEEK: Final = timedelta(days=7)
_RECENT_WEEKS: Final = 2
_BASE_WEEKS: Final = 6
_FORTNIGHT: Final = 14
_BASE_DAYS: Final = 56


def find(athlete: Athlete, warned: Sequence[Flag]) -> Iterator[Flag]:
    """Yield both findings.

    Parameters
    ----------
    warned
        What ``aerobic_share`` found: time above the ceiling is not said twice.
    """
    if not warned:
        yield from _anaerobic_rising(athlete)
    yield from _easy_harder(athlete)


def _anaerobic_rising(athlete: Athlete) -> Iterator[Flag]:
    """Note a rise of time above the ceiling."""
    limits = athlete.profile.limits
    monday = monday_of(athlete.today)
    count = _RECENT_WEEKS + _BASE_WEEKS
    weeks = [week for week in athlete.weeks[-count - 1 :] if week.week_start < monday][-count:]
    if len(weeks) < count:
        return
    recent, base = weeks[-_RECENT_WEEKS:], weeks[:_BASE_WEEKS]
    raced = race_days(athlete)  # run to be hard, and asked about by nobody
    now, before = _above_min(athlete, recent, raced), _above_min(athlete, base, raced)
    limit = max(limits[ANAEROBIC_RATIO] * before, before + ANAEROBIC_LEAST_MIN)
    if now <= limit:
        return
    yield Flag(
        id="anaerobic_rising",
        severity="note",
        title="More time above the ceiling than in the six weeks before",
        since=monday,
        evidence=(
            Evidence(
                what="time above the ceiling a week, mean of two weeks",
                value=round(now, 1),
                unit="min",
                baseline=round(before, 1),
                limit=round(limit, 1),
                days=tuple(week.week_start for week in recent),
            ),
        ),
        source="The Sock Doc's video Leg Power: anaerobic work throws off the balance",
        evidence_strength="source only",
        advice=("Was it intended? If not, slow down on hills and near the end.",),
    )


def _above_min(athlete: Athlete, weeks: Sequence[Week], raced: frozenset[date]) -> float:
    """Return the minutes above the ceiling of a mean week, races left out."""
    sunday = weeks[-1].week_start + _WEEK - timedelta(days=1)
    inside = between(athlete.runs, weeks[0].week_start, sunday)
    races = Split.of(run for run in inside if run.local_date in raced)
    return (sum(week.anaerobic_s for week in weeks) - races.above_s) / len(weeks) / 60


def _easy_harder(athlete: Athlete) -> Iterator[Flag]:
    """Warn while the easy runs of a fortnight cost more an hour than those before."""
    limits = athlete.profile.limits
    span = 4 * _FORTNIGHT + _BASE_DAYS
    first = athlete.today - timedelta(days=span)
    back = hard_days_back(athlete.sessions, athlete.diary, athlete.today, limits, reach=span)
    hard = set(takewhile(lambda day: day > first, back))
    easy = [
        (run, run.hrss)
        for run in runs_back(athlete, span)
        if run.local_date not in hard and run.hrss is not None
    ]

    def costs(day: date) -> tuple[Loaded, float, float] | None:
        recent = [one for one in easy if 0 <= (day - one[0].local_date).days < _FORTNIGHT]
        base = [
            one for one in easy if 0 <= (day - one[0].local_date).days - _FORTNIGHT < _BASE_DAYS
        ]
        if len(recent) < EASY_RUNS or len(base) < 2 * EASY_RUNS:
            return None
        now, before = _load_an_hour(recent), _load_an_hour(base)
        harder = before > 0 and now > limits[EASY_RATIO] * before
        return (recent, now, before) if harder else None

    standing = holding(
        athlete.today, lambda day: costs(day) is not None, _FORTNIGHT, most_days=2 * _FORTNIGHT
    )
    found = costs(standing[-1]) if standing else None
    if found is None:
        return
    recent, now, before = found
    yield Flag(
        id="easy_harder",
        severity="watch",
        title=f"Easy runs cost {100 * (now / before - 1):.0f} % more an hour than before",
        since=standing[0],
        evidence=(
            Evidence(
                what="load an hour of runs that were not hard, 14 days",
                value=round(now, 1),
                unit="HRSS/h",
                baseline=round(before, 1),
                limit=round(before * limits[EASY_RATIO], 1),
                days=tuple(sorted({run.local_date for run, _ in recent})),
            ),
        ),
        source="Easy days getting harder preceded overtraining in horses, as coaches retell it",
        evidence_strength="weak",
        advice=(
            "Heat, hills and a tired week do this too; if none applies, run the easy days easier.",
        ),
        plan_effect="no_growth",
    )


def _load_an_hour(runs: Loaded) -> float:
    hours = sum(run.facts.duration_s for run, _ in runs) / 3600
    return sum(load for _, load in runs) / hours if hours else 0.0
