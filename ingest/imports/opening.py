"""The archive opened: facts of an older version are derived again first."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.archive import Archive, ArchiveError, originals
from ingest.archive.connection import copy_in_memory, open_to_read, open_to_write
from ingest.home.home import HomeError
from ingest.home.lock import BusyError, exclusive
from ingest.imports.refreshing import derive_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.home.home import Home


def open_archive(home: Home, *, write: bool = False) -> Archive:
    """Open the archive of a home; use it in a ``with`` block.

    A home without an archive reads as an empty one; with ``write`` it is made. Facts of an older
    version are derived again first, in memory alone where the home cannot be written. Who opens
    to write holds ``ingest.home.lock.exclusive(home.lock)``.

    Raises
    ------
    ArchiveError
        It cannot be opened, or a newer aerobase made it.
    """
    if write:
        home.ensure()
        archive = Archive(home=home, connection=open_to_write(home.archive))
        with _closed_on_failure(archive):
            _refresh(home, archive)
        return archive
    if not home.archive.exists() and originals.kept(home):
        raise ArchiveError(
            f"The archive {home.archive} is missing, though the original watch files are there.",
            hint="`aerobase rebuild` makes it again from them.",
        )
    archive = Archive(home=home, connection=open_to_read(home.archive))
    with _closed_on_failure(archive):
        if archive.stale_files() and not _refreshed_on_disk(home):
            archive.connection = copy_in_memory(archive.connection)
            _refresh(home, archive)
    return archive


def _refreshed_on_disk(home: Home) -> bool:
    try:
        with exclusive(home.lock, patience_s=0), open_archive(home, write=True):
            return True
    except (HomeError, BusyError, ArchiveError):
        return False


def _refresh(home: Home, archive: Archive) -> None:
    stale = archive.stale_files()
    if stale:
        derive_again(home, archive, stale)


@contextmanager
def _closed_on_failure(archive: Archive) -> Iterator[None]:
    try:
        yield
    except BaseException:
        archive.connection.close()
        raise
