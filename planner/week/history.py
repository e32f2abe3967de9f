"""What the runner's own weeks say: which count, how much is usual, on which days, how fast.

Nothing here looks at the week being planned but its Monday: what was run in it does not change
what was asked of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING, Final

from planner.athlete import once
from planner.body.time_off import breaks_on, longest_break
from planner.judging.balance import monday_of
from planner.past.memory import remember
from planner.past.weeks import counted_weeks, past_weeks, reference
from planner.session import between, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.athlete import Athlete
    from planner.body.time_off import Break
    from planner.past.memory import Memory, Return
    from planner.past.weeks import PastWeek, WeekFacts
    from planner.session import Session

HABIT_WEEKS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The runner's own measure before one Monday.

    ``reference_s`` is the usual week (None where nothing was ever run); ``usual`` are the weeks
    that habits are read from: the last four that count, else the last four with a run; ``habit``
    is the share of them with a run on each weekday, ``double_days`` with two, ``usual_min`` the
    mean minutes run then, 0.0 where fewer than half of the weeks had one; ``long_day`` the weekday
    of most longest runs, ``long_share`` their median share of the week, null where no week had two
    runs;
    ``breaks`` are those that still matter, newest first.
    """

    memory: Memory
    reference_s: float | None
    usual: tuple[PastWeek, ...]
    run_days: int
    doubles: int
    double_days: tuple[float, ...]
    habit: tuple[float, ...]
    usual_min: tuple[float, ...]
    long_day: int | None
    long_share: float | None
    breaks: tuple[Break, ...]

    @property
    def weeks(self) -> tuple[PastWeek, ...]:
        """Return the weeks before, oldest first, without holes."""
        return self.memory.weeks

    @property
    def easy_min(self) -> tuple[float, ...]:
        """Return the usual minutes of the weekdays with a run but that of the long one."""
        return tuple(m for day, m in enumerate(self.usual_min) if m and day != self.long_day)

    @property
    def gap(self) -> Break | None:
        """Return the break that lasts, else the longest of those that matter, else None."""
        lasting = next((one for one in self.breaks if one.first_run is None), None)
        return lasting or longest_break(self.breaks)


def history_with(history: History, facts: Sequence[WeekFacts], monday: date) -> History:
    """Return the history of a later Monday, the weeks since being these; habits stay."""
    before = history.memory
    weeks = past_weeks([*(week.facts for week in before.weeks), *facts], exits=before.exits)
    memory = replace(
        before,
        weeks=weeks,
        returning=_going_on(before.returning, weeks),
        races=(*before.races, *(one.race for one in facts if one.race is not None)),
    )
    usual = _usual(weeks, monday, before.exits)
    return replace(
        history,
        memory=memory,
        reference_s=reference(weeks, monday, exits=before.exits),
        usual=usual,
        run_days=_usual_days(usual),
        long_share=_long_share(usual),
    )


def _going_on(back: Return | None, weeks: Sequence[PastWeek]) -> Return | None:
    """Return the way back from illness or absence while it lasts."""
    if back is None or not weeks or weeks[-1].reason != back.reason:
        return None
    return back if back.since is not None else replace(back, since=weeks[-1].start)


@once
def history_before(athlete: Athlete, monday: date) -> History:
    """Return what the runs and the diary before ``monday`` say."""
    memory = remember(athlete, monday)
    running = monday_of(athlete.today)  # of a week that is not over no habit is read
    over = [week for week in memory.weeks if week.start < running or monday <= running]
    usual = _usual(over, monday, memory.exits)
    starts = {week.start for week in usual}
    before = athlete.run_days[: place_of(athlete.runs, monday)]
    first = min(starts, default=monday)
    counted = [
        run
        for run in between(athlete.runs, first, monday - timedelta(days=1))
        if monday_of(run.local_date) in starts
    ]
    return History(
        memory=memory,
        reference_s=reference(memory.weeks, monday, exits=memory.exits),
        usual=usual,
        run_days=_usual_days(usual),
        doubles=round(median(w.facts.runs - w.facts.days for w in usual)) if usual else 0,
        double_days=_habit(_seconds(counted), len(usual)),
        habit=_habit(counted, len(usual)),
        usual_min=_usual_min(counted, len(usual)),
        long_share=_long_share(usual),
        long_day=_long_day(counted),
        breaks=tuple(breaks_on(reversed(before), monday)),
    )


def _usual(weeks: Sequence[PastWeek], monday: date, exits: Sequence[date]) -> tuple[PastWeek, ...]:
    counted = counted_weeks(weeks, monday, exits=exits) or [w for w in weeks if w.seconds > 0]
    return tuple(counted[-HABIT_WEEKS:])


def _usual_days(weeks: Sequence[PastWeek]) -> int:
    return round(median(week.facts.days for week in weeks)) if weeks else 0


def _habit(runs: Sequence[Session], weeks: int) -> tuple[float, ...]:
    if weeks == 0:
        return (0.0,) * 7
    days = {run.local_date for run in runs}
    return tuple(sum(day.weekday() == weekday for day in days) / weeks for weekday in range(7))


def _seconds(runs: Sequence[Session]) -> list[Session]:
    """Return the runs of days that had one before; ``runs`` are in their order."""
    return [run for before, run in pairwise(runs) if before.local_date == run.local_date]


def _usual_min(runs: Sequence[Session], weeks: int) -> tuple[float, ...]:
    """Return the mean minutes of the weekdays that at least half of the weeks had a run on."""
    by_day: dict[date, float] = {}
    for run in runs:
        minutes = run.facts.duration_s / 60  # of two runs of a day the longer one
        by_day[run.local_date] = max(by_day.get(run.local_date, 0.0), minutes)
    weekdays = ([m for day, m in by_day.items() if day.weekday() == n] for n in range(7))
    return tuple(mean(found) if found and len(found) >= weeks / 2 else 0.0 for found in weekdays)


def _long_share(weeks: Sequence[PastWeek]) -> float | None:
    shares = [week.facts.longest_s / week.seconds for week in weeks if week.facts.runs > 1]
    return median(shares) if shares else None


def _long_day(runs: Sequence[Session]) -> int | None:
    """Return the weekday on which the week's longest run fell most often; the later on a tie."""
    longest: dict[date, Session] = {}
    for run in runs:
        start = monday_of(run.local_date)
        if start not in longest or run.facts.duration_s >= longest[start].facts.duration_s:
            longest[start] = run
    days = [run.local_date.weekday() for run in longest.values()]
    return max(set(days), key=lambda day: (days.count(day), day), default=None)
