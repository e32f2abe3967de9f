"""How a share is said: cut, never rounded up, because a limit is reached or it is not."""

from __future__ import annotations

import math


def percent(frac: float, digits: int = 0) -> float:
    """Return a share in per cent, cut: 89.96 % is 89 %, or 89.9 %, and never a reached 90 %."""
    scale = 10.0**digits
    return math.floor(frac * 100 * scale + 1e-9) / scale


def percent_words(frac: float) -> str:
    """Return a share as whole per cent, "89 %"."""
    return f"{percent(frac):.0f} %"
