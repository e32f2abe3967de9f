"""What was just said or planned, put into the archive for programs that read it without us.

Diary and plan are facts of the journal: they wait for no judgement. It costs ten milliseconds, so
it is done whenever a command has written the journal; not where another writes at that moment, nor
into an archive of another form: the next command that publishes a day does it then
(``reports.files.publishing``).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ingest.archive.said import publish_said
from ingest.archive.trouble import ArchiveError
from ingest.diary import DiaryError, entries
from ingest.home import journal
from ingest.home.home import HomeError
from ingest.home.lock import BusyError, exclusive
from reports.documents.diary import entry_document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.home.events import Event
    from ingest.home.home import Home


def put_said(home: Home) -> None:
    """Put diary and plans as the journal has them into the archive's views; or not, for now."""
    if not home.archive.exists():
        return
    with (
        suppress(HomeError, BusyError, ArchiveError, journal.JournalError, DiaryError),
        exclusive(home.lock, patience_s=0),
    ):
        events = journal.read(home)
        publish_said(
            home.archive,
            diary=[entry_document(entry) for entry in entries(events)],
            plans={one.data["week_start"]: one.id for one in events if one.kind == "plan"},
            planned=lambda monday: _planned(events, monday),
        )


def _planned(events: Sequence[Event], monday: str) -> Sequence[Mapping[str, object]]:
    from reports.files.exports import stored_plan_rows  # who only logs does not wait for it

    return stored_plan_rows(events, monday)
