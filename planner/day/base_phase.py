"""Where the base phase stands: since when, how aerobic it was, what it still bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.flags.aerobic_share import share_target
from planner.judging.balance import monday_of
from planner.past.base_weeks import base_since

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.day.judged import JudgedDay
    from planner.judging.balance import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class BasePhase:
    """The base on the athlete's day.

    ``four_weeks_frac`` and ``base_frac`` are aerobic shares of running time with known heart
    rate, of the last four whole weeks with this one, and of the weeks since the base began;
    ``target_frac`` is the least that the phase asks for (RULES 1.3, 5.3).
    """

    weeks_done: int
    since: date | None
    target_frac: float
    four_weeks_frac: float | None
    base_frac: float | None


def base_phase(day: JudgedDay) -> BasePhase:
    """Return where the base phase stands on a judged day."""
    athlete = day.athlete
    this_week = monday_of(athlete.today)
    since = base_since(athlete.runs, this_week, athlete.profile.availability.base_start)
    recent = [w for w in athlete.weeks if w.week_start > this_week - timedelta(weeks=4)]
    return BasePhase(
        weeks_done=0 if since is None else (this_week - since) // timedelta(weeks=1),
        since=since,
        target_frac=share_target(athlete),
        four_weeks_frac=_share(recent),
        base_frac=_share(w for w in athlete.weeks if since is not None and w.week_start >= since),
    )


def _share(weeks: Iterable[Week]) -> float | None:
    listed = list(weeks)
    aerobic = sum(week.aerobic_s for week in listed)
    known = aerobic + sum(week.anaerobic_s for week in listed)
    return aerobic / known if known > 0 else None
