"""What a TCX or GPX file comes to once its elements have gone by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.errors import UnreadableFileError
from ingest.session.activity import WatchFile
from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from ingest.session.activity import Activity

CUT_OFF: Final = QualityNote(
    code="truncated", text="The file breaks off in the middle; what came before is used."
)


def watch_file(
    form: str, activities: tuple[Activity, ...], *, whole: bool, else_kind: str
) -> WatchFile:
    """Return the file of a form ("GPX"); of ``else_kind`` where it holds no activity.

    Raises
    ------
    UnreadableFileError
        It breaks off before any activity.
    """
    if not activities and not whole:
        raise UnreadableFileError(
            f"The file is no {form} that can be read.", hint="Export the recording again."
        )
    return WatchFile(
        kind="activity" if activities else else_kind,
        activities=activities,
        salvaged=not whole,
        notes=notes_of(whole=whole),
    )


def notes_of(*, whole: bool) -> tuple[QualityNote, ...]:
    """Return what is said of a file, and of each activity of it."""
    return () if whole else (CUT_OFF,)
