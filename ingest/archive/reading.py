"""What one file comes down to: the rows that the archive takes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.wellness import FileWellness

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leg:
    """One session of a file, its samples and its trace, both packed; empty: it has no trace."""

    facts: SessionFacts
    stream: bytes
    trace: bytes


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
