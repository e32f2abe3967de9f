"""Files to readings, in order, on as many processes as are worth it."""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from ingest.errors import AerobaseError
from ingest.imports.binding import bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from ingest.archive.reading import Reading
    from ingest.sources.formats import Format

FEW_FILES: Final = 8  # fewer are read here sooner than processes start
FEW_BYTES: Final = 2 << 20
CHUNK_FILES: Final = 32
CHUNK_BYTES: Final = 1 << 20
IN_FLIGHT_BYTES: Final = 16 << 20  # waiting at the executor; bounds what any import holds
_READ_ALL: Final = "ingest.imports.decoding:read_all"  # loaded with the first file to decode
_OWN_PROCESSES: Final = "ingest.imports.processes:own_processes"  # and with the first of many
_GO_ON: Final = "What was stored before is kept; import again to go on."


class DecodingError(AerobaseError):
    """The executor died, or takes no more work."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Job:
    """One file to decode; ``place`` is the caller's own number for it.

    ``damage`` says what is wrong with the archive that it comes from.
    """

    place: int
    source: str
    sha256: str
    data: bytes
    damage: str | None = None


def readings(
    jobs: Iterable[Job], *, executor: Executor | None = None, plugged: Sequence[Format] = ()
) -> Iterator[tuple[Job, Reading]]:
    """Yield every job with its reading, in the order of the jobs.

    Without an ``executor``, a few files are read here and many by processes of this machine, one
    a core. At most ``IN_FLIGHT_BYTES`` of files wait at a time. ``plugged`` are formats
    that plug-ins read.

    Raises
    ------
    DecodingError
        A process was ended from outside, or the executor was closed or cancelled.
    """
    waiting = iter(jobs)
    if executor is not None:
        yield from _by(executor, waiting, plugged)
        return
    first, many = _first(waiting)
    with bound(_OWN_PROCESSES)() if many else nullcontext() as pool:
        if pool is not None:
            yield from _by(pool, chain(first, waiting), plugged)
            return
        for job in chain(first, waiting):
            (reading,) = bound(_READ_ALL)([(job.sha256, job.data)], plugged)
            yield job, reading


def _first(waiting: Iterator[Job]) -> tuple[list[Job], bool]:
    """Take jobs until there are more than a few; return them, and whether there are."""
    first: list[Job] = []
    size = 0
    for job in waiting:
        first.append(job)
        size += len(job.data)
        if len(first) > FEW_FILES or (size > FEW_BYTES and len(first) > 1):
            return first, True
    return first, False


def _by(
    executor: Executor, jobs: Iterator[Job], plugged: Sequence[Format]
) -> Iterator[tuple[Job, Reading]]:
    sent: deque[tuple[list[Job], Future[list[Reading]]]] = deque()
    in_flight = 0
    try:
        for chunk in _chunks(jobs):
            sent.append((chunk, _submitted(executor, chunk, plugged)))
            in_flight += sum(len(job.data) for job in chunk)
            while in_flight > IN_FLIGHT_BYTES or sent[0][1].done():
                done, future = sent.popleft()
                in_flight -= sum(len(job.data) for job in done)
                yield from zip(done, future.result(), strict=True)
                if not sent:
                    break
        for done, future in sent:
            yield from zip(done, future.result(), strict=True)
    except BrokenExecutor as error:
        raise DecodingError(
            "A process that was decoding files was ended from outside.", hint=_GO_ON
        ) from error
    except CancelledError as error:
        raise DecodingError("The decoding of files was cancelled.", hint=_GO_ON) from error
    finally:
        for _, future in sent:
            future.cancel()


def _submitted(
    executor: Executor, chunk: list[Job], plugged: Sequence[Format]
) -> Future[list[Reading]]:
    try:
        files = [(job.sha256, job.data) for job in chunk]
        return executor.submit(bound(_READ_ALL), files, plugged)
    except BrokenExecutor:
        raise
    except RuntimeError as error:
        raise DecodingError(
            "The executor that was to decode files has been closed.", hint=_GO_ON
        ) from error


def _chunks(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    chunk: list[Job] = []
    size = 0
    for job in jobs:
        chunk.append(job)
        size += len(job.data)
        if size >= CHUNK_BYTES or len(chunk) >= CHUNK_FILES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
