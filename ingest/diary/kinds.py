"""What each kind of diary entry takes: one table that commands, CSV files and checks share."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from ingest.diary.model import DiaryEntry, DiaryError, DiaryKind, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.diary.model import Scalar

HIGHEST_SCORE: Final = 10
SIDES: Final[tuple[Side, ...]] = get_args(Side)
WHENS: Final = ("during", "after", "next morning")
# Where it hurts, with the words that mean the same.
# Place -> its other spellings. What is not felt in one of these is "other", with words.
PLACES: Final[dict[str, tuple[str, ...]]] = {
    "soleus": ("lower-calf",),
    "gastrocnemius": ("gastroc", "gastrocs", "upper-calf"),
    "calf": ("calves", "calfs"),
    "achilles": ("ach", "tendon", "achilles-tendon", "heel-cord"),
    "heel": ("heels", "heel-bone", "calcaneus"),
    "foot": ("feet", "arch", "plantar", "plantar-fascia", "sole", "soles"),
    "shin": ("shins", "tibia"),
    "knee": ("knees",),
    "knee-front": ("front-knee", "front-of-knee", "patella", "kneecap", "knee-cap"),
    "knee-lateral": (
        "lateral-knee", "outer-knee", "knee-outside", "outside-knee", "itb", "it-band",
    ),
    "thigh": ("thighs", "quad", "quads", "hamstring", "hamstrings"),
    "hip": ("hips",),
    "glute-medius": ("glute", "glutes", "glute-med", "gluteus-medius"),
    "low-back": ("lower-back", "back", "si", "lumbar"),
    "other": (),
}  # fmt: skip
EXERCISES: Final = ("squat", "balance", "slrdl")
ValueType: TypeAlias = Literal["number", "text", "yes/no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: what its score means (None: it has none), which parts it takes, which values."""

    name: DiaryKind
    summary: str
    score: str | None = None
    score_needed: bool = False
    where: bool = False  # takes a place and a side
    when: bool = False
    values: Mapping[str, ValueType] = field(default_factory=dict)
    values_needed: tuple[str, ...] = ()


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(
            name="pain",
            summary="Pain, 0 none to 10 worst.",
            score="pain",
            score_needed=True,
            where=True,
            when=True,
            values={"limp": "yes/no"},
        ),
        Kind(
            name="soreness",
            summary="Muscle soreness, 0-10.",
            score="soreness",
            score_needed=True,
            where=True,
            when=True,
        ),
        Kind(
            name="stiffness",
            summary="Morning stiffness, 0-10.",
            score="stiffness",
            score_needed=True,
            where=True,
            values={"minutes": "number"},
        ),
        Kind(
            name="stress",
            summary="Stress of the whole of life, 0 calm to 10 most.",
            score="stress",
            score_needed=True,
        ),
        Kind(
            name="sleep",
            summary="Hours slept; --score: how good, 0 bad to 10 best.",
            score="how good",
            values={"hours": "number"},
        ),
        Kind(
            name="strength",
            summary=f"Strength done: {', '.join(EXERCISES)}; level and seconds or reps count.",
            score="pain while doing it",
            where=True,
            values={
                "exercise": "text",
                "level": "text",
                "hold_s": "number",
                "reps": "number",
                "load_kg": "number",
                "faults": "text",
            },
            values_needed=("exercise",),
        ),
        Kind(
            name="balance-test",
            summary="Seconds stood on one leg, by side and level (B1 to B4).",
            where=True,
            values={"level": "text", "seconds": "number"},
            values_needed=("seconds",),
        ),
        Kind(
            name="heel-raise-test",
            summary="Heel raises on one leg, how many by side; not from the Sock Doc's video.",
            where=True,
            values={"reps": "number"},
            values_needed=("reps",),
        ),
        Kind(
            name="squat-test",
            summary="Seconds held in the deep squat, and its level (S0 to S3).",
            score="knee pain",
            where=True,
            values={"level": "text", "hold_s": "number", "hr_rise_bpm": "number", "faults": "text"},
            values_needed=("hold_s",),
        ),
        Kind(
            name="knee-bend-test",
            summary="Light knee bend on one leg: pain 0-10, weak or unstable.",
            score="pain",
            score_needed=True,
            where=True,
            values={"unstable": "yes/no"},
        ),
        Kind(
            name="tenderness",
            summary="Tenderness to the thumbs, 0-10, by side (soleus).",
            score="tenderness",
            score_needed=True,
            where=True,
        ),
        Kind(
            name="maf-test",
            summary="Declare a session as a MAF test.",
            values={"session": "text", "course": "text", "protocol": "text"},
        ),
        Kind(
            name="drift-test",
            summary="Declare a session as a heart-rate drift test.",
            values={"session": "text", "course": "text", "protocol": "text"},
        ),
        Kind(
            name="illness",
            summary="Ill today; --fever; --over on the first well day.",
            score="how ill",
            values={"fever": "yes/no", "over": "yes/no"},
        ),
        Kind(
            name="redflag",
            summary="A sign that needs a clinician.",
            where=True,
            values={"name": "text"},
            values_needed=("name",),
        ),
        Kind(name="safety", summary="The safety questions answered; text: which sign applies."),
        Kind(name="note", summary="Anything worth keeping."),
        Kind(
            name="done",
            summary="A run done: RPE 0-10 and minutes.",
            score="effort (RPE)",
            values={"session": "text", "minutes": "number", "type": "text"},
        ),
        Kind(
            name="wellness",
            summary="Resting heart rate and HRV of the morning.",
            values={"rhr_bpm": "number", "hrv_rmssd_ms": "number"},
        ),
    )
}
FORMER_KINDS: Final[Mapping[str, DiaryKind]] = {}  # none was renamed so far
SENSIBLE: Final[dict[str, tuple[float, float]]] = {
    "hours": (0, 24),
    "rhr_bpm": (25, 150),
    "hrv_rmssd_ms": (1, 400),
    "minutes": (0, 2880),
    "seconds": (0, 3600),
    "hold_s": (0, 7200),
    "reps": (0, 1000),
    "load_kg": (0, 500),
    "hr_rise_bpm": (-100, 150),
}


