"""Is the archive itself sound? Each check is one function to a list of findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.archive.packing import unpack
from ingest.archive.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.archive.archive import Archive

REBUILD: Final = "aerobase rebuild"
RESTORE: Final = "import the watch file again, or restore it from a backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, in words, and how to mend it."""

    code: str
    text: str
    mend: str


def sqlite_sound(archive: Archive) -> Iterator[Finding]:
    """SQLite finds its own file whole, and every row's parent there."""
    with explained(archive.home.archive):
        told = [row[0] for row in archive.connection.execute("PRAGMA integrity_check(10)")]
        orphans = archive.connection.execute("PRAGMA foreign_key_check").fetchall()
    for text in told:
        if text != "ok":
            yield Finding(code="sqlite", text=f"The archive is damaged: {text}.", mend=REBUILD)
    if orphans:
        yield Finding(
            code="orphan_rows", text=f"{len(orphans)} rows belong to no file.", mend=REBUILD
        )


def streams_readable(archive: Archive) -> Iterator[Finding]:
    """Every session has its samples, and they unpack."""
    query = "SELECT session.id, arrays FROM session LEFT JOIN stream ON session_id = session.id"
    with explained(archive.home.archive):
        for session_id, arrays in archive.connection.execute(query):
            try:
                whole = arrays is not None and "t_s" in unpack(arrays)
            except ValueError:
                whole = False
            if not whole:
                yield Finding(
                    code="stream",
                    text=f"The samples of session {session_id} are missing or damaged.",
                    mend=REBUILD,
                )


ARCHIVE_CHECKS: Final[tuple[Callable[[Archive], Iterator[Finding]], ...]] = (
    sqlite_sound,
    streams_readable,
)
