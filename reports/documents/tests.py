"""The JSON of `thresholds tests` and `thresholds dfa`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from planner.field_tests import MafTest, maf_trends
from planner.thresholds.in_force import speaks_from
from reports.documents import rounded

if TYPE_CHECKING:
    from planner.athlete import Athlete
    from planner.field_tests import DriftTest, Trend
    from planner.profile.model import Profile
    from planner.test_results import Rating
    from planner.thresholds.dfa_ramp import AlphaSeries, RampThresholds


class _FieldTest(TypedDict):
    session: str
    local_date: str
    course: str | None
    protocol: str | None
    refused: str | None
    measured_s: float | None
    notes: list[str]


class MafTestDocument(_FieldTest):
    """A MAF test with its trend; all figures are null where it is refused."""

    kind: Literal["maf"]
    ceiling_bpm: int | None
    distance_m: float | None
    hr_mean_bpm: float | None
    speed_m_s: float | None
    split_s: list[float | None]
    fade_frac: float | None
    temperature_c: float | None
    climb_m_km: float | None
    rating: Rating | None
    change_frac: float | None
    against: str | None
    why: str | None


class DriftTestDocument(_FieldTest):
    """A drift test; all figures are null where it is refused.

    ``speaks_from`` is the first day that its threshold would hold for; null where it shows none.
    """

    kind: Literal["drift"]
    start_hr_bpm: float | None
    drift_frac: float | None
    aerobic_bpm: float | None
    speaks_from: str | None
    advice: str | None


FieldTestDocument: TypeAlias = MafTestDocument | DriftTestDocument


class WindowDocument(TypedDict):
    """One window of a ramp."""

    t_s: float | None
    hr_bpm: float | None
    alpha1: float | None
    artefact_frac: float | None


class RampDocument(TypedDict):
    """The thresholds of one session's ramp, and the windows they stand on."""

    session: str
    experimental: bool
    aerobic_bpm: float | None
    anaerobic_bpm: float | None
    uncertainty_bpm: float | None
    reason: str | None
    windows: list[WindowDocument]


def tests_document(athlete: Athlete) -> list[FieldTestDocument]:
    """Return every field test, oldest first, MAF tests with their trend."""
    maf = [test for test in athlete.tests if isinstance(test, MafTest)]
    trends = {trend.test.declaration.session_id: trend for trend in maf_trends(maf, athlete)}
    return [
        _maf(test, trends.get(test.declaration.session_id))
        if isinstance(test, MafTest)
        else _drift(test, athlete.profile)
        for test in athlete.tests
    ]


def ramp_document(
    thresholds: RampThresholds, series: AlphaSeries, *, session_id: str
) -> RampDocument:
    """Return the thresholds of a ramp and the windows they stand on."""
    windows = zip(
        series.t_s.tolist(),
        series.hr_bpm.tolist(),
        series.alpha1.tolist(),
        series.artefact_frac.tolist(),
        strict=True,
    )
    return {
        "session": session_id,
        "experimental": True,
        "aerobic_bpm": rounded(thresholds.aerobic_bpm, 1),
        "anaerobic_bpm": rounded(thresholds.anaerobic_bpm, 1),
        "uncertainty_bpm": rounded(thresholds.uncertainty_bpm, 1),
        "reason": thresholds.reason,
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


def _maf(test: MafTest, trend: Trend | None) -> MafTestDocument:
    return {
        "kind": "maf",
        **_field_test(test),
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


def _drift(test: DriftTest, profile: Profile) -> DriftTestDocument:
    shows = test.aerobic_bpm is not None
    return {
        "kind": "drift",
        **_field_test(test),
        "start_hr_bpm": rounded(test.start_hr_bpm, 1),
        "drift_frac": rounded(test.drift_frac, 4),
        "aerobic_bpm": rounded(test.aerobic_bpm, 1),
        "speaks_from": speaks_from(profile, test.declaration.day).isoformat() if shows else None,
        "advice": test.advice or None,
    }


def _field_test(test: MafTest | DriftTest) -> _FieldTest:
    said = test.declaration
    return {
        "session": said.session_id,
        "local_date": said.day.isoformat(),
        "course": said.course,
        "protocol": said.protocol,
        "refused": test.refused,
        "measured_s": rounded(test.measured_s, 1),
        "notes": list(test.notes),
    }
