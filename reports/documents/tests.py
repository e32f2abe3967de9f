"""The JSON of `thresholds tests` and `thresholds dfa`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.field_tests import MafTest, maf_trends
from reports.documents import rounded

if TYPE_CHECKING:
    from planner.athlete import Athlete
    from planner.field_tests import DriftTest, Trend
    from planner.thresholds.dfa_ramp import AlphaSeries, RampThresholds


def tests_document(athlete: Athlete) -> list[dict[str, Any]]:
    """Return every declared test, oldest first, MAF tests with their trend."""
    maf = [test for test in athlete.tests if isinstance(test, MafTest)]
    trends = {trend.test.declaration.session_id: trend for trend in maf_trends(maf, athlete)}
    return [
        _maf(test, trends.get(test.declaration.session_id))
        if isinstance(test, MafTest)
        else _drift(test)
        for test in athlete.tests
    ]


def ramp_document(found: RampThresholds, series: AlphaSeries) -> dict[str, Any]:
    """Return the thresholds of a ramp and the windows they stand on."""
    windows = zip(
        series.t_s.tolist(),
        series.hr_bpm.tolist(),
        series.alpha1.tolist(),
        series.artefact_frac.tolist(),
        strict=True,
    )
    return {
        "experimental": True,
        "aerobic_bpm": rounded(found.aerobic_bpm, 1),
        "anaerobic_bpm": rounded(found.anaerobic_bpm, 1),
        "uncertainty_bpm": rounded(found.uncertainty_bpm, 1),
        "reason": found.reason,
        "windows": [
            {
                "t_s": rounded(at, 1),
                "hr_bpm": rounded(hr, 1),
                "alpha1": rounded(alpha, 4),
                "artefact_frac": rounded(share, 4),
            }
            for at, hr, alpha, share in windows
        ],
    }


def _maf(test: MafTest, trend: Trend | None) -> dict[str, Any]:
    return _declared(test) | {
        "ceiling_bpm": test.ceiling_bpm,
        "distance_m": rounded(test.distance_m, 1),
        "hr_mean_bpm": rounded(test.hr_mean_bpm, 1),
        "speed_m_s": rounded(test.speed_m_s, 4),
        "split_s": [rounded(split, 1) for split in test.split_s],
        "fade_frac": rounded(test.fade_frac, 4),
        "temperature_c": rounded(test.temperature_c, 1),
        "climb_m_km": rounded(test.climb_m_km, 1),
        "rating": None if trend is None else trend.rating,
        "change_frac": None if trend is None else rounded(trend.change_frac, 4),
        "against": None if trend is None or trend.against is None else trend.against.isoformat(),
        "why": None if trend is None else trend.why,
    }


def _drift(test: DriftTest) -> dict[str, Any]:
    return _declared(test) | {
        "start_hr_bpm": rounded(test.start_hr_bpm, 1),
        "drift_frac": rounded(test.drift_frac, 4),
        "aerobic_bpm": rounded(test.aerobic_bpm, 1),
        "advice": test.advice or None,
    }


def _declared(test: MafTest | DriftTest) -> dict[str, Any]:
    said = test.declaration
    return {
        "kind": said.kind,
        "session": said.session_id,
        "local_date": said.day.isoformat(),
        "course": said.course,
        "protocol": said.protocol,
        "refused": test.refused,
        "measured_s": rounded(test.measured_s, 1),
        "notes": list(test.notes),
    }
