"""Hard days too close together (RULES 5.3; the source: "training too hard", too often)."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from planner.flags.check import episode
from planner.flags.model import Evidence, Flag
from planner.judging.hard_days import hard_days_back
from planner.profile.limits import own

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.athlete import Athlete

HARD_DAYS: Final = own(
    "hard_days_in_seven", 3, "d", "hard days in seven that make a warning", "RULES 5.3"
)
QUIET_DAYS: Final = 14  # own choice: so long without the pattern, and it is over
_SPAN: Final = 7


def find(athlete: Athlete) -> Iterator[Flag]:
    """Yield a warning while three of seven days were hard, and until that has been quiet."""
    limits = athlete.profile.limits
    count = limits.whole(HARD_DAYS, least=1)
    back = _hard_days(athlete, reach=QUIET_DAYS + _SPAN)
    crowded = episode(_crowded(back, count), athlete.today, QUIET_DAYS)
    if not crowded:
        yield from _in_a_row(athlete)
        return
    latest = crowded[-1]
    near = takewhile(lambda day: day > latest - timedelta(days=_SPAN), _hard_days(athlete))
    shown = tuple(sorted(day for day in near if day <= latest))
    yield _flag(shown, crowded[0], count)


def _flag(shown: tuple[date, ...], since: date, count: int) -> Flag:
    """Return the warning over the hard days shown."""
    return Flag(
        id="hard_days",
        severity="watch",
        title=f"{len(shown)} hard days within seven",
        since=since,
        evidence=(
            Evidence(
                what="hard days within seven",
                value=float(len(shown)),
                unit="d",
                baseline=None,
                limit=float(count),
                days=shown,
            ),
        ),
        source="The Sock Doc's video Leg Power links training too hard with soleus and Achilles "
        "trouble; the count is aerobase's own choice",
        evidence_strength="source only",
        advice=(
            "Put two truly easy days, or days off, between hard ones.",
            "Hard means: classed anaerobic, logged as intervals or race, or an effort of 7 up.",
        ),
        plan_effect="no_quality",
    )


def _in_a_row(athlete: Athlete) -> Iterator[Flag]:
    """Note two hard days in a row in the last week, where three in seven do not warn already."""
    since = athlete.today - timedelta(days=_SPAN)
    recent = sorted(takewhile(lambda day: day > since, _hard_days(athlete, reach=_SPAN)))
    pairs = [pair for pair in pairwise(recent) if (pair[1] - pair[0]).days == 1]
    if not pairs:
        return
    yield Flag(
        id="hard_days-in_a_row",
        severity="note",
        title="Two hard days in a row",
        since=pairs[-1][1],
        evidence=(
            Evidence(
                what="hard days in a row",
                value=2.0,
                unit="d",
                baseline=None,
                limit=1.0,
                days=pairs[-1],
            ),
        ),
        source="Maffetone allows two in a row, then up to a week of easy running",
        evidence_strength="weak",
        advice=("Keep the rest of the week easy.",),
    )


def _hard_days(athlete: Athlete, *, reach: int | None = None) -> Iterator[date]:
    limits = athlete.profile.limits
    return hard_days_back(athlete.sessions, athlete.diary, athlete.today, limits, reach=reach)


def _crowded(back: Iterator[date], count: int) -> Iterator[date]:
    """Yield, newest first, the hard days that end a span of seven with ``count`` of them."""
    span: deque[date] = deque(maxlen=count)
    for day in back:
        span.append(day)
        if len(span) == count and (span[0] - day).days < _SPAN:
            yield span[0]
