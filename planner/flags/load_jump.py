"""A week or a run far longer than the one before, by time (JUDGEMENT 10; own choice).

That a week-to-week ratio showed no relation to injury (Frandsen 2025, published) is why a quiet
week may come back soon: only a week over what is usual too is named. A run is held against days 2
to 14 before it, so that many hours are seen even where a longer run lies 25 days back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner import words
from planner.flags.check import runs_back
from planner.flags.model import Evidence, Flag
from planner.judging.balance import monday_of
from planner.past.asked import asked_weeks
from planner.past.memory import remember
from planner.past.weeks import reference
from planner.session import between, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.athlete import Athlete

NOTED: Final = 1.5  # own choice: times the last week, or the longest run of the days before
WATCHED: Final = 2.0  # own choice
ROUNDED_S: Final = 60.0  # whole minutes over what a plan asks are none
OVER_USUAL: Final = 1.1  # own choice: times the usual week, which a jump is over too
LONG_S: Final = 120 * 60.0  # own choice: a shorter run is no jump
RUN_DAYS: Final = 14  # own choice: days before a run that it is held against
STANDS_DAYS: Final = 7  # own choice
KNOWN_DAYS: Final = 28  # own choice: before, the weeks that would license it may not be imported
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Jump:
    day: date
    what: str
    seconds: float
    before_s: float

    @property
    def ratio(self) -> float:
        return round(self.seconds / self.before_s, 4)


def find(athlete: Athlete, others: Sequence[Flag]) -> Iterator[Flag]:
    """Yield the largest jump of the last seven days, but where a spike says the same.

    A declared race is none: the weeks after it have their own rule.

    Parameters
    ----------
    others
        What ``distance_spike`` found.
    """
    days = sorted({run.local_date for run in runs_back(athlete, STANDS_DAYS)})
    if not days or not _is_known(athlete, days[0]):
        return
    said = {monday_of(flag.since) for flag in others if flag.check == "distance_spike"}
    open_days = [day for day in days if monday_of(day) not in said]
    found = [one for day in open_days for one in (_week(athlete, day), _run(athlete, day)) if one]
    jumps = [one for one in found if one.day not in _race_days(athlete, one.day)]
    if jumps:
        yield _flag(max(jumps, key=lambda one: (one.ratio >= WATCHED, one.day, one.ratio)))


def _is_known(athlete: Athlete, day: date) -> bool:
    """Return whether running is known from long enough before a day to compare with."""
    first = next(run.local_date for run in athlete.sessions if run.is_run)
    return (day - first).days >= KNOWN_DAYS


def _race_days(athlete: Athlete, day: date) -> set[date]:
    races = remember(athlete, monday_of(day)).races
    return {race.day for race in races if race.declared}


def _seconds(athlete: Athlete, first: date, last: date) -> list[float]:
    """Return the seconds of each run of these days."""
    return [facts.duration_s for facts in columns_of(between(athlete.runs, first, last)).facts]


def _week(athlete: Athlete, day: date) -> _Jump | None:
    """Return the jump of a week where it is passed on this day: on none later of the week.

    A week within what its plan asks is none: after a lighter one the plan leads up again.
    """
    monday = monday_of(day)
    weeks = (monday - back * _WEEK for back in range(1, 5))
    before = [sum(_seconds(athlete, first, first + _WEEK - _DAY)) for first in weeks]
    last_s = next((total for total in before if total), None)
    if last_s is None:
        return None
    total = sum(_seconds(athlete, monday, day))
    without = sum(_seconds(athlete, monday, day - _DAY))
    passed = [times for times in (NOTED, WATCHED) if without < times * last_s <= total]
    if not passed:
        return None
    memory = remember(athlete, monday)
    usual_s = reference(memory.weeks, monday, exits=memory.exits)
    if usual_s is None or total <= OVER_USUAL * usual_s:
        return None
    asked = asked_weeks(athlete).get(monday)
    if asked is not None and total <= asked.seconds + ROUNDED_S:
        return None
    return _Jump(day=day, what="week", seconds=total, before_s=last_s)


def _run(athlete: Athlete, day: date) -> _Jump | None:
    seconds = max(_seconds(athlete, day, day), default=0.0)
    before = max(_seconds(athlete, day - RUN_DAYS * _DAY, day - 2 * _DAY), default=0.0)
    if seconds < LONG_S or not before or seconds < NOTED * before:
        return None
    return _Jump(day=day, what="run", seconds=seconds, before_s=before)


def _flag(jump: _Jump) -> Flag:
    against = "the last week" if jump.what == "week" else "the longest of the two weeks before"
    watched = jump.ratio >= WATCHED
    return Flag(
        id=f"load_jump-{jump.day.isoformat()}",
        severity="watch" if watched else "note",
        title=f"A {jump.what} of {words.duration(jump.seconds)}, {jump.ratio:.1f} times {against}",
        since=jump.day,
        evidence=(
            Evidence(
                what=f"running time over {against}",
                value=jump.ratio,
                unit="1",
                baseline=1.0,
                limit=WATCHED if watched else NOTED,
                days=(jump.day,),
            ),
        ),
        source="Aerobase's own choice; a week-to-week ratio showed no relation to injury"
        " (Frandsen 2025)",
        evidence_strength="weak",
        advice=(
            "Let the next days be easy and short; walking is enough.",
            "Note in the diary how calf, Achilles and knee feel tomorrow morning.",
        ),
        plan_effect="no_growth" if watched else "none",
    )
