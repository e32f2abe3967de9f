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
    from collections.abc import Iterable, Sequence
    from datetime import date

    from planner.session import Session

LONGEST_RUN_DAYS: Final = 30  # Frandsen 2025, BJSM 59:1203


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDay:
    """One local day from the first session to today, rest days included.

    ``load_hrss`` is None on a day whose sessions all lack what a load needs (missing is not
    rest); 0.0 on a rest day. So is ``run_distance_m`` by the distance of the day's runs.
    ``fitness`` (CTL), ``fatigue`` (ATL) and ``form`` (TSB) are None before day 42 (RULES 3.6);
    ``monotony`` and ``strain`` before day 7 (RULES 3.7).
    """

    day: date
    load_hrss: float | None
    run_distance_m: float | None
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
    longest_m: list[float]  # 0.0 where none is known
    distances_m: list[float | None]
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
    scores = zip(columns.days, (one.hrss for one in columns.judged), strict=True)
    loads = _by_day(scores, first, length)
    sports, metres = (values_of(columns.facts, name) for name in ("sport", "distance_m"))
    ran_m = [
        (day, distance_m)
        for day, sport, distance_m in zip(columns.days, sports, metres, strict=True)
        if sport == RUNNING
    ]
    history = _History(
        first=first,
        loads=loads,
        longest_m=_longest(ran_m, first, length),
        distances_m=_by_day(ran_m, first, length),
        fitness=exponential_average(loads, FITNESS_DAYS),
        fatigue=exponential_average(loads, FATIGUE_DAYS),
    )
    return LateRow(history.on, range(length))


def _by_day(
    values: Iterable[tuple[date, float | None]], first: date, length: int
) -> list[float | None]:
    """Return each day's sum of what is known: 0 where nothing was, None where none is known."""
    sums: list[float | None] = [0.0] * length
    by_day: dict[int, list[float | None]] = {}
    for day, value in values:
        by_day.setdefault((day - first).days, []).append(value)
    for n, found in by_day.items():
        known = [value for value in found if value is not None]
        sums[n] = math.fsum(known) if known else None
    return sums


def _longest(ran_m: Iterable[tuple[date, float | None]], first: date, length: int) -> list[float]:
    """Return the longest run of each day, m; 0.0 where none is known."""
    longest = [0.0] * length
    for day, distance_m in ran_m:
        if distance_m is not None:
            longest[(day - first).days] = max(longest[(day - first).days], distance_m)
    return longest


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
