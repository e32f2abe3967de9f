"""New files of a folder as they come: each is read once it stands still.

The system's events only wake the look, which decides by sizes and times: so a lost event costs some
seconds and nothing else, and a folder that sends none (a watch over MTP, a network drive) is looked
at all the time.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from ingest.sources.searching import is_passed_over, is_same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SETTLED_S: Final = 2.0  # so long size and time stand still before a file is read
POLL_S: Final = 2.0  # between two looks where no events come
RESCAN_S: Final = 30.0  # between two looks where they do: one may be lost
WAIT_S: Final = 1.0  # between two looks for a folder that is gone

Stamp: TypeAlias = tuple[int, int]  # size and time of a file


class Watcher(Protocol):
    """What tells that something happened in a folder."""

    events: bool  # whether it does, or only time passes

    def wait(self, longest_s: float) -> frozenset[Path]:
        """Return after an event or so many seconds, with what was renamed into place."""

    def close(self) -> None:
        """Stop watching."""


class Bell:
    """Ends a wait: for an event of a folder, or for good.

    A signal's handler may ring it: unlike ``threading.Event.set``, putting into a ``SimpleQueue``
    takes no lock that the thread it interrupts may hold.
    """

    def __init__(self) -> None:
        self.ended = False
        self._rung: SimpleQueue[None] = SimpleQueue()

    def ring(self) -> None:
        """End the wait that is on, else the next."""
        self._rung.put(None)

    def end(self) -> None:
        """Ask for the end; what is at hand is finished first."""
        self.ended = True
        self.ring()

    def wait(self, longest_s: float) -> None:
        """Return once it rang, or after so many seconds."""
        try:
            self._rung.get(timeout=longest_s)
            while True:
                self._rung.get_nowait()
        except Empty:
            return


@dataclass(slots=True)
class Settling:
    """Which files of a folder are known, and since when others stand still."""

    known: dict[Path, Stamp] = field(default_factory=dict)
    since: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    looked: bool = False

    def ready(
        self,
        stamps: Mapping[Path, Stamp],
        now_s: float,
        clock_ns: int,
        renamed: frozenset[Path] = frozenset(),
    ) -> list[Path]:
        """Return the files to read now; they are known from then on, as they are.

        ``now_s`` goes on evenly; ``clock_ns`` is the time of day, against which a file's own time
        says that it was there before the first look.
        """
        first, self.looked = not self.looked, True
        found = []
        for path, stamp in sorted(stamps.items()):
            if self.known.get(path) == stamp:
                continue
            seen, since_s = self.since.get(path, (None, now_s))
            if seen != stamp:
                since_s = now_s
            stood = first and clock_ns - stamp[1] > SETTLED_S * 1e9
            if stood or path in renamed or now_s - since_s >= SETTLED_S:
                self.known[path] = stamp
                self.since.pop(path, None)
                found.append(path)
            else:
                self.since[path] = (stamp, since_s)
        for gone in self.since.keys() - stamps.keys():
            del self.since[gone]
        return found

    def again(self, files: list[Path], now_s: float) -> None:
        """Let files that could not be read be ready again after a while, or once they change."""
        for path in files:
            stamp = self.known.pop(path, None)
            if stamp is not None:
                self.since[path] = (stamp, now_s + RESCAN_S - SETTLED_S)

    @property
    def waits(self) -> bool:
        """Return whether a file is still growing, so that it is looked at again soon."""
        return bool(self.since)


def follow(
    folder: Path,
    *,
    leave_out: Path,
    take: Callable[[list[Path]], list[Path]],
    say_gone: Callable[[], None],
    watch: Callable[[Path], Watcher],
    bell: Bell,
) -> None:
    """Hand over the files of a folder as they come, until ``bell`` rang for the end.

    Parameters
    ----------
    leave_out
        A folder below it that is never looked into: the runner's own home.
    take
        Reads some files, and returns those that could not be read, to be tried again later.
    say_gone
        Called once each time the folder goes away; it is waited for.
    watch
        Starts a watcher of the folder.
    """
    settling, renamed = Settling(), frozenset[Path]()
    watcher: Watcher | None = None
    watched: tuple[int, int] | None = None
    while not bell.ended:
        place = _place(folder)
        if place != watched:  # gone, or another one of the same name
            _closed(watcher)
            watcher, watched = None, place
        if place is None:
            say_gone()
            while _place(folder) is None and not bell.ended:
                bell.wait(WAIT_S)
            continue
        watcher = watcher or watch(folder)
        now = dict(stamps(folder, leave_out))
        files = settling.ready(now, time.monotonic(), time.time_ns(), renamed)
        renamed = frozenset()
        if files:
            settling.again(take(files), time.monotonic())
        else:
            longest_s = RESCAN_S if watcher.events and not settling.waits else POLL_S
            renamed = watcher.wait(longest_s)
    _closed(watcher)


def _place(folder: Path) -> tuple[int, int] | None:
    """Return which folder lies there; None where none can be reached, for whatever reason."""
    try:
        status = folder.stat()
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def _closed(watcher: Watcher | None) -> None:
    if watcher is not None:
        watcher.close()


def stamps(folder: Path, leave_out: Path) -> Iterator[tuple[Path, Stamp]]:
    """Yield every file of a folder with its size and time; hidden ones are passed over."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda one: one.name)
    except OSError:
        return  # gone, or not to be read: the next look may tell more
    for one in found:
        path = Path(one.path)
        try:
            if is_passed_over(one.name):
                continue
            if one.is_dir(follow_symlinks=False):
                if is_same(path, leave_out):
                    continue
                yield from stamps(path, leave_out)
            elif one.is_file():
                told = one.stat()
                yield path, (told.st_size, told.st_mtime_ns)
        except OSError:
            continue  # gone between two looks
