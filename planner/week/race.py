"""The day of a race: how long it takes at easy speed, and what its length means for the legs."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from planner import words

if TYPE_CHECKING:
    from planner.week.situation import Situation

WEEK_DAYS: Final = 7
DAY_MIN: Final = 24 * 60
PLACEHOLDER: Final = "the minutes are only the most that another run of this week may take."
UNKNOWN: Final = (
    f"Its length is not known: {PLACEHOLDER} `aerobase init --race-km 10` tells the length."
)
NO_SPEED: Final = f"Your easy speed is not known, so neither is its time: {PLACEHOLDER}"


def race_m(situation: Situation) -> float | None:
    """Return the length of the race, or None where the profile does not say it."""
    race_km = situation.profile.availability.race_km
    return None if race_km is None else race_km * 1000


def race_min(situation: Situation) -> int:
    """Return the whole minutes of the race at easy speed; else the longest a run may take."""
    metres, speed = race_m(situation), situation.speed_m_s
    if metres is None or not speed:
        return max(situation.caps_min)
    return min(DAY_MIN, ceil(metres / speed / 60))


def race_why(situation: Situation) -> str:
    """Return what the plan says of the race, but for its length: units are the views' matter."""
    if race_m(situation) is None:
        return UNKNOWN
    if not situation.speed_m_s:
        return NO_SPEED
    return "The minutes are those of your easy speed; racing may be quicker."


def race_beyond(situation: Situation) -> str | None:
    """Return how a race of this week passes the limit of a single run, or None (RULES 5.1)."""
    day = situation.race
    if day is None or not 0 <= day < WEEK_DAYS or race_m(situation) is None:
        return None
    if not situation.speed_m_s:
        return (
            "The race cannot be held against your last 30 days: no easy speed is known from them."
        )
    most_min = situation.caps_min[day]
    if race_min(situation) <= most_min:
        return None
    return (
        f"The race is longer than the {words.duration(60 * most_min)} that your last 30 days allow"
        " a run at easy speed (Frandsen 2025): that is the race's own risk; start slowly."
    )
