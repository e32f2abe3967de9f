"""The balance of running time over a stretch of days that ends today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.judging.balance import monday_of
from planner.past.base_weeks import base_since
from planner.session import Split, between, columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Split):
    """Running seconds from ``first`` to ``last``, both counted; they add up to the running time."""

    name: str
    first: date
    last: date
    runs: int

    @property
    def duration_s(self) -> float:
        """Return all running seconds."""
        return self.known_s + self.unknown_s


def window(name: str, inside: Sequence[Session], first: date, last: date) -> Window:
    """Add up runs of the days ``first`` to ``last``."""
    split = Split.of(columns_of(inside).judged)
    return Window(
        name=name,
        first=first,
        last=last,
        runs=len(inside),
        aerobic_s=split.aerobic_s,
        above_s=split.above_s,
        unknown_s=split.unknown_s,
    )


def _window(name: str, runs: Sequence[Session], first: date, last: date) -> Window:
    return window(name, between(runs, first, last), first, last)


def recent(athlete: Athlete) -> tuple[Window, ...]:
    """Return the last 7 days, the last 4 weeks, and the base phase where its start is known."""
    today, runs = athlete.today, athlete.runs
    windows = [
        _window("7 days", runs, today - timedelta(days=6), today),
        _window("4 weeks", runs, today - timedelta(days=27), today),
    ]
    since = base_since(athlete.run_days, monday_of(today), athlete.profile.availability.base_start)
    if since is not None and since <= today:
        windows.append(_window("Base phase", runs, since, today))
    return tuple(windows)


def four_weeks(athlete: Athlete) -> Window:
    """Return the last 28 days, which the verdict stands on."""
    return recent(athlete)[1]
