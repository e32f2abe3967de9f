"""Session facts as rows and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.archive.columns import ARRAYS, COLUMNS, NAMES
from ingest.archive.packing import pack, unpack
from ingest.session.facts import SessionFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

_DEVICE = NAMES.index("device")


def to_row(facts: SessionFacts) -> tuple[Any, ...]:
    """Return a session's values in the order of ``columns.NAMES``."""
    values = (column.write(getattr(facts, column.fact)) for column in COLUMNS)
    return (*values, pack(_arrays(facts)))


def from_row(row: Sequence[Any]) -> SessionFacts:
    """Return the session of values in the order of ``columns.NAMES``.

    What an older program did not store takes its default; it only stays so where the original is
    lost, else the session would have been derived again.
    """
    known = {
        column.fact: value if column.read is None or value is None else column.read(value)
        for column, value in zip(COLUMNS, row, strict=False)
        if value is not None or not column.has_default
    }
    return SessionFacts(**known, **_from_arrays(unpack(row[len(COLUMNS)])))


def told(row: Sequence[Any]) -> str:
    """Return how to name the session of such values to a person: its id and its device."""
    device = row[_DEVICE]
    return f"{row[0]} ({device})" if device else str(row[0])


def _arrays(facts: SessionFacts) -> dict[str, npt.NDArray[Any]]:
    """Return all arrays of a session by their own names."""
    found: dict[str, npt.NDArray[Any]] = {}
    for arrays in ARRAYS:
        value = getattr(facts, arrays.fact)
        found |= {name: getattr(value, name) if arrays.record else value for name in arrays.names}
    return found


def _from_arrays(stored: Mapping[str, npt.NDArray[Any]]) -> dict[str, Any]:
    """Return the facts that are arrays; one that is not stored is left out."""
    found: dict[str, Any] = {}
    for arrays in ARRAYS:
        there = {name: stored[name] for name in arrays.names if name in stored}
        if arrays.record is not None:
            found[arrays.fact] = arrays.record(**there)
        else:
            found |= there
    return found
