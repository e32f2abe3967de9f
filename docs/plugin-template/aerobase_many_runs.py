"""A flag for aerobase: ten runs or more in seven days (own choice, no source fixes it)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aerobase import Evidence, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aerobase import Athlete

MANY = 10  # runs
DAYS = 7
DAY = timedelta(days=1)


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield a note where the last seven days, today with them, hold ten runs or more.

    It stands since the first of the days in a row on which that was so: a day that stays the same
    as long as the flag stands.
    """
    days = [run.local_date for run in athlete.runs]
    since = athlete.today
    if len(runs_until(days, since)) < MANY:
        return
    while len(runs_until(days, since - DAY)) >= MANY:
        since -= DAY
    week = runs_until(days, athlete.today)
    yield Flag(
        id="week",
        severity="note",
        title="Many runs in a week",
        since=since,
        evidence=(
            Evidence(
                what="runs of the last seven days",
                value=float(len(week)),
                unit="1",
                baseline=None,
                limit=float(MANY),
                days=tuple(sorted(set(week))),
            ),
        ),
        source="own choice",
        evidence_strength="weak",
        advice=("Leave one of them out.",),
    )


def runs_until(days: list[date], last: date) -> list[date]:
    """Return the days of the runs of the seven days that end with ``last``."""
    return [day for day in days if last - DAYS * DAY < day <= last]
