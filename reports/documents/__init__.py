"""The JSON of each command, typed: one ``TypedDict`` a document, made of judged values."""

from __future__ import annotations

import math
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def rounded(value: float | None, digits: int = 3) -> float | None:
    """Return ``value`` rounded, or None where it is unknown or not finite."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), digits)


def instant(at: datetime) -> str:
    """Return an instant as ISO 8601 in UTC, ending in Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
