"""Names as they are typed: short forms and other spellings, each meaning one known name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ingest.diary.kinds import EXERCISES, PLACES, SIDES
from planner.near import did_you_mean
from reports.said.model import SaidError

if TYPE_CHECKING:
    from collections.abc import Mapping


SIDE_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "left": ("l", "lt", "lhs"),
    "right": ("r", "rt", "rhs"),
    "both": ("b", "bilateral", "each"),
}
WHEN_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "during": ("running", "while-running"),
    "after": ("afterwards",),
    "next morning": ("next-morning", "morning", "this-morning", "mornings"),
}
EXERCISE_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "squat": ("squats", "deep-squat", "deep-squat-hold", "s"),
    "balance": ("balances", "single-leg-balance", "stand", "b"),
    "slrdl": (
        "rdl", "deadlift", "deadlifts", "single-leg-deadlift", "single-leg-rdl", "romanian",
        "romanian-deadlift", "single-leg-romanian-deadlift", "d",
    ),
}  # fmt: skip
SEX_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "female": ("f", "w", "woman", "girl"),
    "male": ("m", "man", "boy"),
}
CATEGORY_NAMES: Final[dict[str, tuple[str, ...]]] = {
    letter: (f"{letter})", f"({letter})", f"{letter}.", f"category {letter}") for letter in "abcd"
}
UNIT_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "metric": ("km", "kilometres", "kilometers", "si"),
    "imperial": ("mi", "miles", "mile", "us"),
}
_SHORT: Final = 2  # letters: such a spelling is no help to who mistypes another
_PLURALS: Final = frozenset(
    {"calves", "knees", "shins", "heels", "feet", "hips", "thighs", "quads", "hamstrings", "soles"}
)

if tuple(SIDE_NAMES) != SIDES or tuple(EXERCISE_NAMES) != EXERCISES:  # pragma: no cover
    raise AssertionError


def name_said(what: str, text: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """Return the known name that a text means.

    Parameters
    ----------
    what
        What it names, for the message: "place".
    names
        Each name with its other spellings.

    Raises
    ------
    SaidError
        It means none; the nearest ones are named.
    """
    found = name_or_none(text, names)
    if found is not None:
        return found
    spellings = (other for others in names.values() for other in others if len(other) > _SHORT)
    near = did_you_mean(folded(text), names) or did_you_mean(folded(text), spellings)
    near = near or f"One of: {', '.join(names)}."
    raise SaidError(f"{text.strip()!r} is no {what}. {near}")


def name_or_none(text: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the known name that a text means, None where it means none."""
    said = folded(text)
    return next(
        (name for name, others in names.items() if said in {folded(name), *map(folded, others)}),
        None,
    )


def folded(text: str) -> str:
    """Return a name in small letters, its words joined by hyphens."""
    return "-".join(text.lower().replace("_", " ").replace("-", " ").split())


def place_said(text: str) -> str:
    """Return the place of the body that a text means.

    Raises
    ------
    SaidError
        It means none; the nearest ones are named.
    """
    return name_said("place", text, PLACES)


def both_said(text: str) -> bool:
    """Return whether a place is said of both sides: "calves", "knees"."""
    return folded(text) in _PLURALS
