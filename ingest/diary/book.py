"""The diary as it stands after all that was said, corrected and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.diary.kinds import understood
from ingest.diary.model import DiaryEntry, DiaryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.home.events import Event


def entries(events: Sequence[Event]) -> tuple[DiaryEntry, ...]:
    """Return the diary as it stands after all events: removed entries gone, oldest day first.

    Raises
    ------
    DiaryError
        A line of the journal cannot stand, as a hand's slip may leave it; the message names it.
    """
    removed = {event.data.get("entry") for event in events if event.kind == "unlog"}
    found = [entry_of(event) for event in events if event.kind == "log" and event.id not in removed]
    return tuple(sorted(found, key=lambda entry: entry.day))


def entry_of(event: Event) -> DiaryEntry:
    """Return the diary entry of one ``log`` event, by the names of today.

    Raises
    ------
    DiaryError
        It cannot stand.
    """
    data = event.data
    try:
        return understood(
            DiaryEntry(
                id=event.id,
                day=event.day,
                kind=data["kind"],
                side=data.get("side"),
                place=data.get("place"),
                score=data.get("score"),
                when=data.get("when"),
                text=data.get("text", ""),
                values=data.get("values", {}),
            )
        )
    except (DiaryError, KeyError, TypeError, AttributeError) as error:
        said = error.message if isinstance(error, DiaryError) else "A part has the wrong form."
        where = f"in line {event.line} of the journal " if event.line else ""
        raise DiaryError(
            f"The diary entry {event.id} of {event.day} {where}cannot stand: {said}",
            hint="Mend or delete its line in journal.jsonl.",
        ) from error
