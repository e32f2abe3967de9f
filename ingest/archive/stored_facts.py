"""Facts as they lie in a row: what is plain is there at once, laps and arrays when first asked for.

Most of what looks at a session asks for neither, and making them takes ten times as long as all
the rest of a row.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from ingest.archive.columns import ARRAYS, COLUMNS, NAMES, VECTORS
from ingest.archive.packing import unpack, unpack_rows
from ingest.session.facts import BPM, SessionFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from dataclasses import Field

    import numpy.typing as npt

    from ingest.session.quality import QualityNote

_LAPS: Final = "laps"
_DIGEST_BYTES: Final = 16


def _default(fact: Field[Any]) -> Any:
    """Return what a fact is where a row does not have it; None where that is a value of its own."""
    if fact.default_factory is not MISSING:
        return fact.default_factory()
    return None if fact.default is MISSING else fact.default


_FACTS: Final = {fact.name: fact for fact in fields(SessionFacts)}
_COLUMN_OF: Final = {column.fact: column for column in COLUMNS}
_LAPS_AT: Final = NAMES.index(_COLUMN_OF[_LAPS].name)
_BLOCK_AT: Final = NAMES.index(VECTORS)
# How each slot is set, in the order of the row; none where the value comes late.
_PUT: Final = tuple(
    None if column.fact == _LAPS else SessionFacts.__dict__[column.fact].__set__
    for column in COLUMNS
)
# (place in the row, how the slot is set, how the value is read, what it is where it is null) of
# those that may not be as they stand in the row.
_CHANGED: Final = tuple(
    (number, put, column.read, default)
    for number, (put, column) in enumerate(zip(_PUT, COLUMNS, strict=True))
    if put is not None
    for default in [_default(_FACTS[column.fact])]
    if column.read is not None or default is not None
)
_AS_IT_STANDS: Final = tuple(
    (number, put)
    for number, put in enumerate(_PUT)
    if put is not None and number not in {one[0] for one in _CHANGED}
)
_SLOTS: Final = tuple(
    SessionFacts.__dict__[column.fact] for column in COLUMNS if column.fact != _LAPS
)
_LATE: Final = frozenset({_LAPS, *(arrays.fact for arrays in ARRAYS)})


class StoredFacts(SessionFacts):
    """The facts of one row; equal in every value to facts that were made whole.

    A damaged block or list of laps is found when it is asked for: ``ValueError`` then.
    """

    __slots__ = ("_block", "_laps_text")

    _block: bytes
    _laps_text: str | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Return the session of values in the order of ``columns.NAMES``.

        What an older program did not store takes its default; it only stays so where the original
        is lost, else the session would have been derived again.
        """
        made = cls.__new__(cls)
        for number, put in _AS_IT_STANDS:
            put(made, row[number])
        for number, put, read, default in _CHANGED:
            value = row[number]
            if value is None:
                value = default
            elif read is not None:
                value = read(value)
            put(made, value)
        _hold(made, row[_BLOCK_AT], row[_LAPS_AT])
        return made

    @property
    def stored_key(self) -> bytes | None:
        """Return a digest of laps and arrays, 16 bytes; None where they came without a row."""
        if not self._has_row:
            return None
        found = blake2b(self._block, digest_size=_DIGEST_BYTES)
        found.update(b"" if self._laps_text is None else self._laps_text.encode())
        return found.digest()

    def noted(self, note: QualityNote) -> Self:
        """Return the session with one more note; laps and arrays stay where they are."""
        if not self._has_row:
            return super().noted(note)
        made = type(self).__new__(type(self))
        for slot in _SLOTS:
            slot.__set__(made, slot.__get__(self))
        _hold(made, self._block, self._laps_text)
        object.__setattr__(made, "quality", (*self.quality, note))
        return made

    @classmethod
    def rows_of(
        cls, facts: Sequence[SessionFacts], names: Sequence[str]
    ) -> tuple[npt.NDArray[np.float32], ...]:
        """Return vectors as rows, of sessions with a row out of their blocks all at once."""
        packed = [one.packed_arrays if isinstance(one, cls) else None for one in facts]
        blocks = {n: block for n, block in enumerate(packed) if block is not None}
        others = [n for n in range(len(facts)) if n not in blocks]
        found = unpack_rows(list(blocks.values()), names) if blocks else {}
        made = []
        for name in names:
            rows = np.empty((len(facts), BPM), np.float32)
            if blocks:
                rows[list(blocks)] = found[name]
            for n in others:
                rows[n] = getattr(facts[n].vectors, name)
            made.append(rows)
        return tuple(made)

    @property
    def packed_arrays(self) -> bytes | None:
        """Return the arrays as they are stored; None where they came without a row."""
        return self._block if self._has_row else None

    @property
    def _has_row(self) -> bool:
        """Return whether it came from a row as it is; a changed copy, or a pickled one, did not."""
        return hasattr(self, "_block")

    def __getattr__(self, name: str) -> Any:
        """Return a fact that is asked for for the first time."""
        if name not in _LATE:
            raise AttributeError(f"{type(self).__name__} has no {name}", name=name, obj=self)
        if name == _LAPS:
            found = {_LAPS: _laps(self._laps_text)}
        else:
            found = _from_arrays(unpack(self._block))
        for fact, value in found.items():
            object.__setattr__(self, fact, value)
        if name not in found:  # an older program did not store it
            object.__setattr__(self, name, _default(_FACTS[name]))
        return object.__getattribute__(self, name)


def _hold(made: StoredFacts, block: bytes, laps_text: str | None) -> None:
    object.__setattr__(made, "_block", block)
    object.__setattr__(made, "_laps_text", laps_text)


def _laps(text: str | None) -> Any:
    column, default = _COLUMN_OF[_LAPS], _default(_FACTS[_LAPS])
    return default if text is None or column.read is None else column.read(text)


def _from_arrays(stored: Mapping[str, npt.NDArray[Any]]) -> dict[str, Any]:
    """Return the facts that are arrays; one that is not stored is left out."""
    found: dict[str, Any] = {}
    for arrays in ARRAYS:
        there = {name: stored[name] for name in arrays.names if name in stored}
        for array in there.values():
            array.flags.writeable = False  # a plug-in that counts in place would change our own
        if arrays.record is not None:
            found[arrays.fact] = arrays.record(**there)
        else:
            found |= there
    return found
