"""One writer at a time in one data directory; the system lifts the lock when a process dies."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ingest.errors import AerobaseError
from ingest.home.home import PRIVATE_FILE_MODE, HomeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOOK_AGAIN_S: Final = 0.05
PATIENCE_S: Final = 600.0
SAY_SO_S: Final = 1.0


class BusyError(AerobaseError):
    """Another process has been writing for too long."""


@contextmanager
def exclusive(
    path: Path,
    *,
    patience_s: float = PATIENCE_S,
    on_wait: Callable[[], object] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Iterator[None]:
    """Hold the lock file at ``path`` while the block runs; wait for whoever holds it.

    ``on_wait`` is called once when that takes longer than a second; once ``stop`` says so, there is
    no more waiting. A file system that knows no locks gives none: SQLite's own must do there.

    Raises
    ------
    BusyError
        It is still held after ``patience_s`` seconds, or when ``stop`` said so.
    HomeError
        The directory cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE_MODE)
    except OSError as error:
        raise HomeError(
            f"The data directory {path.parent} cannot be written: {error.strerror or error}.",
            hint="Change its permissions, or name another one with --home DIR.",
        ) from error
    try:
        _wait(descriptor, path, patience_s, on_wait, stop)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def exclusive_where_possible(
    path: Path, *, on_wait: Callable[[], object] | None = None
) -> Iterator[None]:
    """Hold the lock, but go on without it in a directory that cannot be written."""
    if not os.access(path.parent, os.W_OK):
        yield
        return
    with exclusive(path, on_wait=on_wait):
        yield


def _wait(
    descriptor: int,
    path: Path,
    patience_s: float,
    on_wait: Callable[[], object] | None,
    stop: Callable[[], bool] | None,
) -> None:
    began = time.monotonic()
    while not _locked(descriptor):
        waited_s = time.monotonic() - began
        if on_wait is not None and waited_s > SAY_SO_S:
            on_wait()
            on_wait = None
        if waited_s > patience_s or (stop is not None and stop()):
            raise BusyError(
                f"Another aerobase has been writing to {path.parent} for {waited_s:.0f} s.",
                hint="Wait for it to end, or end it; nothing of yours was changed.",
            )
        time.sleep(LOOK_AGAIN_S)


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # no locks here
        return True
