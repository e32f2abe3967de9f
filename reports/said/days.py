"""Days as they are typed: "yesterday", "-1", "mon", "18 May", "18.5.", "2026-05-18"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from ingest.home.events import FIRST_YEAR, LAST_YEAR
from planner.words import MONTHS, WEEKDAYS, day, long_day
from reports.said.model import SaidError

FORMS: Final = "such as 2026-05-18, 18 May, mon or yesterday"
_LEAST_LETTERS: Final = 2  # of a weekday's name; a month's takes three
_MONTH_LETTERS: Final = 3
_AGO: Final = re.compile(r"-(\d{1,3})|(\d{1,3})\s*d(?:ays?)?\s+ago")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?(?:\s*(\d{4}))?")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_NAMED: Final = re.compile(
    r"(?:([a-z]+)\.?\s+)??(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]+)\.?(?:\s+(\d{4}))?"
)
_MONTH_FIRST: Final = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d{4}))?")
_MONTHS_A_YEAR: Final = 12


def day_said(text: str, today: date, *, monday: date | None = None, ahead: bool = False) -> date:
    """Return the day that was meant.

    Parameters
    ----------
    today
        What "yesterday" counts from.
    monday
        The week in which a weekday's name lies; without it the last such day, today included.
    ahead
        A day without a year is the next such day, not the last.

    Raises
    ------
    SaidError
        It is no day, or may be two.
    """
    said = " ".join(text.replace(",", " ").lower().split())
    found = _relative(said, today) or _weekday(said, today, monday)
    found = found or _dated(said, today, ahead=ahead)
    if found is None:
        raise SaidError(f"{text!r} is not a day; write it {FORMS}.")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise SaidError(f"{text!r} is no day of our time.")
    return found


def _relative(said: str, today: date) -> date | None:
    steps = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
    if said in steps:
        return today + timedelta(days=steps[said])
    ago = _AGO.fullmatch(said)
    return None if ago is None else today - timedelta(days=int(ago[1] or ago[2]))


def _weekday(said: str, today: date, monday: date | None) -> date | None:
    number = weekday_said(said.removeprefix("last "))
    if number is None:
        return None
    if monday is not None:
        return monday + timedelta(days=number)
    return today - timedelta(days=(today.weekday() - number) % 7)


def weekday_said(said: str) -> int | None:
    """Return the number of a weekday, Monday being 0, from the beginning of its name."""
    return _begins(said.rstrip("."), WEEKDAYS, _LEAST_LETTERS)


def _begins(said: str, names: tuple[str, ...], least: int) -> int | None:
    """Return the place of the one name that begins so, None where none or several do."""
    if len(said) < least:
        return None
    found = [place for place, name in enumerate(names) if name.lower().startswith(said)]
    return found[0] if len(found) == 1 else None


def _dated(said: str, today: date, *, ahead: bool) -> date | None:
    """Return a day by its date, whichever order it is written in."""
    if iso := _ISO.fullmatch(said) or _COMPACT.fullmatch(said):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), said)
    if slashed := _SLASHED.fullmatch(said):
        return _slashed(slashed, today, ahead=ahead, said=said)
    parts = _parts(said)
    if parts is None:
        return None
    weekday, number, month, year = parts
    return _checked(_of_year(number, month, year, today, ahead=ahead, said=said), weekday)


def _parts(said: str) -> tuple[str | None, int, int, str | None] | None:
    """Return weekday, day, month and year of "18.5.", "18 May", "May 18"; None where it is none."""
    if dotted := _DOTTED.fullmatch(said):
        return None, int(dotted[1]), int(dotted[2]), dotted[3]
    if named := _NAMED.fullmatch(said):
        weekday, number, name, year = named.groups()
    elif first := _MONTH_FIRST.fullmatch(said):
        weekday, (name, number, year) = None, first.groups()
    else:
        return None
    month = _begins(name, MONTHS, _MONTH_LETTERS)
    return None if month is None else (weekday, int(number), month + 1, year)


def _slashed(found: re.Match[str], today: date, *, ahead: bool, said: str) -> date:
    """Return a day such as 18/5 or 5/18; 5/6 is one of two."""
    one, two, year = int(found[1]), int(found[2]), found[3]
    if one <= _MONTHS_A_YEAR and two <= _MONTHS_A_YEAR and one != two:
        both = [
            _of_year(first, second, year, today, ahead=ahead, said=said)
            for first, second in ((one, two), (two, one))
        ]
        named = " or ".join(f"{one:%Y-%m-%d} ({day(one)})" for one in both)
        raise SaidError(f"{said!r} may be two days: write {named}.")
    first, second = (one, two) if two <= _MONTHS_A_YEAR else (two, one)
    return _of_year(first, second, year, today, ahead=ahead, said=said)


def _of_year(
    number: int, month: int, year: str | None, today: date, *, ahead: bool, said: str
) -> date:
    """Return the day of a year, without one the last or the next such day."""
    if year is not None:
        return _day(int(year), month, number, said)
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    for one in years:  # 29 February has years to wait for
        try:
            found = date(one, month, number)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    raise SaidError(f"{said!r} is not a day; write it {FORMS}.")


def _day(year: int, month: int, number: int, said: str) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise SaidError(f"{said!r} is not a day; write it {FORMS}.") from None


def _checked(found: date, weekday: str | None) -> date | None:
    """Return a day whose weekday was said too; the two must agree."""
    if weekday is None:
        return found
    number = weekday_said(weekday)
    if number is None:
        return None
    if number != found.weekday():
        raise SaidError(f"{long_day(found)} is not a {WEEKDAYS[number]}.")
    return found
