"""The class of a session: aerobic, mixed, anaerobic, or unknown rather than a guess.

RULES 3.1 (own choice): every figure is a limit that the runner may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner import words
from planner.profile.limits import own, practitioner
from planner.profile.model import latest

if TYPE_CHECKING:
    from datetime import date

    from ingest.session.facts import SessionFacts
    from planner.judging.workout_structure import Effort
    from planner.profile.limits import Limits
    from planner.profile.model import Profile
    from planner.session import Ceiling, SessionClass

SHARE_TOLERANCE: Final = practitioner(
    "class_share_tolerance_bpm",
    2,
    "bpm",
    "beats above the ceiling that count as under it",
    "RULES 3.1",
)
BOUT_TOLERANCE: Final = own(
    "class_bout_tolerance_bpm",
    5,
    "bpm",
    "beats above the ceiling from which a bout counts",
    "RULES 3.1",
)
LONGEST_BOUT: Final = own(
    "class_longest_bout_s", 120, "s", "longest bout of an aerobic session", "RULES 3.1"
)
AEROBIC_SHARE: Final = own(
    "class_aerobic_share", 0.9, "1", "share under the ceiling of an aerobic session", "RULES 3.1"
)
ANAEROBIC_SHARE: Final = own(
    "class_anaerobic_share",
    0.2,
    "1",
    "share above the ceiling of an anaerobic session",
    "RULES 3.1",
)
ABOVE_ANT: Final = own(
    "class_above_anaerobic_threshold_s",
    480,
    "s",
    "time over the second threshold of an anaerobic session",
    "RULES 3.1",
)
COVERAGE: Final = own(
    "class_coverage", 0.7, "1", "least share of the timer with clean heart rate", "RULES 3.1"
)
DOUBTFUL: Final = "hr_doubtful"  # ingest.heart_rate's note
DOUBTFUL_WORDS: Final = "the heart rate of this session may be wrong throughout"
AET_OF_ANT: Final = 0.9  # own choice: of the anaerobic threshold, where LTHR is unknown (RULES 2.7)

Deciding: TypeAlias = Literal[
    "coverage", "effort", "share above", "above threshold", "bout", "share", "within"
]
CLASS_BY: Final[dict[Deciding, SessionClass]] = {
    "coverage": "unknown",
    "effort": "anaerobic",
    "share above": "anaerobic",
    "above threshold": "anaerobic",
    "bout": "mixed",
    "share": "mixed",
    "within": "aerobic",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassNumbers:
    """What a class is read from; ``ant`` is (bpm, whether estimated), None without a ceiling."""

    valid_s: float
    above_s: float  # above the ceiling and its tolerance
    bout_s: float  # the longest continuous stretch above the ceiling and the bout's tolerance
    above_ant_s: float
    ant: tuple[float, bool] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A class and why, in words."""

    session_class: SessionClass
    reason: str


def unknown(reason: str) -> Verdict:
    """Return that nothing is known, and why."""
    return Verdict(session_class="unknown", reason=reason)


def is_doubtful(facts: SessionFacts) -> bool:
    """Return whether a session's heart rate may be wrong throughout: nothing is judged by it."""
    return any(note.code == DOUBTFUL for note in facts.quality)


def anaerobic_threshold_bpm(
    profile: Profile, ceiling: Ceiling | None, day: date
) -> tuple[float, bool] | None:
    """Return (VT2 in bpm, whether it is estimated): LTHR if known, else ceiling / 0.90."""
    lthr = latest(profile.lthr, day)
    if lthr is not None:
        return lthr.value, False
    if ceiling is None:
        return None
    return ceiling.bpm / AET_OF_ANT, True


def class_of(
    facts: SessionFacts, numbers: ClassNumbers, *, effort: Effort | None, limits: Limits
) -> Deciding:
    """Return what decides a session's class (RULES 3.1, own choice): its name in ``CLASS_BY``."""
    if numbers.valid_s <= 0 or facts.hr_coverage_frac < limits[COVERAGE]:
        return "coverage"
    if effort is not None and effort.hard:
        return "effort"
    above = numbers.above_s / numbers.valid_s
    if above >= limits[ANAEROBIC_SHARE]:
        return "share above"
    if numbers.above_ant_s >= limits[ABOVE_ANT] and numbers.ant is not None:
        return "above threshold"
    if numbers.bout_s > limits[LONGEST_BOUT]:
        return "bout"
    return "share" if 1 - above < limits[AEROBIC_SHARE] else "within"


def classify(
    facts: SessionFacts,
    ceiling: Ceiling,
    numbers: ClassNumbers,
    *,
    effort: Effort | None,
    limits: Limits,
) -> Verdict:
    """Return the class and why (RULES 3.1, own choice)."""
    by = class_of(facts, numbers, effort=effort, limits=limits)
    if by == "coverage":
        return unknown(coverage_words(facts))
    if by == "effort" and effort is not None:
        return Verdict(session_class=CLASS_BY[by], reason=effort.text)
    aside = f"; {effort.text}" if effort else ""
    return Verdict(session_class=CLASS_BY[by], reason=_reason(by, numbers, ceiling, limits) + aside)


def _reason(by: Deciding, numbers: ClassNumbers, ceiling: Ceiling, limits: Limits) -> str:
    above = numbers.above_s / numbers.valid_s
    share_bpm = ceiling.bpm + int(limits[SHARE_TOLERANCE])
    if by == "above threshold" and numbers.ant is not None:
        bpm, estimated = numbers.ant
        guess = ", estimated" if estimated else ""
        minutes = numbers.above_ant_s / 60
        return f"{minutes:.0f} min above the anaerobic threshold ({int(bpm)} bpm{guess})"
    if by == "bout":
        bout_bpm = ceiling.bpm + int(limits[BOUT_TOLERANCE])
        return f"one stretch of {numbers.bout_s:.0f} s above {bout_bpm} bpm"
    if by == "within":
        return f"{words.share(1 - above)} of the time at or below {share_bpm} bpm"
    return f"{words.share(above)} of the time above {share_bpm} bpm"


def coverage_words(facts: SessionFacts) -> str:
    """Return how much of a session's heart rate is missing, in words."""
    if not facts.vectors.seconds_at.any():
        return "no heart rate"
    return f"clean heart rate for only {words.share(facts.hr_coverage_frac)} of the time"
