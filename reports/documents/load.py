"""The JSON of `load`: days, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.load.models import (
    acute_chronic_coupled,
    acute_chronic_smoothed,
    acute_chronic_uncoupled,
)
from reports.documents import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.load.days import LoadDay


def load_document(days: Sequence[LoadDay]) -> list[dict[str, Any]]:
    """Return every day as plain values; CTL is ``fitness``, ATL ``fatigue``, TSB ``form``."""
    return [
        {
            "date": day.day.isoformat(),
            "load_hrss": rounded(day.load_hrss, 2),
            "run_distance_m": rounded(day.run_distance_m, 1),
            "fitness": rounded(day.fitness),
            "fatigue": rounded(day.fatigue),
            "form": rounded(day.form),
            "ramp": rounded(day.ramp),
            "monotony": rounded(day.monotony, 4),
            "strain": rounded(day.strain, 2),
            "longest_run_ratio": rounded(day.longest_run_ratio, 4),
        }
        for day in days
    ]


def acute_chronic_document(days: Sequence[LoadDay]) -> dict[str, Any]:
    """Return the acute to chronic ratios of the last day; null before day 28 or with a hole.

    Given on request only: a day without known load among the last 28 leaves them null.
    """
    loads = [day.load_hrss for day in days]
    known = [load for load in loads if load is not None]
    recent_hole = None in loads[-28:]
    return {
        "date": days[-1].day.isoformat() if days else None,
        "coupled": None if recent_hole else rounded(acute_chronic_coupled(known), 4),
        "uncoupled": None if recent_hole else rounded(acute_chronic_uncoupled(known), 4),
        "smoothed": None if recent_hole else rounded(acute_chronic_smoothed(known), 4),
        "caution": "No warning follows from these: the ratio fails as a predictor "
        "(Impellizzeri 2020; Frandsen 2025).",
    }
