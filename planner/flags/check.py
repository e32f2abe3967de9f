"""What a check is, and the small parts that checks share."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.profile.former_flags import present_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from ingest.home.events import Event
    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.profile.limits import Limit
    from planner.session import Session

TENDER_FROM: Final = 3  # own choice: a spot is tender from here on, 0-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its name (as in ``[flags] off``), what it asks, and the function that answers.

    ``find`` takes the athlete of a day and returns the flags that stand then; of ``weeks`` it
    may use whole weeks only. ``combine``, in its place, also takes the standing flags of the checks
    named in ``reads``; no check calls another one's function, or one that is off would speak.
    ``clears_itself``: the check knows which of its flags were cleared. ``severe``: its flags may be
    of ``act`` or ``stop``.
    """

    name: str
    asks: str
    find: Callable[[Athlete], Iterable[Flag]] | None = None
    combine: Callable[[Athlete, Sequence[Flag]], Iterable[Flag]] | None = None
    reads: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    clears_itself: bool = False
    severe: bool = False


def cleared_id(event: Event) -> str | None:
    """Return the id of the flag that an event clears, by its name of today, or None."""
    return present_id(str(event.data.get("flag"))) if event.kind == "clear" else None


def runs_back(athlete: Athlete, days: int) -> Iterator[Session]:
    """Yield the runs of the last ``days`` days, today's included, newest first."""
    first = athlete.today - timedelta(days=days - 1)
    for session in reversed(athlete.sessions):
        if session.local_date < first:
            return
        if session.is_run:
            yield session


def said_back(athlete: Athlete, days: int) -> tuple[DiaryEntry, ...]:
    """Return the diary of the last ``days`` days, today's included, oldest first."""
    first = athlete.today - timedelta(days=days - 1)
    return athlete.diary[bisect_left(athlete.diary, first, key=lambda entry: entry.day) :]


def episode(days_back: Iterable[date], today: date, quiet_days: int) -> tuple[date, ...]:
    """Return the days of the episode that stands today, oldest first; empty where none stands.

    Parameters
    ----------
    days_back
        The days on which the condition held, newest first.
    today
        The day one looks from.
    quiet_days
        An episode is over after this many days in a row without the condition: a warning that
        comes and goes every other day is one warning.
    """
    found: list[date] = []
    latest = today + timedelta(days=1)
    for day in days_back:
        if (latest - day).days - 1 >= quiet_days:
            break
        found.append(day)
        latest = day
    return tuple(reversed(found))


def holding(
    today: date, holds: Callable[[date], bool], quiet_days: int, *, most_days: int = 800
) -> tuple[date, ...]:
    """Return the days of the episode that stands today, oldest first, asking day by day.

    As ``episode``, for conditions of a day: asks back from today until ``quiet_days`` in a row
    without it, so that a calm history costs a few questions.
    """
    found: list[date] = []
    quiet = 0
    for back in range(most_days):
        day = today - timedelta(days=back)
        if holds(day):
            found.append(day)
            quiet = 0
        else:
            quiet += 1
            if quiet >= quiet_days:
                break
    return tuple(reversed(found))
