"""What is known of the heart on a session's day: rest, maximum, LTHR, and how each is known.

HRmax: the profile's, else 211 - 0.64 x age (Nes 2013), marked estimated. HRrest: the profile's,
else what the watch last stated about its wearer, marked; else unknown, and no load is given.
LTHR: the profile's, else HRrest + 0.85 of the reserve, marked estimated (RULES 2.3, 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.profile.model import latest
from planner.thresholds.formulas import LTHR_OF_RESERVE, nes_hr_max_bpm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts
    from planner.profile.model import Profile

SUSTAINED_S = 60.0
HR_MAX_ESTIMATED = "HRmax estimated from age (±11 bpm)"
LTHR_ESTIMATED = "LTHR estimated (85 % of reserve)"
REST_FROM_WATCH = "resting heart rate as the watch states it"
REST_UNKNOWN = "no resting heart rate known"
HR_MAX_UNKNOWN = "no HRmax and no birth date known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heart:
    """One day's heart rates, None where unknown; ``note`` says what is not the runner's own."""

    rest_bpm: float | None
    max_bpm: float | None
    lthr_bpm: float | None
    note: str


def heart_on(profile: Profile, day: date, watch_rest_bpm: float | None) -> Heart:
    """Return what is known on one day."""
    rest, rest_note = _rest(profile, day, watch_rest_bpm)
    highest, max_note = _highest(profile, day)
    stated = latest(profile.lthr, day)
    lthr = None if stated is None else stated.value
    lthr_note = ""
    if lthr is None and rest is not None and highest is not None:
        lthr, lthr_note = rest + LTHR_OF_RESERVE * (highest - rest), LTHR_ESTIMATED
    note = "; ".join(filter(None, (rest_note, max_note, lthr_note)))
    return Heart(rest_bpm=rest, max_bpm=highest, lthr_bpm=lthr, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedMax:
    """A day on which clean heart rate stayed above HRmax; ``held_bpm`` was held for a minute."""

    day: date
    hr_max_bpm: float
    held_bpm: int


def passed_hr_max(profile: Profile, dated: Sequence[tuple[date, SessionFacts]]) -> PassedMax | None:
    """Return the highest minute above the HRmax of its day, stated or estimated; else None.

    HRmax never caps a heart rate; a minute of clean values above it says that it is too low
    (RULES 4.3, own choice).
    """
    found: PassedMax | None = None
    for day, facts in dated:
        highest, _ = _highest(profile, day)
        if highest is None:
            continue
        top = int(held_bpm(facts.vectors.longest_above_s))
        if top > highest and (found is None or top > found.held_bpm):
            found = PassedMax(day=day, hr_max_bpm=highest, held_bpm=top)
    return found


def held_bpm(longest_above_s: npt.NDArray[np.floating]) -> npt.NDArray[np.intp]:
    """Return the highest clean heart rate held for a minute, in whole bpm; 0 without any.

    Parameters
    ----------
    longest_above_s
        Of shape (..., 256): the longest continuous seconds above each bpm.
    """
    held = longest_above_s >= SUSTAINED_S
    above = held.shape[-1] - 1 - np.argmax(held[..., ::-1], axis=-1)
    return np.where(held.any(axis=-1), above + 1, 0)  # above b held: b + 1 at the least


def watch_rest_bpm(facts: Iterable[SessionFacts]) -> float | None:
    """Return what the watch last stated, ``facts`` oldest first; None if it never did."""
    stated = [one.device_hr_rest_bpm for one in facts if one.device_hr_rest_bpm]
    return stated[-1] if stated else None


def _rest(profile: Profile, day: date, watch_bpm: float | None) -> tuple[float | None, str]:
    stated = latest(profile.hr_rest, day)
    if stated is not None:
        return stated.value, ""
    if watch_bpm is not None:
        return watch_bpm, REST_FROM_WATCH
    return None, REST_UNKNOWN


def _highest(profile: Profile, day: date) -> tuple[float | None, str]:
    stated, age = latest(profile.hr_max, day), profile.age_on(day)
    if stated is not None:
        return stated.value, ""
    if age is not None:
        return nes_hr_max_bpm(age), HR_MAX_ESTIMATED
    return None, HR_MAX_UNKNOWN


def watch_rests_bpm(facts: Sequence[SessionFacts]) -> list[float | None]:
    """Return for each session what the watch last said; before its first word, that first word.

    ``facts`` are oldest first; None throughout where it never said anything.
    """
    stated = [one.device_hr_rest_bpm for one in facts]
    last = next((value for value in stated if value), None)
    filled = []
    for value in stated:
        last = value or last
        filled.append(last)
    return filled
