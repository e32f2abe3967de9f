"""What speaks for and against a ceiling: the watch's own settings, what the heart did, the share.

Nothing here is adopted: a formula may lie 20 beats off, and the runner decides. An age formula for
the maximum counts for nothing; LT1 from fixed anchors errs by 5 to 7 beats (Nuuttila 2025,
published).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from planner import words
from planner.session import columns_of
from planner.thresholds.drift_map import LIMIT_FRAC
from planner.thresholds.formulas import LTHR_SHARE, nes_hr_max_bpm
from planner.thresholds.heart import HR_MAX_ESTIMATED
from planner.thresholds.watch import watch_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from planner.session import Session
    from planner.thresholds.drift_map import DriftMap
    from planner.thresholds.heart import Heart

NEAR_BPM: Final = 8  # own choice: so near, the watch's threshold speaks for a ceiling
FAR_BPM: Final = 15  # own choice: so far off, it speaks against it
HELD_OVER_BPM: Final = 10  # own choice: a minute so far over the maximum estimated from age
LOW_SHARE: Final = 0.60  # own choice: under it, four weeks running
LOW_WEEKS: Final = 4
NEAR_MAX: Final = 0.90  # own choice: no aerobic threshold lies so near the maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The highest heart rate held for a minute, and when."""

    bpm: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What speaks for and against a ceiling, in sentences.

    ``measured_bpm`` are the ceilings that the first so many of ``contra`` come to: the watch's
    threshold, the drift map.
    """

    pro: tuple[str, ...]
    contra: tuple[str, ...]
    measured_bpm: tuple[int, ...] = ()


def near_maximum(bpm: float, heart: Heart) -> str | None:
    """Return that a ceiling lies too near the maximum for both to be right, None where it fits."""
    highest = heart.max_bpm
    if highest is None or bpm < NEAR_MAX * highest:
        return None
    how = "estimated " if HR_MAX_ESTIMATED in heart.note else ""
    return (
        f"{bpm:.0f} bpm is {words.limit(round(bpm / highest, 2))} of the {how}maximum of"
        f" {highest:.0f} bpm: one of the two must be off."
    )


def held_for_a_minute(sessions: Sequence[Session]) -> Held | None:
    """Return the highest clean heart rate held for a minute, None without any."""
    columns = columns_of(sessions)
    held = [one.held_bpm for one in columns.judged]
    top = max(held, default=0)
    return Held(bpm=top, day=columns.days[held.index(top)]) if top else None


def trust(
    bpm: float,
    *,
    sessions: Sequence[Session],
    week_fracs: Iterable[float | None],
    age: int | None,
    drift: DriftMap,
) -> Trust:
    """Return what speaks for and against a ceiling of ``bpm``.

    Parameters
    ----------
    week_fracs
        Aerobic shares of the weeks that are over, newest first, by this ceiling; none where another
        judged them.
    age
        In years; None where it is not known.
    drift
        What the runner's own steady stretches say.
    """
    pro, contra, measured = [], [], []
    columns = columns_of(sessions)
    lthr = watch_settings(columns.days, columns.facts).lthr
    if lthr is not None:
        aerobic = LTHR_SHARE * lthr.bpm
        said = (
            f"{LTHR_SHARE} x the threshold that your watch has ({lthr.bpm:.0f} bpm, "
            f"{words.day(lthr.day)} {lthr.day.year}) is {int(aerobic)} bpm."
        )
        if abs(aerobic - bpm) <= NEAR_BPM:
            pro.append(said)
        if abs(aerobic - bpm) >= FAR_BPM:
            contra.append(said)
            measured.append(int(aerobic))
    by_drift = _by_drift(bpm, drift)
    if by_drift is not None:
        (contra if by_drift.against else pro).append(by_drift.said)
        if by_drift.against and drift.supported_bpm is not None:
            measured.append(drift.supported_bpm)
    contra += [*_by_heart(held_for_a_minute(sessions), age), *_by_share(week_fracs)]
    return Trust(pro=tuple(pro), contra=tuple(contra), measured_bpm=tuple(measured))


def _by_heart(held: Held | None, age: int | None) -> Iterator[str]:
    """Yield that the heart went far above what the age lets expect."""
    if held is None or age is None:
        return
    estimated = nes_hr_max_bpm(age)
    if held.bpm >= estimated + HELD_OVER_BPM:
        yield (
            f"{held.bpm} bpm held for a minute on {words.day(held.day)} {held.day.year}: "
            f"{held.bpm - estimated:.0f} above the maximum that your age lets expect."
        )


def _by_share(week_fracs: Iterable[float | None]) -> Iterator[str]:
    """Yield that the last weeks were mostly above it."""
    known = (share for share in week_fracs if share is not None)
    shares = list(islice(known, LOW_WEEKS))
    if len(shares) == LOW_WEEKS and all(share < LOW_SHARE for share in shares):
        yield (
            f"In each of the last {LOW_WEEKS} weeks over {words.limit(1 - LOW_SHARE)} of the "
            "running was above it. If you could talk in full sentences then, it is too low for you;"
            " if not, the running was too hard."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByDrift:
    said: str
    against: bool


def _by_drift(bpm: float, drift: DriftMap) -> _ByDrift | None:
    """Return what the drift map says of a ceiling; None where it says nothing.

    From below it speaks against one only where a higher bin, run often enough, failed.
    """
    supported, failed = drift.supported_bpm, drift.failed_bpm
    limit = words.limit(LIMIT_FRAC)
    if supported is None:
        if failed is None or bpm - failed < NEAR_BPM:
            return None
        said = f"Your own steady runs drift more than {limit} an hour from {failed} bpm on"
        return _ByDrift(said=f"{said} (experimental).", against=True)
    said = (
        f"Your own steady runs support up to {supported} bpm: {drift.within} of {drift.counted}"
        f" drifted {limit} an hour or less (experimental)."
    )
    if supported - bpm >= NEAR_BPM:
        return _ByDrift(said=said, against=True)
    if bpm - supported >= NEAR_BPM:
        fails = failed is not None and failed <= bpm
        return _ByDrift(said=said, against=True) if fails else None
    return _ByDrift(said=said, against=False)
