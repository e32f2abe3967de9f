"""The newest sessions by name, for a shell that completes: quick, and nothing is ever written."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive.connection import open_to_read
from ingest.archive.trouble import explained

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A session as a list names it; ``start_utc`` is ISO 8601 as it is kept."""

    id: str
    start_utc: str
    sport: str
    distance_m: float | None


def labels(path: Path, *, most: int) -> tuple[Label, ...]:
    """Return the newest sessions of the archive at ``path``, newest first; none where it is none.

    Raises
    ------
    ArchiveError
        It cannot be read, or another version of the program made it.
    """
    select = "SELECT id, start_utc, sport, distance_m FROM session ORDER BY start_utc DESC LIMIT ?"
    with explained(path), closing(open_to_read(path)) as connection:
        rows = connection.execute(select, (most,)).fetchall()
    return tuple(
        Label(id=one[0], start_utc=one[1], sport=one[2], distance_m=one[3]) for one in rows
    )
