"""No connection stays open behind an archive that could not be opened."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from ingest.archive.connection import open_to_read, open_to_write
from ingest.errors import AerobaseError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_is_no_database_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    connect = sqlite3.connect

    def noted(*given: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*given, **named))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    path = tmp_path / "archive.sqlite"
    path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(AerobaseError):
        open_to_read(path)
    assert opened
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_what_is_written_is_on_the_disk_and_what_is_forgotten_gone(tmp_path: Path) -> None:
    """Settings of SQLite: 2 is FULL, which outlives a loss of power."""
    connection = open_to_write(tmp_path / "archive.sqlite")
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    connection.close()
    assert found == ["wal", 2, 1, 1]
