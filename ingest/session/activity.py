"""What one watch file holds, decoded: arrays with units in their names, missing is NaN.

Nothing here is judged, cleaned or rounded; positions are never carried.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.wellness import FileWellness

if TYPE_CHECKING:
    from datetime import datetime

    from ingest.session.facts import HrSource
    from ingest.session.lap import Lap
    from ingest.session.quality import QualityNote

FloatArray: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stream:
    """Samples of one leg in time order; every array has the same length ``n``, float64.

    ``t_s`` counts seconds from the leg's ``start_utc``, pauses included, strictly increasing
    (of several records of one instant the fields are merged). Every other array holds NaN where
    the file has no valid value.
    """

    t_s: FloatArray
    hr_bpm: FloatArray
    cadence_spm: FloatArray  # steps a minute, both feet: the file's strides doubled, fraction added
    speed_m_s: FloatArray
    distance_m: FloatArray  # cumulative from the leg's start
    altitude_m: FloatArray
    power_w: FloatArray
    temperature_c: FloatArray
    stance_time_ms: FloatArray
    stance_balance_percent: FloatArray  # left share
    vertical_oscillation_mm: FloatArray
    vertical_ratio_percent: FloatArray
    step_length_mm: FloatArray
    respiration_brpm: FloatArray

    def __len__(self) -> int:
        return len(self.t_s)

    @classmethod
    def of(cls, t_s: npt.ArrayLike, **columns: npt.ArrayLike) -> Self:
        """Return samples at these times; columns that are not named are missing throughout."""
        times = np.array(t_s, np.float64)
        missing = {one.name: np.full(len(times), np.nan) for one in fields(cls)}
        named = {name: np.array(values, np.float64) for name, values in columns.items()}
        return cls(**(missing | named | {"t_s": times}))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSummary:
    """The device's own totals of the leg (FIT ``session``): see ``ingest.session.evidence``."""

    elapsed_s: float | None = None
    timer_s: float | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    hr_mean_bpm: float | None = None
    hr_max_bpm: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    rpe: float | None = None  # 0-10, the runner's own rating on the watch
    feel: float | None = None  # 0-100, as the watch stores it
    training_effect: float | None = None
    anaerobic_training_effect: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAthlete:
    """What the watch believes of its wearer (``user_profile``, ``zones_target``)."""

    hr_rest_bpm: float | None = None
    hr_max_bpm: float | None = None
    lthr_bpm: float | None = None
    sex: Literal["male", "female"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RrIntervals:
    """Beat intervals in milliseconds; ``t_s``: when each was stored, on the stream's clock."""

    t_s: FloatArray
    rr_ms: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Activity:
    """One leg of one file: a run, a ride, one sport of a multisport file.

    ``utc_offset_s`` is None unless the file's own offset is a quarter-hour multiple within 14 h.
    ``pauses_s`` has shape (k, 2): stream-clock intervals in which the timer stood still.
    ``device`` is the name that people know, without any serial number.
    """

    start_utc: datetime
    utc_offset_s: int | None
    sport: str  # FIT's word; "unknown" where the file does not say
    sub_sport: str | None
    name: str | None  # workout or sport-profile name
    workout: str | None = None  # the workout's name alone: a profile's names a sport
    device: str | None
    hr_source: HrSource
    stream: Stream
    pauses_s: FloatArray
    timer_end_s: float | None = None  # when the timer stopped for good, on the stream's clock
    laps: tuple[Lap, ...] = ()
    rr: RrIntervals | None = None
    summary: DeviceSummary = field(default_factory=DeviceSummary)
    athlete: DeviceAthlete = field(default_factory=DeviceAthlete)
    damaged: bool = False  # bytes of the file are missing or wrong, so any part of it may be
    notes: tuple[QualityNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WatchFile:
    """Everything read from one file.

    ``kind`` is FIT's file type ("activity", "settings", "monitoring_b", …; "unknown" without
    one); ``activities`` has one entry a leg, transitions left out; ``wellness`` holds what
    monitoring, sleep and HRV files state. ``salvaged`` is true where the file was broken and this
    is its readable part (the notes say how).
    """

    kind: str
    activities: tuple[Activity, ...] = ()
    wellness: FileWellness = field(default_factory=FileWellness)
    salvaged: bool = False
    notes: tuple[QualityNote, ...] = ()
