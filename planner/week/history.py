"""What the runner's own weeks say: how much is normal, on which days, how long, how fast.

Nothing here looks at the week being planned but its Monday: what was run in it does not change
what was asked of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

from planner.body.time_off import breaks_on
from planner.judging.balance import monday_of
from planner.week.limits import LIGHT, NORMAL_HIGH, NORMAL_LOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.body.time_off import Break
    from planner.session import Session

WEEK: Final = timedelta(days=7)
LOOK_BACK_WEEKS: Final = 12
NORMAL_WEEKS: Final = 4
SEASON_FROM: Final = timedelta(weeks=8)
REBASE_DAYS: Final = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWeek:
    """Running of one whole week, Monday to Sunday."""

    start: date
    seconds: float
    days: int
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The runner's own measure before one Monday.

    ``norm_s`` is the highest of the last four normal weeks (0 without any); ``habit`` the share
    of those weeks with a run on each weekday; ``long_day`` the weekday of most longest runs;
    ``weeks_since_light`` counts weeks after the last that was a rest; ``breaks`` are those that
    still matter, newest first.
    """

    weeks: tuple[PastWeek, ...]
    normal: tuple[PastWeek, ...]
    norm_s: float
    season_s: float  # the highest week of nine to twelve weeks ago; 0 where nothing was run then
    run_days: int
    doubles: int
    habit: tuple[float, ...]
    long_day: int | None
    weeks_since_light: int
    breaks: tuple[Break, ...]

    @property
    def gap(self) -> Break | None:
        """Return the break that lasts, else the longest of those that matter, else None."""
        lasting = next((one for one in self.breaks if one.first_run is None), None)
        return lasting or max(self.breaks, key=lambda one: one.days_off, default=None)

    def most_since(self, day: date) -> float:
        """Return the seconds of the biggest week from that of ``day`` on; 0.0 without any."""
        start = monday_of(day)
        return max((week.seconds for week in self.weeks if week.start >= start), default=0.0)


def history_before(runs: Sequence[Session], monday: date, *, ill_days: frozenset[date]) -> History:
    """Return what the runs before ``monday`` say (RULES 7.1)."""
    past = [run for run in runs if run.local_date < monday]
    weeks = _weeks(past, monday)
    normal = _normal(weeks, ill_days)
    norm_s = max((week.seconds for week in normal), default=0.0)
    starts = {week.start for week in normal}
    counted = [run for run in past if monday_of(run.local_date) in starts]
    return History(
        weeks=weeks,
        normal=normal,
        norm_s=norm_s,
        season_s=max((w.seconds for w in weeks if w.start < monday - SEASON_FROM), default=0.0),
        run_days=round(median(week.days for week in normal)) if normal else 0,
        doubles=round(median(week.runs - week.days for week in normal)) if normal else 0,
        habit=_habit(counted, len(normal)),
        long_day=_long_day(counted),
        weeks_since_light=_since_light(weeks, norm_s),
        breaks=tuple(breaks_on((run.local_date for run in reversed(past)), monday)),
    )


def _weeks(runs: Sequence[Session], monday: date) -> tuple[PastWeek, ...]:
    """Return the last twelve whole weeks, from the first run's on, oldest first."""
    if not runs:
        return ()
    first = max(monday_of(runs[0].local_date), monday - LOOK_BACK_WEEKS * WEEK)
    weeks = []
    start = first
    while start < monday:
        inside = [run for run in runs if start <= run.local_date < start + WEEK]
        weeks.append(
            PastWeek(
                start=start,
                seconds=sum(run.facts.duration_s for run in inside),
                days=len({run.local_date for run in inside}),
                runs=len(inside),
            )
        )
        start += WEEK
    return tuple(weeks)


def _normal(weeks: Sequence[PastWeek], ill_days: frozenset[date]) -> tuple[PastWeek, ...]:
    """Return the last four normal weeks: no holiday, no illness, no outburst."""
    run = [week for week in weeks if week.seconds > 0]
    if not run:
        return ()
    middle = median(week.seconds for week in run[-8:])
    low, high = NORMAL_LOW * middle, NORMAL_HIGH * middle
    normal = [
        week
        for week in run
        if low <= week.seconds <= high
        and not any(week.start <= day < week.start + WEEK for day in ill_days)
    ]
    return tuple(normal[-NORMAL_WEEKS:])


def _habit(runs: Sequence[Session], weeks: int) -> tuple[float, ...]:
    if weeks == 0:
        return (0.0,) * 7
    days = {run.local_date for run in runs}
    return tuple(sum(day.weekday() == weekday for day in days) / weeks for weekday in range(7))


def _long_day(runs: Sequence[Session]) -> int | None:
    """Return the weekday on which the week's longest run fell most often; the later on a tie."""
    longest: dict[date, Session] = {}
    for run in runs:
        start = monday_of(run.local_date)
        if start not in longest or run.facts.duration_s >= longest[start].facts.duration_s:
            longest[start] = run
    days = [run.local_date.weekday() for run in longest.values()]
    return max(set(days), key=lambda day: (days.count(day), day), default=None)


def _since_light(weeks: Sequence[PastWeek], norm_s: float) -> int:
    count = 0
    for week in reversed(weeks):
        if week.seconds < LIGHT * norm_s:
            break
        count += 1
    return count
