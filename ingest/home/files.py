"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_atomic(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Write ``data`` to a temporary name beside ``path``, flush it to disk, then replace.

    ``mode`` sets the file's permissions where the system has them; without it the usual ones.
    Raises ``OSError``; nothing half-written stays behind.
    """
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _usual_mode() if mode is None else mode)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def sync_directory(path: Path) -> None:
    """Flush a directory's names to disk where the system can; renames last through a power cut."""
    with suppress(OSError):  # Windows opens no directories, and some file systems sync none
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _usual_mode() -> int:
    """Return what a plain ``open`` would give; ``mkstemp`` always gives 0600."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
