"""Why nothing can be said of one athlete: whole sentences, and none of what the errors quote."""

from __future__ import annotations

import pytest

from ingest.archive.trouble import ArchiveError
from ingest.diary.model import DiaryError
from ingest.errors import AerobaseError
from ingest.home.home import HomeError
from ingest.home.journal import JournalError
from ingest.imports.importing import NothingFoundError
from planner.profile.values import ProfileError
from reports.coach import homes
from reports.cohort import task
from reports.cohort.errors import AthleteError, told

QUOTED = "/athletes/Anna Berg"
DOCTOR = "`aerobase --home DIR doctor` says where."
JOURNAL = f"Its journal cannot be read; {DOCTOR}"
DISK = OSError(5, "Input/output error", QUOTED)


def defect(name: str) -> str:
    return f"aerobase failed on it ({name}); please report this."


@pytest.mark.parametrize(
    ("error", "of_a_task", "of_a_home"),
    [
        (AthleteError("It has two names."), "It has two names.", "It has two names."),
        (JournalError(QUOTED), JOURNAL, JOURNAL),
        (DiaryError(QUOTED), JOURNAL, JOURNAL),
        (
            ProfileError(QUOTED),
            f"What its profile.toml or athletes.csv says is not understood; {DOCTOR}",
            f"Its profile.toml is not understood; {DOCTOR}",
        ),
        (
            ArchiveError(QUOTED),
            "The watch files cannot be kept while they are read: is the disk full?",
            f"Its archive cannot be read; {DOCTOR}",
        ),
        (NothingFoundError(QUOTED), "No files were found.", defect("NothingFoundError")),
        (
            HomeError(QUOTED),
            "No scratch folder can be used: is the disk full?",
            defect("HomeError"),
        ),
        (AerobaseError(QUOTED), defect("AerobaseError"), defect("AerobaseError")),
        (ZeroDivisionError(QUOTED), defect("ZeroDivisionError"), defect("ZeroDivisionError")),
        (DISK, *["Its files cannot be read: Input/output error."] * 2),
        (OSError(QUOTED), *["Its files cannot be read: an error of the disk."] * 2),
    ],
)
def test_what_is_said_of_one_athlete(error: Exception, of_a_task: str, of_a_home: str) -> None:
    assert (told(error, task.TOLD), told(error, homes.TOLD)) == (of_a_task, of_a_home)
