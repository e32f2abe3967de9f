"""From a target to orders: which runs the week wants, and what each day can take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.body.time_off import AFTER_BREAK_DAYS, share_after
from planner.week.history import SPIKE_DAYS
from planner.week.limits import (
    BEGIN_MINUTES,
    FIRST_RUNS,
    LONG_MOST,
    LONG_OVER_LONGEST,
    LONG_SHARE,
    LONG_SHARE_THREE,
    NO_RUN_LONG,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.profile.limits import Limits
    from planner.session import Session
    from planner.week.history import Break
    from planner.week.model import RunKind

UNIT_MIN: Final = 1  # runs are asked for in whole minutes
FULL_SHARE_RUNS: Final = 4  # from four runs a week the long run's share is 30 %
SHARE_RUNS: Final = 3  # from three it is 40 %; with fewer only the 1.10 rule holds
LEAST_RUN_MIN: Final = 10
# What the long run wishes to be of the week's time, by number of runs, before its caps.
LONG_WISH: Final = {1: 1.0, 2: 0.55, 3: 0.40, 4: 0.30, 5: 0.28, 6: 0.26}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One run that the week wants."""

    kind: RunKind
    minutes: int


def spike_caps_min(
    runs: Sequence[Session],
    monday: date,
    gap: Break | None,
    speed_m_s: float | None,
    limits: Limits,
) -> tuple[int, ...]:
    """Return the most minutes one run may take on each day of the week (RULES 5.1).

    1.10 times the longest run of the 30 days before that day, by time and, where a speed and
    distances are known, by distance; only runs before the week count. For three weeks after a
    break the runs before it count by the share of RULES 7.4; without a run in 30 days, 60 % of
    the longest before the break at most. Beyond two and a half hours nothing grows. A start knows
    no longest run: its first minutes hold.
    """
    past = [run for run in runs if run.local_date < monday]
    begin = int(limits[BEGIN_MINUTES])
    caps = []
    for number in range(7):
        day = monday + timedelta(days=number)
        longest_s = _longest(past, day, gap, limits, metres=False)
        most_s = max(longest_s, 60 * limits[LONG_MOST])
        cap_s = min(longest_s * limits[LONG_OVER_LONGEST], most_s)
        longest_m = _longest(past, day, gap, limits, metres=True)
        if speed_m_s and longest_m > 0:
            cap_s = min(cap_s, longest_m * limits[LONG_OVER_LONGEST] / speed_m_s)
        caps.append(max(begin, int(cap_s // 60)))
    return tuple(caps)


def _longest(
    runs: Sequence[Session], day: date, gap: Break | None, limits: Limits, *, metres: bool
) -> float:
    """Return the longest run that counts on ``day``, seconds or metres."""
    first = day - timedelta(days=SPIKE_DAYS)
    inside = [run for run in runs if first <= run.local_date < day]
    if not inside:
        return _before_break(runs, day, limits, metres=metres)
    share, since = 1.0, first
    if gap is not None:
        share, since = _share(gap, day)
    return max(
        _size(run, metres=metres) * (share if run.local_date < since else 1.0) for run in inside
    )


def _share(gap: Break, day: date) -> tuple[float, date]:
    """Return the share of runs before the break that counts on ``day``, and where it ended."""
    if gap.first_run is None:
        return share_after((day - gap.last_run).days - 1), day
    if (day - gap.first_run).days >= AFTER_BREAK_DAYS:
        return 1.0, gap.first_run
    return share_after(gap.days_off), gap.first_run


def _before_break(runs: Sequence[Session], day: date, limits: Limits, *, metres: bool) -> float:
    if not runs:
        return 0.0
    last = runs[-1].local_date
    before = [run for run in runs if run.local_date > last - timedelta(days=SPIKE_DAYS)]
    share = min(limits[NO_RUN_LONG], share_after((day - last).days - 1))
    return share * max(_size(run, metres=metres) for run in before)


def _size(run: Session, *, metres: bool) -> float:
    return (run.facts.distance_m or 0.0) if metres else run.facts.duration_s


def slots_for(
    seconds: float, runs: int, *, cap_min: int, with_long: bool, limits: Limits
) -> tuple[Slot, ...]:
    """Return the runs of a week in whole minutes, the longest first.

    The sum never passes ``seconds``; no run passes ``cap_min``. The long run takes its wished
    share as far as the caps allow and is at least as long as any other.
    """
    units = int(seconds // (60 * UNIT_MIN))
    cap = cap_min // UNIT_MIN
    runs = min(runs, units * UNIT_MIN // LEAST_RUN_MIN)
    if runs <= 0 or cap <= 0:
        return ()
    long_units = 0
    if with_long:
        share = min(LONG_WISH.get(runs, LONG_WISH[6]), _share_cap(runs, limits))
        long_units = min(cap, int(units * share))
    others = runs - (1 if long_units else 0)
    rest = units - long_units
    sizes = _even(rest, others)
    if long_units and sizes and long_units < sizes[0]:
        long_units, sizes = 0, _even(units, runs)
    slots = [Slot(kind="easy", minutes=min(cap, size) * UNIT_MIN) for size in sizes if size > 0]
    if long_units:
        slots.insert(0, Slot(kind="long", minutes=long_units * UNIT_MIN))
    return tuple(slots)


def _even(units: int, parts: int) -> list[int]:
    if parts <= 0:
        return []
    return [units // parts + (1 if n < units % parts else 0) for n in range(parts)]


def _share_cap(runs: int, limits: Limits) -> float:
    if runs >= FULL_SHARE_RUNS:
        return limits[LONG_SHARE]
    return limits[LONG_SHARE_THREE] if runs >= SHARE_RUNS else 1.0


def long_cap_min(others_min: int, runs: int, limits: Limits) -> int | None:
    """Return the most minutes of the long run beside the others, or null with under three runs.

    The share of the whole week is held: ``long <= share * (long + others)`` (RULES 7.1).
    """
    if runs < SHARE_RUNS:
        return None
    share = _share_cap(runs, limits)
    if share >= 1:
        return None
    return int(others_min * share / (1 - share))


def first_runs_cap_min(limits: Limits) -> int:
    """Return the most minutes of each of the first two runs after illness (RULES 7.1)."""
    return int(limits[FIRST_RUNS])
