"""Training load by day: TRIMP to HRSS, fitness and fatigue, monotony, strain, longest run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ingest.session.history import values_of
from planner.late_row import LateRow
from planner.load.models import (
    FATIGUE_DAYS,
    FITNESS_DAYS,
    MONOTONY_DAYS,
    exponential_average,
    monotony,
    strain,
)
from planner.session import RUNNING, columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.session import Columns, Session

LONGEST_RUN_DAYS: Final = 30  # Frandsen 2025, BJSM 59:1203


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDay:
    """One local day from the first session to today, rest days included.

    ``load_hrss`` is None on a day whose sessions all lack what a load needs (missing is not
    rest); 0.0 on a rest day. ``fitness`` (CTL), ``fatigue`` (ATL) and ``form`` (TSB) are None
    before day 42 (RULES 3.6); ``monotony`` and ``strain`` before day 7 (RULES 3.7).
    """

    day: date
    load_hrss: float | None
    run_distance_m: float
    fitness: float | None
    fatigue: float | None
    form: float | None
    ramp: float | None
    monotony: float | None
    strain: float | None
    longest_run_ratio: float | None  # this day's longest run / longest of the 30 days before


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _History:
    """What days are made of, a value for each from ``first`` on."""

    first: date
    loads: list[float | None]
    longest_m: list[float]
    distances_m: list[float]
    fitness: list[float]
    fatigue: list[float]

    def on(self, n: int) -> LoadDay:
        """Return the day with this number, counted from 0."""
        loads, fitness, fatigue = self.loads, self.fitness, self.fatigue
        shown = n >= FITNESS_DAYS - 1
        week = _known(loads[n - MONOTONY_DAYS + 1 : n + 1]) if n >= MONOTONY_DAYS - 1 else None
        even = None if week is None else monotony(week)
        return LoadDay(
            day=self.first + timedelta(days=n),
            load_hrss=loads[n],
            run_distance_m=self.distances_m[n],
            fitness=fitness[n] if shown else None,
            fatigue=fatigue[n] if shown else None,
            form=fitness[n - 1] - fatigue[n - 1] if shown else None,
            ramp=fitness[n] - fitness[n - 7] if n >= FITNESS_DAYS + 6 else None,
            monotony=even,
            strain=None if week is None or even is None else strain(week, even),
            longest_run_ratio=_longest_ratio(self.longest_m, n),
        )


def load_days(sessions: Sequence[Session], today: date) -> Sequence[LoadDay]:
    """Return one entry a day from the first session to today, rest days included.

    Sessions of every sport count as general load; distances count running alone. Shown is only
    what has enough days behind it; ``ramp`` needs a week more than fitness.
    """
    if not sessions:
        return ()
    columns = columns_of(sessions)
    first = min(columns.days)
    length = (today - first).days + 1
    loads = _daily_loads(columns, first, length)
    longest_m, distances_m = _run_distances(columns, first, length)
    history = _History(
        first=first,
        loads=loads,
        longest_m=longest_m,
        distances_m=distances_m,
        fitness=exponential_average(loads, FITNESS_DAYS),
        fatigue=exponential_average(loads, FATIGUE_DAYS),
    )
    return LateRow(history.on, range(length))


def _daily_loads(columns: Columns, first: date, length: int) -> list[float | None]:
    """Return HRSS a day: sum of the known; None where a day has sessions and none is known."""
    loads: list[float | None] = [0.0] * length
    by_day: dict[int, list[float | None]] = {}
    for day, one in zip(columns.days, columns.judged, strict=True):
        by_day.setdefault((day - first).days, []).append(one.hrss)
    for n, scores in by_day.items():
        known = [score for score in scores if score is not None]
        loads[n] = math.fsum(known) if known else None
    return loads


def _run_distances(columns: Columns, first: date, length: int) -> tuple[list[float], list[float]]:
    """Return the longest run of each day and the distance of all its runs, m."""
    longest, total = [0.0] * length, [0.0] * length
    sports = values_of(columns.facts, "sport")
    distances = values_of(columns.facts, "distance_m")
    for day, sport, covered_m in zip(columns.days, sports, distances, strict=True):
        if sport == RUNNING:
            n = (day - first).days
            distance_m = covered_m or 0.0
            longest[n] = max(longest[n], distance_m)
            total[n] += distance_m
    return longest, total


def _known(loads: Sequence[float | None]) -> list[float] | None:
    """Return the loads, or None if one of them is unknown."""
    known = [load for load in loads if load is not None]
    return known if len(known) == len(loads) else None


def _longest_ratio(longest: Sequence[float], n: int) -> float | None:
    """Return a day's longest run over that of the 30 days before; None without either."""
    before = max(longest[max(0, n - LONGEST_RUN_DAYS) : n], default=0.0)
    if longest[n] <= 0 or before <= 0:
        return None
    return longest[n] / before
