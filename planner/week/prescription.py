"""The exercises of one day: level, dose and reason, as the body allows (RULES 6.1 to 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.body.exercises import LEVELS, SUPPORT_AGE
from planner.week.model import Dose, Strength
from planner.week.problems import strength_forbidden

if TYPE_CHECKING:
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
    found = []
    if number in strength.balance:
        found.append(_balance(situation))
    found.append(_squat(situation))
    if number in strength.slrdl:
        found.append(_slrdl(situation))
    return tuple(found)


def _balance(situation: Situation) -> Strength:
    level = LEVELS[situation.rungs.balance]
    old = situation.age is not None and situation.age >= SUPPORT_AGE
    return Strength(
        exercise="balance",
        level=level.name,
        dose=Dose(hold_s=level.hold_s, sides=2, reps=None, load_kg=None),
        cues=(SUPPORT_CUE, *level.cues) if old else level.cues,
        why=f"At least twice a week; {situation.rungs.balance_next}.",
    )


def _squat(situation: Situation) -> Strength:
    name, why = situation.rungs.squat, f"Every day; {situation.rungs.squat_next}."
    knee = situation.body.pain(*KNEE)
    if knee > KNEE_PAIN:
        name, why = "S0", f"Knee pain {knee:g}: not as deep, heels raised, until it is 2 or less."
    achilles = max(situation.body.pain("achilles"), situation.body.pain("heel"))
    if achilles >= ACHILLES_PAIN:
        name = "S0"
        why = f"Achilles or heel pain {achilles:g}: heels raised, a deep squat would squeeze it."
    level = LEVELS[name]
    return Strength(
        exercise="squat",
        level=level.name,
        dose=Dose(
            hold_s=level.hold_s,
            sides=None,
            reps=None,
            load_kg=FIRST_LOAD_KG if level.loaded else None,
        ),
        cues=level.cues,
        why=why,
    )


def _slrdl(situation: Situation) -> Strength:
    level = LEVELS[situation.rungs.slrdl]
    reps, why = level.reps, "At least twice a week, two days apart, off the long run"
    if situation.target.rhythm in LIGHTER and reps is not None:
        reps, why = -(-reps // 2), f"Half as many in a lighter week. {why}"
    load = (situation.rungs.load_kg or FIRST_LOAD_KG) if level.loaded else None
    return Strength(
        exercise="slrdl",
        level=level.name,
        dose=Dose(hold_s=None, sides=2, reps=reps, load_kg=load),
        cues=level.cues,
        why=f"{why}; {situation.rungs.slrdl_next}.",
    )
