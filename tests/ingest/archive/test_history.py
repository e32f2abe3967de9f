"""Sessions of an archive in a row are what they are one by one; none is made before its time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support import made_sessions
from support.small_archives import as_plain

from ingest.archive import history
from ingest.archive.columns import NAMES
from ingest.archive.history import StoredHistory, history_of
from ingest.archive.rows import from_row, to_row
from ingest.session import history as asked
from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.session.facts import SessionFacts

DAY = date(2026, 5, 1)
MANY = "Other recordings of this activity held less and are not counted:"
NOTE = QualityNote(code="hr_doubtful", text="As one says.")
FACTS = [
    made_sessions.facts(
        DAY + timedelta(days=n),
        [(600.0 + n, 120 + n)],
        id=f"{n:012x}-0",
        device=None if n % 2 else f"Watch {n}",
        hr_level_bpm=None if n == 3 else 140.0 + n,
    )
    for n in range(6)
]
ROWS = [to_row(one) for one in FACTS]


def plain(facts: Sequence[SessionFacts]) -> list[Any]:
    return [as_plain(one) for one in facts]


def test_each_session_is_what_its_row_says() -> None:
    row = StoredHistory(ROWS)
    assert len(row) == 6
    assert plain(row) == plain(FACTS)
    assert as_plain(row[-2]) == as_plain(FACTS[-2])
    assert row[4] is row[4]
    assert plain(row[1:5][::-2]) == plain(FACTS[1:5][::-2])
    assert plain(row.arranged([5, 0, 3])) == plain([FACTS[5], FACTS[0], FACTS[3]])
    assert row.arranged([5, 0])[1] is row[0]
    assert row == tuple(row)
    assert row != tuple(row)[1:]
    assert hash(row) == hash(tuple(row))
    assert StoredHistory([]) == ()
    with pytest.raises(IndexError):
        _ = row[6]


@pytest.mark.parametrize(
    "fact", ["id", "start_utc", "hr_level_bpm", "hr_source", "sport", "device"]
)
def test_a_column_is_what_each_session_says(fact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [getattr(one, fact) for one in FACTS]
    assert asked.values_of(FACTS, fact) == expected
    monkeypatch.setattr(history, "from_row", None)
    assert asked.values_of(StoredHistory(ROWS), fact) == expected
    assert asked.values_of(StoredHistory(ROWS)[2:], fact) == expected[2:]


def test_what_an_older_program_did_not_store_is_its_default() -> None:
    older = tuple((dict(zip(NAMES, ROWS[0], strict=True)) | {"hr_source": None}).values())
    row = StoredHistory([older])
    assert row.values("hr_source") == [row[0].hr_source] == ["unknown"]


def test_notes_stay_with_their_sessions() -> None:
    row = StoredHistory(ROWS)
    made = row[2]
    once = row.noted({2: NOTE, 4: NOTE})
    assert [len(one.quality) for one in once] == [0, 0, 1, 0, 1, 0]
    assert made.quality == ()
    assert [len(one.quality) for one in once.noted({2: NOTE})] == [0, 0, 2, 0, 1, 0]
    assert [len(one.quality) for one in once.arranged([4, 0, 2])] == [1, 0, 1]
    assert plain(once) == plain(asked.noted(FACTS, {2: NOTE, 4: NOTE}))
    assert row.noted({}) is row


def test_the_digest_is_of_all_rows_their_order_and_their_notes() -> None:
    row = StoredHistory(ROWS)
    assert row.digest() == StoredHistory([tuple(one) for one in map(list, ROWS)]).digest()
    others = [
        row[:-1],
        row.arranged([1, 0, 2, 3, 4, 5]),
        row.noted({2: NOTE}),
        row.noted({3: NOTE}),
        row.noted({2: QualityNote(code=NOTE.code, text="Another.")}),
    ]
    for number in range(len(NAMES)):
        other = [*ROWS]
        other[5] = (*ROWS[5][:number], "another", *ROWS[5][number + 1 :])
        others.append(StoredHistory(other))
    assert len({row.digest(), *(one.digest() for one in others)}) == 1 + len(others)
    assert asked.digest_of(row) == row.digest()
    assert asked.digest_of(FACTS) is None


def test_what_counts_stands_in_order_and_names_what_does_not() -> None:
    ids = [one.id for one in FACTS]
    kept = dict(zip(ids, ids, strict=True)) | {ids[1]: ids[2], ids[4]: ids[2], ids[5]: ids[0]}
    shown = to_row(made_sessions.facts(DAY, [(60, 99)], id=ids[0], hr_source="wrist"))
    found = history_of(ROWS[::-1], kept=kept, joined={ids[0]: shown}, donors={ids[5]})
    assert [one.id for one in found] == [ids[0], ids[2], ids[3]]
    assert [one.hr_source for one in found] == ["wrist", "chest", "chest"]
    assert [[note.text for note in one.quality] for one in found] == [
        [],
        [f"{MANY} {ids[1]}, {ids[4]} (Watch 4)."],
        [],
    ]
    alone = history_of(ROWS[1:3], kept=kept, joined={}, donors=())
    assert (
        alone[0].quality[0].text.startswith("Another recording of this activity held less and is")
    )
    assert as_plain(alone[0].noted(NOTE)) == as_plain(
        from_row(ROWS[2]).noted(alone[0].quality[0]).noted(NOTE)
    )
