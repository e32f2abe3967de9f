"""Facts as they lie in a row: what is asked of every session is there at once, the rest comes late.

What looks at all years asks each session for little, and of most of them nobody ever asks more.
The other plain facts are made with the first of them that is asked for; laps and arrays, which take
ten times as long as all the rest, each when it is.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

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


def _default(fact: Field[Any]) -> Any:
    """Return what a fact is where a row does not have it; None where that is a value of its own."""
    if fact.default_factory is not MISSING:
        return fact.default_factory()
    return None if fact.default is MISSING else fact.default


# What is asked of the whole history each time, and what a copy may hold otherwise (``noted``).
_AT_ONCE: Final = frozenset(
    {
        "id",
        "start_utc",
        "utc_offset_s",
        "sport",
        "name",
        "workout",
        "duration_s",
        "elapsed_s",
        "distance_m",
        "running_s",
        "hr_source",
        "hr_coverage_frac",
        "hr_level_bpm",
        "device_hr_rest_bpm",
        "device_hr_max_bpm",
        "device_lthr_bpm",
        "quality",
    }
)
_FACTS: Final = {fact.name: fact for fact in fields(SessionFacts)}
_COLUMN_OF: Final = {column.fact: column for column in COLUMNS}
_LAPS_AT: Final = NAMES.index(_COLUMN_OF[_LAPS].name)
_BLOCK_AT: Final = NAMES.index(VECTORS)
_PLAIN: Final = tuple(
    (number, column) for number, column in enumerate(COLUMNS) if column.fact != _LAPS
)


class _Plain(NamedTuple):
    """How some plain facts of a row are put into their slots.

    ``as_it_stands`` has (place in the row, how the slot is set), ``changed`` the same with how the
    value is read and what it is where it is null.
    """

    as_it_stands: tuple[tuple[int, Any], ...]
    changed: tuple[tuple[int, Any, Any, Any], ...]

    def put(self, made: StoredFacts, row: Sequence[Any]) -> None:
        """Set the slots of one session."""
        for number, put in self.as_it_stands:
            put(made, row[number])
        for number, put, read, default in self.changed:
            value = row[number]
            if value is None:
                value = default
            elif read is not None:
                value = read(value)
            put(made, value)


def _plain(*, at_once: bool) -> _Plain:
    as_it_stands, changed = [], []
    for number, column in _PLAIN:
        if (column.fact in _AT_ONCE) != at_once:
            continue
        put, default = SessionFacts.__dict__[column.fact].__set__, _default(_FACTS[column.fact])
        if column.read is None and default is None:
            as_it_stands.append((number, put))
        else:
            changed.append((number, put, column.read, default))
    return _Plain(tuple(as_it_stands), tuple(changed))


_FIRST: Final = _plain(at_once=True)
_THEN: Final = _plain(at_once=False)
_LATER: Final = frozenset(column.fact for _, column in _PLAIN) - _AT_ONCE
_LATE: Final = frozenset({_LAPS, *(arrays.fact for arrays in ARRAYS)})


class StoredFacts(SessionFacts):
    """The facts of one row; equal in every value to facts that were made whole.

    A damaged block or list of laps is found when it is asked for: ``ValueError`` then.
    """

    __slots__ = ("_row",)

    _row: Sequence[Any]

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Return the session of values in the order of ``columns.NAMES``.

        What an older program did not store takes its default; it only stays so where the original
        is lost, else the session would have been derived again.
        """
        made = cls.__new__(cls)
        _hold(made, row)
        _FIRST.put(made, row)
        return made

    @property
    def stored(self) -> bytes | None:
        """Return laps and arrays as they lie in the row; None where they came without one."""
        try:
            row = self._row
        except AttributeError:
            return None
        return b"%b\n%b" % ((row[_LAPS_AT] or "").encode(), row[_BLOCK_AT])

    def noted(self, note: QualityNote) -> Self:
        """Return the session with one more note; laps and arrays stay where they are."""
        if not self._has_row:
            return super().noted(note)
        made = type(self).of(self._row)
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
        return self._row[_BLOCK_AT] if self._has_row else None

    @property
    def _has_row(self) -> bool:
        """Return whether it came from a row as it is; a changed copy, or a pickled one, did not."""
        return hasattr(self, "_row")

    def __getattr__(self, name: str) -> Any:
        """Return a fact that is asked for for the first time."""
        if name in _LATER and self._has_row:
            _THEN.put(self, self._row)
            return object.__getattribute__(self, name)
        if name not in _LATE:
            raise AttributeError(f"{type(self).__name__} has no {name}", name=name, obj=self)
        if name == _LAPS:
            found = {_LAPS: _laps(self._row[_LAPS_AT])}
        else:
            found = _from_arrays(unpack(self._row[_BLOCK_AT]))
        for fact, value in found.items():
            object.__setattr__(self, fact, value)
        if name not in found:  # an older program did not store it
            object.__setattr__(self, name, _default(_FACTS[name]))
        return object.__getattribute__(self, name)


def values_of_rows(rows: Sequence[Sequence[Any]], fact: str) -> list[Any]:
    """Return one plain fact of every row; laps and arrays are none."""
    column, default = _COLUMN_OF[fact], _default(_FACTS[fact])
    at, read = NAMES.index(column.name), column.read
    values = [row[at] for row in rows]
    if read is None:
        return values if default is None else [default if one is None else one for one in values]
    return [default if one is None else read(one) for one in values]


_hold: Final = StoredFacts.__dict__["_row"].__set__


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
