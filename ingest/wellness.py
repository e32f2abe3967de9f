"""Wellness facts of a day: resting heart rate, overnight HRV, stress, sleep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date, datetime

WellnessMetric: TypeAlias = Literal[
    "rhr_bpm",  # today's resting heart rate, not the 7-day mean (RULES 5.6)
    "hrv_rmssd_ms",  # last night's average
    "hrv_baseline_low_ms",
    "hrv_baseline_high_ms",
    "stress_score",  # 0-100, the day's mean
    "sleep_s",
    "sleep_score",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WellnessValue:
    """One value as a file states it; ``at_utc`` decides the local day when it is read."""

    metric: WellnessMetric
    at_utc: datetime
    utc_offset_s: int | None
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WellnessDay:
    """The values of one local day; null where no file and no diary entry has one."""

    day: date
    rhr_bpm: float | None = None
    hrv_rmssd_ms: float | None = None
    hrv_baseline_low_ms: float | None = None
    hrv_baseline_high_ms: float | None = None
    stress_score: float | None = None
    sleep_s: float | None = None
    sleep_score: float | None = None
