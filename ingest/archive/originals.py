"""The watch files themselves, byte for byte, each under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ingest.archive.trouble import ArchiveError
from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE
from ingest.sources import formats

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ingest.home.home import Home
    from ingest.sources.formats import Format

_NAME: Final = re.compile(r"([0-9a-f]{64})(\.\w+)")


def original_path(home: Home, sha256: str) -> Path:
    """Return where the bytes with this hash lie; where they would as FIT, if nowhere."""
    places = [home.originals / f"{sha256}{suffix}" for suffix in suffixes()]
    return next((path for path in places if path.exists()), places[0])


def suffixes() -> tuple[str, ...]:
    """Return how the names of originals may end: as our formats do, and as no format of ours."""
    return (*(one.suffix for one in formats.FORMATS), formats.OTHER)


def is_of_others(home: Home, sha256: str) -> bool:
    """Return whether the bytes with this hash are there, and are of no format of ours."""
    path = original_path(home, sha256)
    return path.suffix == formats.OTHER and path.exists()


def keep(home: Home, sha256: str, data: bytes, plugged: Sequence[Format] = ()) -> None:
    """Store bytes under their hash, on disk when this returns; bytes there already stay.

    ``plugged`` are formats that plug-ins read.

    Raises
    ------
    ArchiveError
        They cannot be written; nothing half-written stays.
    """
    path = home.originals / f"{sha256}{formats.format_of(data, plugged).suffix}"
    try:
        if path.exists() and path.stat().st_size == len(data):
            return
        write_atomic(path, data, mode=PRIVATE_FILE_MODE)
    except OSError as error:
        raise ArchiveError(
            f"A watch file cannot be kept in {home.originals}: {error.strerror or error}.",
            hint="Free some space and import again; what was stored before is kept.",
        ) from error


def kept(home: Home) -> tuple[str, ...]:
    """Return the hashes of all originals, in their order."""
    try:
        names = sorted(os.listdir(home.originals))  # noqa: PTH208 - thousands, by name alone
    except FileNotFoundError:
        return ()
    ours = set(suffixes())
    found = filter(None, map(_NAME.fullmatch, names))
    return tuple(one[1] for one in found if one[2] in ours)


def leftovers(home: Home) -> tuple[Path, ...]:
    """Return half-written files that a crash left among the originals."""
    if not home.originals.is_dir():
        return ()
    names = sorted(os.listdir(home.originals))  # noqa: PTH208 - thousands, by name alone
    return tuple(home.originals / name for name in names if name.startswith("."))


def sweep(home: Home) -> None:
    """Delete what a crash left; only for the holder of the home's lock."""
    for path in leftovers(home):
        with suppress(OSError):
            path.unlink()


def read(home: Home, sha256: str) -> bytes:
    """Return the bytes with this hash.

    Raises
    ------
    ArchiveError
        They are missing, unreadable, or no longer the bytes that were stored.
    """
    path = original_path(home, sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArchiveError(
            f"The original {path.name} cannot be read: {error.strerror or error}.",
            hint="Import the watch file again, or restore it from a backup.",
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ArchiveError(
            f"The original {path.name} is damaged: its bytes changed on disk.",
            hint="Import the watch file again, or restore it from a backup.",
        )
    return data


def remove(home: Home, sha256: str) -> None:
    """Delete the bytes with this hash, if they are there."""
    with suppress(FileNotFoundError):
        original_path(home, sha256).unlink()
