"""The JSON of `balance --speed`: aerobic speed week by week, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reports.documents import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.field_tests.aerobic_speed import SpeedPoint


class SpeedDocument(TypedDict):
    """Aerobic speed up to one day; speeds are null, with a reason, where too little was run."""

    date: str
    ceiling_bpm: int
    speed_m_s: float | None
    low_m_s: float | None
    high_m_s: float | None
    runs: int
    steady_s: float | None
    temperature_c: float | None
    climb_m_km: float | None
    reason: str | None


def speed_document(points: Sequence[SpeedPoint]) -> list[SpeedDocument]:
    """Return every point."""
    return [
        {
            "date": point.day.isoformat(),
            "ceiling_bpm": point.ceiling_bpm,
            "speed_m_s": rounded(point.speed_m_s, 4),
            "low_m_s": rounded(point.low_m_s, 4),
            "high_m_s": rounded(point.high_m_s, 4),
            "runs": point.runs,
            "steady_s": rounded(point.steady_s, 1),
            "temperature_c": rounded(point.temperature_c, 1),
            "climb_m_km": rounded(point.climb_m_km, 1),
            "reason": point.reason,
        }
        for point in points
    ]
