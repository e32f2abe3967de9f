"""From what `init` was told to the changed text of profile.toml."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from planner.names import NAMES
from planner.profile.editing import changed_text, with_date
from planner.profile.file import parse_profile
from planner.profile.known_keys import WEEKDAYS
from planner.profile.values import ProfileError, weekday

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

# option -> (table, key) where the value goes in as it is
PLAIN: Final = {
    "birth_date": ("runner", "birth_date"),
    "sex": ("runner", "sex"),
    "timezone": ("runner", "timezone"),
    "units": ("runner", "units"),
    "over_65_extra": ("runner", "over_65_extra_bpm"),
    "race_date": ("availability", "race_date"),
    "race_km": ("availability", "race_km"),
    "terrain": ("availability", "terrain"),
    "base_start": ("availability", "base_start"),
    "quality": ("availability", "quality_wanted"),
    "strides": ("availability", "strides_wanted"),
    "doubles": ("availability", "doubles"),
    "grow_to": ("plan", "grow_to_min"),
}
DATED: Final = {
    "category": ("runner", "category"),
    "hr_max": ("heart", "hr_max"),
    "hr_rest": ("heart", "hr_rest"),
    "lthr": ("heart", "lthr"),
    "rate_medicine": ("health", "rate_medicine"),
    "pacemaker": ("health", "pacemaker"),
    "arrhythmia": ("health", "arrhythmia"),
    "pregnant": ("health", "pregnant"),
    "achilles": ("health", "achilles_last_12_months"),
    "calf": ("health", "calf_last_12_months"),
}


def text_with(present: str | None, given: Mapping[str, Any]) -> str:
    """Return the profile's text with what was given put in its place.

    Parameters
    ----------
    present
        The present text, or None where there is no profile.
    given
        Option names of `init` with their values; ``since`` dates the dated ones.
    """
    since = given.get("since")
    changes: dict[str, dict[str, Any]] = {}
    for option, (table, key) in PLAIN.items():
        if option in given:
            changes.setdefault(table, {})[key] = _tidy(given[option])
    if present is not None:
        parse_profile(present, NAMES, where="profile.toml")  # what is not understood is not changed
    held = {} if present is None else tomllib.loads(present)
    for option, (table, key) in DATED.items():
        if option in given:
            before = held.get(table, {}).get(key)
            changes.setdefault(table, {})[key] = with_date(before, _tidy(given[option]), since)
    times = _availability(given)
    if times:
        changes.setdefault("availability", {}).update(times)
    entries = [_entered(given["ceiling"], since)] if "ceiling" in given else []
    return changed_text(present, NAMES, changes, entries)


def _entered(bpm: float, since: date | None) -> dict[str, Any]:
    return {"method": "entered", "bpm": _tidy(bpm), "since": since}


def _tidy(value: Any) -> Any:
    """Return whole numbers without a point, other values as they are."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _availability(given: Mapping[str, Any]) -> dict[str, Any]:
    times: dict[str, Any] = {}
    for option in ("run_days", "fixed_runs"):
        if option in given:
            times[option] = _weekdays(given[option], option)
    if "long_run_day" in given:
        times["long_run_day"] = WEEKDAYS[weekday(given["long_run_day"], "long_run_day")]
    if "max_minutes" in given:
        times["max_minutes"] = _minutes(given["max_minutes"])
    if "blackout" in given:
        times["blackout"] = sorted(given["blackout"])
    return times


def _weekdays(text: str, key: str) -> list[str]:
    numbers = {weekday(name, key) for name in text.split(",") if name.strip()}
    return [WEEKDAYS[number] for number in sorted(numbers)]


def _minutes(text: str) -> dict[str, int]:
    """Return minutes by weekday from "tue=45,sat=120", or from one number for every day."""
    try:
        if "=" not in text:
            return dict.fromkeys(WEEKDAYS, int(text))
        pairs = (part.split("=", 1) for part in text.split(","))
        return {WEEKDAYS[weekday(name, "max_minutes")]: int(most) for name, most in pairs}
    except ValueError:
        raise ProfileError(
            f"{text!r} does not say minutes.", hint="Write --max-minutes tue=45,sat=120."
        ) from None
