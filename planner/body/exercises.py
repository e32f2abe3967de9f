"""The three exercises of the source: ladders from easy to advanced, doses, cues for the form.

Order and cues follow the Sock Doc video "Leg Power"; seconds and repetitions that it does not
fix are own choices (RULES 6.1). Age norms are those of Springer et al. 2007 (J Geriatr Phys Ther
30:8, n = 549, best of three, barefoot, arms crossed, test capped at 45 s).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Exercise: TypeAlias = Literal["squat", "balance", "slrdl"]
LevelName: TypeAlias = Literal["B1", "B2", "B3", "B4", "S0", "S1", "S2", "S3", "R0", "R1", "R2"]

EXERCISE_NAMES: Final[dict[str, str]] = {
    "squat": "deep squat hold",
    "balance": "single-leg balance",
    "slrdl": "single-leg Romanian deadlift",
}


def exercise_name(exercise: str) -> str:
    """Return the exercise's name; one that a newer version planned is called by its key."""
    return EXERCISE_NAMES.get(exercise, exercise.replace("_", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One rung of a ladder.

    ``hold_s`` and ``reps`` are the usual dose, each side where ``sides`` is 2; ``gate_s`` and
    ``gate_reps`` open the next rung. ``eyes_closed`` and ``loaded`` mark what some runners do not
    get (RULES 1.1, 6.1).
    """

    name: LevelName
    exercise: Exercise
    title: str
    hold_s: int | None
    reps: int | None
    sides: int | None
    cues: tuple[str, ...]
    gate_s: int | None = None
    gate_reps: int | None = None
    eyes_closed: bool = False
    loaded: bool = False


_STAND: Final = (
    "Barefoot, near a wall; left and right alike, and compare the sides.",
    "Straight and a little wobbly is good; falling over is not.",
)
_SQUAT: Final = (
    "Heels down, back as straight as possible, shoulders behind your knees.",
    "A hold, not sets: breathe, and come up before the form goes.",
)
_HINGE: Final = (
    "Tighten the glute of the free leg first, then tip like a pendulum.",
    "Rear leg, hips and torso in one flat line; do not throw the leg up.",
    "Up and down without hanging there: longer is only harder.",
)

LADDERS: Final[dict[Exercise, tuple[Level, ...]]] = {
    "balance": (
        Level(
            name="B1",
            exercise="balance",
            title="one leg, eyes open",
            hold_s=60,
            reps=None,
            sides=2,
            cues=_STAND,
            gate_s=60,
        ),
        Level(
            name="B2",
            exercise="balance",
            title="one leg, eyes closed",
            hold_s=30,
            reps=None,
            sides=2,
            cues=("A wall within reach before you close your eyes.", *_STAND),
            gate_s=15,
            eyes_closed=True,
        ),
        Level(
            name="B3",
            exercise="balance",
            title="one leg, head turning, eyes open",
            hold_s=30,
            reps=None,
            sides=2,
            cues=("Turn the head left and right, then up and down.", *_STAND),
            gate_s=30,
        ),
        Level(
            name="B4",
            exercise="balance",
            title="one leg, head turning, eyes closed",
            hold_s=20,
            reps=None,
            sides=2,
            cues=("A wall within reach before you close your eyes.", *_STAND),
            gate_s=20,
            eyes_closed=True,
        ),
    ),
    "squat": (
        Level(
            name="S0",
            exercise="squat",
            title="partial depth, heels on a book or board",
            hold_s=30,
            reps=None,
            sides=None,
            cues=("Only as deep as the back stays straight and nothing hurts.", *_SQUAT[1:]),
            gate_s=30,
        ),
        Level(
            name="S1",
            exercise="squat",
            title="heels down, depth as it comes",
            hold_s=60,
            reps=None,
            sides=None,
            cues=(*_SQUAT, "If you come forward, do not go as low."),
            gate_s=60,
        ),
        Level(
            name="S2",
            exercise="squat",
            title="full depth, heels down",
            hold_s=120,
            reps=None,
            sides=None,
            cues=(*_SQUAT, "A resting position in time, up to several minutes."),
            gate_s=120,
        ),
        Level(
            name="S3",
            exercise="squat",
            title="full depth with a light weight",
            hold_s=60,
            reps=None,
            sides=None,
            cues=(*_SQUAT, "With a weight do not bottom out, and do not tuck your tail."),
            loaded=True,
        ),
    ),
    "slrdl": (
        Level(
            name="R0",
            exercise="slrdl",
            title="entry level of this planner: supported hinge",
            hold_s=None,
            reps=5,
            sides=2,
            cues=("Fingertips on a wall, rear toes on the floor, no weight.", _HINGE[0]),
        ),
        Level(
            name="R1",
            exercise="slrdl",
            title="body weight",
            hold_s=None,
            reps=10,
            sides=2,
            cues=(*_HINGE, "A few clean ones are worth more than ten poor ones."),
            gate_reps=10,
        ),
        Level(
            name="R2",
            exercise="slrdl",
            title="with a weight",
            hold_s=None,
            reps=10,
            sides=2,
            cues=(*_HINGE, "Add weight only while ten a side stay easy and clean."),
            loaded=True,
        ),
    ),
}
LEVELS: Final[dict[str, Level]] = {
    level.name: level for ladder in LADDERS.values() for level in ladder
}

# (first age, seconds eyes open, seconds eyes closed), Springer 2007, women and men together.
_AGE_NORMS: Final = (
    (80, 9, 2),
    (70, 21, 3),
    (60, 32, 4),
    (50, 41, 8),
    (40, 41, 13),
    (0, 44, 15),
)
BALANCE_GATE_S: Final = 60
SUPPORT_AGE: Final = 65  # from here eyes-closed work only with a hand near support, never a gate


def stand_norm_s(age: int | None, *, eyes_closed: bool) -> int:
    """Return the age norm of standing on one leg, in seconds; without an age, the youngest's.

    Source: Springer et al. 2007 (RULES 6.1, published).
    """
    first = next(row for row in _AGE_NORMS if (age or 0) >= row[0])
    return first[2] if eyes_closed else first[1]


def open_eyes_gate_s(age: int | None) -> int:
    """Return what opens the rung after B1: the lesser of 60 s and the age norm (RULES 6.1)."""
    return min(BALANCE_GATE_S, stand_norm_s(age, eyes_closed=False))
