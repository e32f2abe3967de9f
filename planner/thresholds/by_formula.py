"""What each formula says of a day, from what the profile knows: one function a method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.profile.model import latest
from planner.thresholds import formulas

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planner.profile.model import AnyMethod, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A ceiling in bpm with how it came about; ``barred``: why it stands for comparison only."""

    bpm: float
    note: str
    since: date | None = None
    uncertainty_bpm: float | None = None  # half of a 95 % span where it is known
    rough: bool = True
    barred: str | None = None


def _maf(profile: Profile, day: date) -> Said | None:
    age = profile.age_on(day)
    if age is None:
        return None
    stated = latest(profile.categories, day)
    category = "c" if stated is None else stated.category
    bpm = formulas.maf_ceiling_bpm(age, category, over_65_extra_bpm=profile.over_65_extra_bpm)
    young = age < formulas.MAF_YOUNGEST_YEARS
    modifier = formulas.MAF_MODIFIER_BPM[category]
    added = bpm - (180 - age + modifier)
    if young:
        note = "a convention up to 16 years, no formula"
    else:
        note = f"180 - {age} years {modifier:+d} (category {category})"
        note += f" {added:+d} (over 65, category d)" if added else ""
        note += "" if stated else "; no category stated, c assumed"
    return Said(
        bpm=bpm,
        note=note,
        since=None if stated is None else stated.since,
        uncertainty_bpm=formulas.MAF_HALF_SPAN_BPM,
        rough=young,
    )


def _lthr(profile: Profile, day: date) -> Said | None:
    stated = latest(profile.lthr, day)
    if stated is None:
        return None
    note = f"0.89 x LTHR of {stated.value:g} bpm, rough"
    return Said(bpm=formulas.LTHR_SHARE * stated.value, note=note, since=stated.since)


def _karvonen(profile: Profile, day: date) -> Said | None:
    hr_max, rest = latest(profile.hr_max, day), latest(profile.hr_rest, day)
    if hr_max is None or rest is None:
        return None
    return Said(
        bpm=formulas.karvonen_bpm(rest.value, hr_max.value, formulas.KARVONEN_SHARE),
        note=f"70 % of heart-rate reserve ({rest.value:g} to {hr_max.value:g} bpm), rough",
        barred="for comparison: stands only when adopted",
    )


def _hr_max(profile: Profile, day: date) -> Said | None:
    stated, age = latest(profile.hr_max, day), profile.age_on(day)
    if stated is not None:
        note = f"0.75 x HRmax of {stated.value:g} bpm, rough"
        return Said(bpm=formulas.HR_MAX_SHARE * stated.value, note=note, since=stated.since)
    if age is None:
        return None
    half = 1.96 * formulas.HR_MAX_SHARE * formulas.NES_STANDARD_ERROR_BPM
    return Said(
        bpm=formulas.HR_MAX_SHARE * formulas.nes_hr_max_bpm(age),
        note="0.75 x HRmax estimated from age (211 - 0.64 x age), rough",
        uncertainty_bpm=round(half, 1),
    )


def _watch(profile: Profile, _day: date) -> Said | None:
    """Judge by the watch's settings while no birth date is known; no plan stands on them."""
    if profile.birth_date is not None or profile.watch is None:
        return None
    lthr, most = profile.watch.lthr, profile.watch.hr_max
    if lthr is not None:
        bpm, what = formulas.LTHR_SHARE * lthr.bpm, f"0.89 x the threshold of {lthr.bpm:g} bpm"
    elif most is not None:
        bpm, what = formulas.HR_MAX_SHARE * most.bpm, f"0.75 x the maximum of {most.bpm:g} bpm"
    else:
        return None
    return Said(bpm=bpm, note=f"{what} in your watch, provisional until your birth date is known")


# None where the profile lacks what the formula needs.
FORMULAS: Final[dict[AnyMethod, Callable[[Profile, date], Said | None]]] = {
    "maf": _maf,
    "lthr": _lthr,
    "karvonen": _karvonen,
    "hr_max": _hr_max,
    "watch": _watch,
}
