"""Resting heart rate and HRV against the runner's own band, and who else says so (RULES 5.6).

The band is that of HRV4Training (mean of 60 days, 0.75 standard deviations): a convention, not a
finding. Bosquet et al. 2008 (Br J Sports Med 42:709): changes with overload lie within day-to-day
variability; Meeusen et al. 2013 (ECSS/ACSM): no marker alone shows overtraining. So one marker
alone never changes the plan; two that agree turn hard into easy.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner.body.own_band import (
    BAND_DAYS,
    BAND_SD,
    MEAN_DAYS,
    last_values,
    mean_and_sd,
    values_of,
)
from planner.flags.advice import LIFE
from planner.flags.check import holding
from planner.flags.model import Evidence, Flag
from planner.profile.limits import own, practitioner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ingest.wellness import WellnessDay
    from planner.athlete import Athlete
    from planner.flags.model import PlanEffect, Severity
    from planner.profile.limits import Limits

Level: TypeAlias = Literal["amber", "red"]
SOURCE: Final = (
    "Bosquet 2008, Br J Sports Med 42:709; Meeusen 2013 (ECSS/ACSM); band of HRV4Training"
)


AMBER_SD: Final = practitioner(
    "recovery_amber_sd",
    BAND_SD,
    "SD",
    "deviations of the 7-day mean from the 60-day mean",
    "HRV4Training",
)
RED_SD: Final = 1.5  # own choice: the amber step for red (RULES 5.6)
RHR_AMBER_BPM: Final = 3  # own choice: least rise of resting heart rate, amber (RULES 5.6)
RHR_RED_BPM: Final = 7  # own choice: the same, red (RULES 5.6)
SLEEP_LEAST_H: Final = 0.5  # own choice: least loss of sleep a night, amber; twice it red
STRESS_LEAST: Final = 5  # own choice: least rise of the watch's score, 0-100, amber; twice it red
DAYS_IN_ROW: Final = own(
    "recovery_days_in_row", 3, "d", "days in a row outside the usual range that count", "RULES 5.6"
)
VALID_DAYS: Final = 21  # own choice: known ones of 60 that a band needs (RULES 5.6)
QUIET_DAYS: Final = 7  # own choice: so long inside the band, and it is over
_LOOK_BACK: Final = 240  # no episode outside one's own band of 60 days lasts so long
_MEAN_LEAST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """One series and its bad direction (+1 up, -1 down); ``amber`` and ``red`` are least steps.

    Of a day so far only what no later file will change counts.

    ``floor`` is the lower end of the watch's own band, used until the runner's own is known.
    """

    name: str
    unit: str
    value: Callable[[WellnessDay], float | None]
    bad: int
    amber: float = 0.0
    red: float = 0.0
    floor: Callable[[WellnessDay], float | None] = lambda _: None
    shown: Callable[[float], float] = float


def _ln_hrv(day: WellnessDay) -> float | None:
    hrv = day.settled("hrv_rmssd_ms")
    return math.log(hrv) if hrv is not None and hrv > 0 else None


def _slept_h(day: WellnessDay) -> float | None:
    sleep_s = day.settled("sleep_s")
    return None if sleep_s is None else sleep_s / 3600


RHR: Final = Marker(
    name="resting heart rate",
    unit="bpm",
    value=lambda day: day.settled("rhr_bpm"),
    bad=+1,
    amber=RHR_AMBER_BPM,
    red=RHR_RED_BPM,
)
HRV: Final = Marker(
    name="overnight HRV (rMSSD)",
    unit="ms",
    value=_ln_hrv,
    bad=-1,
    floor=lambda day: day.hrv_baseline_low_ms and math.log(day.hrv_baseline_low_ms),
    shown=math.exp,
)
SLEEP: Final = Marker(
    name="sleep",
    unit="h",
    value=_slept_h,
    bad=-1,
    amber=SLEEP_LEAST_H,
    red=2 * SLEEP_LEAST_H,
)
STRESS: Final = Marker(
    name="stress score",
    unit="0-100",
    value=lambda day: day.settled("stress_score"),
    bad=+1,
    amber=STRESS_LEAST,
    red=2 * STRESS_LEAST,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outside:
    """One day outside the band, in the marker's own scale."""

    level: Level
    mean: float
    baseline: float
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A marker outside its band for days: level, the days, the numbers of the last of them."""

    marker: Marker
    level: Level
    days: tuple[date, ...]
    mean: float
    baseline: float
    limit: float


def find(athlete: Athlete, stress: Sequence[Flag]) -> Iterator[Flag]:
    """Yield a flag while resting heart rate or HRV stays outside its band.

    Parameters
    ----------
    stress
        What ``life_stress`` found: it agrees with them.
    """
    main = [found for marker in (RHR, HRV) if (found := reading(athlete, marker)) is not None]
    if not main:
        return
    others = [found for marker in (SLEEP, STRESS) if (found := reading(athlete, marker))]
    agree = len(main) + len(others) + len(stress) > 1
    red = any(found.level == "red" for found in main)
    severity: Severity = "act" if red else "watch"
    effect: PlanEffect = "none"
    if agree:
        effect = "easier" if red else "no_quality"
    yield Flag(
        id="recovery",
        severity=severity,
        title=_title(main, others),
        since=min(found.days[0] for found in main),
        evidence=(
            *(_evidence(found) for found in (*main, *others)),
            *(one for flag in stress for one in flag.evidence),
        ),
        source=SOURCE,
        evidence_strength="weak",
        advice=(
            "Illness, alcohol, heat, a late meal and the menstrual phase move these numbers too.",
            "A low heart rate is not fitness: overreaching lowers it as well.",
            LIFE,
        ),
        plan_effect=effect,
        effect_words="" if agree else "Nothing: one marker alone changes no plan.",
    )


def reading(athlete: Athlete, marker: Marker) -> Reading | None:
    """Return the episode outside the band that stands today, or None.

    It begins on the third day in a row outside, and is over after a quiet week.
    """
    limits = athlete.profile.limits
    first = athlete.today - timedelta(days=_LOOK_BACK + 2 * BAND_DAYS)
    start = bisect_left(athlete.wellness, first, key=lambda one: one.day)
    values = values_of(athlete.wellness[start:], marker.value)
    floors = values_of(athlete.wellness[start:], marker.floor)
    row = range(limits.whole(DAYS_IN_ROW, least=1))

    @cache
    def outside(day: date) -> _Outside | None:
        return _outside((values, floors), day, marker, limits)

    def holds(day: date) -> bool:
        return all(outside(day - timedelta(days=back)) for back in row)

    standing = holding(athlete.today, holds, QUIET_DAYS, most_days=_LOOK_BACK)
    if not standing:
        return None
    last = [one for back in row if (one := outside(standing[-1] - timedelta(days=back)))]
    return Reading(
        marker=marker,
        level="red" if all(one.level == "red" for one in last) else "amber",
        days=standing,
        mean=last[0].mean,
        baseline=last[0].baseline,
        limit=last[0].limit,
    )


def _outside(
    known: tuple[Mapping[date, float], Mapping[date, float]],
    day: date,
    marker: Marker,
    limits: Limits,
) -> _Outside | None:
    """Return by how much a day's 7-day mean lies outside the band; None inside or unknown."""
    values, floors = known
    recent = last_values(values, day, MEAN_DAYS)
    if len(recent) < _MEAN_LEAST:
        return None
    band = last_values(values, day, BAND_DAYS)
    if len(band) < VALID_DAYS:
        return _under_floor(sum(recent) / len(recent), floors.get(day))
    mean, (baseline, spread) = sum(recent) / len(recent), mean_and_sd(band)
    amber = max(marker.amber, limits[AMBER_SD] * spread)
    red = max(marker.red, RED_SD * spread)
    step = marker.bad * (mean - baseline)
    if step <= amber:
        return None
    return _Outside(
        level="red" if step > red else "amber",
        mean=mean,
        baseline=baseline,
        limit=baseline + marker.bad * amber,
    )


def _under_floor(mean: float, floor: float | None) -> _Outside | None:
    """Return the day as amber where it lies under the band that the watch itself states."""
    if floor is None or mean >= floor:
        return None
    return _Outside(level="amber", mean=mean, baseline=floor, limit=floor)


def _title(main: list[Reading], others: list[Reading]) -> str:
    words = [
        f"{found.marker.name} {'above' if found.marker.bad > 0 else 'below'} your usual range"
        for found in main
    ]
    title = " and ".join(words)
    if others:
        title += f", with {' and '.join(found.marker.name for found in others)}"
    return title[0].upper() + title[1:]


def _evidence(found: Reading) -> Evidence:
    shown = found.marker.shown
    return Evidence(
        what=f"{found.marker.name}, 7-day mean ({found.level})",
        value=round(shown(found.mean), 1),
        unit=found.marker.unit,
        baseline=round(shown(found.baseline), 1),
        limit=round(shown(found.limit), 1),
        days=found.days[-7:],
    )
