"""The JSON of `load`: days, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from planner.load.models import (
    acute_chronic_coupled,
    acute_chronic_smoothed,
    acute_chronic_uncoupled,
)
from reports.documents import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.load.days import LoadDay


class LoadDayDocument(TypedDict):
    """One local day; CTL is ``fitness``, ATL ``fatigue``, TSB ``form``."""

    date: str
    load_hrss: float | None
    run_distance_m: float | None
    fitness: float | None
    fatigue: float | None
    form: float | None
    ramp: float | None
    monotony: float | None
    strain: float | None
    longest_run_ratio: float | None


class AcuteChronicDocument(TypedDict):
    """The acute to chronic ratios of one day; null before day 28 or with a hole."""

    date: str | None
    coupled: float | None
    uncoupled: float | None
    smoothed: float | None
    caution: str


def load_document(days: Sequence[LoadDay]) -> list[LoadDayDocument]:
    """Return every day."""
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


def acute_chronic_document(days: Sequence[LoadDay]) -> AcuteChronicDocument:
    """Return the ratios of the last day.

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
