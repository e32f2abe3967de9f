"""From paths to watch files: folders walked, archives read in place, content decides the type."""

from __future__ import annotations

from ingest.sources.model import Found, Quota, Tally
from ingest.sources.searching import find

__all__ = ["Found", "Quota", "Tally", "find"]
