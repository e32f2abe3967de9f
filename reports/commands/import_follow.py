"""`aerobase import --follow FOLDER`: reads what comes into a folder, until it is stopped."""

from __future__ import annotations

import json
import os
import signal
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.errors import AerobaseError
from ingest.home.lock import BusyError, exclusive
from ingest.imports.following import Bell, follow
from ingest.imports.importing import NothingFoundError, import_paths
from ingest.sources.kinds import clean_name
from reports.beginning import begin
from reports.clock import clock
from reports.commands.import_told import tell, write_page
from reports.documents.importing import import_document
from reports.terminal.importing import attention_text, say_waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ingest.home.home import Home
    from ingest.imports.importing import FileOutcome, ImportReport
    from ingest.imports.watching import FolderWatcher
    from reports.commands.import_told import Told


class FollowError(AerobaseError):
    """The folder cannot be followed."""


def follow_folder(
    paths: Sequence[Path],
    *,
    home: Home,
    today: date | None,
    again: bool,
    page: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read what lies in the folder and what comes into it; return 0 once it is stopped.

    Raises
    ------
    FollowError
        It is not one folder that is there, it is the home's own, or another process follows one
        for this home.
    """
    folder = _folder(paths, home)
    home.ensure()
    with _alone(home), _stopped() as bell:
        if not (as_json or quiet):
            click.echo(f"Following {folder}. Stop with Ctrl-C.", err=True)
        taking = _Taking(
            home=home,
            today=today,
            again=again,
            page=page,
            quiet=quiet,
            as_json=as_json,
            bell=bell,
        )
        follow(
            folder,
            leave_out=home.path.absolute(),
            take=taking.take,
            say_gone=lambda: click.echo(f"{folder} is gone; waiting for it.", err=True),
            watch=lambda one: _watcher(one, bell),
            bell=bell,
        )
    return 0


def _folder(paths: Sequence[Path], home: Home) -> Path:
    if len(paths) != 1 or not os.path.isdir(paths[0]):  # noqa: PTH112 - False whatever is wrong
        named = ", ".join(map(str, paths)) or "none was named"
        raise FollowError(
            f"--follow takes one folder that is there: {named}.",
            hint="For example: aerobase import --follow ~/Dropbox/watch",
        )
    folder = Path(os.path.abspath(paths[0]))  # noqa: PTH100 - without "..", links as they are named
    own, resolved = home.path.resolve(), folder.resolve()
    if own in (resolved, *resolved.parents):
        raise FollowError(
            f"{folder} is where aerobase keeps its own files.",
            hint="Name the folder that new runs come into.",
        )
    return folder


def _watcher(folder: Path, bell: Bell) -> FolderWatcher:
    from ingest.imports.watching import FolderWatcher

    return FolderWatcher(folder, bell)


@dataclass(slots=True, kw_only=True)
class _Taking:
    """Reads files as they are ready, says each outcome, and the same trouble only once."""

    home: Home
    today: date | None
    again: bool
    page: bool
    quiet: bool
    as_json: bool
    bell: Bell
    unread: dict[str, str | None] = field(default_factory=dict)  # source -> why, as it was said
    trouble: str | None = None

    def take(self, files: list[Path]) -> list[Path]:
        """Read some files; return those that could not be read, for another time."""
        from reports.plugins import load_readers, say_standing

        try:
            report = import_paths(
                files,
                home=self.home,
                walked=True,
                on_wait=say_waiting,
                take_back_at=clock() if self.again else None,
                stop=lambda: self.bell.ended,
                plugged=load_readers(self.home),
            )
        except NothingFoundError:  # gone again before it was read
            return []
        except (AerobaseError, OSError) as error:  # a full disk, a locked archive: they may pass
            self._say_trouble(error)
            return files
        self.trouble = None
        say_standing(report)
        begin(self.home, report, today=self.today)
        unread = self._unread(files, report)
        told = [one for one in report.files if self._is_new(one, unread)]
        day = self._say(replace(report, files=tuple(told))) if told else None
        if self.page and report.count("imported") + report.count("salvaged"):
            write_page(self.home, self.today, day, silent=self.as_json or self.quiet)
        return list(unread.values())

    def _say_trouble(self, error: AerobaseError | OSError) -> None:
        message = error.message if isinstance(error, AerobaseError) else str(error)
        if message == self.trouble or self.bell.ended:
            return
        self.trouble = message
        click.echo(f"aerobase: {message}", err=True)
        hint = error.hint if isinstance(error, AerobaseError) else None
        click.echo(f"  {hint or 'What was stored before is kept.'} Trying again.", err=True)

    def _unread(self, files: list[Path], report: ImportReport) -> dict[str, Path]:
        """Return, by source, the files of which not even the bytes could be had, and cannot yet."""
        named = {clean_name(str(path)): path for path in files}
        without = [
            one.source for one in report.files if one.outcome == "refused" and not one.sha256
        ]
        return {one: named[one] for one in without if one in named and not _opens(named[one])}

    def _is_new(self, one: FileOutcome, unread: dict[str, Path]) -> bool:
        """Return whether an outcome is to be said: what cannot be read is said once a reason."""
        if one.source not in unread:
            self.unread.pop(one.source, None)
            return True
        said = self.unread.get(one.source, "") == one.reason
        self.unread[one.source] = one.reason
        return not said

    def _say(self, report: ImportReport) -> Told | None:
        """Say what was read; as JSON one line a file, as `files` of an import's document has it.

        Return the day that was judged for it, None where none was.
        """
        if self.as_json:
            for file in import_document(report)["files"]:
                click.echo(json.dumps(file, ensure_ascii=True, allow_nan=False))
        elif self.quiet:
            click.echo("".join(f"{line}\n" for line in attention_text(report)), nl=False)
        else:
            return tell(self.home, self.today, report)
        return None


def _opens(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except FileNotFoundError:
        return True  # gone: nothing is left to try
    except OSError:
        return False


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Hold the home's follow lock, with this process's number in it."""
    path = home.follow_lock
    with ExitStack() as stack:
        try:
            stack.enter_context(exclusive(path, patience_s=0))
        except BusyError as error:
            number = ""
            with suppress(OSError, ValueError):
                number = f" (process {int(path.read_text('ascii'))})"
            raise FollowError(
                f"Another aerobase follows a folder for this home already{number}.",
                hint="Stop that one first, or name another home with --home DIR.",
            ) from error
        with suppress(OSError):  # Windows keeps a locked file to itself
            path.write_text(f"{os.getpid()}\n", encoding="ascii")
        yield


@contextmanager
def _stopped() -> Iterator[Bell]:
    """Let SIGINT and SIGTERM ask for the end while the block runs."""
    bell = Bell()

    def end(*_: Any) -> None:
        bell.end()

    before = {one: signal.signal(one, end) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield bell
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
