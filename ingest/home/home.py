"""The one data directory: where everything of one runner lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from platformdirs import user_data_path

from ingest.errors import AerobaseError

PRIVATE_DIR_MODE = 0o700
PRIVATE_FILE_MODE = 0o600


# Names of ours, with what SQLite, a rebuild and a changed profile put beside them.
_OURS = (
    "archive.sqlite",
    "archive.sqlite-*",
    "archive.sqlite.new*",
    "archive.sqlite.before",
    "archive.lock",
    "profile.toml",
    "profile.toml.bak",
    ".profile.toml.*",
    "journal.jsonl",
    "journal.lock",
    "follow.lock",
    "originals",
    "aerobase.log",
    ".report.html.*",
    "status.json",
    ".status.json.*",
    "judged.json",
    ".judged.json.*",
    "asked.json",
    ".asked.json.*",
    "packed.txt",
    ".packed.txt.*",
)
_PAGE_HEAD = b"<title>aerobase,"  # near the beginning of every page of ours
_HEAD_BYTES = 4096


class HomeError(AerobaseError):
    """The data directory cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Paths inside one data directory; making one touches nothing."""

    path: Path

    @classmethod
    def locate(cls, given: AnyHome | None = None) -> Home:
        """Return the home that was named, else ``AEROBASE_HOME``, else the platform's place.

        A home stays as it is, so that a function may take either.
        """
        if isinstance(given, Home):
            return given
        if given is None:
            given = os.environ.get("AEROBASE_HOME") or None
        if given is None:
            return cls(path=_usual_place())
        return cls(path=Path(given).expanduser().absolute())

    @property
    def is_missing(self) -> bool:
        """Say whether somebody named this place, and nothing is there: it may be mistyped."""
        return self.path != _usual_place() and not self.path.exists()

    @property
    def archive(self) -> Path:
        """The SQLite file: a cache of everything else."""
        return self.path / "archive.sqlite"

    @property
    def archive_before(self) -> Path:
        """The archive as it was before the last change of its form."""
        return self.path / "archive.sqlite.before"

    @property
    def profile(self) -> Path:
        """What the runner says of himself or herself, in TOML."""
        return self.path / "profile.toml"

    @property
    def journal(self) -> Path:
        """What the runner said and decided, one JSON line each, only ever appended."""
        return self.path / "journal.jsonl"

    @property
    def originals(self) -> Path:
        """The watch files, byte for byte, named by their SHA-256."""
        return self.path / "originals"

    @property
    def lock(self) -> Path:
        """What the one process that writes holds."""
        return self.path / "archive.lock"

    @property
    def follow_lock(self) -> Path:
        """What the one process that follows a folder holds; it has that process's number."""
        return self.path / "follow.lock"

    @property
    def log(self) -> Path:
        """Where unexpected errors are written."""
        return self.path / "aerobase.log"

    @property
    def asked(self) -> Path:
        """Which of the morning's questions were asked on which day: none is asked twice."""
        return self.path / "asked.json"

    @property
    def status(self) -> Path:
        """What `status` said last, to be said again while nothing changes."""
        return self.path / "status.json"

    @property
    def judged(self) -> Path:
        """What was made of each session, to be used again where nothing of it has changed."""
        return self.path / "judged.json"

    @property
    def packed(self) -> Path:
        """What every page holds, packed for the next one."""
        return self.path / "packed.txt"

    @property
    def report(self) -> Path:
        """Where the page is written when no other place is named."""
        return self.path / "report.html"

    def contents(self) -> tuple[Path, ...]:
        """Return what is there of ours, sorted; a home may share its directory with other files."""
        found = {path for pattern in _OURS for path in self.path.glob(pattern)}
        if _is_page(self.report):
            found.add(self.report)
        return tuple(sorted(found))

    def ensure(self) -> None:
        """Make the directory, private to its owner.

        Raises
        ------
        HomeError
            It cannot be made or written.
        """
        try:
            self.path.mkdir(mode=PRIVATE_DIR_MODE, parents=True, exist_ok=True)
            if not any(self.path.iterdir()):
                self.path.chmod(PRIVATE_DIR_MODE)  # made by hand for us, with the usual mode
            self.originals.mkdir(mode=PRIVATE_DIR_MODE, exist_ok=True)
        except OSError as error:
            raise HomeError(
                f"The data directory {self.path} cannot be made: {error.strerror or error}.",
                hint="Name another one with --home DIR or AEROBASE_HOME.",
            ) from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise HomeError(
                f"The data directory {self.path} cannot be written.",
                hint="Change its permissions, or name another one with --home DIR.",
            )


def _usual_place() -> Path:
    return user_data_path("aerobase", appauthor=False)


def _is_page(path: Path) -> bool:
    """Say whether a file is a page that aerobase wrote: others may have one of that name."""
    try:
        with path.open("rb") as stream:
            return _PAGE_HEAD in stream.read(_HEAD_BYTES)
    except OSError:
        return False


# What a public function takes for a home, and ``Home.locate`` makes one of.
AnyHome: TypeAlias = Home | str | os.PathLike[str]
