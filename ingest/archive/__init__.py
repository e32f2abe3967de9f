"""One SQLite file of facts, and the watch files it came from."""

from __future__ import annotations

from ingest.archive.archive import Archive, PassedOver
from ingest.archive.connection import ArchiveError

__all__ = ["Archive", "ArchiveError", "PassedOver"]
