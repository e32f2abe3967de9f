"""`aerobase import --follow FOLDER`: reads what comes into a folder, until it is stopped."""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from ingest.errors import AerobaseError
from ingest.home.lock import BusyError, exclusive
from ingest.imports.following import follow
from ingest.imports.importing import NothingFoundError, import_paths
from reports.clock import clock
from reports.commands.import_told import tell
from reports.documents.importing import import_document
from reports.terminal.importing import say_waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from ingest.home.home import Home
    from ingest.imports.importing import ImportReport
    from ingest.imports.watching import FolderWatcher


class FollowError(AerobaseError):
    """The folder cannot be followed."""


def follow_folder(
    paths: Sequence[Path], *, home: Home, today: date | None, again: bool, as_json: bool
) -> int:
    """Read what lies in the folder and what comes into it; return 0 once it is stopped.

    Raises
    ------
    FollowError
        It is not one folder that is there, or another process follows one for this home.
    """
    if len(paths) != 1 or not paths[0].is_dir():
        named = ", ".join(map(str, paths)) or "none was named"
        raise FollowError(
            f"--follow takes one folder that is there: {named}.",
            hint="For example: aerobase import --follow ~/Dropbox/watch",
        )
    folder = paths[0].absolute()

    def take(files: list[Path]) -> None:
        with suppress(NothingFoundError):  # gone again before it was read
            report = import_paths(
                files, home=home, on_wait=say_waiting, take_back_at=clock() if again else None
            )
            _say(home, today, report, as_json=as_json)

    home.ensure()
    with _alone(home), _stopped() as stop:
        if not as_json:
            click.echo(f"Following {folder}. Stop with Ctrl-C.", err=True)
        follow(
            folder,
            leave_out=home.path.absolute(),
            take=take,
            say_gone=lambda: click.echo(f"{folder} is gone; waiting for it.", err=True),
            watch=stop.watch,
            stop=stop.event,
        )
    return 0


def _say(home: Home, today: date | None, report: ImportReport, *, as_json: bool) -> None:
    """Say what was read; as JSON one line a file, as `files` of an import's document has it."""
    if as_json:
        for file in import_document(report)["files"]:
            click.echo(json.dumps(file, ensure_ascii=True, allow_nan=False))
        return
    tell(home, today, report)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Hold the home's follow lock, with this process's number in it."""
    path = home.follow_lock
    try:
        with exclusive(path, patience_s=0):
            with suppress(OSError):  # Windows keeps a locked file to itself
                path.write_text(f"{os.getpid()}\n", encoding="ascii")
            yield
    except BusyError as error:
        number = ""
        with suppress(OSError, ValueError):
            number = f" (process {int(path.read_text('ascii'))})"
        raise FollowError(
            f"Another aerobase follows a folder for this home already{number}.",
            hint="Stop that one first, or name another home with --home DIR.",
        ) from error


class _Stop:
    """What a signal sets, and the watcher that it wakes."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.watcher: FolderWatcher | None = None

    def watch(self, folder: Path) -> FolderWatcher:
        """Start to watch a folder."""
        from ingest.imports.watching import FolderWatcher

        self.watcher = FolderWatcher(folder)
        return self.watcher

    def __call__(self, *_: Any) -> None:
        """Ask for the end: the file at hand is finished first."""
        self.event.set()
        if self.watcher is not None:
            self.watcher.wake()


@contextmanager
def _stopped() -> Iterator[_Stop]:
    """Let SIGINT and SIGTERM ask for the end while the block runs."""
    stop = _Stop()
    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
