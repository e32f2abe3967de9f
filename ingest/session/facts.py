"""Facts of a session that no threshold changes, with what lets any ceiling be judged from them."""

# Annotations are not put off here: the archive works its columns out from them.
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Final, Literal, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.session.lap import Lap
from ingest.session.quality import QualityNote

HrSource: TypeAlias = Literal["wrist", "chest", "unknown"]
FactSource: TypeAlias = Literal["samples", "device", "both"]

BPM: Final = 256  # vectors are indexed by whole bpm, 0..255
SPEED_BIN_M_S: Final = 0.1
SPEED_BINS: Final = 100  # 0..10 m/s; faster falls in the last

# Raise either and every session is derived again by itself; raise the first and files that were
# skipped or refused are looked at again too.
DECODER_VERSION: Final = 5  # raised when the same bytes can give another result
FACTS_VERSION: Final = 11  # raise it when a fact's meaning changes: older rows are derived again


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HrVectors:
    """Heart rate of a session by whole bpm, from clean samples, weighted by sample spacing.

    Each array has 256 entries; index b means:

    - ``seconds_at``: seconds at b bpm (float32);
    - ``longest_above_s``: longest continuous seconds above b (float32); pauses, excluded samples
      and gaps over 30 s end a bout;
    - ``excursions_above``: number of bouts above b (uint16);
    - ``steady_s`` and ``steady_m``: seconds and grade-adjusted metres run steadily at b, for
      aerobic speed (float32; zeros where nothing was steady);
    - ``raw_seconds_at``: as ``seconds_at``, of heart rate as the device wrote it, so that what
      cleaning changed can be judged under any ceiling (float32).
    """

    seconds_at: npt.NDArray[np.float32]
    longest_above_s: npt.NDArray[np.float32]
    excursions_above: npt.NDArray[np.uint16]
    steady_s: npt.NDArray[np.float32]
    steady_m: npt.NDArray[np.float32]
    raw_seconds_at: npt.NDArray[np.float32] = field(
        default_factory=lambda: np.zeros(BPM, np.float32)
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SessionFacts:
    """One session as the archive holds it; None where the file does not know.

    A fact declared here is stored: its column, and how it is written and read, follow from the
    annotation (``ingest.archive.columns``).

    Durations are timer seconds (pauses out); the ``_source`` of a total says whether samples, the
    device's statement or both give it (``ingest.session.evidence``). ``hr_coverage_frac`` is
    seconds of clean heart rate over timer seconds. ``decoupling_frac`` and ``efficiency`` are None
    when their preconditions fail, and ``decoupling_reason`` says which (RULES 3.2).
    """

    id: str  # first 12 hex digits of the kept file's SHA-256, "-", leg counted from 0
    sha256: str
    leg: int
    start_utc: datetime
    utc_offset_s: int | None
    sport: str
    sub_sport: str | None = None
    name: str | None = None
    workout: str | None = None  # the workout's own name; ``name`` may be the sport profile's
    device: str | None = None
    duration_s: float
    elapsed_s: float
    moving_s: float
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    duration_source: FactSource | None = None
    distance_source: FactSource | None = None
    ascent_source: FactSource | None = None
    device_duration_s: float | None = None  # what the device states beside the facts
    device_distance_m: float | None = None
    device_ascent_m: float | None = None
    sound_s: float | None = None  # in motion at a speed that the sport allows
    sound_m: float | None = None  # what was covered so
    running_s: float | None = None  # timer seconds at 140 steps a minute or more
    ends_walked_s: float | None = None  # timer seconds not run before the first and after the last
    steps: float | None = None  # walking and running together
    hr_source: HrSource = "unknown"
    hr_mean_bpm: float | None = None
    hr_max_bpm: float | None = None
    hr_coverage_frac: float = 0.0
    hr_excluded_s: float = 0.0
    hr_repaired_s: float = 0.0
    hr_level_bpm: float | None = None  # that its own running lets expect at 2.6 m/s on the flat
    decoupling_frac: float | None = None
    decoupling_reason: str | None = None
    drift_s: float | None = None  # its longest steady stretch (``drift_stretch``), its heart rate
    drift_hr_bpm: float | None = None
    drift_hour_frac: float | None = None  # and the speed per beat that an hour of it would lose
    efficiency: float | None = None  # metres a minute (grade-adjusted) per bpm, steady part
    cadence_mean_spm: float | None = None
    stance_time_mean_ms: float | None = None
    stance_balance_mean_percent: float | None = None
    temperature_mean_c: float | None = None
    rpe: float | None = None
    device_hr_rest_bpm: float | None = None
    device_hr_max_bpm: float | None = None
    device_lthr_bpm: float | None = None
    laps: tuple[Lap, ...] = ()
    quality: tuple[QualityNote, ...] = ()
    vectors: HrVectors
    speed_seconds: npt.NDArray[np.float32] = field(
        default_factory=lambda: np.zeros(SPEED_BINS, np.float32)
    )

    @property
    def moving_m_s(self) -> float | None:
        """Return the mean speed in motion, m/s; None where distance or time in motion has none."""
        return self.distance_m / self.moving_s if self.distance_m and self.moving_s else None

    def local_date(self, zone: tzinfo) -> date:
        """Return the runner's local day: by the file's own offset, else by ``zone``."""
        if self.utc_offset_s is None:
            return self.start_utc.astimezone(zone).date()
        return (self.start_utc + timedelta(seconds=self.utc_offset_s)).date()

    @property
    def stored(self) -> bytes | None:
        """Return laps and arrays as they are stored, in one; None where nothing is stored."""
        return None

    def noted(self, note: QualityNote) -> Self:
        """Return the session with one more note on its quality."""
        return replace(self, quality=(*self.quality, note))

    @classmethod
    def rows_of(
        cls, facts: Sequence["SessionFacts"], names: Sequence[str]
    ) -> tuple[npt.NDArray[np.float32], ...]:
        """Return what :func:`vector_rows` does; a kind of facts that lies packed does it better."""
        empty = np.empty((0, BPM), np.float32)
        return tuple(
            np.array([getattr(one.vectors, name) for one in facts]) if facts else empty
            for name in names
        )


def vector_rows(facts: Sequence[SessionFacts], *names: str) -> tuple[npt.NDArray[np.float32], ...]:
    """Return vectors of many sessions by name, each as one array of shape (sessions, 256).

    What lies packed is unpacked for this once: for all sessions of an archive that is quicker, and
    keeps less, than to ask each of them.
    """
    kind = next((type(one) for one in facts if type(one) is not SessionFacts), SessionFacts)
    return kind.rows_of(facts, names)
