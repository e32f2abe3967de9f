"""Sessions that the runner wants forgotten: journalled first, then removed, and kept away."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from ingest.archive import originals
from ingest.home import journal, judged
from ingest.home.home import Home, HomeError
from ingest.home.lock import exclusive
from ingest.imports.joining import join

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ingest.archive.archive import Archive
    from ingest.home.home import AnyHome


def forgotten(home: AnyHome) -> dict[str, date]:
    """Return the hashes of all files that are to stay forgotten, with the day it was said."""
    found: dict[str, date] = {}
    for event in journal.read(Home.locate(home)):
        if event.kind == "forget":
            found |= dict.fromkeys(event.data["sha256"], event.day)
        elif event.kind == "unforget":
            for sha256 in event.data["sha256"]:
                found.pop(sha256, None)
    return found


def forget(home: AnyHome, archive: Archive, hashes: Iterable[str], *, now: datetime) -> None:
    """Remove files with everything known of them; ``now`` is the clock, aware.

    Name all files of a run (``Archive.hashes_of``): forgetting only the recording that counts would
    bring another up.

    The journal says so first: after a crash in between, the next writer finishes it.
    """
    home = Home.locate(home)
    data = {"sha256": sorted(hashes)}
    journal.append(home, kind="forget", day=now.date(), data=data, now=now)
    finish_forgetting(home, archive)


def take_back(home: AnyHome, hashes: Iterable[str], *, now: datetime) -> None:
    """Note that files forgotten earlier are wanted again; ``now`` is the clock, aware."""
    data = {"sha256": sorted(hashes)}
    journal.append(Home.locate(home), kind="unforget", day=now.date(), data=data, now=now)


def finish_forgetting(home: Home, archive: Archive) -> None:
    """Remove whatever is still there of files that are forgotten."""
    hashes = forgotten(home)
    still_known = archive.files().keys() & hashes.keys() if hashes else frozenset()
    if still_known:
        with archive.transaction():
            for sha256 in still_known:
                archive.drop(sha256)
        join(home, archive)
        archive.fold_log()
        judged.remove(home)
        home.archive_before.unlink(missing_ok=True)
    for sha256 in hashes:
        originals.remove(home, sha256)


def forget_everything(home: AnyHome) -> list[str]:
    """Remove all of ours in the data directory, and the directory when nothing else is in it.

    Returns
    -------
    list
        Names of what is not ours and stays.

    Raises
    ------
    HomeError
        Something could not be removed.
    """
    home = Home.locate(home)
    if not home.path.is_dir():
        return []
    try:
        with exclusive(home.lock):
            for path in home.contents():
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.suffix != ".lock":
                    path.unlink()
    except OSError as error:
        raise HomeError(
            f"Not everything in {home.path} could be removed: {error}.",
            hint="End other programs that use it and do it again, or delete the folder yourself.",
        ) from error
    for lock in home.contents():
        lock.unlink()
    left = sorted(path.name for path in home.path.iterdir())
    if not left:
        with suppress(OSError):
            home.path.rmdir()
    return left
