"""The archive made anew from the originals, beside the old one, then put in its place."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive import originals
from ingest.archive.archive import Archive
from ingest.archive.connection import open_to_write
from ingest.archive.replacing import keep_before, put_in_place, remove_database, seal
from ingest.archive.trouble import ArchiveError
from ingest.home.home import Home
from ingest.home.lock import exclusive
from ingest.imports.forgetting import forgotten
from ingest.imports.joining import join
from ingest.imports.refreshing import derive_again
from ingest.imports.renewing import KEPT_BEFORE, RENEWING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from concurrent.futures import Executor

    from ingest.home.home import AnyHome
    from ingest.imports.renewing import Progress
    from ingest.sources.formats import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """What a rebuild found; ``troubles`` gives for each original left out the reason, by hash.

    ``carried`` gives for each file that stands as a plug-in read it, because none reads it now,
    what read it.
    """

    files: int
    sessions: int
    troubles: dict[str, str]
    carried: dict[str, str]


def rebuild(
    home: AnyHome,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    on_wait: Callable[[], object] | None = None,
    locked: bool = False,
    plugged: Sequence[Format] = (),
) -> RebuildReport:
    """Derive the archive of ``home``, which may be a path, from its originals and journal.

    The old archive stays in force until the new one is whole; a crash leaves the old one.
    ``locked``: the caller holds the home's lock already. ``plugged`` are formats that plug-ins
    read; what another plug-in read stands as the old archive has it.

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
        troubles = derive_again(
            home, archive, hashes, executor=executor, progress=progress, plugged=plugged
        )
        carried = _carried(home, archive, troubles)
        sessions = len(set(archive.kept().values()))
    left_out = {sha256: why for sha256, why in troubles.items() if sha256 not in carried}
    return RebuildReport(files=len(hashes), sessions=sessions, troubles=left_out, carried=carried)


def _carried(home: Home, archive: Archive, troubles: Container[str]) -> dict[str, str]:
    """Take over what plug-ins read and nothing reads now; return what read each, by hash."""
    wanted = {
        sha256
        for sha256 in originals.kept(home)
        if sha256 in troubles and originals.is_of_others(home, sha256)
    }
    if not wanted or not home.archive.exists():
        return {}
    try:
        archive.carry_over(home.archive, only=wanted)
    except ArchiveError:
        return {}  # the old archive is damaged, and told as left out
    join(home, archive)
    return {sha256: one for sha256, one in archive.formats().items() if sha256 in wanted}


def renew(home: Home, *, executor: Executor | None = None) -> None:
    """Put an archive of today's form in the place of an older one; the caller holds the lock.

    The older one is kept beside it, as ``home.archive_before``, unless it holds what is forgotten.

    Raises
    ------
    AerobaseError
        The home cannot be written, or another program keeps the old archive open.
    """
    keep_before(home.archive, home.archive_before)
    with _replacing(home) as archive:
        holds_forgotten = derive_anew(home, archive, executor=executor)
    if holds_forgotten:
        home.archive_before.unlink(missing_ok=True)
    elif (told := KEPT_BEFORE.get()) is not None:
        told(home.archive_before)


def derive_anew(home: Home, archive: Archive, *, executor: Executor | None = None) -> bool:
    """Fill an empty archive from the originals, and from the home's old archive what they lack.

    Sessions whose original is lost or can no longer be read stay as far as today's program knows
    their facts. Returns whether the old archive knew of files that are forgotten.
    """
    gone = forgotten(home)
    hashes = [sha256 for sha256 in originals.kept(home) if sha256 not in gone]
    derive_again(home, archive, hashes, executor=executor, progress=RENEWING.get())
    holds_forgotten = archive.carry_over(home.archive, but=gone)
    join(home, archive)
    return holds_forgotten


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
