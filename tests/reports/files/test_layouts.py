"""The columns of tables are the keys of the JSON that they are made of."""

from __future__ import annotations

from ingest.layouts import SESSIONS, WEEKS, names
from reports.documents.balance import WeekDocument
from reports.documents.sessions import SessionDocument


def test_a_session_has_a_column_a_key() -> None:
    assert set(names(SESSIONS)) == {*SessionDocument.__annotations__}


def test_a_week_has_a_column_a_key_but_for_its_lists() -> None:
    """Other sports are rows of the sessions; flags need the history of every day."""
    assert {*names(WEEKS), "flags", "other_sports"} == {*WeekDocument.__annotations__}


def test_no_column_stands_twice() -> None:
    for layout in (SESSIONS, WEEKS):
        assert len(set(names(layout))) == len(layout)
