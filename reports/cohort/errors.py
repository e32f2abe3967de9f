"""What stops a cohort, and what stops one athlete of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.diary.model import DiaryError
from ingest.errors import AerobaseError
from ingest.home.journal import JournalError

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE_NAME: Final = "athletes.csv"  # beside the folders; messages name it
GO_ON: Final = "What was made before is kept; the same command goes on."
DOCTOR: Final = "`aerobase --home DIR doctor` says where."
_JOURNAL: Final = f"Its journal cannot be read; {DOCTOR}"
_TOLD: Final[dict[type[AerobaseError], str]] = {JournalError: _JOURNAL, DiaryError: _JOURNAL}


class CohortError(AerobaseError):
    """The cohort as a whole cannot be made."""


class OtherVersionError(CohortError):
    """A worker runs another aerobase."""


class BrokenPoolError(CohortError):
    """A process of an executor died, and its other work with it."""


class AthleteError(AerobaseError):
    """Nothing can be said of one athlete; the message names no file, no value and nobody."""


def told(error: Exception, others: Mapping[type[AerobaseError], str]) -> str:
    """Return why nothing can be said of one athlete, without paths and what stands in files.

    Other errors quote both, so they are told in the words of ``others``, by their kind.
    """
    if isinstance(error, AthleteError):
        return error.message
    if isinstance(error, OSError):
        return f"Its files cannot be read: {error.strerror or 'an error of the disk'}."
    defect = f"aerobase failed on it ({type(error).__name__}); please report this."
    words = (_TOLD | dict(others)).items()
    return next((said for kind, said in words if isinstance(error, kind)), defect)
