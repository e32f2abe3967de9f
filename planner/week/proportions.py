"""Usual days stay usual in their proportions: 46, 52, 41 min do not become three times 46."""

from __future__ import annotations

from statistics import pstdev
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

WEEK_DAYS: Final = 7
USUAL_RUN_MIN: Final = 20  # own choice: shorter runs rather than fewer, down to this


def monotony(sizes: Sequence[int]) -> float:
    """Return mean over standard deviation of a week's days, 0 without a run (RULES 3.7)."""
    days = [*sizes, *[0] * (WEEK_DAYS - len(sizes))]
    spread = pstdev(days)
    return sum(days) / WEEK_DAYS / spread if spread else 0.0


def in_proportion(sizes: Sequence[int], usual_min: Sequence[float], *, most: int) -> list[int]:
    """Return equal sizes made unequal as the usual days are, the largest first; their sum stays.

    None passes ``most`` or falls under ``USUAL_RUN_MIN`` where it did not before; the largest usual
    days count, and missing ones are like the mean of them.
    """
    usual = sorted((one for one in usual_min if one > 0), reverse=True)[: len(sizes)]
    if len(sizes) < 2 or not usual or max(sizes) > most:  # noqa: PLR2004 - one run has no proportion
        return list(sizes)
    usual += [sum(usual) / len(usual)] * (len(sizes) - len(usual))
    low = min(USUAL_RUN_MIN, *sizes)
    found = [low] * len(sizes)
    # Minute by minute to the run that is furthest behind its share: exact, and never past a bound.
    for _ in range(sum(sizes) - sum(found)):
        open_to = [place for place, size in enumerate(found) if size < most]
        found[min(open_to, key=lambda place: (found[place] + 1) / usual[place])] += 1
    return sorted(found, reverse=True)
