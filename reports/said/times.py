"""Durations as they are typed: "7:30", "7h", "7h30", "7,5", "450 min"."""

from __future__ import annotations

import math
import re
from typing import Final

from reports.said.model import SaidError

_CLOCK: Final = re.compile(r"(\d{1,3}):([0-5]\d)")
_HOURS: Final = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)\s*h(?:ours?|rs?)?\s*(?:([0-5]?\d)\s*(?:m(?:in)?(?:utes?)?)?)?"
)
_MINUTES: Final = re.compile(r"(\d{1,4}(?:[.,]\d+)?)\s*m(?:in)?(?:utes?)?")
_PLAIN: Final = re.compile(r"\d{1,4}(?:[.,]\d+)?")
_HOUR_MIN: Final = 60


def hours_said(text: str) -> float:
    """Return the hours of a sleep; a plain number is hours.

    Raises
    ------
    SaidError
        It is no duration.
    """
    number, bare = _minutes(text, "7:30, 7h30 or 7.5")
    return number if bare else number / _HOUR_MIN


def minutes_said(text: str) -> float:
    """Return the minutes of a run; a plain number is minutes.

    Raises
    ------
    SaidError
        It is no duration.
    """
    return _minutes(text, "45, 1:05 or 1h05")[0]


def number_said(text: str) -> float:
    """Return a number; its decimals may follow a comma.

    Raises
    ------
    SaidError
        It is none.
    """
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        found = float("nan")
    if not math.isfinite(found):
        raise SaidError(f"{text!r} is not a number.")
    return found


def _minutes(text: str, examples: str) -> tuple[float, bool]:
    """Return minutes and False, or a number without a unit and True.

    Raises
    ------
    SaidError
        It is neither; the examples say how to write it.
    """
    said = text.strip().lower()
    if clock := _CLOCK.fullmatch(said):
        return _HOUR_MIN * float(clock[1]) + float(clock[2]), False
    if hours := _HOURS.fullmatch(said):
        return _HOUR_MIN * _number(hours[1]) + float(hours[2] or 0), False
    if minutes := _MINUTES.fullmatch(said):
        return _number(minutes[1]), False
    if not _PLAIN.fullmatch(said):
        raise SaidError(f"{text!r} is no time; write {examples}.")
    return _number(said), True


def _number(text: str) -> float:
    return float(text.replace(",", "."))
