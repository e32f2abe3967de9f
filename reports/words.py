"""Numbers as a runner reads them: durations, shares, days, distances with their units."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import date

    from planner.week.model import Dose, Run

KM_PER_MILE: Final = 1.609344
M_PER_FOOT: Final = 0.3048
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
)  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
UNKNOWN: Final = "-"


def duration(seconds: float | None) -> str:
    """Return "45 min" or "1 h 05 min"; half minutes are rounded to the even one."""
    if seconds is None:
        return UNKNOWN
    minutes = round(seconds / 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d} min"


def hours(seconds: float) -> str:
    """Return "1:05 h"; where there is little room."""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d} h"


def share(frac: float | None) -> str:
    """Return a share as whole per cent, cut and never rounded up: 89.9 % is not a reached 90 %."""
    if frac is None:
        return UNKNOWN
    if 0 < frac < 0.01:  # noqa: PLR2004 - one per cent
        return "under 1 %"
    return f"{math.floor(frac * 100 + 1e-9)} %"


def share_exact(frac: float | None) -> str:
    """Return a share to a tenth of a per cent, cut like ``share``."""
    return UNKNOWN if frac is None else f"{math.floor(frac * 1000 + 1e-6) / 10:.1f} %"


def day(value: date) -> str:
    """Return "Tue 19 May"."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1][:3]}"


def day_near(value: date, today: date) -> str:
    """Return "Tue 19 May", with its year where that is not today's."""
    return day(value) if value.year == today.year else f"{day(value)} {value.year}"


def long_day(value: date) -> str:
    """Return "Tuesday 19 May 2026"."""
    weekday, month = LONG_WEEKDAYS[value.weekday()], MONTHS[value.month - 1]
    return f"{weekday} {value.day} {month} {value.year}"


def number(value: float | None, digits: int = 0, unit: str = "") -> str:
    """Return a number with its unit, or a dash where it is not known."""
    if value is None:
        return UNKNOWN
    return f"{value:,.{digits}f}{chr(0xA0) + unit if unit else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Distances, heights and paces in the runner's own units."""

    system: Literal["metric", "imperial"] = "metric"

    @property
    def distance_unit(self) -> str:
        """Return "km" or "mi"."""
        return "km" if self.system == "metric" else "mi"

    @property
    def height_unit(self) -> str:
        """Return "m" or "ft"."""
        return "m" if self.system == "metric" else "ft"

    def far(self, metres: float) -> float:
        """Return metres in the unit of distances."""
        kilometres = metres / 1000
        return kilometres if self.system == "metric" else kilometres / KM_PER_MILE

    def high(self, metres: float) -> float:
        """Return metres in the unit of heights."""
        return metres if self.system == "metric" else metres / M_PER_FOOT

    def distance(self, metres: float | None) -> str:
        """Return "10.0 km" or "6.2 mi"."""
        if metres is None:
            return UNKNOWN
        return f"{self.far(metres):.1f} {self.distance_unit}"

    def height(self, metres: float | None) -> str:
        """Return "84 m" or "276 ft"."""
        return UNKNOWN if metres is None else f"{self.high(metres):.0f} {self.height_unit}"

    def pace_s(self, speed_m_s: float) -> float:
        """Return seconds for one unit of distance."""
        return 1000 / speed_m_s * (1.0 if self.system == "metric" else KM_PER_MILE)

    def pace(self, speed_m_s: float | None) -> str:
        """Return "5:40 /km" or "9:07 /mi"."""
        if not speed_m_s:
            return UNKNOWN
        seconds = round(self.pace_s(speed_m_s))
        return f"{seconds // 60}:{seconds % 60:02d} /{self.distance_unit}"


RUN_NAMES: Final = {
    "rest": "Rest",
    "walk": "Walk",
    "run_walk": "Run and walk",
    "easy": "Easy run",
    "long": "Long run",
    "recovery": "Recovery run",
    "maf_test": "MAF test",
    "strides": "Easy run with strides",
    "quality": "Quality run",
    "race": "Race",
}
EXERCISE_NAMES: Final = {
    "squat": "Deep squat",
    "balance": "Single-leg balance",
    "slrdl": "Single-leg deadlift",
}


def band(bpm: tuple[int, int] | None) -> str:
    """Return "128-138 bpm", or nothing where no band may be given."""
    return "" if bpm is None else f"{bpm[0]}-{bpm[1]} bpm"


def run(planned: Run) -> str:
    """Return "Easy run 45 min at 128-138 bpm"."""
    name = RUN_NAMES[planned.kind]
    if not planned.duration_s:
        return name
    beats = f" at {band(planned.band_bpm)}" if planned.band_bpm else ""
    return f"{name} {duration(planned.duration_s)}{beats}"


def dose(given: Dose) -> str:
    """Return "60 s a side", "10 a side", "10 a side with 8 kg"."""
    parts = []
    if given.reps is not None:
        parts.append(f"{given.reps}" + (" a side" if given.sides == 2 else " times"))  # noqa: PLR2004
    if given.hold_s is not None:
        held = f"{given.hold_s} s" if given.hold_s < 120 else duration(given.hold_s)  # noqa: PLR2004
        parts.append(held + (" a side" if given.sides == 2 else ""))  # noqa: PLR2004
    if given.load_kg is not None:
        parts.append(f"with {given.load_kg:g} kg")
    return ", ".join(parts)
