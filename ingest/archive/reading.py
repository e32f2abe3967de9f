"""What one file comes down to: the rows that the archive takes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ingest.archive.columns import NAMES
from ingest.archive.rows import from_row
from ingest.wellness import FileWellness

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts

_ID: Final = NAMES.index("id")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leg:
    """One session of a file, its samples and its trace, both packed; empty: it has no trace.

    Its facts are a row already, in the order of ``columns.NAMES``: what decodes files makes it, and
    it is handed over in a twentieth of the time that the values take.
    """

    row: tuple[Any, ...]
    stream: bytes
    trace: bytes

    @property
    def id(self) -> str:
        """Return the session's id."""
        return str(self.row[_ID])

    @property
    def facts(self) -> SessionFacts:
        """Return the session's facts as they will be read."""
        return from_row(self.row)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What one file gave; ``unreadable`` says why nothing did."""

    sha256: str
    size_bytes: int
    kind: str = "unknown"
    format: str = "FIT"
    salvaged: bool = False
    legs: tuple[Leg, ...] = ()
    wellness: FileWellness = field(default_factory=FileWellness)
    notes: tuple[str, ...] = ()
    unreadable: str | None = None

    @property
    def holds_something(self) -> bool:
        """Return whether there is anything for the archive in it."""
        return bool(self.legs or self.wellness)
