"""How a value of profile.toml is read: what is not of its kind is an error that names it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from ingest.errors import AerobaseError
from planner.near import did_you_mean
from planner.profile.known_keys import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo


class ProfileError(AerobaseError):
    """The profile cannot be read, or says something that is not understood."""


def day(value: Any, key: str) -> date:
    """Return a local day from a TOML date or an ISO string."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ProfileError(
            f"{key} = {value!r} is not a day.", hint="Write it as 1980-05-01, without quotes."
        ) from None


def number(value: Any, key: str, span: tuple[float, float]) -> float:
    """Return a finite number inside ``span``, both ends included."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ProfileError(f"{key} = {value!r} is not a number.", hint="Write it without quotes.")
    if not span[0] <= value <= span[1]:
        raise ProfileError(
            f"{key} = {value:g} is out of the range {span[0]:g} to {span[1]:g}.",
            hint="Look for a slip of the keyboard.",
        )
    return float(value)


def zone(name: str) -> tzinfo:
    """Return the time zone of that name.

    Raises
    ------
    ProfileError
        There is no such zone; the hint names one that is close.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # what ZoneInfo raises for bad names
        towns = {zone.rsplit("/", 1)[-1].casefold(): zone for zone in available_timezones()}
        town = towns.get(name.strip().replace(" ", "_").casefold())
        meant = (
            f"Did you mean {town}?" if town else did_you_mean(name, available_timezones(), most=1)
        )
        meant = meant or "Examples: Europe/Madrid, America/Denver."
        raise ProfileError(f"There is no time zone {name!r}.", hint=meant) from None


def text(table: Mapping[str, Any], key: str) -> str:
    """Return a text, the empty one where it is not there."""
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ProfileError(f"{key} = {value!r} is not text.", hint="Write it in quotes.")
    return value


def optional(table: Mapping[str, Any], key: str, read: Callable[[Any, str], date]) -> date | None:
    """Return a value as it is read, None where it is not there."""
    return None if table.get(key) is None else read(table[key], key)


def choice(value: Any, key: str, options: tuple[str, ...]) -> str:
    """Return one of these words."""
    if value not in options:
        raise ProfileError(f"{key} = {value!r} is unknown.", hint=f"One of: {', '.join(options)}.")
    return str(value)


def flag(table: Mapping[str, Any], key: str) -> bool:
    """Return a yes or no; no where it is not there."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise ProfileError(f"{key} = {value!r} is not true or false.")
    return value


def names(table: Mapping[str, Any], key: str) -> frozenset[str]:
    """Return the names of a list."""
    value = table.get(key, [])
    if not isinstance(value, list):
        raise ProfileError(f"{key} is not a list.", hint=f'Write {key} = ["…"].')
    return frozenset(map(str, value))


def with_dates(value: Any, key: str) -> list[tuple[Any, date | None]]:
    """Return (value, since) of a plain value or of a list of ``{value = …, since = …}``."""
    if value is None:
        return []
    if not isinstance(value, list):
        return [(value, None)]
    pairs: list[tuple[Any, date | None]] = []
    for entry in value:
        if not isinstance(entry, dict) or "value" not in entry or set(entry) - {"value", "since"}:
            raise ProfileError(
                f"{key} holds an entry that is not understood.",
                hint=f"Write {key} = [{{ value = …, since = 2026-01-31 }}].",
            )
        pairs.append((entry["value"], optional(entry, "since", day)))
    return pairs


def weekday(value: Any, key: str) -> int:
    """Return 0 for Monday to 6 for Sunday from a name or its first three letters."""
    name = str(value).strip().lower()[:3]
    if name not in WEEKDAYS:
        raise ProfileError(
            f"{key}: {value!r} is not a weekday.", hint=f"One of: {', '.join(WEEKDAYS)}."
        )
    return WEEKDAYS.index(name)


def weekdays(table: Mapping[str, Any], key: str) -> frozenset[int] | None:
    """Return weekdays, 0 for Monday; None where the list is not there."""
    if key not in table:
        return None
    if not isinstance(table[key], list):
        raise ProfileError(f"{key} is not a list.", hint=f'Write {key} = ["tue", "sat"].')
    return frozenset(weekday(name, key) for name in table[key])
