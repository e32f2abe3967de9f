"""What is wrong with an archive is told, and so is what SQLite and the system say of it."""

from __future__ import annotations

import errno
import os
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import made_sessions
from support.small_archives import put, reading

from ingest.archive.checks import sqlite_sound, streams_readable
from ingest.archive.packing import pack
from ingest.archive.trouble import ArchiveError, explained
from ingest.home.home import Home
from ingest.imports.opening import open_archive

if TYPE_CHECKING:
    from pathlib import Path

NO_TIME = pack({"hr_bpm": np.full(9, 140.0)})


@pytest.mark.parametrize("block", [None, b"no block at all", NO_TIME])
def test_samples_that_are_gone_or_no_samples_are_told(home: Path, block: bytes | None) -> None:
    put(Home(path=home), reading(made_sessions.facts(date(2026, 5, 20), [(60, 120)])))
    with open_archive(Home(path=home), write=True) as archive:
        assert list(streams_readable(archive)) == []
        if block is None:
            archive.connection.execute("DELETE FROM stream")
        else:
            archive.connection.execute("UPDATE stream SET arrays = ?", (block,))
        (name,) = archive.kept()
        (found,) = streams_readable(archive)
        assert (found.code, found.text, found.mend) == (
            "stream",
            f"The samples of session {name} are missing or damaged.",
            "aerobase rebuild",
        )
        if block is None:
            with pytest.raises(ArchiveError) as caught:
                archive.stream(name)
            assert caught.value.message == f"The samples of session {name} are missing."
            assert caught.value.hint == (
                "`aerobase rebuild` makes them again from the original watch file."
            )


def test_what_sqlite_finds_in_its_file_is_told(home: Path) -> None:
    put(Home(path=home), reading(made_sessions.facts(date(2026, 5, 20), [(60, 120)])))
    with open_archive(Home(path=home), write=True) as archive:
        assert list(sqlite_sound(archive)) == []
        archive.connection.executescript(
            "CREATE TABLE odd (a CHECK (a > 0)); PRAGMA ignore_check_constraints = ON;"
            "INSERT INTO odd VALUES (-1); PRAGMA ignore_check_constraints = OFF;"
            "PRAGMA foreign_keys = OFF; DELETE FROM session;"
        )
        orphans = len(archive.connection.execute("PRAGMA foreign_key_check").fetchall())
        found = [(one.code, one.text, one.mend) for one in sqlite_sound(archive)]
    assert orphans > 0
    assert found == [
        (
            "sqlite",
            "The archive is damaged: CHECK constraint failed in odd.",
            "aerobase rebuild",
        ),
        ("orphan_rows", f"{orphans} rows belong to no file.", "aerobase rebuild"),
    ]


FULL = (
    "cannot be written: the disk is full or failing.",
    "Free some space and do it again; what was stored before is kept.",
)
BUSY = ("is in use by another program.", "Try again in a moment.")
CLOSED = ("cannot be opened ({}).", "Check the permissions of the data directory.")
BROKEN = (
    "is damaged ({}).",
    "`aerobase rebuild` makes it again from the original watch files; nothing is lost.",
)


@pytest.mark.parametrize(
    ("says", "told"),
    [  # the words are SQLite's own: sqlite3_errstr
        ("database or disk is full", FULL),
        ("disk I/O error", FULL),
        ("database is locked", BUSY),
        ("database schema is locked: main", BUSY),
        ("library is busy", BUSY),
        ("attempt to write a readonly database", CLOSED),
        ("unable to open database file", CLOSED),
        ("database disk image is malformed", BROKEN),
        ("file is not a database", BROKEN),
    ],
)
def test_what_sqlite_says_is_told_with_a_way_out(
    tmp_path: Path, says: str, told: tuple[str, str]
) -> None:
    path = tmp_path / "archive.sqlite"
    with pytest.raises(ArchiveError) as caught, explained(path):
        raise sqlite3.OperationalError(says)
    assert caught.value.message == f"The archive {path} {told[0].format(says)}"
    assert caught.value.hint == told[1]


def test_what_the_system_says_is_told_with_a_way_out(tmp_path: Path) -> None:
    text = os.strerror(errno.EACCES)
    for error, says in ((PermissionError(errno.EACCES, text), text), (OSError("odd"), "odd")):
        with pytest.raises(ArchiveError) as caught, explained(tmp_path):
            raise error
        assert caught.value.message == f"The archive {tmp_path} cannot be used: {says}."
        assert caught.value.hint == "Check the disk's free space and the file's permissions."
