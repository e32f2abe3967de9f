"""Processes of this machine to work in: one a core, ending with their parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from ingest.imports.binding import bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor, Future

# What forked processes inherit, so that each does not load it for itself.
_NEEDED: Final = ("ingest.imports.decoding:read_all", "ingest.fit:read_fit")

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def own_processes(workers: int | None = None) -> Iterator[Executor | None]:
    """Give processes to work in; None where they would be no help, or may not be started.

    ``workers`` is how many; by default one a core. A daemonic process, as queues of tasks use
    them, may have no children.
    """
    workers = _cores() if workers is None else workers
    if workers == 1 or multiprocessing.current_process().daemon:
        yield None
        return
    # Forking is quickest, and safe only while no other thread may hold a lock.
    alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if alone else "spawn")
    if alone:
        for name in _NEEDED:
            bound(name)
    with _Deaf(workers, context, initializer=_begin_worker) as pool:
        try:
            yield pool
        except BaseException:
            # Waiting for the files at hand: else the pool's threads write to pipes already closed.
            pool.shutdown(wait=True, cancel_futures=True)
            raise


class _Deaf(ProcessPoolExecutor):
    """Processes that never hear Ctrl-C, which a terminal sends to them too.

    They are started as work comes in, and inherit that the signal waits: so not even one that is
    just starting ends with a traceback.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand over some work."""
        if sys.platform == "win32":
            return super().submit(fn, *args, **kwargs)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
