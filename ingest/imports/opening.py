"""The archive opened: of an older form it is made anew, older facts are derived again first."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ingest.archive import originals
from ingest.archive.archive import Archive
from ingest.archive.connection import (
    OlderFormError,
    copy_in_memory,
    in_memory,
    is_blank,
    open_to_read,
    open_to_write,
)
from ingest.archive.trouble import ArchiveError
from ingest.home.home import Home, HomeError
from ingest.home.lock import BusyError, exclusive
from ingest.imports.binding import bound
from ingest.imports.renewing import RENEWING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.home.home import AnyHome

# What an archive of the present form never asks for, and every command would wait for.
_REBUILD: Final = "ingest.imports.rebuilding:rebuild"
_RENEW: Final = "ingest.imports.rebuilding:renew"
_DERIVE_ANEW: Final = "ingest.imports.rebuilding:derive_anew"
_DERIVE_AGAIN: Final = "ingest.imports.refreshing:derive_again"


def open_archive(home: AnyHome, *, write: bool = False) -> Archive:
    """Open the archive of a home, given as such or by its path; use it in a ``with`` block.

    A home without an archive reads as an empty one; with ``write`` it is made. An archive of an
    older form is made anew first, facts of an older version are derived again; in memory alone
    where the home cannot be written. One that is lost is never taken for an empty one: to read is
    refused, to write makes it again from the originals. Who opens to write holds
    ``ingest.home.lock.exclusive(home.lock)``.

    Raises
    ------
    ArchiveError
        It cannot be opened, or a newer aerobase made it.
    """
    home = Home.locate(home)
    if write:
        return _open_to_write(home)
    if is_lost(home):
        what = "empty" if home.archive.exists() else "missing"
        raise ArchiveError(
            f"The archive {home.archive} is {what}, though the original watch files are there.",
            hint="`aerobase rebuild` makes it again from them, and so does the next import.",
        )
    try:
        archive = Archive(home=home, connection=open_to_read(home.archive))
    except OlderFormError:
        return open_archive(home) if _renewed_on_disk(home) else _renewed_in_memory(home)
    with _closed_on_failure(archive):
        if _stale(home, archive) and not _renewed_on_disk(home):
            archive.connection = copy_in_memory(archive.connection)
            _refresh(home, archive)
    return archive


def is_lost(home: Home) -> bool:
    """Say whether there is no archive, or an empty file, though originals lie beside it."""
    return is_blank(home.archive) and bool(originals.kept(home))


def _open_to_write(home: Home) -> Archive:
    home.ensure()
    if is_lost(home):
        bound(_REBUILD)(home, locked=True)
    try:
        connection = open_to_write(home.archive)
    except OlderFormError:
        bound(_RENEW)(home)
        connection = open_to_write(home.archive)
    archive = Archive(home=home, connection=connection)
    with _closed_on_failure(archive):
        _refresh(home, archive)
    return archive


def _renewed_on_disk(home: Home) -> bool:
    """Do on disk what opening to write does; say whether that was possible."""
    try:
        with exclusive(home.lock, patience_s=0), _open_to_write(home):
            return True
    except (HomeError, BusyError, ArchiveError):
        return False


def _renewed_in_memory(home: Home) -> Archive:
    archive = Archive(home=home, connection=in_memory())
    with _closed_on_failure(archive):
        bound(_DERIVE_ANEW)(home, archive)
    return archive


def _refresh(home: Home, archive: Archive) -> None:
    stale = _stale(home, archive)
    if stale:
        bound(_DERIVE_AGAIN)(home, archive, stale, progress=RENEWING.get())


def _stale(home: Home, archive: Archive) -> list[str]:
    """Return the hashes of files with older facts that can be derived again.

    Those that a plug-in read wait for the next import that it counts in.
    """
    stale = archive.stale_files()
    return [
        sha256
        for sha256 in stale
        if originals.original_path(home, sha256).exists()
        and not originals.is_of_others(home, sha256)
    ]


@contextmanager
def _closed_on_failure(archive: Archive) -> Iterator[None]:
    try:
        yield
    except BaseException:
        archive.connection.close()
        raise
