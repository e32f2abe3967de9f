"""Session facts as rows and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.archive.columns import ARRAYS, COLUMNS
from ingest.archive.packing import pack
from ingest.archive.stored_facts import StoredFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ingest.session.facts import SessionFacts


def to_row(facts: SessionFacts) -> tuple[Any, ...]:
    """Return a session's values in the order of ``columns.NAMES``."""
    values = (column.write(getattr(facts, column.fact)) for column in COLUMNS)
    return (*values, pack(_arrays(facts)))


def from_row(row: Sequence[Any]) -> SessionFacts:
    """Return the session of values in the order of ``columns.NAMES``; laps and arrays come late."""
    return StoredFacts.of(row)


def _arrays(facts: SessionFacts) -> dict[str, npt.NDArray[Any]]:
    """Return all arrays of a session by their own names."""
    found: dict[str, npt.NDArray[Any]] = {}
    for arrays in ARRAYS:
        value = getattr(facts, arrays.fact)
        found |= {name: getattr(value, name) if arrays.record else value for name in arrays.names}
    return found
