"""Half-years of mornings whose truth is known: steady, or with an illness, overreaching, hard life.

Variability of the heart rate scatters by a tenth from day to day and wanders by half of that for
weeks (the logarithm of it); sleep by 0.7 h, what is said by 1.2 points, speed per beat by 3 %.
Stress is said every other morning, soreness on three. In a bad stretch they move by the shifts
below, at once or, in overreaching, over ten days. Nothing of it is logged as an illness.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
from support.made_athletes import run, said

from ingest.wellness import WellnessDay
from planner.body.readiness import Known

if TYPE_CHECKING:
    from ingest.diary import DiaryEntry
    from planner.session import Session

FIRST: Final = date(2026, 1, 5)  # a Monday
WEEKS: Final = 26
ONSET: Final = 112  # days from the first; a seed's own weekday is added
RUN_DAYS: Final = (1, 3, 5, 6)
HRV_MS, HRV_SCATTER, HRV_WANDERS, STAYS = 60.0, 0.10, 0.05, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What a bad stretch moves, for so many days, the whole of it after ``ramp`` days."""

    days: int
    ramp: int
    hrv: float  # of the logarithm
    sleep_h: float
    stress: float
    soreness: float
    rpe: float
    speed: float  # a share


SHIFTS: Final = {
    "illness": Shift(
        days=8, ramp=1, hrv=-0.25, sleep_h=-0.8, stress=1.0, soreness=1.0, rpe=3.0, speed=-0.06
    ),
    "overreaching": Shift(
        days=21, ramp=10, hrv=-0.20, sleep_h=-0.7, stress=1.5, soreness=3.5, rpe=3.5, speed=-0.05
    ),
    "hard life": Shift(
        days=14, ramp=1, hrv=-0.12, sleep_h=-1.8, stress=4.5, soreness=0.0, rpe=1.0, speed=-0.01
    ),
}
KINDS: Final = ("steady", *SHIFTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mornings:
    """All that was said, slept, measured and run; ``onset`` is null in a steady half-year."""

    known: Known
    onset: date | None
    ends: date | None

    def days(self) -> list[date]:
        """Return the days of the half-year that have seventy before them."""
        return [FIRST + timedelta(days=n) for n in range(70, 7 * WEEKS)]


def mornings(kind: str, seed: int) -> Mornings:
    """Return a half-year of a kind."""
    chance = np.random.default_rng([KINDS.index(kind), seed])
    onset = FIRST + timedelta(days=ONSET + seed % 7)
    shift = SHIFTS.get(kind)
    wander, wellness, diary, runs = 0.0, [], [], []
    for n in range(7 * WEEKS):
        day = FIRST + timedelta(days=n)
        part = 0.0 if shift is None else _part(shift, (day - onset).days)
        wander = STAYS * wander + math.sqrt(1 - STAYS**2) * chance.normal(0.0, HRV_WANDERS)
        wellness.append(_night(chance, day, shift, part, wander))
        diary += _said(chance, day, shift, part)
        runs += _runs(chance, day, shift, part)
    return Mornings(
        known=Known(diary=tuple(diary), wellness=tuple(wellness), runs=tuple(runs)),
        onset=None if shift is None else onset,
        ends=None if shift is None else onset + timedelta(days=shift.days),
    )


def _part(shift: Shift, number: int) -> float:
    """Return how much of a shift a day has; none before it and after it."""
    return min(1.0, (number + 1) / shift.ramp) if 0 <= number < shift.days else 0.0


def _night(
    chance: np.random.Generator, day: date, shift: Shift | None, part: float, wander: float
) -> WellnessDay:
    moved = 0.0 if shift is None else part * shift.hrv
    hours = 7.4 + chance.normal(0.0, 0.7) + (0.0 if shift is None else part * shift.sleep_h)
    log = math.log(HRV_MS) + wander + moved + chance.normal(0.0, HRV_SCATTER)
    return WellnessDay(day=day, hrv_rmssd_ms=math.exp(log), sleep_s=3600 * hours)


def _said(
    chance: np.random.Generator, day: date, shift: Shift | None, part: float
) -> list[DiaryEntry]:
    found = []
    for kind, usual, when in (("stress", 4.0, (0, 2, 4, 6)), ("soreness", 2.0, (0, 3, 5))):
        more = 0.0 if shift is None else part * getattr(shift, kind)
        score = float(np.clip(round(usual + more + chance.normal(0.0, 1.2)), 0, 10))
        if day.weekday() in when:
            found.append(said(day, kind, score=score))
    return found


def _runs(
    chance: np.random.Generator, day: date, shift: Shift | None, part: float
) -> list[Session]:
    rpe = 3.5 + chance.normal(0.0, 1.2) + (0.0 if shift is None else part * shift.rpe)
    speed = 1.2 * (1 + chance.normal(0.0, 0.03) + (0.0 if shift is None else part * shift.speed))
    if day.weekday() not in RUN_DAYS:
        return []
    return [run(day, rpe=float(np.clip(round(rpe), 1, 10)), efficiency=speed)]
