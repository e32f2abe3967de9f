"""The class of a session: aerobic, mixed, anaerobic, or unknown rather than a guess.

RULES 3.1 (own choice): every figure is a limit that the runner may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from planner import words
from planner.profile.limits import own, practitioner
from planner.profile.model import latest

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts
    from planner.judging.workout_structure import Effort
    from planner.profile.limits import Limits
    from planner.profile.model import Profile
    from planner.session import Ceiling, SessionClass

    Floats: TypeAlias = npt.NDArray[np.float64]

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

# What may decide a class by the beats alone, in the order in which it is asked; then the class.
Deciding: TypeAlias = Literal["share above", "above threshold", "bout", "share", "within"]
ORDER: Final[tuple[Deciding, ...]] = (
    "share above", "above threshold", "bout", "share", "within",
)  # fmt: skip
CLASS_BY: Final[dict[Deciding, SessionClass]] = {
    "share above": "anaerobic",
    "above threshold": "anaerobic",
    "bout": "mixed",
    "share": "mixed",
    "within": "aerobic",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassNumbers:
    """What a class is read from; ``ant`` is (bpm, whether estimated), None without a ceiling.

    ``by`` is what decides it, where the heart rate may be judged by.
    """

    valid_s: float
    above_s: float  # above the ceiling and its tolerance
    bout_s: float  # the longest continuous stretch above the ceiling and the bout's tolerance
    above_ant_s: float  # 0 where no threshold is known
    ant: tuple[float, bool] | None
    by: Deciding


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
    return bool(facts.quality) and any(note.code == DOUBTFUL for note in facts.quality)


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


def decided(
    valid_s: Floats, above_s: Floats, bout_s: Floats, above_ant_s: Floats, limits: Limits
) -> npt.NDArray[np.intp]:
    """Return by its place in ``ORDER`` what decides each class (RULES 3.1, own choice).

    Parameters
    ----------
    valid_s, above_s, bout_s, above_ant_s
        As in ``ClassNumbers``, of one shape; without valid seconds the answer means nothing.
    """
    above = above_s / np.where(valid_s > 0, valid_s, 1.0)
    asked = (
        above >= limits[ANAEROBIC_SHARE],
        above_ant_s >= limits[ABOVE_ANT],
        bout_s > limits[LONGEST_BOUT],
        1 - above < limits[AEROBIC_SHARE],
    )
    return np.select(asked, range(len(asked)), len(asked)).astype(np.intp)


def is_covered(facts: SessionFacts, valid_s: float, limits: Limits) -> bool:
    """Return whether enough of a session has clean heart rate to be judged by it."""
    return valid_s > 0 and facts.hr_coverage_frac >= limits[COVERAGE]


def classify(
    facts: SessionFacts,
    ceiling: Ceiling,
    numbers: ClassNumbers,
    *,
    effort: Effort | None,
    limits: Limits,
) -> Verdict:
    """Return the class and why (RULES 3.1, own choice)."""
    if not is_covered(facts, numbers.valid_s, limits):
        return unknown(coverage_words(facts))
    if effort is not None and effort.hard:
        return Verdict(session_class="anaerobic", reason=effort.text)
    aside = f"; {effort.text}" if effort else ""
    reason = _reason(numbers, ceiling, limits) + aside
    return Verdict(session_class=CLASS_BY[numbers.by], reason=reason)


def _reason(numbers: ClassNumbers, ceiling: Ceiling, limits: Limits) -> str:
    by = numbers.by
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
