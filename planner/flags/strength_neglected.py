"""Strength left out, where it is logged at all (RULES 6.2): the squat daily, each twice a week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ingest.diary.kinds import EXERCISES as LOGGED
from planner.body.exercises import EXERCISES, exercise_name
from planner.flags.check import said_back
from planner.flags.model import Evidence, Flag
from planner.judging.balance import monday_of
from planner.profile.limits import own, practitioner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.athlete import Athlete

SQUAT_DAYS: Final = own(
    "strength_squat_days",
    6,
    "d",
    "least days of a week with the squat",
    "the Sock Doc's video: daily, less one",
)
EACH: Final = practitioner(
    "strength_each_days",
    2,
    "d",
    "least days of a week with each exercise",
    "the Sock Doc's video: at least twice",
)
_WEEK: Final = timedelta(days=7)
_LOGGED_WITHIN: Final = timedelta(days=56)


def find(athlete: Athlete) -> Iterator[Flag]:
    """Note what the last whole week left out, where strength was logged in the eight before."""
    monday = monday_of(athlete.today)
    days: dict[str, set[date]] = {exercise: set() for exercise in LOGGED}
    for entry in said_back(athlete, _LOGGED_WITHIN.days + 21):
        exercise = str(entry.values.get("exercise")) if entry.kind == "strength" else ""
        if exercise in days:
            days[exercise].add(entry.day)
    every = set().union(*days.values())
    last = monday - _WEEK
    if not any(last - _LOGGED_WITHIN <= day < last for day in every):
        return
    limits = athlete.profile.limits
    wanted: dict[str, float] = {
        row.key: limits[SQUAT_DAYS if row.daily else EACH] for row in EXERCISES
    }
    done = {name: len({day for day in days[name] if last <= day < monday}) for name in days}
    short = [name for name in LOGGED if done[name] < wanted[name]]
    if not short:
        return
    yield _flag(monday, {name: (done[name], wanted[name]) for name in short})


def _flag(monday: date, short: dict[str, tuple[int, float]]) -> Flag:
    """Return the note; ``short`` gives days done and wanted by exercise."""
    return Flag(
        id="strength_neglected",
        severity="note",
        title=f"Left out last week: {', '.join(exercise_name(name) for name in short)}",
        since=monday,
        evidence=tuple(
            Evidence(
                what=f"days with {name}, last week",
                value=float(done),
                unit="d",
                baseline=None,
                limit=wanted,
                days=(monday - _WEEK,),
            )
            for name, (done, wanted) in short.items()
        ),
        source="The comments of the Sock Doc's video Leg Power: \"all three exercises at least 2X "
        'a week", the squat daily',
        evidence_strength="source only",
        advice=(f"A few minutes count; log them with `aerobase log strength {' '.join(LOGGED)}`.",),
    )
