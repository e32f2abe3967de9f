"""Where the base phase stands: weeks done, balance against the target, what bars hard runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.flags import standing_flags
from planner.flags.aerobic_share import share_target
from planner.judging.balance import monday_of
from planner.week.phase import unlocked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from planner.athlete import Athlete
    from planner.judging.balance import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class BasePhase:
    """The base on the athlete's day.

    ``four_weeks_frac`` and ``base_frac`` are aerobic shares of running time with known heart
    rate, of the last four whole weeks with this one, and of the weeks since the base began;
    ``target_frac`` is the least that the phase asks for (RULES 1.3, 5.3). ``barred`` says why
    nothing hard may be run yet, empty where it may.
    """

    weeks_done: int
    since: date | None
    target_frac: float
    four_weeks_frac: float | None
    base_frac: float | None
    barred: str


def base_phase(athlete: Athlete) -> BasePhase:
    """Return where the base phase stands on the athlete's day."""
    this_week = monday_of(athlete.today)
    free = unlocked(athlete, standing_flags(athlete), this_week)
    since = this_week - timedelta(weeks=free.base_weeks) if free.base_weeks else None
    recent = [w for w in athlete.weeks if w.week_start > this_week - timedelta(weeks=4)]
    return BasePhase(
        weeks_done=free.base_weeks,
        since=since,
        target_frac=share_target(athlete),
        four_weeks_frac=_share(recent),
        base_frac=_share(w for w in athlete.weeks if since is not None and w.week_start >= since),
        barred=free.quality_why,
    )


def _share(weeks: Iterable[Week]) -> float | None:
    listed = list(weeks)
    aerobic = sum(week.aerobic_s for week in listed)
    known = aerobic + sum(week.anaerobic_s for week in listed)
    return aerobic / known if known > 0 else None
