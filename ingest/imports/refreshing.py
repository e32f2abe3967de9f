"""Files of the archive derived again from their original bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.archive import originals
from ingest.archive.trouble import ArchiveError
from ingest.imports.joining import join
from ingest.imports.pipeline import Job, readings
from ingest.sources.formats import known_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from ingest.archive.archive import Archive
    from ingest.archive.reading import Reading
    from ingest.home.home import Home
    from ingest.imports.renewing import Progress
    from ingest.sources.formats import Format

BATCH_FILES: Final = 32
NO_READER: Final = "the plug-in that read it does not count here"


def derive_again(
    home: Home,
    archive: Archive,
    hashes: Iterable[str],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    plugged: Sequence[Format] = (),
) -> dict[str, str]:
    """Put what today's program makes of these originals into the archive.

    What a plug-in read is read again only where its format is among ``plugged``.

    Returns
    -------
    dict
        For the files where that was impossible, the reason by hash; what the archive holds of
        them is left as it is.
    """
    wanted = list(hashes)
    troubles: dict[str, str] = {}
    batch: list[Reading] = []
    for done, (job, reading) in enumerate(
        readings(_jobs(home, wanted, troubles, plugged), executor=executor, plugged=plugged),
        start=1,
    ):
        trouble = reading.unreadable or _lost(home, reading)
        if trouble is None:
            batch.append(reading)
        else:
            troubles[job.sha256] = trouble
            if not originals.is_of_others(home, job.sha256):  # a plug-in's: the next import tries
                archive.accept(job.sha256)
        if len(batch) >= BATCH_FILES:
            _put(archive, batch)
        if progress is not None:
            progress(done, len(wanted))
    _put(archive, batch)
    join(home, archive)
    return troubles


def _lost(home: Home, reading: Reading) -> str | None:
    """Return why what a plug-in makes of a file now takes no session away, if it makes nothing."""
    if reading.holds_something or not originals.is_of_others(home, reading.sha256):
        return None
    return f"the plug-in {reading.format} finds nothing in it"


def _put(archive: Archive, batch: list[Reading]) -> None:
    with archive.transaction():
        for reading in batch:
            archive.put(reading)
    batch.clear()


def _jobs(
    home: Home, hashes: Iterable[str], troubles: dict[str, str], plugged: Sequence[Format]
) -> Iterator[Job]:
    for place, sha256 in enumerate(hashes):
        try:
            data = originals.read(home, sha256)
        except ArchiveError as error:
            troubles[sha256] = error.message
            continue
        if originals.is_of_others(home, sha256) and known_format(data, plugged) is None:
            troubles[sha256] = NO_READER
            continue
        yield Job(place=place, source=f"{sha256}.fit", sha256=sha256, data=data)
