"""The one place that reads the clock."""

from __future__ import annotations

from datetime import datetime


def clock() -> datetime:
    """Return the present instant, aware; the only place that reads the clock."""
    return datetime.now().astimezone()
