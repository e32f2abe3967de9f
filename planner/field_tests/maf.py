"""The MAF test: after a warm-up, the pace at the ceiling (RULES 1.2, practitioner)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.windows import moving_mean
from planner import words
from planner.field_tests.aerobic_speed import climb_m_km
from planner.judging.classes import DOUBTFUL_WORDS, is_doubtful
from planner.test_results import MafTest

if TYPE_CHECKING:
    from planner.field_tests.seconds import Seconds
    from planner.session import Session
    from planner.test_results import Declaration

WARM_UP_S: Final = 720  # practitioner: Maffetone, 12 to 15 min (RULES 1.2)
LEAST_S: Final = 900  # own choice, after garmin_data_hub's public tests (RULES 1.2)
COVERAGE: Final = 0.95  # own choice: share with both heart rate and speed (RULES 4.3)
LONGEST_BREAK_S: Final = 30  # own choice: longest pause or hole (RULES 1.2)
NEAR_BPM: Final = 5  # own choice: RULES 1.2 asks for the same heart rate
NET_GRADE: Final = 0.01  # own choice: beyond it a course is not flat (RULES 3.2)

SMOOTH_S: Final = 31
KILOMETRE_M: Final = 1000.0
FASTER_SPLIT: Final = 0.99


def maf_test(declaration: Declaration, session: Session, seconds: Seconds) -> MafTest:
    """Return the test's figures, or why there are none.

    Measured is from the end of the warm-up to the last time that heart rate is no more than 5 bpm
    under the ceiling (for the most of 31 s), so that a cool-down is left out.
    """
    ceiling = session.ceiling
    if ceiling is None:
        return MafTest(declaration=declaration, refused="no ceiling was in force on that day")
    if is_doubtful(session.facts):
        return MafTest(declaration=declaration, refused=DOUBTFUL_WORDS)
    high = np.where(np.isnan(seconds.hr_bpm), np.nan, seconds.hr_bpm >= ceiling.bpm - NEAR_BPM)
    near = moving_mean(high, SMOOTH_S) > 0.5  # noqa: PLR2004 - the most of them
    stop = int(np.flatnonzero(near)[-1]) + 1 if near.any() else 0
    measured = _Measured.of(seconds.part(WARM_UP_S, max(stop, WARM_UP_S)))
    refused = _refusal(measured, ceiling.bpm)
    if refused is not None:
        return MafTest(declaration=declaration, ceiling_bpm=ceiling.bpm, refused=refused)
    splits = _splits(measured)
    fade = splits[-1] / splits[0] - 1 if len(splits) > 1 else None
    return MafTest(
        declaration=declaration,
        ceiling_bpm=ceiling.bpm,
        measured_s=float(len(measured.seconds.hr_bpm)),
        distance_m=measured.distance_m,
        hr_mean_bpm=float(np.nanmean(measured.seconds.hr_bpm)),
        speed_m_s=float(np.nanmean(measured.seconds.speed_m_s)),
        split_s=splits,
        fade_frac=fade,
        temperature_c=session.facts.temperature_mean_c,
        climb_m_km=climb_m_km([session]),
        notes=_notes(splits, session),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Measured:
    seconds: Seconds
    distance_m: float

    @classmethod
    def of(cls, seconds: Seconds) -> _Measured:
        return cls(seconds=seconds, distance_m=float(np.nansum(seconds.speed_m_s)))


def _refusal(measured: _Measured, ceiling_bpm: int) -> str | None:
    seconds = measured.seconds
    length = len(seconds.hr_bpm)
    if length < LEAST_S:
        return (
            f"only {length // 60} min near {ceiling_bpm} bpm after "
            f"{WARM_UP_S / 60:.0f} min of warm-up; {LEAST_S / 60:.0f} are needed"
        )
    common = common_refusal(seconds)
    if common is not None:
        return common
    mean = float(np.nanmean(seconds.hr_bpm))
    if abs(mean - ceiling_bpm) > NEAR_BPM:
        return f"run at {mean:.0f} bpm, more than {NEAR_BPM} from the ceiling, {ceiling_bpm}"
    return None


def common_refusal(seconds: Seconds) -> str | None:
    """Return what any test is refused for: breaks, thin coverage, a course that is not flat."""
    if seconds.longest_break_s > LONGEST_BREAK_S:
        longest = seconds.longest_break_s
        return f"a pause or hole of {longest:.0f} s, {LONGEST_BREAK_S} are allowed"
    if seconds.joint_frac < COVERAGE:
        return (
            f"heart rate and speed for only {words.share(seconds.joint_frac)} of it, "
            f"{words.limit(COVERAGE)} are needed"
        )
    metres = float(np.nansum(seconds.speed_m_s))
    if metres <= 0:
        return "no distance"
    known = seconds.altitude_m[np.isfinite(seconds.altitude_m)]
    net = float(known[-1] - known[0]) / metres if len(known) else 0.0
    if abs(net) > NET_GRADE:
        return f"a net grade of {100 * net:+.1f} %: not a flat course"
    return None


def _splits(measured: _Measured) -> tuple[float, ...]:
    """Return seconds for each whole kilometre, along the distance that speed adds up to."""
    passed = np.cumsum(np.nan_to_num(measured.seconds.speed_m_s))
    marks = np.arange(KILOMETRE_M, passed[-1] + 1e-6, KILOMETRE_M)
    at = np.interp(marks, passed, np.arange(1.0, len(passed) + 1.0))
    return tuple(np.diff(at, prepend=0.0).tolist())


def _notes(splits: tuple[float, ...], session: Session) -> tuple[str, ...]:
    notes = []
    if any(later < FASTER_SPLIT * splits[0] for later in splits[1:]):
        notes.append("a later split is faster than the first: the warm-up may be too short")
    if session.facts.hr_source != "chest":
        notes.append("heart rate is not from a chest strap")
    return tuple(notes)
