"""The aerobic balance by week: how much of the running time was under the ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSport:
    """What was done besides running in a week."""

    sport: str
    duration_s: float
    load_hrss: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Running of one local week, Monday to Sunday; shares are null where there is nothing to share.

    ``aerobic_s + anaerobic_s + unknown_s == duration_s``; ``anaerobic_s`` is the time above the
    ceiling of each run's day.
    """

    week_start: date
    sessions: int
    duration_s: float
    aerobic_s: float
    anaerobic_s: float
    unknown_s: float
    aerobic_frac: float | None
    aerobic_sessions_frac: float | None
    load_hrss: float | None
    distance_m: float
    longest_run_m: float | None
    ascent_m: float | None
    other_sports: tuple[OtherSport, ...] = ()
