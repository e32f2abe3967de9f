"""One SQLite file of facts, and the watch files it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.archive.archive import Archive, PassedOver
from ingest.archive.connection import ArchiveError, open_to_read, open_to_write

if TYPE_CHECKING:
    from ingest.home import Home

__all__ = ["Archive", "ArchiveError", "PassedOver", "open_archive"]


def open_archive(home: Home, *, write: bool = False) -> Archive:
    """Open the archive of a home; use it in a ``with`` block.

    A home without an archive reads as an empty one; with ``write`` it is made.

    Raises
    ------
    ArchiveError
        It cannot be opened, or a newer aerobase made it.
    """
    if write:
        home.ensure()
        return Archive(home=home, connection=open_to_write(home.archive))
    return Archive(home=home, connection=open_to_read(home.archive))
