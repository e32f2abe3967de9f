"""The diary as it stands after all that was said, corrected and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.diary.kinds import checked
from ingest.diary.model import DiaryEntry, DiaryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.home.journal import Event


def entries(events: Sequence[Event]) -> tuple[DiaryEntry, ...]:
    """Return the diary as it stands after all events: removed entries gone, oldest day first.

    Raises
    ------
    DiaryError
        A line of the journal cannot stand, as a hand's slip may leave it; the message names it.
    """
    removed = {event.data.get("entry") for event in events if event.kind == "unlog"}
    found = [_entry(event) for event in events if event.kind == "log" and event.id not in removed]
    return tuple(sorted(found, key=lambda entry: entry.day))


def _entry(event: Event) -> DiaryEntry:
    data = event.data
    try:
        return checked(
            DiaryEntry(
                id=event.id,
                day=event.day,
                kind=data.get("kind", "nothing"),
                side=data.get("side"),
                place=data.get("place"),
                score=data.get("score"),
                when=data.get("when"),
                text=data.get("text", ""),
                values=data.get("values", {}),
            )
        )
    except (DiaryError, TypeError, AttributeError) as error:
        said = error.message if isinstance(error, DiaryError) else "a part has the wrong form."
        raise DiaryError(
            f"The diary entry {event.id} of {event.day} cannot stand: {said}",
            hint="Mend or delete its line in journal.jsonl.",
        ) from error
