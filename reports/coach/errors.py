"""What keeps the page of a coach from being made."""

from __future__ import annotations

from ingest.errors import AerobaseError


class CoachError(AerobaseError):
    """Nothing can be shown of what was named."""
