"""Which known name a mistyped one is near to: every "did you mean" asks here."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

ALIKE: Final = 0.7  # own choice: likeness of two words, 1 being the same


def nearest(word: str, names: Iterable[str], *, most: int = 3, alike: float = ALIKE) -> list[str]:
    """Return the names that a word may have meant, the nearest first: begun or spelt like it."""
    by_fold = {name.casefold(): name for name in names}
    folded = word.strip().casefold()
    begun = [name for name in by_fold if folded and name.startswith(folded)]
    spelt = difflib.get_close_matches(folded, by_fold, n=most, cutoff=alike)
    return [by_fold[name] for name in dict.fromkeys((*begun, *spelt))][:most]


def did_you_mean(word: str, names: Iterable[str], *, most: int = 2) -> str:
    """Return "Did you mean achilles?", "Did you mean knee or knee-front?", empty without any."""
    near = nearest(word, names, most=most)
    if not near:
        return ""
    *first, last = near
    return f"Did you mean {', '.join(first)}{' or ' if first else ''}{last}?"
