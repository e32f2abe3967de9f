"""The heart-rate drift test: does an easy hour stay coupled from its start? (RULES 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.steady import STEADY_SPEED_CV, drift_frac
from planner.field_tests.maf import common_refusal
from planner.field_tests.seconds import MINUTE_S
from planner.judging.classes import DOUBTFUL_WORDS, is_doubtful
from planner.test_results import DriftTest

if TYPE_CHECKING:
    from planner.field_tests.seconds import Seconds
    from planner.session import Session
    from planner.test_results import Declaration

WARM_UP_S: Final = 900  # practitioner: Uphill Athlete, 15 to 20 min (RULES 2.4)
LEAST_S: Final = 2640  # own choice: 45 min, and a minute for clocks
LOW: Final = 0.035  # memory, a coaching convention: under it the start was too low (RULES 2.4)
HIGH: Final = 0.05  # practitioner: over it the start was too high (Uphill Athlete, Friel)

MOST_S: Final = 3600
START_S: Final = 600
STEP_BPM: Final = 5


def drift_test(declaration: Declaration, session: Session, seconds: Seconds) -> DriftTest:
    """Return the drift over the hour after the warm-up, or why there is none.

    Day-to-day noise is about two points of drift either way; two tests say more than one.
    """
    part = seconds.part(WARM_UP_S, WARM_UP_S + MOST_S)
    refused = DOUBTFUL_WORDS if is_doubtful(session.facts) else _refusal(part)
    if refused is not None:
        return DriftTest(declaration=declaration, refused=refused)
    both = np.isfinite(part.speed_m_s) & np.isfinite(part.hr_bpm)
    drift = drift_frac(part.speed_m_s[both], part.hr_bpm[both])
    start = float(np.nanmean(part.hr_bpm[:START_S]))
    inside = LOW <= drift <= HIGH
    notes = () if session.facts.hr_source == "chest" else ("not from a chest strap",)
    return DriftTest(
        declaration=declaration,
        measured_s=float(len(part.hr_bpm)),
        start_hr_bpm=start,
        drift_frac=drift,
        aerobic_bpm=start if inside else None,
        advice=_advice(drift, start),
        notes=notes,
    )


def _advice(drift: float, start_bpm: float) -> str:
    if drift < LOW:
        return f"start {STEP_BPM} bpm higher next time: {start_bpm:.0f} is under the threshold"
    if drift > HIGH:
        return f"start {STEP_BPM} bpm lower next time: {start_bpm:.0f} is over the threshold"
    return f"the start, {start_bpm:.0f} bpm, is the aerobic threshold"


def _refusal(part: Seconds) -> str | None:
    length = len(part.hr_bpm)
    if length < LEAST_S:
        return (
            f"only {length // 60} min after {WARM_UP_S / 60:.0f} min of warm-up; "
            f"{LEAST_S / 60:.0f} are needed"
        )
    common = common_refusal(part)
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
