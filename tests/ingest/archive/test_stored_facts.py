"""Laps and arrays of a row come when they are asked for, and are what they were."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import made_sessions
from support.small_archives import as_plain

from ingest.archive import stored_facts
from ingest.archive.columns import NAMES
from ingest.archive.rows import from_row, to_row
from ingest.session.facts import vector_rows
from ingest.session.lap import Lap
from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.session.facts import SessionFacts

FACTS = made_sessions.facts(
    date(2026, 5, 20),
    [(600, 120), (60, 171)],
    laps=(Lap(start_s=0.0, end_s=600.0, intensity="warmup"), Lap(start_s=600.0, end_s=660.0)),
    speed_seconds=np.arange(100, dtype=np.float32),
    workout="5 x 1 min",
)
ROW = to_row(FACTS)
NOTE = QualityNote(code="other_recording", text="Another recording of this activity.")


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of the blocks that were unpacked."""
    lengths: list[int] = []
    unpack = stored_facts.unpack

    def counted(block: bytes) -> object:
        lengths.append(len(block))
        return unpack(block)

    monkeypatch.setattr(stored_facts, "unpack", counted)
    return lengths


def changed(**values: object) -> tuple[object, ...]:
    """The row with other values in some columns."""
    return tuple((dict(zip(NAMES, ROW, strict=True)) | values).values())


def test_nothing_is_unpacked_before_it_is_asked_for_and_then_once(unpacked: list[int]) -> None:
    stored = from_row(ROW)
    assert (stored.duration_s, stored.workout) == (FACTS.duration_s, "5 x 1 min")
    assert unpacked == []
    assert stored.vectors.seconds_at[120] == 600
    assert stored.vectors is stored.vectors
    assert stored.speed_seconds[99] == 99
    assert len(unpacked) == 1
    assert stored.laps == FACTS.laps
    assert stored.laps is stored.laps


def pickled(facts: SessionFacts) -> SessionFacts:
    again: SessionFacts = pickle.loads(pickle.dumps(facts))  # noqa: S301 - of this line
    return again


@pytest.mark.parametrize("again", [deepcopy, replace, pickled])
def test_every_copy_is_the_same_session(again: Callable[[SessionFacts], SessionFacts]) -> None:
    stored = from_row(ROW)
    assert as_plain(stored) == as_plain(FACTS)
    assert as_plain(again(stored)) == as_plain(again(from_row(ROW))) == as_plain(FACTS)
    assert as_plain(again(stored.noted(NOTE)).noted(NOTE)) == as_plain(
        replace(FACTS, quality=(NOTE, NOTE))
    )


def many() -> list[SessionFacts]:
    """Sessions out of rows, whole ones, and a changed copy; more than are unpacked at once."""
    made = [
        made_sessions.facts(date(2026, 5, 20), [(60.0 + n, 100 + n % 90)], id=f"{n:012x}-0")
        for n in range(600)
    ]
    return [one if n % 7 == 3 else from_row(to_row(one)) for n, one in enumerate(made)] + [
        replace(from_row(ROW), duration_s=1.0)
    ]


def test_vectors_of_many_are_what_each_has(unpacked: list[int]) -> None:
    sessions = many()
    steady, seconds = vector_rows(sessions, "steady_s", "seconds_at")
    asked = len(unpacked)
    assert asked <= 1  # the changed copy alone
    assert np.array_equal(seconds, [one.vectors.seconds_at for one in sessions])
    assert np.array_equal(steady, [one.vectors.steady_s for one in sessions])
    assert len(unpacked) > asked
    assert seconds[599].nonzero()[0].tolist() == [100 + 599 % 90]
    assert [one.shape for one in vector_rows([], "seconds_at")] == [(0, 256)]


def test_a_damaged_block_among_many_is_found() -> None:
    sound = from_row(ROW)
    with pytest.raises(ValueError, match="damaged"):
        vector_rows([sound, from_row(changed(vectors=b"no block")), sound], "seconds_at")


def test_a_note_more_leaves_the_rest_where_it_is(unpacked: list[int]) -> None:
    stored = from_row(ROW)
    noted = stored.noted(NOTE)
    assert (stored.quality, noted.quality) == ((), (NOTE,))
    assert noted.stored == stored.stored
    assert unpacked == []
    assert as_plain(noted) == as_plain(FACTS.noted(NOTE))


def test_the_key_is_of_laps_and_arrays() -> None:
    key = from_row(ROW).stored
    other = replace(FACTS, vectors=made_sessions.vectors([(600, 121), (60, 171)]))
    assert key is not None
    assert key == from_row(changed(duration_s=1.0)).stored
    assert key != from_row(changed(laps_json="[]")).stored
    assert key != from_row(to_row(other)).stored
    assert FACTS.stored is None
    assert replace(from_row(ROW), duration_s=1.0).stored is None


def test_what_is_damaged_is_found_when_it_is_asked_for() -> None:
    stored = from_row(changed(vectors=b"no block", laps_json="no list"))
    assert stored.duration_s == FACTS.duration_s
    for name in ("vectors", "speed_seconds", "laps"):
        with pytest.raises(ValueError, match=r"damaged|Expecting value"):
            getattr(stored, name)


def test_what_is_no_fact_is_none() -> None:
    with pytest.raises(AttributeError, match="moods"):
        _ = from_row(ROW).moods  # type: ignore[attr-defined]
