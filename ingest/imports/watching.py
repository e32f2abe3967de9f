"""The system's events of a folder, where it has them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ingest.sources.at_hand import is_remote

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

    from ingest.imports.following import Bell


class FolderWatcher(FileSystemEventHandler):
    """A watcher of one folder and all below it; without events where the system gives none."""

    def __init__(self, folder: Path, bell: Bell) -> None:
        super().__init__()
        self._bell = bell
        self._renamed: set[Path] = set()
        self._lock = threading.Lock()
        self._observer: BaseObserver | None = (
            None if is_remote(folder) else _observing(self, folder)
        )
        self.events = self._observer is not None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake the look; what was renamed into place is whole."""
        if event.event_type == "moved" and not event.is_directory:
            with self._lock:
                self._renamed.add(Path(str(event.dest_path)))
        if event.event_type not in {"opened", "closed_no_write"}:
            self._bell.ring()

    def wait(self, longest_s: float) -> frozenset[Path]:
        """Return after an event, so many seconds, or the stop; with what was renamed since."""
        self._bell.wait(longest_s)
        with self._lock:
            renamed = frozenset(self._renamed)
            self._renamed.clear()
        return renamed

    def close(self) -> None:
        """Stop watching."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()


def _observing(watcher: FolderWatcher, folder: Path) -> BaseObserver | None:
    """Return an observer that runs, None where the system refuses one."""
    observer = Observer()
    try:
        observer.schedule(watcher, str(folder), recursive=True)
        observer.start()
    except (OSError, RuntimeError):  # no watches left, or no such thing on this file system
        return None
    return observer
