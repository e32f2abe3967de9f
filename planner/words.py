"""How a duration, a share and a day are said, in every floor alike; what has a unit the views say.

Shares are cut, never rounded up, because a limit is reached or it is not.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
)  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

# How each self-check is logged, its values as placeholders: the one owner of these commands.
LOG: Final = {
    "tenderness": "aerobase log tenderness --left 0-10 --right 0-10",
    "glute": "aerobase log tenderness glute --left 0-10 --right 0-10",
    "knee-bend-test": "aerobase log knee-bend-test --left 0-10 --right 0-10",
    "balance-test": "aerobase log balance-test --left SECONDS --right SECONDS",
    "heel-raise-test": "aerobase log heel-raise-test --left N --right N",
}


# Places of the diary whose name is no everyday word as it stands.
PLACES: Final = {
    "achilles": "Achilles",
    "knee-front": "front of the knee",
    "knee-lateral": "outer knee",
    "glute-medius": "glute medius",
    "low-back": "low back",
}


OTHER: Final = "other"  # skin, a nail, an arm: what the diary has no name for


def where(place: str | None, side: str | None) -> str:
    """Return "left Achilles", "low back"; empty where neither is known.

    A place without a name of its own comes first: "other place, left".
    """
    if place == OTHER:
        beside = {None: "", "both": ", both sides"}.get(side, f", {side}")
        return f"other place{beside}"
    return " ".join(part for part in (side, PLACES.get(place or "", place)) if part)


def duration(seconds: float) -> str:
    """Return "45 min" or "1 h 05 min"; half minutes are rounded to the even one."""
    minutes = round(seconds / 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d} min"


def days(number: int) -> str:
    """Return "1 day", "11 days"."""
    return f"{number} day{'' if number == 1 else 's'}"


def percent(frac: float, digits: int = 0) -> float:
    """Return a share in per cent, cut: 89.96 % is 89 %, or 89.9 %, and never a reached 90 %."""
    scale = 10.0**digits
    return math.floor(frac * 100 * scale + 1e-9) / scale


def share(frac: float) -> str:
    """Return a share as whole per cent, cut: "89 %"; "under 1 %" where it is not nothing."""
    return "under 1 %" if 0 < frac < 0.01 else f"{percent(frac):.0f} %"  # noqa: PLR2004


def limit(frac: float) -> str:
    """Return a share that is a limit, as it was set: "90 %", "92.5 %"."""
    return f"{100 * frac:g} %"


def weekday(value: date) -> str:
    """Return "Tuesday", whatever the machine's language."""
    return WEEKDAYS[value.weekday()]


def day(value: date) -> str:
    """Return "Tue 19 May"."""
    return f"{weekday(value)[:3]} {value.day} {MONTHS[value.month - 1][:3]}"


def day_near(value: date, today: date) -> str:
    """Return "Tue 19 May", with its year where that is not today's."""
    return day(value) if value.year == today.year else f"{day(value)} {value.year}"


def long_day(value: date) -> str:
    """Return "Tuesday 19 May 2026"."""
    return f"{weekday(value)} {value.day} {MONTHS[value.month - 1]} {value.year}"
