"""Many watch files kept at once, as an import has them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from ingest.archive.originals import keep
from ingest.home.files import sync_directory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.home.home import Home
    from ingest.sources.formats import Format

AT_A_TIME: Final = 8


def keep_all(
    home: Home, files: Sequence[tuple[str, bytes]], plugged: Sequence[Format] = ()
) -> None:
    """Store many files by hash, on disk when this returns.

    Several at a time, because waiting for the disk is most of it and one flush serves many.

    Raises
    ------
    ArchiveError
        One cannot be written; of the others some may be.
    """
    if files:
        with ThreadPoolExecutor(min(len(files), AT_A_TIME)) as threads:
            list(threads.map(lambda one: keep(home, one[0], one[1], plugged), files))
        sync_directory(home.originals)
