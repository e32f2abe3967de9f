"""A private folder for one task: gone at its end, and swept by the next task after a kill."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.home.home import HomeError
from ingest.home.lock import BusyError, exclusive

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "aerobase-cohort-"
LOCK: Final = "task.lock"
MOST_TRIES: Final = 10


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a new folder that only its owner can read, under the process's temporary place.

    Its lock is held while it is used: the system lifts it when the process is killed, and so the
    next task knows that nobody needs the folder any more.
    """
    sweep()
    with ExitStack() as later, _locked() as folder:
        later.callback(_remove, folder)  # once more where no open file goes, as the lock's
        try:
            yield folder
        finally:
            _remove(folder)


@contextmanager
def _locked() -> Iterator[Path]:
    for _ in range(MOST_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))  # 0700
        with ExitStack() as stack:
            try:
                stack.enter_context(exclusive(folder / LOCK, patience_s=0))
            except (HomeError, BusyError):
                continue  # another is just sweeping it, and takes it for a dead one's
            if (folder / LOCK).exists():
                yield folder
                return
    raise OSError(f"no folder can be kept in {tempfile.gettempdir()}")


def sweep() -> None:
    """Remove the folders of tasks that were killed; those of others and of the living stay."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, HomeError, BusyError):
            if _is_ours(folder):
                with exclusive(folder / LOCK, patience_s=0):
                    _remove(folder)
                _remove(folder)


def _is_ours(folder: Path) -> bool:
    """Return whether we made the folder: anybody may have put a link of that name there."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.getuid())


def _remove(folder: Path) -> None:
    """Remove a folder, while its lock is held: else one might go that was only just made."""
    shutil.rmtree(folder, ignore_errors=True)
