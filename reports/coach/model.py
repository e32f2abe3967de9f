"""What the page is made of: each athlete's rows of the cohort's tables, wherever they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Row: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coached:
    """One athlete; the rows are those of ``reports.cohort.layouts``, in values of JSON.

    ``days`` are those of this week's plan, ``unread`` the tables that could not be read.
    """

    alias: str
    triage: Row
    flags: tuple[Row, ...] = ()
    days: tuple[Row, ...] = ()
    pains: tuple[Row, ...] = ()
    weeks: tuple[Row, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def error(self) -> str | None:
        """Return why nothing can be said of the athlete, None where something can."""
        error = self.triage["error"]
        return None if error is None else str(error)

    @property
    def nothing_known(self) -> bool:
        """Return whether neither a session nor a word of the diary is known."""
        never = (self.triage["days_since_run"], self.triage["days_since_diary"])
        return not self.triage["sessions"] and never == (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Squad:
    """Everyone of a coach, as of one day; no day is known where there is nobody."""

    today: date | None
    athletes: tuple[Coached, ...]


def day_of(value: str | None) -> date | None:
    """Return a day of a row."""
    return None if value is None else date.fromisoformat(value)
