"""The three exercises of the source: ladders from easy to advanced, doses, cues for the form.

Order and cues follow the Sock Doc video "Leg Power"; seconds and repetitions that it does not
fix are own choices (RULES 6.1). Age norms are those of Springer et al. 2007 (J Geriatr Phys Ther
30:8, n = 549, best of three, barefoot, arms crossed, test capped at 45 s).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Exercise: TypeAlias = Literal["squat", "balance", "slrdl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One rung of a ladder.

    ``hold_s`` and ``reps`` are the usual dose, each side where ``sides`` is 2; ``gate_s`` and
    ``gate_reps`` open the next rung, and no dose is above them but the resting squat's.
    ``eyes_closed`` and ``loaded`` mark what some runners do not get (RULES 1.1, 6.1).
    """

    name: str
    title: str
    hold_s: int | None
    reps: int | None
    sides: int | None
    cues: tuple[str, ...]
    gate_s: int = 0  # 0: opens nothing
    gate_reps: int = 0
    eyes_closed: bool = False
    loaded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseRow:
    """One exercise: what it is called, how often it is wanted, its rungs from easy to advanced.

    A ``daily`` one is on every day that allows it; the others are placed by the week's search.
    ``test`` is the diary's kind of entry by which its rungs are tested, null without one.
    """

    key: Exercise
    name: str
    often: str
    ladder: tuple[Level, ...]
    daily: bool = False
    test: str | None = None


_STAND: Final = (
    "Barefoot, near a wall; left and right alike, and compare the sides.",
    "Straight and a little wobbly is good; falling over is not.",
)
_SQUAT: Final = (
    (
        "Heels down, back as straight as possible, chest up: seen from the side, the shoulders "
        "stay behind the knees."
    ),
    "A hold, not sets: breathe, and come up before the form goes.",
)
_HINGE: Final = (
    "Tighten the glute of the free leg first, then tip like a pendulum.",
    "Rear leg, hips and torso in one flat line; do not throw the leg up.",
    "Up and down without hanging there: longer is only harder.",
)

_BALANCE_LADDER: Final = (
    Level(
        name="B1",
        title="one leg, eyes open",
        hold_s=60,
        reps=None,
        sides=2,
        cues=_STAND,
        gate_s=60,
    ),
    Level(
        name="B2",
        title="one leg, eyes closed",
        hold_s=15,
        reps=None,
        sides=2,
        cues=("A wall within reach before you close your eyes.", *_STAND),
        gate_s=15,
        eyes_closed=True,
    ),
    Level(
        name="B3",
        title="one leg, head turning, eyes open",
        hold_s=30,
        reps=None,
        sides=2,
        cues=("Turn the head left and right, then up and down.", *_STAND),
        gate_s=30,
    ),
    Level(
        name="B4",
        title="one leg, head turning, eyes closed",
        hold_s=20,
        reps=None,
        sides=2,
        cues=("A wall within reach before you close your eyes.", *_STAND),
        gate_s=20,
        eyes_closed=True,
    ),
)
_SQUAT_LADDER: Final = (
    Level(
        name="S0",
        title="partial depth, heels on a book or board",
        hold_s=30,
        reps=None,
        sides=None,
        cues=("Only as deep as the back stays straight and nothing hurts.", *_SQUAT[1:]),
        gate_s=30,
    ),
    Level(
        name="S1",
        title="heels down, as deep as is comfortable",
        hold_s=60,
        reps=None,
        sides=None,
        cues=(*_SQUAT, "If you come forward, do not go as low."),
        gate_s=60,
    ),
    Level(
        name="S2",
        title="full depth, heels down",
        hold_s=120,
        reps=None,
        sides=None,
        cues=(*_SQUAT, "A resting position in time, up to several minutes."),
        gate_s=120,
    ),
    Level(
        name="S3",
        title="full depth with a light weight",
        hold_s=60,
        reps=None,
        sides=None,
        cues=("With a weight do not bottom out, and do not tuck your tail.", *_SQUAT),
        loaded=True,
    ),
)
_HINGE_LADDER: Final = (
    Level(
        name="R0",
        title="supported hinge (aerobase's own entry level)",
        hold_s=None,
        reps=5,
        sides=2,
        cues=("Fingertips on a wall, rear toes on the floor, no weight.", _HINGE[0]),
    ),
    Level(
        name="R1",
        title="body weight",
        hold_s=None,
        reps=10,
        sides=2,
        cues=(*_HINGE, "A few clean ones are worth more than ten poor ones."),
        gate_reps=10,
    ),
    Level(
        name="R2",
        title="with a weight",
        hold_s=None,
        reps=10,
        sides=2,
        cues=(*_HINGE, "Add weight only while ten a side stay easy and clean."),
        loaded=True,
    ),
)
EXERCISES: Final[tuple[ExerciseRow, ...]] = (  # in the order of the source
    ExerciseRow(
        key="balance",
        name="single-leg balance",
        often="At least twice a week",
        ladder=_BALANCE_LADDER,
        test="balance-test",
    ),
    ExerciseRow(
        key="squat",
        name="deep squat hold",
        often="Every day",
        ladder=_SQUAT_LADDER,
        daily=True,
        test="squat-test",
    ),
    ExerciseRow(
        key="slrdl",
        name="single-leg Romanian deadlift",
        often="At least twice a week, two days apart, not around long or hard running days",
        ladder=_HINGE_LADDER,
    ),
)
LEVELS: Final[dict[str, Level]] = {level.name: level for row in EXERCISES for level in row.ladder}
_NAMES: Final[dict[str, str]] = {row.key: row.name for row in EXERCISES}

# (first age, seconds eyes open, seconds eyes closed), Springer 2007, women and men together.
_AGE_NORMS: Final = (
    (80, 9, 2),
    (70, 21, 3),
    (60, 32, 4),
    (50, 41, 8),
    (40, 41, 13),
    (0, 44, 15),
)
RESTING_SQUAT_MOST_S: Final = 300  # the source: a resting position, "up to several minutes"
SUPPORT_AGE: Final = 65  # from here eyes-closed work only with a hand near support, never a gate


def exercise_name(exercise: str) -> str:
    """Return the exercise's name; one that a newer version planned is called by its key."""
    return _NAMES.get(exercise, exercise.replace("_", " "))


def stand_norm_s(age: int | None, *, eyes_closed: bool) -> int:
    """Return the age norm of standing on one leg, in seconds; without an age, the youngest's.

    Source: Springer et al. 2007 (RULES 6.1, published).
    """
    first = next(row for row in _AGE_NORMS if (age or 0) >= row[0])
    return first[2] if eyes_closed else first[1]


def stand_gate_s(level: str, age: int | None) -> int:
    """Return the seconds on each leg that open the rung after ``level``, and the most asked on it.

    The lesser of the level's own seconds and the norm of the age, eyes open or closed (RULES 6.1):
    turning the head makes it harder, so no more is asked then than of standing still.
    """
    rung = LEVELS[level]
    return min(rung.gate_s, stand_norm_s(age, eyes_closed=rung.eyes_closed))
