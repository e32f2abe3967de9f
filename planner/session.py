"""A session as judged: its facts beside what the ceiling of its day makes of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.session.facts import SessionFacts
    from planner.profile.model import AnyMethod

SessionClass: TypeAlias = Literal["aerobic", "mixed", "anaerobic", "unknown"]
WARMER_C: Final = 8  # own choice: beyond it two runs do not compare (RULES 1.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The upper limit of aerobic running in force on a day, with the band below it (RULES 1.1)."""

    bpm: int
    floor_bpm: int  # bpm - 10 for every method
    method: AnyMethod
    uncertainty_bpm: float | None
    rough: bool  # an estimate from estimates (LTHR x 0.89, HRmax x 0.75)
    note: str  # one sentence: why this one

    @property
    def provisional(self) -> bool:
        """Return whether it is the watch's, while nothing is known of the runner."""
        return self.method == "watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One judged session. None where no ceiling, no heart rate or no inputs allow a number.

    ``below_s + in_band_s + above_s + unknown_s`` is the duration; the exact ceiling counts here,
    tolerances only in the class.
    """

    facts: SessionFacts
    local_date: date
    ceiling: Ceiling | None
    below_s: float | None
    in_band_s: float | None
    above_s: float | None
    unknown_s: float
    aerobic_frac: float | None
    session_class: SessionClass
    class_reason: str
    trimp: float | None
    hrss: float | None
    load_note: str = ""  # what of TRIMP and HRSS is estimated, or why they are None
    held_bpm: int = 0  # the highest clean heart rate held for a minute; 0: none was
    # A digest of all that it was judged from, where judgements are remembered (judging.remembered).
    judged_from: str | None = field(default=None, compare=False, repr=False)

    @property
    def aerobic_frac_as_written(self) -> float | None:
        """Return the aerobic share had every heart rate been believed; None as ``aerobic_frac``."""
        if self.ceiling is None or self.aerobic_frac is None:
            return None
        seconds = self.facts.vectors.raw_seconds_at
        total = float(seconds.sum())
        return float(seconds[: self.ceiling.bpm + 1].sum()) / total if total > 0 else None

    @property
    def is_run(self) -> bool:
        """Return whether this counts in the running balance."""
        return self.facts.sport == "running"


def between(sessions: Sequence[Session], first: date, last: date) -> Sequence[Session]:
    """Return the sessions of the days from ``first`` to ``last``; all are sorted by their day."""
    start = bisect_left(sessions, first, key=_day)
    return sessions[start : bisect_right(sessions, last, lo=start, key=_day)]


def apart(one: float | None, other: float | None, most: float) -> bool:
    """Return whether two values are known and differ by more than ``most``."""
    return one is not None and other is not None and abs(one - other) > most


def _day(session: Session) -> date:
    return session.local_date
