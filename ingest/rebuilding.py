"""The archive made anew from the originals, beside the old one, then put in its place."""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.archive import Archive, originals
from ingest.archive.connection import BUSY_S, ArchiveError, explained, open_to_write
from ingest.files import sync_directory
from ingest.forgetting import forgotten
from ingest.lock import exclusive
from ingest.refreshing import derive_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from ingest.home import Home
    from ingest.importing import Progress

BESIDE: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """What a rebuild found; ``troubles`` gives for each original left out the reason, by hash."""

    files: int
    sessions: int
    troubles: dict[str, str]


def rebuild(
    home: Home,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    on_wait: Callable[[], object] | None = None,
    locked: bool = False,
) -> RebuildReport:
    """Derive the archive of ``home`` from its originals and its journal.

    The old archive stays in force until the new one is whole; a crash leaves the old one.
    ``locked``: the caller holds the home's lock already.

    Raises
    ------
    AerobaseError
        The home cannot be written, or another program keeps the old archive open.
    """
    home.ensure()
    fresh = home.path / f"{home.archive.name}.new"
    with nullcontext() if locked else exclusive(home.lock, on_wait=on_wait):
        originals.sweep(home)
        for sha256 in forgotten(home):
            originals.remove(home, sha256)
        remove_database(fresh)
        try:
            with Archive(home=home, connection=open_to_write(fresh)) as archive:
                hashes = originals.kept(home)
                troubles = derive_again(home, archive, hashes, executor=executor, progress=progress)
                sessions = len(set(archive.kept().values()))
            _put_in_place(fresh, home.archive)
        except BaseException:
            remove_database(fresh)
            raise
    return RebuildReport(files=len(hashes), sessions=sessions, troubles=troubles)


def remove_database(path: Path) -> None:
    """Delete an SQLite file with what lies beside it."""
    for name in (path, *(path.with_name(path.name + end) for end in BESIDE)):
        with suppress(FileNotFoundError):
            name.unlink()


def _put_in_place(fresh: Path, old: Path) -> None:
    """Replace the old file; its write-ahead log must be gone first, or it would be replayed."""
    if old.exists():
        _fold_log(old)
    with explained(old):
        for end in BESIDE:
            with suppress(FileNotFoundError):
                old.with_name(old.name + end).unlink()
        fresh.replace(old)
        sync_directory(old.parent)


def _fold_log(old: Path) -> None:
    connection = sqlite3.connect(old, timeout=BUSY_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise ArchiveError(
                f"The archive {old} is in use by another program.", hint="End it and rebuild again."
            ) from error
        # Otherwise it is damaged beyond reading: that is what a rebuild is for.
    finally:
        connection.close()
