"""Words typed after a kind, in any order: "left achilles 4 next morning on the stairs"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.diary.kinds import SIDES, place_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import Side

_WHENS = {
    "during": "during",
    "after": "after",
    "morning": "next morning",
    "next-morning": "next morning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the words say; everything from the first unknown word on is ``text``."""

    score: float | None = None
    side: Side | None = None
    place: str | None = None
    when: str | None = None
    text: str = ""


def read_words(words: Sequence[str]) -> Words:
    """Return the parts that the leading words name; each part is taken once."""
    parts: dict[str, float | str] = {}
    rest = list(words)
    while rest:
        taken, part, value = _part(rest)
        if taken == 0 or part in parts:
            break
        parts[part] = value
        rest = rest[taken:]
    return Words(**parts, text=" ".join(rest))  # type: ignore[arg-type]  # typed by _part


def _part(rest: Sequence[str]) -> tuple[int, str, float | str]:
    """Return how many words a part takes, its name and its value; 0 where none is known."""
    word = rest[0].lower()
    place = place_named(word)
    number = _number(word.removesuffix("/10"))
    if [word, *(follower.lower() for follower in rest[1:2])] == ["next", "morning"]:
        part: tuple[int, str, float | str] = (2, "when", "next morning")
    elif word in _WHENS:
        part = (1, "when", _WHENS[word])
    elif word in SIDES:
        part = (1, "side", word)
    elif place is not None:
        part = (1, "place", place)
    elif number is not None:
        part = (1, "score", number)
    else:
        part = (0, "", "")
    return part


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
