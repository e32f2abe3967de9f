"""What the generated runner writes down, in the words of ``aerobase log``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Said:
    """One entry: how many days before the season's last, and the words after ``log``."""

    days_back: int
    words: tuple[str, ...]


DIARY: Final[dict[str, tuple[Said, ...]]] = {
    "steady": (
        Said(6, ("balance-test", "--level", "B1", "--left", "60", "--right", "60")),
        Said(3, ("balance-test", "--level", "B1", "--left", "60", "--right", "60")),
        Said(3, ("strength", "squat", "--level", "S1", "--hold-s", "60")),
    ),
    "too_hard": (
        Said(4, ("stress", "7")),
        Said(3, ("pain", "2", "soleus", "left", "after")),
        Said(1, ("pain", "3", "soleus", "left", "morning")),
    ),
    "spike": (Said(1, ("soreness", "4", "calf", "both")),),
    "bad_heart_rate": (Said(2, ("note", "The watch sat loose again.")),),
}
