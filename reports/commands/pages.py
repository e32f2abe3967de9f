"""A page written where only its owner reads it: it holds health data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import AerobaseError
from ingest.home.files import write_atomic
from ingest.home.home import PRIVATE_FILE_MODE

if TYPE_CHECKING:
    from pathlib import Path


class PageError(AerobaseError):
    """The page cannot be written where it was asked for."""


def write_page(path: Path, document: bytes) -> None:
    """Write a page under a temporary name first, readable by its owner alone.

    Raises
    ------
    PageError
        It cannot be written.
    """
    try:
        write_atomic(path, document, mode=PRIVATE_FILE_MODE)
    except OSError as error:
        raise PageError(
            f"The page cannot be written to {path}: {error.strerror or error}.",
            hint="Name another file with -o FILE.",
        ) from error
