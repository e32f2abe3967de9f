"""Training load by day: TRIMP to HRSS, fitness and fatigue, monotony, strain, longest run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDay:
    """One local day from the first session to today, rest days included.

    ``load_hrss`` is null on a day whose sessions all lack what a load needs (missing is not
    rest); 0.0 on a rest day. ``fitness`` (CTL), ``fatigue`` (ATL) and ``form`` (TSB) are null
    before day 42 (RULES 3.6); ``monotony`` and ``strain`` before day 7 (RULES 3.7).
    """

    day: date
    load_hrss: float | None
    run_distance_m: float
    fitness: float | None
    fatigue: float | None
    form: float | None
    ramp: float | None
    monotony: float | None
    strain: float | None
    longest_run_ratio: float | None  # this day's longest run / longest of the 30 days before
