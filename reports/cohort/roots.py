"""Where the athletes' files lie: a folder that every worker sees."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from ingest.imports.binding import bound
from ingest.sources.searching import is_passed_over
from reports.cohort.errors import TABLE_NAME, AthleteError, CohortError

if TYPE_CHECKING:
    import os


_REMOTE: Final = "reports.cohort.remote:remote_root"


class Root(Protocol):
    """What a place of athletes can be asked."""

    @property
    def name(self) -> str:
        """The place as any worker finds it again."""

    def folders(self) -> list[str]:
        """Return the names of the athletes' folders, sorted."""

    def table(self) -> bytes | None:
        """Return athletes.csv, None where there is none."""

    def fetch(self, folder: str, into: Path) -> Path:
        """Return an athlete's folder as one of this machine, made in ``into`` where need be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRoot:
    """A folder of this machine, or one that is mounted on all of them."""

    path: Path

    @property
    def name(self) -> str:
        """The absolute path."""
        return str(self.path)

    def folders(self) -> list[str]:
        """Return the names of the folders in it, hidden ones and the systems' own left out.

        Raises
        ------
        CohortError
            It cannot be read.
        """
        try:
            return sorted(
                one.name
                for one in self.path.iterdir()
                if one.is_dir() and not is_passed_over(one.name)
            )
        except OSError as error:
            raise CohortError(
                f"{self.path} cannot be read: {error.strerror or error}.",
                hint="Name the folder that holds one folder an athlete.",
            ) from error

    def table(self) -> bytes | None:
        """Return athletes.csv, None where there is none.

        Raises
        ------
        CohortError
            It is there and cannot be read.
        """
        path = self.path / TABLE_NAME
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CohortError(
                f"{path} cannot be read: {error.strerror or error}.",
                hint="Check the file's permissions.",
            ) from error

    def fetch(self, folder: str, into: Path) -> Path:  # noqa: ARG002 - it is here already
        """Return the folder itself.

        Raises
        ------
        AthleteError
            There is none of that name.
        """
        path = self.path / folder
        if not path.is_dir():
            raise AthleteError("athletes.csv names a folder that is not there.")
        return path


def root_of(given: str | os.PathLike[str]) -> Root:
    """Return the place of a path, or of an address such as s3://bucket/athletes.

    Raises
    ------
    CohortError
        What reads addresses is not installed, or the address holds a password.
    """
    if "://" not in str(given):
        return LocalRoot(path=Path(given).expanduser().absolute())
    try:
        remote = bound(_REMOTE)
    except ImportError as error:
        raise CohortError(
            "Addresses are read by the package fsspec, which is not installed.",
            hint="Install aerobase[cluster], and the driver: s3fs for s3://.",
        ) from error
    found: Root = remote(str(given))
    return found
