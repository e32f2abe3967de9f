"""What this morning speaks against hard running: the night, stress, stiffness (own choice).

The source: more stress of life, more rest.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from planner.profile.limits import own

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.profile.limits import Limits

SHORT_NIGHT: Final = own(
    "morning_short_night_h", 6, "h", "sleep under which a hard day becomes easy"
)
MUCH_STRESS: Final = own(
    "morning_much_stress", 8, "0-10", "stress from which a hard day becomes easy"
)
STIFFER: Final = 2  # own choice: over the own median of a fortnight, 0-10 (RULES 5.4)
SORE: Final = 6  # own choice: soreness of this morning from which no run is long, 0-10
_FORTNIGHT: Final = 14


def said_this_morning(diary: Sequence[DiaryEntry], today: date, limits: Limits) -> list[str]:
    """Return each of these that was said today, in words."""
    reasons = []
    nights = [one for one in diary if one.kind == "sleep" and one.day == today]
    hours = [slept for one in nights if (slept := one.number("hours")) is not None]
    if hours and hours[-1] < limits[SHORT_NIGHT]:
        reasons.append(f"only {hours[-1]:g} h of sleep")
    stress = [entry.points for entry in diary if entry.kind == "stress" and entry.day == today]
    if stress and stress[-1] >= limits[MUCH_STRESS]:
        reasons.append(f"stress {stress[-1]:g} of 10")
    sore = sore_this_morning(diary, today)
    if sore:
        reasons.append(f"soreness {sore:g} of 10")
    stiff = {
        entry.day: entry.points
        for entry in diary
        if entry.kind == "stiffness" and (today - entry.day).days <= _FORTNIGHT
    }
    before = [score for day, score in stiff.items() if day < today]
    if today in stiff and before and stiff[today] >= median(before) + STIFFER:
        reasons.append(f"stiffer than usual ({stiff[today]:g}, usually {median(before):g})")
    return reasons


def sore_this_morning(diary: Sequence[DiaryEntry], today: date) -> float:
    """Return the soreness said today where it is 6 or more, else 0."""
    said = [entry.points for entry in diary if (entry.kind, entry.day) == ("soreness", today)]
    return said[-1] if said and said[-1] >= SORE else 0.0
