"""Files to readings, in order, on as many processes as are worth it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

from ingest.errors import AerobaseError
from ingest.imports.decoding import read_all, read_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future

    from ingest.archive.reading import Reading

FEW_FILES: Final = 8  # fewer are read here sooner than processes start
FEW_BYTES: Final = 2 << 20
CHUNK_FILES: Final = 32
CHUNK_BYTES: Final = 1 << 20
IN_FLIGHT_BYTES: Final = 16 << 20  # waiting at the executor; bounds the memory of any import


class Progress(Protocol):
    """Told how far an import is; ``expected`` grows as archives are opened."""

    def __call__(self, done: int, expected: int) -> None:
        """Take note of ``done`` files of ``expected``."""


class DecodingError(AerobaseError):
    """The executor died."""


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
    jobs: Iterable[Job], *, executor: Executor | None = None
) -> Iterator[tuple[Job, Reading]]:
    """Yield every job with its reading, in the order of the jobs.

    Without an ``executor``, a few files are read here and many by processes of this machine, one
    a core. At most ``IN_FLIGHT_BYTES`` of files wait at a time.

    Raises
    ------
    DecodingError
        A process was ended from outside.
    """
    waiting = iter(jobs)
    if executor is not None:
        yield from _by(executor, waiting)
        return
    first, many = _first(waiting)
    if not many or _cores() == 1:
        yield from ((job, read_one(job.data)) for job in chain(first, waiting))
        return
    with _own_processes() as pool:
        yield from _by(pool, chain(first, waiting))


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


def _by(executor: Executor, jobs: Iterator[Job]) -> Iterator[tuple[Job, Reading]]:
    sent: deque[tuple[list[Job], Future[list[Reading]]]] = deque()
    in_flight = 0
    try:
        for chunk in _chunks(jobs):
            sent.append((chunk, executor.submit(read_all, [job.data for job in chunk])))
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
            "A process that was decoding files was ended from outside.",
            hint="What was stored before is kept; import again to go on.",
        ) from error
    finally:
        for _, future in sent:
            future.cancel()


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


@contextmanager
def _own_processes() -> Iterator[Executor]:
    # Forking is quickest, and safe only while no other thread may hold a lock.
    alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if alone else "spawn")
    with ProcessPoolExecutor(_cores(), context, initializer=_begin_worker) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