def place_named(word: str) -> str | None:
    """Return the place a word means, or None where it means none."""
    lowered = word.lower().replace("_", "-")
    for place, others in PLACES.items():
        if lowered == place or lowered in others:
            return place
    return None


def understood(entry: DiaryEntry, *, former: Mapping[str, DiaryKind] = FORMER_KINDS) -> DiaryEntry:
    """Return an entry of the journal by the names of today.

    What was accepted when it was written is not judged again: a range made narrower, or a part
    newly needed, takes nothing back. Kinds, places and values of a newer version stay as they are.

    Raises
    ------
    DiaryError
        A part has a form that no version wrote, as a hand's slip may leave it.
    """
    name = former.get(entry.kind, entry.kind)
    kind = KINDS.get(name)
    if kind is None:
        return entry
    if entry.score is not None and not 0 <= entry.score <= HIGHEST_SCORE:
        raise DiaryError(f"The score {entry.score:g} is not between 0 and 10.")
    if entry.side is not None and entry.side not in SIDES:
        raise DiaryError(f"{entry.side!r} is not a side.", hint="One of: left, right, both.")
    place = entry.place if entry.place is None else place_named(entry.place) or entry.place
    values = {
        name: _of_form(name, kind.values[name], value) if name in kind.values else value
        for name, value in entry.values.items()
        if value is not None
    }
    return replace(entry, kind=name, place=place, values=values)


def checked(entry: DiaryEntry) -> DiaryEntry:
    """Return the entry in its standard form: places by their name, values by their type.

    Raises
    ------
    DiaryError
        A part is missing, out of range or foreign to the kind; the message says which.
    """
    kind = KINDS.get(entry.kind)
    if kind is None:
        raise DiaryError(
            f"{entry.kind!r} is not a kind of diary entry.", hint=f"One of: {', '.join(KINDS)}."
        )
    _check_score(kind, entry.score)
    if entry.side is not None and entry.side not in SIDES:
        raise DiaryError(f"{entry.side!r} is not a side.", hint="One of: left, right, both.")
    if entry.when is not None and (not kind.when or entry.when not in WHENS):
        raise DiaryError(
            f"A {kind.name} entry takes no 'when' of {entry.when!r}.",
            hint="Pain and soreness take: during, after, next morning.",
        )
    if (entry.place or entry.side) and not kind.where:
        raise DiaryError(f"A {kind.name} entry takes no place or side.")
    place = _checked_place(entry.place)
    values = _checked_values(kind, entry.values) if entry.values or kind.values_needed else {}
    if place == entry.place and values == entry.values:
        return entry
    return replace(entry, place=place, values=values)


def _check_score(kind: Kind, score: float | None) -> None:
    if score is None:
        if kind.score_needed:
            raise DiaryError(
                f"A {kind.name} entry needs its score, 0 to 10.",
                hint=f"For example: aerobase log {kind.name} 4",
            )
        return
    if kind.score is None:
        raise DiaryError(f"A {kind.name} entry takes no score.")
    if not 0 <= score <= HIGHEST_SCORE:
        raise DiaryError(f"The score {score:g} is not between 0 and 10.")


def _checked_place(place: str | None) -> str | None:
    if place is None:
        return None
    named = place_named(place)
    if named is None:
        raise DiaryError(
            f"{place!r} is not a place this diary knows.", hint=f"One of: {', '.join(PLACES)}."
        )
    return named


def _checked_values(kind: Kind, values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    given = {name: value for name, value in values.items() if value is not None}
    for name in given:
        if name not in kind.values:
            raise DiaryError(f"A {kind.name} entry has no {name!r}.")
    for name in kind.values_needed:
        if name not in given:
            raise DiaryError(f"A {kind.name} entry needs {name!r}.")
    return {name: _checked_value(name, kind.values[name], value) for name, value in given.items()}


def _checked_value(name: str, wanted: ValueType, value: Scalar) -> Scalar:
    found = _of_form(name, wanted, value)
    if name == "exercise" and found not in EXERCISES:
        raise DiaryError(f"{found!r} is no exercise here.", hint=f"One of: {', '.join(EXERCISES)}.")
    if isinstance(found, float):
        lowest, highest = SENSIBLE.get(name, (float("-inf"), float("inf")))
        if not lowest <= found <= highest:
            raise DiaryError(f"{name} {found:g} is not between {lowest:g} and {highest:g}.")
    return found


def _of_form(name: str, wanted: ValueType, value: Scalar) -> Scalar:
    """Return a value in the form that its kind wants: a float, a text, yes or no."""
    if wanted == "yes/no":
        if isinstance(value, bool):
            return value
        raise DiaryError(f"{name!r} is yes or no, not {value!r}.")
    if wanted == "text":
        return str(value)
    try:
        number = float(value)  # type: ignore[arg-type]  # a text or nothing ends in the except
    except (TypeError, ValueError, OverflowError) as error:
        raise DiaryError(f"{name!r} is a number, not {value!r}.") from error
    if not math.isfinite(number):
        raise DiaryError(f"{name!r} is a number, not {value!r}.")
    return number
