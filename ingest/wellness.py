"""Wellness as files state it, and the days that come of it: resting heart rate, HRV, stress, sleep.

A watch writes several files a day, each with a part of it and some of it twice. What is stored of
each is what it states, instant by instant; only all files of a day together give the day's values
(``planner.body.wellness_days``), so that neither the order of imports nor a copy changes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    import numpy as np
    import numpy.typing as npt

Metric: TypeAlias = Literal[
    "rhr_bpm",  # resting heart rate of the day so far, not the 7-day mean (RULES 5.6)
    "hrv_night_ms",  # rMSSD: the night's average
    "hrv_five_minutes_ms",  # rMSSD of five minutes of the night
    "hrv_week_ms",  # rMSSD: the average of seven nights
    "hrv_baseline_low_ms",
    "hrv_baseline_high_ms",
    "stress_score",  # 0-100; below 0: none could be measured at that time
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """What one file states of one metric; ``at_s`` and ``value`` have one entry a statement.

    ``at_s`` counts UTC seconds from 1970, rising. ``utc_offset_s`` is the runner's local time less
    UTC, None where the file does not say.
    """

    metric: Metric
    utc_offset_s: int | None
    at_s: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleep:
    """One sleep as a file states it.

    ``asleep_s`` is the stretch from start to stop less what was awake or could not be measured;
    None where the file tells no stages of sleep. ``ended`` is false while the file does not know
    the end; ``stop_utc`` is then as far as it goes. Of several statements of one sleep that of
    the latest ``stated_utc`` stands; ``deleted``: it takes the others back.
    """

    kind: Literal["night", "nap"]  # as the watch calls it
    start_utc: datetime
    stop_utc: datetime
    stated_utc: datetime
    utc_offset_s: int | None
    asleep_s: float | None
    awake_s: float
    score: float | None = None  # 0-100, the watch's own
    ended: bool = True
    deleted: bool = False

    @property
    def window_s(self) -> float:
        """Return the seconds from start to stop."""
        return (self.stop_utc - self.start_utc).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FileWellness:
    """Everything that one file states of wellness; empty for most activities."""

    series: tuple[Series, ...] = ()
    sleeps: tuple[Sleep, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.series or self.sleeps)


@dataclass(frozen=True, slots=True, kw_only=True)
class WellnessDay:
    """The values of one local day; None where no file and no diary entry has one.

    The night is the longest sleep that ends on the day; ``second_sleep_s`` sums the others of
    three hours and more, ``nap_s`` the shorter ones. ``said_until`` is the last instant of the
    day that a file speaks of; ``so_far`` is true while none goes on into the next day. Instants
    are aware, on the runner's own clock.
    ``provisional`` names the values that a later file will still change. ``sources`` gives for
    each value the hashes of its files, or the diary entry ("diary 1a2b3c4d").
    """

    day: date
    rhr_bpm: float | None = None
    hrv_rmssd_ms: float | None = None
    hrv_how: str | None = None  # what the value stands on, or why there is none
    hrv_baseline_low_ms: float | None = None
    hrv_baseline_high_ms: float | None = None
    stress_score: float | None = None
    stress_scores: int | None = None  # how many measurements the mean has
    sleep_s: float | None = None
    sleep_start: datetime | None = None
    sleep_stop: datetime | None = None
    sleep_awake_s: float | None = None
    sleep_score: float | None = None
    second_sleep_s: float | None = None
    nap_s: float | None = None
    said_until: datetime | None = None
    so_far: bool = False
    provisional: frozenset[str] = frozenset()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def settled(self, name: str) -> float | None:
        """Return a value that no later file of the day will change, else None."""
        value: float | None = None if name in self.provisional else getattr(self, name)
        return value
