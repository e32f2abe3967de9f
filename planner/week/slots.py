"""From a target to orders: which runs the week wants, and what each day can take."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from planner.body.longest_run import BEGIN_MINUTES, longest_run
from planner.flags.distance_spike import SMALL
from planner.week.limits import (
    LONG_MOST,
    LONG_OVER_LONGEST,
    LONG_SHARE,
    LONG_SHARE_THREE,
)
from planner.week.proportions import in_proportion, monotony

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.body.longest_run import LongestRun
    from planner.profile.limits import Limits
    from planner.session import Session
    from planner.week.model import RunKind

FULL_SHARE_RUNS: Final = 4  # from four runs a week the long run's share is 30 %
SHARE_RUNS: Final = 3  # from three it is 40 %; with fewer only the 1.10 rule holds
LEAST_RUN_MIN: Final = 10
OWN_SHARE_MOST: Final = 0.40  # own choice: usual days stay usual, the long run's share too
LONGER: Final = 1.05  # own choice: times the mean run; from here a week's longest is a long run
EVEN_MONOTONY: Final = 1.9  # own choice: a little under what load_strain warns of
UNEVEN: Final = (1.3, 1.25, 1.0, 0.75, 0.7)  # of their mean: so days stand out
# What the long run wishes to be of the week's time, by number of runs, before its caps.
LONG_WISH: Final = {1: 1.0, 2: 0.55, 3: 0.40, 4: 0.30, 5: 0.28, 6: 0.26}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One run that the week wants."""

    kind: RunKind
    minutes: int


def spike_caps_min(
    sessions: Sequence[Session],
    monday: date,
    speed_m_s: float | None,
    limits: Limits,
    *,
    run_only: bool = False,
    runs: int = 1,
    today: date | None = None,
) -> tuple[int, ...]:
    """Return the most minutes one run may take on each day of the week (RULES 5.1).

    1.10 times the longest run that counts on that day, by time and, where a speed and distances
    are known, by distance; only runs before the week count, hikes by what was run of them where all
    is to be run (``run_only``). Beyond two and a half hours nothing
    grows. A start knows no longest run: its first minutes hold.

    Of several ``runs`` in a week the first lies so early that all fit, so that days off end with
    it: whoever last ran on a Saturday has had no week off when the next Sunday comes. ``today``,
    where the week has begun, has seen whether it did.
    """
    first = bisect_left(sessions, monday, key=lambda one: one.local_date)
    before, since = sessions[:first], sessions[first:]
    by = 7 - max(1, runs)
    again = monday + timedelta(days=by)
    ran = any(one.is_run for one in since)
    sure = runs > 1 and (ran or today is None or again >= today)
    return tuple(
        _cap_min(
            longest_run(
                before,
                monday + timedelta(days=number),
                run_only=run_only,
                again_by=again if sure and number > by else None,
            ),
            speed_m_s,
            limits,
        )
        for number in range(7)
    )


def _cap_min(longest: LongestRun | None, speed_m_s: float | None, limits: Limits) -> int:
    if longest is None:
        return BEGIN_MINUTES
    cap = whole_min(cap_over_s(longest.duration_s, limits))
    if speed_m_s and longest.distance_m is not None:
        most_m = longest.distance_m * _ratio(limits)
        far = whole_min(most_m / speed_m_s)
        # The expected distance is said in tens of metres: nor may that be over it.
        cap = min(cap, far - (round(60 * far * speed_m_s, -1) > most_m))
    return max(BEGIN_MINUTES, cap)


def whole_min(seconds: float) -> int:
    """Return whole minutes, none lost to the last bit: 1.1 times 90 min are 99."""
    return int(round(seconds, 6) // 60)


def cap_over_s(longest_s: float, limits: Limits) -> float:
    """Return the most seconds of a run where the longest of 30 days took ``longest_s``."""
    return min(longest_s * _ratio(limits), max(longest_s, 60 * limits[LONG_MOST]))


def _ratio(limits: Limits) -> float:
    return min(limits[LONG_OVER_LONGEST], limits[SMALL])


def slots_for(
    seconds: float,
    runs: int,
    *,
    cap_min: int,
    with_long: bool,
    limits: Limits,
    long_min: int | None = None,
    share: float | None = None,
    usual_min: Sequence[float] = (),
    long_wish: float | None = None,
) -> tuple[Slot, ...]:
    """Return the runs of a week in whole minutes, the longest first.

    The sum never passes ``seconds``; no run passes ``cap_min``. The long run takes its wished
    share as far as the caps allow and is at least as long as any other; ``long_min`` is what a race
    to come wants of it at least, inside ``share`` of the week. The others are in the proportions of
    ``usual_min``, the runner's own minutes on easy days, and equal where it is empty; ``long_wish``
    is the runner's own share of the long run.
    """
    whole = int(seconds // 60)
    runs = min(runs, whole // LEAST_RUN_MIN)
    if runs <= 0 or cap_min <= 0:
        return ()
    long_run = 0
    if with_long:
        wish = min(LONG_WISH.get(runs, LONG_WISH[6]), _share_cap(runs, limits))
        if long_wish is not None and long_wish * runs >= LONGER:
            # Rounded, else it would creep down by the weeks.
            wish = min(long_wish, own_share_cap(runs, limits)) + 1 / (2 * whole)
        long_run = min(cap_min, int(whole * wish))
        if long_min is not None:
            most = int(whole * max(wish, share or 0.0))
            long_run = min(cap_min, max(long_run, min(long_min, most)))
    others = runs - (1 if long_run else 0)
    rest = whole - long_run
    sizes = _even(rest, others)
    if long_run and sizes and long_run < min(cap_min, sizes[0]):
        long_run, sizes = 0, _even(whole, runs)
    most = min(cap_min, long_run or cap_min)
    found = in_proportion(sizes, usual_min, most=most)
    if monotony([*found, long_run]) >= EVEN_MONOTONY:
        found = in_proportion(sizes, UNEVEN, most=most)
    sizes = found
    slots = [Slot(kind="easy", minutes=min(cap_min, size)) for size in sizes if size > 0]
    if long_run:
        slots.insert(0, Slot(kind="long", minutes=long_run))
    return tuple(slots)


def _even(units: int, parts: int) -> list[int]:
    if parts <= 0:
        return []
    return [units // parts + (1 if n < units % parts else 0) for n in range(parts)]


def own_share_cap(runs: int, limits: Limits) -> float:
    """Return the most of the week that a long run may be which always was as large a part of it."""
    return max(OWN_SHARE_MOST, _share_cap(runs, limits))


def _share_cap(runs: int, limits: Limits) -> float:
    if runs >= FULL_SHARE_RUNS:
        return limits[LONG_SHARE]
    return limits[LONG_SHARE_THREE] if runs >= SHARE_RUNS else 1.0


def long_cap_min(others_min: int, runs: int, limits: Limits, least_share: float) -> int | None:
    """Return the most minutes of the long run beside the others, or None with under three runs.

    The share of the whole week is held: ``long <= share * (long + others)`` (RULES 7.1); before a
    race no less than ``least_share``.
    """
    if runs < SHARE_RUNS:
        return None
    share = max(least_share, _share_cap(runs, limits))
    if share >= 1:
        return None
    return int(others_min * share / (1 - share))
