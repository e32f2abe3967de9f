"""The diary's entries as JSON, and left against right."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from ingest.diary import DiaryEntry, Side
    from ingest.diary.model import Scalar
    from planner.body.side_differences import OneSide, SideDifference


class EntryDocument(TypedDict):
    """One entry with every key present; null where the runner did not say."""

    id: str
    date: str
    kind: str
    score: float | None
    place: str | None
    side: Side | None
    when: str | None
    text: str
    values: dict[str, Scalar]


class SidesDocument(TypedDict):
    """The last values of both sides in one test."""

    test: str
    place: str | None
    unit: str
    left: float
    right: float
    worse: OneSide | None
    difference: float
    difference_frac: float
    days: list[str]


def entry_document(entry: DiaryEntry) -> EntryDocument:
    """Return one entry."""
    return {
        "id": entry.id,
        "date": entry.day.isoformat(),
        "kind": entry.kind,
        "score": entry.score,
        "place": entry.place,
        "side": entry.side,
        "when": entry.when,
        "text": entry.text,
        "values": dict(entry.values),
    }


def sides_document(sides: SideDifference) -> SidesDocument:
    """Return one comparison of left and right."""
    return {
        "test": sides.test,
        "place": sides.place,
        "unit": sides.unit,
        "left": sides.left,
        "right": sides.right,
        "worse": sides.worse,
        "difference": sides.difference,
        "difference_frac": round(sides.frac, 4),
        "days": [day.isoformat() for day in sides.days],
    }
