"""Threshold formulas, each with its source; pure arithmetic in bpm and years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planner.profile.model import Category

BAND_BPM: Final = 10  # the aerobic band is [ceiling - 10, ceiling], both ends in (RULES 1.1)
MAF_MODIFIER_BPM: Final[dict[Category, int]] = {"a": -10, "b": -5, "c": 0, "d": 5}
MAF_YOUNGEST_YEARS: Final = 17  # at 16 and below the formula does not apply
MAF_YOUNG_BPM: Final = 165
MAF_OLD_YEARS: Final = 65  # above, category d may add beats
MAF_MOST_EXTRA_BPM: Final = 10.0
MAF_HALF_SPAN_BPM: Final = 20.0  # 95 % of runners: an age formula inherits HRmax's scatter
NES_STANDARD_ERROR_BPM: Final = 10.8
LTHR_SHARE: Final = 0.89  # practitioner: Friel, aerobic threshold over threshold heart rate
HR_MAX_SHARE: Final = 0.75
KARVONEN_SHARE: Final = 0.70
LTHR_OF_RESERVE: Final = 0.85  # Elevate's default where LTHR is unknown (RULES 2.3)

# Friel's running zones as shares of LTHR, half-open upwards so that no beat falls in a gap.
FRIEL_ZONES: Final = (
    ("Z1", 0.0),
    ("Z2", 0.85),
    ("Z3", 0.90),
    ("Z4", 0.95),
    ("Z5a", 1.00),
    ("Z5b", 1.03),
    ("Z5c", 1.06),
)


def maf_ceiling_bpm(age_years: int, category: Category, *, over_65_extra_bpm: float) -> int:
    """Return the upper limit of aerobic heart rate by Maffetone's 180-formula.

    One category only, never two. At 16 and below the formula does not apply and 165 bpm has been
    used. Above 65 only category d may add up to 10 further beats, and not by itself.

    Source: P. Maffetone's "180 Formula" text (practitioner); Maffetone and Laursen 2020,
    10.3389/fphys.2020.00296, write that it "must be verified scientifically". RULES 1.1.
    """
    if age_years < MAF_YOUNGEST_YEARS:
        return MAF_YOUNG_BPM
    bpm = 180 - age_years + MAF_MODIFIER_BPM[category]
    if age_years > MAF_OLD_YEARS and category == "d":
        bpm += int(min(over_65_extra_bpm, MAF_MOST_EXTRA_BPM))
    return bpm


def nes_hr_max_bpm(age_years: float) -> float:
    """Return 211 - 0.64 x age (Nes 2013, HUNT, n = 3320, SEE 10.8 bpm; published). RULES 2.1."""
    return 211 - 0.64 * age_years


def tanaka_hr_max_bpm(age_years: float) -> float:
    """Return 208 - 0.7 x age (Tanaka 2001; published). RULES 2.1."""
    return 208 - 0.7 * age_years


def fox_hr_max_bpm(age_years: float) -> float:
    """Return 220 - age (Fox; SD 10-12 bpm; published). RULES 2.1."""
    return 220 - age_years


def karvonen_bpm(hr_rest_bpm: float, hr_max_bpm: float, share: float) -> float:
    """Return the heart rate at a share of heart-rate reserve (Karvonen; RULES 2.3)."""
    return hr_rest_bpm + share * (hr_max_bpm - hr_rest_bpm)


def friel_zone_floors_bpm(lthr_bpm: float) -> dict[str, float]:
    """Return each of Friel's running zones with the bpm it begins at (RULES 2.2).

    Source: J. Friel, trainingbible.com 2009 (practitioner); half-open bands are ours.
    """
    return {name: share * lthr_bpm for name, share in FRIEL_ZONES}


def friel_zone(hr_bpm: float, lthr_bpm: float) -> str:
    """Return the name of Friel's running zone in which a heart rate lies."""
    share = hr_bpm / lthr_bpm
    if share > FRIEL_ZONES[-1][1]:
        return "Z5c"
    inside = [name for name, floor in FRIEL_ZONES[:-1] if share >= floor]
    return inside[-1]


def threshold_gap_frac(aerobic_bpm: float, anaerobic_bpm: float) -> float:
    """Return (AnT - AeT) / AnT; above 0.10 the base is thin (Uphill Athlete's test, RULES 1.5)."""
    return (anaerobic_bpm - aerobic_bpm) / anaerobic_bpm
