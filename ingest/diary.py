"""The runner's diary: pain, stress, sleep, strength, tests, illness, red flags, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ingest.journal import Event

Side: TypeAlias = Literal["left", "right", "both"]
DiaryKind: TypeAlias = Literal[
    "pain",
    "soreness",
    "stiffness",
    "stress",
    "sleep",
    "strength",
    "balance-test",
    "squat-test",
    "knee-bend-test",
    "tenderness",
    "maf-test",
    "drift-test",
    "illness",
    "redflag",
    "note",
    "done",
    "wellness",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One thing the runner wrote down for one local day.

    ``score`` is 0-10 where the kind has one; ``place`` and ``side`` say where in the body;
    ``when`` is "during", "after" or "next morning"; ``values`` holds what only some kinds have
    (seconds held, level, exercise, session id, …), JSON scalars.
    """

    id: str
    day: date
    kind: DiaryKind
    side: Side | None = None
    place: str | None = None
    score: float | None = None
    when: str | None = None
    text: str = ""
    values: Mapping[str, float | str | bool | None] = field(default_factory=dict)


def entries(events: Sequence[Event]) -> tuple[DiaryEntry, ...]:
    """Return the diary as it stands after all events: removed entries gone, oldest day first."""
    removed = {event.data["entry"] for event in events if event.kind == "unlog"}
    found = [
        DiaryEntry(id=event.id, day=event.day, **event.data)
        for event in events
        if event.kind == "log" and event.id not in removed
    ]
    return tuple(sorted(found, key=lambda entry: entry.day))
