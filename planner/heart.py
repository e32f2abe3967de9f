"""What is known of the heart on a session's day: rest, maximum, LTHR, and how each is known.

HRmax: the profile's, else 211 - 0.64 x age (Nes 2013), marked estimated. HRrest: the profile's,
else what the watch last stated about its wearer, marked; else unknown, and no load is given.
LTHR: the profile's, else HRrest + 0.85 of the reserve, marked estimated (RULES 2.3, 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.thresholds.formulas import nes_hr_max_bpm
from planner.thresholds.in_force import latest
from planner.trimp import LTHR_OF_RESERVE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy.typing as npt

    from ingest.facts import SessionFacts
    from planner.profile import Profile

HR_MAX_ESTIMATED = "HRmax estimated from age (±11 bpm)"
LTHR_ESTIMATED = "LTHR estimated (85 % of reserve)"
REST_FROM_WATCH = "resting heart rate as the watch states it"
REST_UNKNOWN = "no resting heart rate known"
HR_MAX_UNKNOWN = "no HRmax and no birth date known"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heart:
    """Arrays over sessions, NaN where unknown; ``notes[i]`` says what is not the runner's own."""

    rest_bpm: npt.NDArray[np.float64]
    max_bpm: npt.NDArray[np.float64]
    lthr_bpm: npt.NDArray[np.float64]
    notes: tuple[str, ...]


def hearts(profile: Profile, facts: Sequence[SessionFacts], days: Sequence[date]) -> Heart:
    """Return what is known of the heart for each session; ``facts`` oldest first."""
    known: dict[tuple[date, float | None], tuple[float, float, float, str]] = {}
    rows = []
    for day, watch_rest in zip(days, _watch_rest(facts), strict=True):
        key = (day, watch_rest)
        if key not in known:
            known[key] = heart_on(profile, day, watch_rest)
        rows.append(known[key])
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    rest, highest, lthr = (np.array(column, np.float64) for column in columns[:3])
    return Heart(rest_bpm=rest, max_bpm=highest, lthr_bpm=lthr, notes=tuple(columns[3]))


def heart_on(
    profile: Profile, day: date, watch_rest_bpm: float | None
) -> tuple[float, float, float, str]:
    """Return (rest, maximum, LTHR, note) of one day; NaN where unknown."""
    notes = []
    stated_rest = latest(profile.hr_rest, day)
    stated_max, age = latest(profile.hr_max, day), profile.age_on(day)
    stated_lthr = latest(profile.lthr, day)
    rest = highest = lthr = float("nan")
    if stated_rest is not None:
        rest = stated_rest.value
    elif watch_rest_bpm is not None:
        rest = watch_rest_bpm
        notes.append(REST_FROM_WATCH)
    else:
        notes.append(REST_UNKNOWN)
    if stated_max is not None:
        highest = stated_max.value
    elif age is not None:
        highest = nes_hr_max_bpm(age)
        notes.append(HR_MAX_ESTIMATED)
    else:
        notes.append(HR_MAX_UNKNOWN)
    if stated_lthr is not None:
        lthr = stated_lthr.value
    else:
        lthr = rest + LTHR_OF_RESERVE * (highest - rest)
        notes.append(LTHR_ESTIMATED)
    return rest, highest, lthr, "; ".join(notes)


def _watch_rest(facts: Sequence[SessionFacts]) -> list[float | None]:
    """Return for each session what the watch last said; before its first word, that first word."""
    stated = [one.device_hr_rest_bpm for one in facts]
    last = next((value for value in stated if value), None)
    filled = []
    for value in stated:
        last = value or last
        filled.append(last)
    return filled
