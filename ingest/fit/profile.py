"""FIT's vocabulary (names, scales, units, enumerations), from fitparse's profile."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from fitparse.profile import FIELD_TYPES, MESSAGE_TYPES

FILE_ID: Final = 0
USER_PROFILE: Final = 3
ZONES_TARGET: Final = 7
SPORT: Final = 12
SESSION: Final = 18
LAP: Final = 19
RECORD: Final = 20
EVENT: Final = 21
DEVICE_INFO: Final = 23
WORKOUT: Final = 26
WORKOUT_STEP: Final = 27
COURSE: Final = 31
ACTIVITY: Final = 34
MONITORING: Final = 55
HRV: Final = 78
HR: Final = 132
FIELD_DESCRIPTION: Final = 206
MONITORING_INFO: Final = 103
MONITORING_HR: Final = 211
TIME_IN_ZONE: Final = 216
STRESS_LEVEL: Final = 227
SLEEP_DATA_INFO: Final = 273
SLEEP_LEVEL: Final = 275
SLEEP_ASSESSMENT: Final = 346
HRV_STATUS: Final = 370
HRV_VALUE: Final = 371
NAP_EVENT: Final = 412

_MESSAGES: Final[dict[int, Any]] = MESSAGE_TYPES
_ENUMERATIONS: Final[dict[str, Any]] = FIELD_TYPES


@cache
def scaling(message: int, number: int) -> tuple[float, float]:
    """Return (scale, offset) of a field: physical value = raw / scale - offset."""
    known = _MESSAGES.get(message)
    found = known.fields.get(number) if known else None
    if found is None:
        return 1, 0
    return found.scale or 1, found.offset or 0


@cache
def units(message: int, number: int) -> str | None:
    """Return the units that the profile states for a field."""
    known = _MESSAGES.get(message)
    found = known.fields.get(number) if known else None
    return None if found is None or found.units is None else str(found.units)


@cache
def word(enumeration: str, value: float) -> str | None:
    """Return FIT's word for an enumerated value; None for NaN and values without a word."""
    if value != value:  # noqa: PLR0124 - NaN
        return None
    found = _ENUMERATIONS[enumeration].values.get(int(value))
    return None if found is None else str(found)
