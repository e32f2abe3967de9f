"""Copying workouts to a watch: where they belong, never over a file that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.errors import AerobaseError
from ingest.home.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reports.files.workouts import WorkoutFile

# Where a Garmin takes new files in, best first, below its own folder.
INBOXES: Final = (("garmin", "newfiles"), ("garmin", "workouts"))


class WatchError(AerobaseError):
    """The workouts cannot be copied there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What became of the files: written, already there, and left alone for another's sake."""

    folder: Path
    written: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]


def inbox(root: Path) -> Path:
    """Return the folder below a watch's root that takes workouts in; else the folder itself."""
    for names in INBOXES:
        folder: Path | None = root
        for name in names:
            folder = None if folder is None else _child(folder, name)
        if folder is not None:
            return folder
    return root


def _child(folder: Path, name: str) -> Path | None:
    """Return the subfolder of that name, in whatever case the watch writes it."""
    return next((one for one in sorted(folder.iterdir()) if _named(one, name)), None)


def _named(path: Path, name: str) -> bool:
    return path.name.lower() == name and path.is_dir()


def copy_workouts(files: Sequence[WorkoutFile], root: Path) -> Copied:
    """Write the files into the watch's inbox; a file of the same name is never changed.

    Raises
    ------
    WatchError
        There is no such folder, or it cannot be written.
    """
    if not root.is_dir():
        raise WatchError(
            f"There is no folder {root}.",
            hint="Connect the watch and name the folder it appears as.",
        )
    folder = inbox(root)
    written: list[str] = []
    same: list[str] = []
    kept: list[str] = []
    for file in files:
        path = folder / file.name
        try:
            if path.exists():
                (same if path.read_bytes() == file.data else kept).append(file.name)
                continue
            write_atomic(path, file.data)
        except OSError as error:
            raise WatchError(
                f"{path} cannot be written: {error.strerror or error}.",
                hint="Check the free space and the permissions; other files are untouched.",
            ) from error
        written.append(file.name)
    return Copied(folder=folder, written=tuple(written), same=tuple(same), kept=tuple(kept))
