"""What a declaration, a test's result and a trend are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date

TestKind: TypeAlias = Literal["maf", "drift"]
Rating: TypeAlias = Literal[
    "first", "progress", "plateau", "abnormal plateau", "regress", "ambiguous", "not comparable"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One session that the runner, or its workout's name, says is a test.

    A missing ``course`` or ``protocol`` is not a wildcard: such tests have no trend.
    """

    kind: TestKind
    session_id: str
    day: date
    course: str | None
    protocol: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MafTest:
    """A MAF test: the pace at the ceiling after the warm-up (RULES 1.2).

    ``refused`` says why there is no figure; all figures are None then. ``split_s`` holds seconds
    for each whole kilometre; ``fade_frac`` is last over first split less one.
    """

    declaration: Declaration
    refused: str | None = None
    ceiling_bpm: int | None = None
    measured_s: float | None = None
    distance_m: float | None = None
    hr_mean_bpm: float | None = None
    speed_m_s: float | None = None
    split_s: tuple[float, ...] = ()
    fade_frac: float | None = None
    temperature_c: float | None = None
    climb_m_km: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftTest:
    """A heart-rate drift test over a steady hour (RULES 2.4).

    ``drift_frac`` is decoupling over the measured part; ``aerobic_bpm`` the threshold it shows,
    None where the start was too low or too high; ``advice`` says which.
    """

    declaration: Declaration
    refused: str | None = None
    measured_s: float | None = None
    start_hr_bpm: float | None = None
    drift_frac: float | None = None
    aerobic_bpm: float | None = None
    advice: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A MAF test against the one before it that it may be compared with.

    ``change_frac`` is the change of pace (seconds a kilometre): negative is faster.
    """

    test: MafTest
    rating: Rating
    change_frac: float | None
    against: date | None
    why: str
