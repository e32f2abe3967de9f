"""Days without running, and how much of the former volume they leave (RULES 5.1, 7.4)."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

BREAK_DAYS: Final = 7  # days without a run that make a break
AFTER_BREAK_DAYS: Final = 21  # for so long a break still cuts what older runs license
# Days off and the share of the former volume that remains; the shares are our own choice. The
# time-off table of Daniels' V.O2 beside it in the rules is of pace, not of volume.
SHARES: Final = (
    (5, 1.0),
    (7, 0.90),
    (14, 0.75),
    (21, 0.60),
    (28, 0.50),
    (42, 0.365),
    (56, 0.25),
    (72, 0.20),
)


def share_after(days_off: int) -> float:
    """Return the share of the former volume after so many days off, interpolated (RULES 7.4)."""
    if days_off <= SHARES[0][0]:
        return SHARES[0][1]
    for (low, before), (high, after) in pairwise(SHARES):
        if days_off <= high:
            return before + (days_off - low) / (high - low) * (after - before)
    return SHARES[-1][1]
