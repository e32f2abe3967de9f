"""Words typed after a kind of entry, in any order: "left achilles 4 next morning on the stairs"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ingest.diary.kinds import PLACES
from planner.near import nearest
from reports.said.model import SaidError
from reports.said.names import SIDE_NAMES, WHEN_NAMES, both_said, name_or_none

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import Side

Part: TypeAlias = Literal["score", "side", "place", "when"]
NUMBERS: Final = {
    word: float(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten".split()  # noqa: SIM905
    )
} | {"none": 0.0, "no": 0.0}
_SHORTEST: Final = 4  # letters: shorter words are near to too much
PLACE_NEAR: Final = 0.75  # so alike, a word is a place mistyped and no part of a sentence
SIDE_NEAR: Final = 0.8  # of words with the side's first letter: "light" and "night" are words
_FILLERS: Final = frozenset({"in", "at", "on", "of", "my", "the", "a", "is", "out"})
_LONGEST: Final = 3  # words of one name, such as "front of knee"
# Words of everyday sentences that are also places.
_EVERYDAY: Final = frozenset({"back", "sole", "arch", "tendon", "other", "stand", "foot", "heel"})

_PLACE_WORDS: Final = [
    name
    for name in (*PLACES, *(other for others in PLACES.values() for other in others))
    if len(name) >= _SHORTEST
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the words say; everything from the first unknown word on is ``text``."""

    score: float | None = None
    side: Side | None = None
    place: str | None = None
    when: str | None = None
    text: str = ""


def read_words(words: Sequence[str], *, where: bool = True) -> Words:
    """Return the parts that the leading words name; each part is taken once.

    Parameters
    ----------
    where
        Whether a place and a side may be said; then a place that only the text names is taken too.

    Raises
    ------
    SaidError
        The first word that is no part is nearly a place, a side or a time: it is not made a text.
    """
    parts: dict[str, float | str] = {}
    rest = [part for word in words for part in word.split()]
    while rest:
        taken, part, value = _part(rest)
        fillers = sum(1 for _ in takewhile(lambda word: word.lower() in _FILLERS, rest))
        if taken == 0 and fillers and _part(rest[fillers:])[0]:
            rest = rest[fillers:]
            continue
        if taken == 0 or part in parts or (part in {"side", "place", "when"} and not where):
            break
        parts[part] = value
        if part == "place" and both_said(" ".join(rest[:taken])):
            parts.setdefault("side", "both")
        rest = rest[taken:]
    said = Words(**parts, text=" ".join(rest))  # type: ignore[arg-type]  # typed by _part
    return _placed(said) if where else said


def place_in(text: str) -> str | None:
    """Return the place that a free text names or nearly names, None where it names none."""
    try:
        return read_words(text.split()).place
    except SaidError as error:
        return error.near[0] if error.near and name_or_none(error.near[0], PLACES) else None


def score_said(text: str) -> float:
    """Return a score: "4", "4/10", "4 of 10", "4,5", "four"; its range is the diary's matter.

    Raises
    ------
    SaidError
        It is none.
    """
    words = text.split()
    number, taken = _score(words)
    if number is None or taken != len(words):
        raise SaidError(f"{text!r} is no score; write 0 to 10.")
    return number


def _placed(said: Words) -> Words:
    """Return the words with the one place that the text names, where no place was said."""
    words = [bare(word) for word in said.text.split()]
    if not words:
        return said
    if said.side is None:
        _refuse_near(words[0], [side for side in SIDE_NAMES if side[0] == words[0][:1]], SIDE_NEAR)
    if said.place is not None:
        return said
    _refuse_near(words[0], _PLACE_WORDS, PLACE_NEAR)
    named = {name_or_none(word, PLACES) for word in words if word not in _EVERYDAY} - {None}
    if len(named) == 1:
        sides = {word for word in words if word in SIDE_NAMES}
        side = said.side or (sides.pop() if len(sides) == 1 else None)
        return replace(said, place=named.pop(), side=side)  # type: ignore[arg-type]
    return said


def bare(word: str) -> str:
    """Return a word of a sentence in small letters, without what stands around it."""
    return word.strip(".,;:!?()").lower()


def _refuse_near(word: str, names: Sequence[str], alike: float) -> None:
    """Refuse a word that is nearly one of the names; the name itself is none."""
    near = [] if word in names else nearest(word, names, alike=alike)
    near = [name for name in near if name in PLACES] or near
    if near and len(word) >= _SHORTEST:
        meant = f"Did you mean {' or '.join(near)}?"
        raise SaidError(f"{word!r} is no place or side. {meant}", word=word, near=tuple(near))


def _part(rest: Sequence[str]) -> tuple[int, str, float | str]:
    """Return how many words a part takes, its name and its value; 0 where none is known."""
    for many in range(min(_LONGEST, len(rest)), 0, -1):
        words = " ".join(rest[:many])
        named: tuple[tuple[Part, str | None], ...] = (
            ("when", name_or_none(words, WHEN_NAMES)),
            ("side", name_or_none(words, SIDE_NAMES)),
            ("place", name_or_none(words, PLACES)),
        )
        for part, name in named:
            if name is not None:
                return many, part, name
    number, taken = _score(rest)
    return (taken, "score", number) if number is not None else (0, "", "")


def _score(rest: Sequence[str]) -> tuple[float | None, int]:
    """Return a score and how many words it took: "4", "4/10", "4,5", "4 of 10", "four"."""
    if not rest:
        return None, 0
    number = _number(rest[0].lower().removesuffix("/10"))
    following = [word.lower() for word in rest[1:4]]
    for scale in (["of", "10"], ["out", "of", "10"]):
        if number is not None and following[: len(scale)] == scale:
            return number, 1 + len(scale)
    return number, 1


def _number(word: str) -> float | None:
    if word in NUMBERS:
        return NUMBERS[word]
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None
