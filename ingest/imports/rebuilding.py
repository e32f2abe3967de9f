"""The archive made anew from the originals, beside the old one, then put in its place."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive import Archive, originals
from ingest.archive.connection import open_to_write
from ingest.archive.replacing import put_in_place, remove_database, seal
from ingest.home.home import Home
from ingest.home.lock import exclusive
from ingest.imports.forgetting import forgotten
from ingest.imports.joining import join
from ingest.imports.refreshing import derive_again
from ingest.imports.renewing import RENEWING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from ingest.home.home import AnyHome
    from ingest.imports.renewing import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """What a rebuild found; ``troubles`` gives for each original left out the reason, by hash."""

    files: int
    sessions: int
    troubles: dict[str, str]


def rebuild(
    home: AnyHome,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    on_wait: Callable[[], object] | None = None,
    locked: bool = False,
) -> RebuildReport:
    """Derive the archive of ``home``, which may be a path, from its originals and journal.

    The old archive stays in force until the new one is whole; a crash leaves the old one.
    ``locked``: the caller holds the home's lock already.

    Raises
    ------
    AerobaseError
        The home cannot be written, or another program keeps the old archive open.
    """
    home = Home.locate(home)
    home.ensure()
    lock = nullcontext() if locked else exclusive(home.lock, on_wait=on_wait)
    with lock, _replacing(home) as archive:
        hashes = originals.kept(home)
        troubles = derive_again(home, archive, hashes, executor=executor, progress=progress)
        sessions = len(set(archive.kept().values()))
    return RebuildReport(files=len(hashes), sessions=sessions, troubles=troubles)


def renew(home: Home, *, executor: Executor | None = None) -> None:
    """Put an archive of today's form in the place of an older one; the caller holds the lock.

    Raises
    ------
    AerobaseError
        The home cannot be written, or another program keeps the old archive open.
    """
    with _replacing(home) as archive:
        derive_anew(home, archive, executor=executor)


def derive_anew(home: Home, archive: Archive, *, executor: Executor | None = None) -> None:
    """Fill an empty archive from the originals, and from the home's old archive what they lack.

    Sessions whose original is lost or can no longer be read stay as far as today's program knows
    their facts.
    """
    gone = forgotten(home)
    hashes = [sha256 for sha256 in originals.kept(home) if sha256 not in gone]
    derive_again(home, archive, hashes, executor=executor, progress=RENEWING.get())
    archive.carry_over(home.archive, but=gone)
    join(home, archive)


@contextmanager
def _replacing(home: Home) -> Iterator[Archive]:
    """Give an empty archive that takes the old one's place when the block ends well."""
    fresh = home.path / f"{home.archive.name}.new"
    originals.sweep(home)
    for sha256 in forgotten(home):
        originals.remove(home, sha256)
    remove_database(fresh)
    try:
        with Archive(home=home, connection=open_to_write(fresh)) as archive:
            yield archive
            counted = seal(archive.connection, fresh)
        put_in_place(fresh, home.archive, counted)
    except BaseException:
        remove_database(fresh)
        raise
