"""Sessions of an archive in a row: plain facts as columns, a session when it is asked for.

What looks at all years asks each of them for little; of most of them nobody ever asks more. One
digest over the rows says whether any fact of any session is another than it was.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias, overload

from ingest.archive.columns import NAMES
from ingest.archive.rows import from_row
from ingest.archive.stored_facts import values_of_rows
from ingest.session.history import History
from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ingest.session.facts import SessionFacts

    Row: TypeAlias = tuple[Any, ...]
    Notes: TypeAlias = Mapping[int, tuple[QualityNote, ...]]

_ID: Final = NAMES.index("id")
_DEVICE: Final = NAMES.index("device")
_ORDER: Final = itemgetter(NAMES.index("start_utc"), _ID)  # the text's order is that of time
_DIGEST_BYTES: Final = 16
_AT_ONCE: Final = 256  # rows that go into the digest together
_SAME_BYTES: Final = 2  # marshal's last form that does not ask who else holds a value


def history_of(
    rows: Iterable[Row],
    *,
    kept: Mapping[str, str],
    joined: Mapping[str, Row],
    donors: Collection[str],
) -> StoredHistory:
    """Return the sessions that count, oldest first, with a note where other recordings do not.

    ``kept`` leads from each id to the one that counts; ``joined`` has what is shown in place of
    some, ``donors`` those whose heart rate is in these.
    """
    shown: list[Row] = []
    others: dict[str, list[str]] = {}
    for row in rows:
        name = row[_ID]
        if kept[name] == name:
            shown.append(joined.get(name, row))
        elif name not in donors:
            others.setdefault(kept[name], []).append(_told(row))
    shown.sort(key=_ORDER)
    noted = (n for n, row in enumerate(shown) if row[_ID] in others) if others else ()
    return StoredHistory(shown, {n: (_other_recordings(others[shown[n][_ID]]),) for n in noted})


class StoredHistory(History):
    """Sessions by their rows; equal in every value to sessions that were made one by one.

    ``notes`` has by its place what a session bears beside the notes of its row.
    """

    __slots__ = ("_columns", "_made", "_notes", "_rows")

    def __init__(self, rows: Sequence[Row], notes: Notes | None = None) -> None:
        self._rows = rows
        self._notes: Notes = notes or {}
        self._made: dict[int, SessionFacts] = {}
        self._columns: dict[str, list[Any]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> SessionFacts: ...
    @overload
    def __getitem__(self, at: slice) -> StoredHistory: ...
    def __getitem__(self, at: int | slice) -> SessionFacts | StoredHistory:
        places = range(len(self._rows))[at]
        return self._on(places) if isinstance(places, int) else self.arranged(places)

    def __iter__(self) -> Iterator[SessionFacts]:
        return map(self._on, range(len(self._rows)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def arranged(self, places: Sequence[int]) -> StoredHistory:
        """Return the sessions of these places, in their order; what was made of them stays made."""
        found = StoredHistory(
            [self._rows[at] for at in places],
            {n: self._notes[at] for n, at in enumerate(places) if at in self._notes}
            if self._notes
            else None,
        )
        found._made = {n: self._made[at] for n, at in enumerate(places) if at in self._made}
        return found

    def noted(self, notes: Mapping[int, QualityNote]) -> StoredHistory:
        """Return the sessions, those of some places with one more note."""
        if not notes:
            return self
        more = {at: (*self._notes.get(at, ()), note) for at, note in notes.items()}
        found = StoredHistory(self._rows, {**self._notes, **more})
        found._columns = self._columns
        found._made = {at: one for at, one in self._made.items() if at not in notes}
        return found

    def values(self, fact: str) -> Sequence[Any]:
        """Return one plain fact of every session, but for their notes; none is made for it."""
        found = self._columns.get(fact)
        if found is None:
            found = self._columns[fact] = values_of_rows(self._rows, fact)
        return found

    def digest(self) -> bytes:
        """Return a digest of every fact of every session, 16 bytes."""
        found = blake2b(repr(sorted(self._notes.items())).encode(), digest_size=_DIGEST_BYTES)
        for first in range(0, len(self._rows), _AT_ONCE):
            some = [tuple(row) for row in self._rows[first : first + _AT_ONCE]]
            found.update(marshal.dumps(some, _SAME_BYTES))
        return found.digest()

    def _on(self, place: int) -> SessionFacts:
        made = self._made.get(place)
        if made is None:
            made = from_row(self._rows[place])
            for note in self._notes.get(place, ()):
                made = made.noted(note)
            self._made[place] = made
        return made


def _told(row: Row) -> str:
    """Return how to name a session to a person: its id and its device."""
    return f"{row[_ID]} ({row[_DEVICE]})" if row[_DEVICE] else row[_ID]


def _other_recordings(others: Sequence[str]) -> QualityNote:
    """Return the note that names other recordings of the same activity."""
    many = "Other recordings" if len(others) > 1 else "Another recording"
    text = f"{many} of this activity held less and are not counted: {', '.join(sorted(others))}."
    if len(others) == 1:
        text = text.replace(" are not", " is not")
    return QualityNote(code="other_recording", text=text)
