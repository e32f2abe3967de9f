"""What stops a cohort, and what stops one athlete of it."""

from __future__ import annotations

from typing import Final

from ingest.errors import AerobaseError

TABLE_NAME: Final = "athletes.csv"  # beside the folders; messages name it


class CohortError(AerobaseError):
    """The cohort as a whole cannot be made."""


class OtherVersionError(CohortError):
    """A worker runs another aerobase."""


class BrokenPoolError(CohortError):
    """A process of an executor died, and its other work with it."""


def defect(error: Exception) -> str:
    """Return what is said of an athlete on whom the program failed, without what it met."""
    return f"aerobase failed on it ({type(error).__name__}); please report this."


class AthleteError(AerobaseError):
    """Nothing can be said of one athlete; the message names no file, no value and nobody."""
