"""Small builders for tests: sessions out of minutes at heart rates, without files or decoders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from ingest.session.facts import BPM, HrVectors, SessionFacts


def vectors(blocks: list[tuple[float, int]]) -> HrVectors:
    """Return vectors of (seconds, bpm) blocks run one after the other without a pause."""
    seconds = np.zeros(BPM, np.float32)
    longest = np.zeros(BPM, np.float32)
    excursions = np.zeros(BPM, np.uint16)
    for block_s, bpm in blocks:
        seconds[bpm] += block_s
    for limit in range(BPM):
        bout = 0.0
        for block_s, bpm in [*blocks, (0.0, -1)]:
            if bpm > limit:
                excursions[limit] += bout == 0.0
                bout += block_s
                longest[limit] = max(longest[limit], bout)
            else:
                bout = 0.0
    return HrVectors(
        seconds_at=seconds,
        longest_above_s=longest,
        excursions_above=excursions,
        steady_s=np.zeros(BPM, np.float32),
        steady_m=np.zeros(BPM, np.float32),
        raw_seconds_at=seconds.copy(),
    )


def facts(
    day: date,
    blocks: list[tuple[float, int]],
    *,
    speed_m_s: float = 2.5,
    hour: int = 7,
    sport: str = "running",
    **changes: Any,
) -> SessionFacts:
    """Return a session made of (seconds, bpm) blocks; bpm 0 means no heart rate."""
    heard = [(block_s, bpm) for block_s, bpm in blocks if bpm > 0]
    duration_s = float(sum(block_s for block_s, _ in blocks))
    heard_s = float(sum(block_s for block_s, _ in heard))
    number = f"{day.toordinal():06x}{hour:02x}"
    values: dict[str, Any] = {
        "id": f"{number:0<12}-0",
        "sha256": f"{number:0<64}",
        "leg": 0,
        "start_utc": datetime.combine(day, time(hour), tzinfo=UTC),
        "utc_offset_s": 0,
        "sport": sport,
        "duration_s": duration_s,
        "elapsed_s": duration_s,
        "moving_s": duration_s,
        "distance_m": duration_s * speed_m_s,
        "hr_source": "chest",
        "hr_mean_bpm": sum(s * b for s, b in heard) / heard_s if heard_s else None,
        "hr_max_bpm": float(max((b for _, b in heard), default=0)) or None,
        "hr_coverage_frac": heard_s / duration_s if duration_s else 0.0,
        "vectors": vectors(heard),
    }
    return SessionFacts(**(values | changes))


def weeks_of_runs(
    last_day: date,
    weeks: int,
    *,
    days: tuple[int, ...] = (1, 3, 5, 6),
    minutes: float = 45,
    bpm: int = 130,
) -> list[SessionFacts]:
    """Return easy runs on the given weekdays of ``weeks`` weeks up to and with ``last_day``."""
    first = last_day - timedelta(days=7 * weeks - 1)
    every = (first + timedelta(days=n) for n in range(7 * weeks))
    return [facts(day, [(minutes * 60, bpm)]) for day in every if day.weekday() in days]


def steady_run(
    day: date, minutes: float, bpm: int, speed_m_s: float, **changes: Any
) -> SessionFacts:
    """Return a run whose whole time was steady at one heart rate and speed."""
    session = facts(day, [(60 * minutes, bpm)], speed_m_s=speed_m_s, **changes)
    seconds, metres = np.zeros(BPM, np.float32), np.zeros(BPM, np.float32)
    seconds[bpm], metres[bpm] = 60 * minutes, 60 * minutes * speed_m_s
    return replace(session, vectors=replace(session.vectors, steady_s=seconds, steady_m=metres))
