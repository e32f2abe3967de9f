"""A place of athletes that is a URL: whatever fsspec reads, such as s3:// or sftp://.

Credentials come from each worker's own surroundings, as the driver looks for them; none is in a
task. fsspec is of the extra `aerobase[cluster]`, the drivers (s3fs, gcsfs, …) are the user's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from fsspec.core import url_to_fs

from ingest.sources.searching import is_passed_over
from reports.cohort.errors import TABLE_NAME, AthleteError, CohortError

if TYPE_CHECKING:
    from pathlib import Path

HINT: Final = "Check the address, its driver (s3:// needs s3fs) and this machine's credentials."


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRoot:
    """A folder, bucket or prefix that a driver of fsspec reads."""

    url: str

    @property
    def name(self) -> str:
        """The address."""
        return self.url

    def folders(self) -> list[str]:
        """Return the names of the folders in it, hidden ones and the systems' own left out.

        Raises
        ------
        CohortError
            It cannot be read.
        """
        try:
            drive, path = _opened(self.url)
            found = [one["name"] for one in drive.ls(path, detail=True) if _is_folder(one)]
        except Exception as error:
            raise self._unread(error) from error
        names = {PurePosixPath(one).name for one in found}
        return sorted(name for name in names if name and not is_passed_over(name))

    def table(self) -> bytes | None:
        """Return athletes.csv, None where there is none.

        Raises
        ------
        CohortError
            It is there and cannot be read.
        """
        try:
            drive, path = _opened(self.url)
            data: bytes = drive.cat_file(f"{path}/{TABLE_NAME}")
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._unread(error) from error
        return data

    def fetch(self, folder: str, into: Path) -> Path:
        """Return an athlete's folder, every file of it fetched.

        Raises
        ------
        AthleteError
            There is none of that name, or it cannot be fetched.
        """
        try:
            drive, path = _opened(self.url)
            found = drive.find(f"{path}/{folder}")
            for one in found:
                _fetch(drive, one, into / _below(one, f"{path}/{folder}"))
        except Exception as error:
            raise AthleteError(f"Its files cannot be fetched ({type(error).__name__}).") from error
        if not found:
            raise AthleteError("athletes.csv names a folder that is not there.")
        return into

    def _unread(self, error: Exception) -> CohortError:
        """Return the error without the driver's words, which may hold a key."""
        return CohortError(f"{self.url} cannot be read ({type(error).__name__}).", hint=HINT)


def remote_root(url: str) -> RemoteRoot:
    """Return the place of an address.

    Raises
    ------
    CohortError
        It holds a name, a password or a key: addresses are written into tasks and messages.
    """
    parts = urlsplit(url)
    if "@" in parts.netloc or parts.query:
        raise CohortError(
            f"The address of {parts.scheme}:// holds a name, a password or a key.",
            hint="Let the driver find them in each worker's own surroundings.",
        )
    return RemoteRoot(url=url.rstrip("/"))


def _opened(url: str) -> tuple[Any, str]:
    """Return a driver that remembers no listing of before, and its path of the address."""
    drive, path = url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
    return drive, path.rstrip("/")


def _is_folder(found: Any) -> bool:
    return bool(found["type"] == "directory")


def _below(file: str, folder: str) -> PurePosixPath:
    """Return a file's path in its folder; an object may be called anything."""
    inner = PurePosixPath(file.removeprefix(f"{folder}/"))
    if inner.is_absolute() or ".." in inner.parts:
        raise ValueError(f"{inner} lies outside")
    return inner


def _fetch(drive: Any, file: str, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    drive.get_file(file, str(to))
