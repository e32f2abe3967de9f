"""The runner's diary: pain, stress, sleep, strength, tests, illness, red flags, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ingest.errors import AerobaseError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Side: TypeAlias = Literal["left", "right", "both"]
Scalar: TypeAlias = float | str | bool | None
DiaryKind: TypeAlias = Literal[
    "pain",
    "soreness",
    "stiffness",
    "stress",
    "sleep",
    "strength",
    "balance-test",
    "squat-test",
    "heel-raise-test",
    "knee-bend-test",
    "tenderness",
    "maf-test",
    "drift-test",
    "illness",
    "redflag",
    "safety",
    "note",
    "done",
    "wellness",
]


class DiaryError(AerobaseError):
    """Something that cannot stand in the diary as it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One thing the runner wrote down for one local day.

    ``kind`` is a ``DiaryKind``, or the word of a newer version: nothing here acts on that.
    ``score`` is 0-10 where the kind has one; ``place`` and ``side`` say where in the body;
    ``when`` is "during", "after" or "next morning"; ``values`` holds what only some kinds have
    (seconds held, level, exercise, session id, …), JSON scalars: see ``ingest.diary.kinds``.
    """

    id: str
    day: date
    kind: str
    side: Side | None = None
    place: str | None = None
    score: float | None = None
    when: str | None = None
    text: str = ""
    values: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """The score; 0 where the entry has none."""
        return 0.0 if self.score is None else self.score

    def number(self, name: str) -> float | None:
        """Return a value that is a number; None where it is none, or not there."""
        value = self.values.get(name)
        return None if isinstance(value, str | bool | None) else float(value)


def entry_data(entry: DiaryEntry) -> dict[str, Any]:
    """Return what the journal keeps of an entry: the parts that say something."""
    parts = {
        "side": entry.side,
        "place": entry.place,
        "score": entry.score,
        "when": entry.when,
        "text": entry.text or None,
        "values": dict(entry.values) or None,
    }
    return {"kind": entry.kind} | {name: part for name, part in parts.items() if part is not None}
