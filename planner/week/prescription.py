"""The exercises of one day: level, dose and reason, as the body allows (RULES 6; JUDGEMENT 6)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.body.exercises import EXERCISES, LEVELS, SUPPORT_AGE, stand_gate_s
from planner.week.model import Dose, Strength
from planner.week.problems import LEG_PAIN_SLRDL, SORENESS_AFTER_RACE, strength_forbidden
from planner.week.way_back_words import RAISED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.body.exercises import Exercise, ExerciseRow, Level
    from planner.week.situation import Situation
    from planner.week.strength_search import Beside, StrengthWeek

KNEE: Final = ("knee", "knee-front", "knee-lateral")
DEEP_PAIN: Final = 4  # low-back or hip pain from which nothing is deep or loaded
ACHILLES_PAIN: Final = 3  # from it on the heels are raised: deep and heels down squeezes it
LIGHTER: Final = frozenset({"deload", "taper"})  # half the deadlifts (RULES 6.3)
FIRST_LOAD_KG: Final = 4.0
RESTING: Final = frozenset({"S2", "S3"})  # rungs on which the daily squat is a rest
WEIGHT_WHY: Final = "If you like, besides the rest: a light weight, not to the bottom."
BESIDE_WHY: Final[Mapping[Beside, str]] = {
    "after": "The day after a big one, as no other two fit: leave it out with heavy legs.",
    "before": "Directly after the easy run, as tomorrow is big and no other two days fit.",
}
PAINLESS_CUE: Final = "Only if standing on that leg does not hurt; else leave it out."
SUPPORT_CUE: Final = "A hand near support whenever the eyes are closed."


def strength_of_day(
    situation: Situation, strength: StrengthWeek, number: int
) -> tuple[Strength, ...]:
    """Return the day's exercises in the order of the source: balance, squat, deadlift."""
    if strength_forbidden(situation)[number] is not None:
        return ()
    made = [
        _after_race(
            situation, number, _beside(_prescribed(situation, row), strength.beside.get(number))
        )
        for row in EXERCISES
        if row.daily or number in strength.days(row.key)
    ]
    if number in strength.slrdl and _weight_allowed(situation):
        made.append(_at_level("squat", LEVELS["S3"], WEIGHT_WHY))
    return tuple(made)


def _beside(usual: Strength, beside: Beside | None) -> Strength:
    """Return the exercise with a word where its day lies beside a big one."""
    if beside is None or usual.exercise != "slrdl":
        return usual
    return replace(usual, why=f"{BESIDE_WHY[beside]} {usual.why}")


def _after_race(situation: Situation, number: int, usual: Strength) -> Strength:
    """Return the exercise with a word on soreness, in the race's week and the weeks after it."""
    raced = situation.race is not None and number > situation.race
    if usual.exercise != "slrdl" or not (raced or situation.target.rhythm == "after race"):
        return usual
    only = f"After a race only with soreness of {SORENESS_AFTER_RACE} or less."
    return replace(usual, why=f"{only} {usual.why}")


def _weight_allowed(situation: Situation) -> bool:
    """Return whether the squat may be done with a weight: an option, on the deadlift's days."""
    return situation.rungs["squat"].level == "S3" and _shallow_why(situation) is None


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
    least_s = stand_gate_s(usual.level, situation.age)
    dose = replace(usual.dose, hold_s=min(usual.dose.hold_s or least_s, least_s))
    cues = (SUPPORT_CUE, *usual.cues) if old else usual.cues
    way = situation.history.memory.way_back
    stopped = way is not None and way.begins is None
    if stopped or situation.body.pain(*RAISED) >= LEG_PAIN_SLRDL:
        cues = (PAINLESS_CUE, *cues)
    return replace(usual, dose=dose, cues=cues)


def _squat(situation: Situation, usual: Strength) -> Strength:
    """Return the day's squat: a rest in full depth once S2 is held, shallower where it hurts."""
    shallow = _shallow_why(situation)
    if shallow is not None:
        return _at_level(usual.exercise, LEVELS["S0"], shallow)
    if usual.level not in RESTING:
        return usual
    rest = _at_level(usual.exercise, LEVELS["S2"], usual.why)
    return replace(rest, dose=replace(rest.dose, hold_s=situation.rungs.resting_squat_s))


def _shallow_why(situation: Situation) -> str | None:
    """Return why the squat is neither deep nor loaded, or None."""
    body = situation.body
    knee, back, hip = body.pain(*KNEE), body.pain("low-back"), body.pain("hip")
    achilles = max(body.pain("achilles"), body.pain("heel"))
    if achilles >= ACHILLES_PAIN:
        return f"Achilles or heel pain {achilles:g}: heels raised, a deep squat would squeeze it."
    if knee > 0:
        return f"Knee pain {knee:g}: not as deep, heels raised, no weight, until it is gone."
    if max(back, hip) >= DEEP_PAIN:
        place = "Low-back" if back >= hip else "Hip"
        return f"{place} pain {max(back, hip):g}: not deep and without weight until it is under 4."
    return None


def _slrdl(situation: Situation, usual: Strength) -> Strength:
    knee = situation.body.pain(*KNEE)
    if usual.dose.load_kg is not None and knee > 0:
        why = f"Knee pain {knee:g}: no weight until it is gone."
        usual = _at_level(usual.exercise, LEVELS["R1"], why)
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
