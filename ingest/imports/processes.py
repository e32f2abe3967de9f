"""Processes of this machine that decode files: one a core, ending with their parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor


@contextmanager
def own_processes() -> Iterator[Executor | None]:
    """Give processes to decode files in; None where they would be no help, or may not be started.

    A daemonic process, as queues of tasks use them, may have no children.
    """
    if _cores() == 1 or multiprocessing.current_process().daemon:
        yield None
        return
    # Forking is quickest, and safe only while no other thread may hold a lock.
    alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if alone else "spawn")
    with ProcessPoolExecutor(_cores(), context, initializer=_begin_worker) as pool:
        try:
            yield pool
        except BaseException:
            # Waiting for the files at hand: else the pool's threads write to pipes already closed.
            pool.shutdown(wait=True, cancel_futures=True)
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
