"""The exercises of one day: level, dose and reason, as the body allows (RULES 6.1 to 6.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.body.exercises import EXERCISES, LEVELS, SUPPORT_AGE
from planner.week.model import Dose, Strength
from planner.week.problems import strength_forbidden

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.body.exercises import Exercise, ExerciseRow, Level
    from planner.week.situation import Situation
    from planner.week.strength_search import StrengthWeek

KNEE: Final = ("knee", "knee-front", "knee-lateral")
KNEE_PAIN: Final = 2  # above it the squat is shallower (the source: do not go as deep)
ACHILLES_PAIN: Final = 3  # from it on the heels are raised: deep and heels down squeezes it
LIGHTER: Final = frozenset({"deload", "taper"})  # half the deadlifts (RULES 6.3)
FIRST_LOAD_KG: Final = 4.0
SUPPORT_CUE: Final = "A hand near support whenever the eyes are closed."


def strength_of_day(
    situation: Situation, strength: StrengthWeek, number: int
) -> tuple[Strength, ...]:
    """Return the day's exercises in the order of the source: balance, squat, deadlift."""
    if strength_forbidden(situation)[number] is not None:
        return ()
    wanted = (row for row in EXERCISES if row.daily or number in strength.days(row.key))
    return tuple(_prescribed(situation, row) for row in wanted)


def _prescribed(situation: Situation, row: ExerciseRow) -> Strength:
    rung = situation.rungs[row.key]
    why = f"{row.often}; {rung.next}." if rung.next else f"{row.often}."
    usual = _at_level(row.key, LEVELS[rung.level], why)
    fit = FITTED.get(row.key)
    return usual if fit is None else fit(situation, usual)


def _at_level(exercise: Exercise, level: Level, why: str) -> Strength:
    load = FIRST_LOAD_KG if level.loaded else None
    return Strength(
        exercise=exercise,
        level=level.name,
        dose=Dose(hold_s=level.hold_s, sides=level.sides, reps=level.reps, load_kg=load),
        cues=level.cues,
        why=why,
    )


def _balance(situation: Situation, usual: Strength) -> Strength:
    old = situation.age is not None and situation.age >= SUPPORT_AGE
    return replace(usual, cues=(SUPPORT_CUE, *usual.cues)) if old else usual


def _squat(situation: Situation, usual: Strength) -> Strength:
    knee = situation.body.pain(*KNEE)
    achilles = max(situation.body.pain("achilles"), situation.body.pain("heel"))
    if achilles >= ACHILLES_PAIN:
        why = f"Achilles or heel pain {achilles:g}: heels raised, a deep squat would squeeze it."
    elif knee > KNEE_PAIN:
        why = f"Knee pain {knee:g}: not as deep, heels raised, until it is 2 or less."
    else:
        return usual
    return _at_level(usual.exercise, LEVELS["S0"], why)


def _slrdl(situation: Situation, usual: Strength) -> Strength:
    dose, why = usual.dose, usual.why
    if dose.load_kg is not None and situation.rungs.load_kg is not None:
        dose = replace(dose, load_kg=situation.rungs.load_kg)
    if situation.target.rhythm in LIGHTER and dose.reps is not None:
        dose = replace(dose, reps=-(-dose.reps // 2))
        why = f"Half as many in a lighter week. {why}"
    return replace(usual, dose=dose, why=why)


# What the runner's body, age and week change of an exercise's usual dose.
FITTED: Final[Mapping[Exercise, Callable[[Situation, Strength], Strength]]] = {
    "balance": _balance,
    "squat": _squat,
    "slrdl": _slrdl,
}
