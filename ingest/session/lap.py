"""One lap of a session, as the device wrote it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """``start_s`` and ``end_s`` stand on the stream's clock."""

    start_s: float
    end_s: float
    timer_s: float | None = None
    distance_m: float | None = None
    hr_mean_bpm: float | None = None
    ascent_m: float | None = None
    intensity: str | None = None  # FIT's word: active, rest, warmup, cooldown, recovery, interval
    trigger: str | None = None
    name: str | None = None
