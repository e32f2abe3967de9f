"""A session as judged: its facts beside what the ceiling of its day makes of them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, overload

from ingest.session.history import arranged, values_of
from planner.late_row import LateRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from ingest.session.facts import SessionFacts
    from planner.profile.model import AnyMethod

SessionClass: TypeAlias = Literal["aerobic", "mixed", "anaerobic", "unknown"]
RUNNING: Final = "running"
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
        return self.facts.sport == RUNNING


class Judged(Protocol):
    """What is added up of whole histories, as ``Session`` names it."""

    @property
    def below_s(self) -> float | None: ...  # noqa: D102 - as in ``Session``
    @property
    def in_band_s(self) -> float | None: ...  # noqa: D102
    @property
    def above_s(self) -> float | None: ...  # noqa: D102
    @property
    def unknown_s(self) -> float: ...  # noqa: D102
    @property
    def session_class(self) -> SessionClass: ...  # noqa: D102
    @property
    def hrss(self) -> float | None: ...  # noqa: D102
    @property
    def held_bpm(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Time at or under the ceiling, above it, and not judged, of some sessions, s.

    What of a session is not judged is its unknown time, so a part that it does not know adds none.
    """

    aerobic_s: float
    above_s: float
    unknown_s: float

    @classmethod
    def of(cls, sessions: Iterable[Judged]) -> Split:
        """Add up these sessions."""
        every = list(sessions)
        parts = [(one.below_s or 0.0, one.in_band_s or 0.0, one.above_s or 0.0) for one in every]
        return cls(
            aerobic_s=math.fsum(below + in_band for below, in_band, _ in parts),
            above_s=math.fsum(above for _, _, above in parts),
            unknown_s=math.fsum(one.unknown_s for one in every),
        )

    @property
    def known_s(self) -> float:
        """Return the time that is judged."""
        return self.aerobic_s + self.above_s

    @property
    def aerobic_frac(self) -> float | None:
        """Return the aerobic share of the judged time; None without any."""
        return self.aerobic_s / self.known_s if self.known_s > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What is asked of whole histories, a value a session, as ``Session`` names it."""

    days: Sequence[date]
    facts: Sequence[SessionFacts]
    judged: Sequence[Judged]
    judged_from: Sequence[str | None]

    def at(self, numbers: Sequence[int]) -> Columns:
        """Return the columns of the sessions with these numbers."""
        if isinstance(numbers, range) and numbers.step == 1:
            part = slice(numbers.start, numbers.stop)
            return Columns(
                days=self.days[part],
                facts=self.facts[part],
                judged=self.judged[part],
                judged_from=self.judged_from[part],
            )
        return Columns(
            days=[self.days[n] for n in numbers],
            facts=arranged(self.facts, numbers),
            judged=[self.judged[n] for n in numbers],
            judged_from=[self.judged_from[n] for n in numbers],
        )


class LateSessions(LateRow[Session]):
    """Judged sessions by their day, each made when it is asked for; their columns are at hand.

    ``whole`` are the columns of all that ``make`` can make.
    """

    __slots__ = ("_whole",)

    def __init__(
        self,
        make: Callable[[int], Session],
        whole: Columns,
        numbers: Sequence[int],
        made: dict[int, Session] | None = None,
    ) -> None:
        super().__init__(make, numbers, made)
        self._whole = whole

    @overload
    def __getitem__(self, at: int) -> Session: ...
    @overload
    def __getitem__(self, at: slice) -> LateSessions: ...
    def __getitem__(self, at: int | slice) -> Session | LateSessions:
        return self._of(self._numbers[at]) if isinstance(at, slice) else self._on(self._numbers[at])

    def _of(self, numbers: Sequence[int]) -> LateSessions:
        return LateSessions(self._make, self._whole, numbers, self._made)

    @property
    def runs(self) -> LateSessions:
        """Return the running sessions only."""
        sports = values_of(self._whole.facts, "sport")
        return self._of([n for n in self._numbers if sports[n] == RUNNING])

    @property
    def columns(self) -> Columns:
        """Return the columns of the sessions that are in the row."""
        whole, numbers = self._whole, self._numbers
        return whole if len(numbers) == len(whole.days) else whole.at(numbers)

    def place(self, day: date, *, after: bool = False) -> int:
        """Return how many lie before ``day``; with ``after``, up to and with it."""
        find = bisect_right if after else bisect_left
        return find(self._numbers, day, key=self._whole.days.__getitem__)


def runs_of(sessions: Sequence[Session]) -> Sequence[Session]:
    """Return the running sessions only."""
    if isinstance(sessions, LateSessions):
        return sessions.runs
    return tuple(session for session in sessions if session.is_run)


def columns_of(sessions: Sequence[Session]) -> Columns:
    """Return what is asked of whole histories; no session is made for it."""
    if isinstance(sessions, LateSessions):
        return sessions.columns
    return Columns(
        days=[one.local_date for one in sessions],
        facts=[one.facts for one in sessions],
        judged=sessions,
        judged_from=[one.judged_from for one in sessions],
    )


def by_id(sessions: Sequence[Session]) -> dict[str, int]:
    """Return by its id the place of each session in the row."""
    ids = values_of(columns_of(sessions).facts, "id")
    return {name: place for place, name in enumerate(ids)}


def between(sessions: Sequence[Session], first: date, last: date) -> Sequence[Session]:
    """Return the sessions of the days from ``first`` to ``last``; all are sorted by their day."""
    return sessions[place_of(sessions, first) : place_of(sessions, last, after=True)]


def place_of(sessions: Sequence[Session], day: date, *, after: bool = False) -> int:
    """Return how many lie before ``day``, with ``after`` up to it; all are sorted by their day."""
    if isinstance(sessions, LateSessions):
        return sessions.place(day, after=after)
    find = bisect_right if after else bisect_left
    return find(sessions, day, key=_day)


def apart(one: float | None, other: float | None, most: float) -> bool:
    """Return whether two values are known and differ by more than ``most``."""
    return one is not None and other is not None and abs(one - other) > most


def _day(session: Session) -> date:
    return session.local_date
