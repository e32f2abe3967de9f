"""The heart-rate drift test: does an easy hour stay coupled from its start? (RULES 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.steady import STEADY_SPEED_CV, drift_frac
from planner.field_tests.maf import common_refusal
from planner.field_tests.seconds import MINUTE_S
from planner.profile.limits import memory, own, practitioner
from planner.test_results import DriftTest

if TYPE_CHECKING:
    from planner.field_tests.seconds import Seconds
    from planner.profile.limits import Limits
    from planner.session import Session
    from planner.test_results import Declaration

WARM_UP: Final = practitioner(
    "drift_test_warm_up_s",
    900,
    "s",
    "warm-up before a drift test's measured hour",
    "Uphill Athlete, 15 to 20 min; RULES 2.4",
)
LEAST: Final = own(
    "drift_test_least_s",
    3000,
    "s",
    "shortest measured part of a drift test",
    "RULES 2.4 says about an hour",
)
LOW: Final = memory(
    "drift_test_low",
    0.035,
    "fraction",
    "drift under which the start lies below the threshold",
    "coaching convention; RULES 2.4",
)
HIGH: Final = practitioner(
    "drift_test_high",
    0.05,
    "fraction",
    "drift over which the start lies above the threshold",
    "Uphill Athlete, Friel; RULES 2.4",
)

MOST_S: Final = 3600
START_S: Final = 600
STEP_BPM: Final = 5


def drift_test(
    declaration: Declaration, session: Session, seconds: Seconds, limits: Limits
) -> DriftTest:
    """Return the drift over the hour after the warm-up, or why there is none.

    Day-to-day noise is about two points of drift either way; two tests say more than one.
    """
    warm_up = int(limits[WARM_UP])
    part = seconds.part(warm_up, warm_up + MOST_S)
    refused = _refusal(part, limits)
    if refused is not None:
        return DriftTest(declaration=declaration, refused=refused)
    both = np.isfinite(part.speed_m_s) & np.isfinite(part.hr_bpm)
    drift = drift_frac(part.speed_m_s[both], part.hr_bpm[both])
    start = float(np.nanmean(part.hr_bpm[:START_S]))
    inside = limits[LOW] <= drift <= limits[HIGH]
    notes = () if session.facts.hr_source == "chest" else ("not from a chest strap",)
    return DriftTest(
        declaration=declaration,
        measured_s=float(len(part.hr_bpm)),
        start_hr_bpm=start,
        drift_frac=drift,
        aerobic_bpm=start if inside else None,
        advice=_advice(drift, start, limits),
        notes=notes,
    )


def _advice(drift: float, start_bpm: float, limits: Limits) -> str:
    if drift < limits[LOW]:
        return f"start {STEP_BPM} bpm higher next time: {start_bpm:.0f} is under the threshold"
    if drift > limits[HIGH]:
        return f"start {STEP_BPM} bpm lower next time: {start_bpm:.0f} is over the threshold"
    return f"the start, {start_bpm:.0f} bpm, is the aerobic threshold"


def _refusal(part: Seconds, limits: Limits) -> str | None:
    length = len(part.hr_bpm)
    if length < limits[LEAST]:
        return (
            f"only {length / 60:.0f} min after {limits[WARM_UP] / 60:.0f} min of warm-up; "
            f"{limits[LEAST] / 60:.0f} are needed"
        )
    common = common_refusal(part, limits)
    if common is not None:
        return common
    minutes = length // MINUTE_S
    blocks = part.speed_m_s[: minutes * MINUTE_S].reshape(minutes, MINUTE_S)
    by_minute = np.nanmean(blocks[np.isfinite(blocks).any(axis=1)], axis=1)
    variation = float(by_minute.std() / by_minute.mean())
    if variation >= STEADY_SPEED_CV:
        return (
            f"speed varied by {100 * variation:.0f} % from minute to minute, under 10 % is steady"
        )
    return None
