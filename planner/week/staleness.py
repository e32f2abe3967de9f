"""Whether a stored week still stands, and if not, why: its inputs, part by part, and the rules.

Under the rules that made it a week stands until an input changes. Under others it is left alone
until it is over, unless the runner changed something by hand or more care is asked for now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from planner.day.reasons import is_stricter, strictest
from planner.week.digest import digest, forms
from planner.week.leg_days import unplanned_big
from planner.week.problems import COUNTS_MIN
from planner.week.situation import situation_of
from planner.week.store import Inputs
from planner.week.version import PLANNER_VERSION
from planner.week.week_so_far import frame_of
from planner.week.wishes import tests_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.day.judged import JudgedDay
    from planner.flags.model import PlanEffect
    from planner.week.model import Plan
    from planner.week.situation import Situation
    from planner.week.store import StoredWeek
    from planner.week.week_so_far import Frame

PROFILE: Final = "your profile"
BY_HAND: Final = "your changes by hand"
_SAID: Final = {
    "the flags": "the warnings",
    "runs of earlier weeks": "what was run in earlier weeks",
}
NO_RUNNING: Final = frozenset({"rest", "walk"})
STANDS: Final = "aerobase changed its rules; the week stands as it was until Monday."
NEW_RULES: Final = "Planned anew because aerobase changed its rules."


def inputs_of(day: JudgedDay, monday: date) -> Inputs:
    """Return a digest of each part that a week is made from, by the part's name in words.

    A planned run that was done, or missed, changes nothing: the week stays as it was promised.
    Figures only, and what they mean: words may change, and so may what follows from the parts.
    """
    situation = situation_of(day, monday)
    frame = frame_of(day.athlete, monday, doubted=situation.doubted)
    parts = _parts(situation, frame, tests_before(day.athlete, monday))
    return Inputs(
        parts={name: digest(part) for name, part in parts.items()},
        forms=forms(*parts.values()) | {name: digest(sorted(part)) for name, part in parts.items()},
        effect=situation.effect.level,
    )


def _parts(
    situation: Situation, frame: Frame, tests: tuple[date, ...]
) -> dict[str, dict[str, Any]]:
    ceiling, rungs, hard = situation.ceiling, situation.rungs, situation.hard
    return {
        PROFILE: {"profile": situation.profile, "age": situation.age},
        "the ceiling": {
            "beats": None if ceiling is None else (ceiling.bpm, ceiling.floor_bpm),
            "method": None if ceiling is None else ceiling.method,
        },
        "your diary": {
            # An illness that ends on the day it was to end changes nothing: its days do.
            "body": replace(situation.body, illness=replace(situation.body.illness, standing=None)),
            "rungs": (*(rung.level for rung in rungs.by_exercise.values()), rungs.load_kg),
            "careful_runs": situation.careful_on_monday,  # a done one changes nothing
            "tests": tests,
        },
        "the flags": {
            "ids": tuple(situation.flags),
            "effect": situation.effect.level,
            "barred": (bool(hard.why), bool(hard.strides_why)),
        },
        "runs of earlier weeks": {
            "history": situation.history,
            "speed": situation.speed_m_s,
            "caps": situation.caps_min,
            "sunday": (frame.sunday, frame.sunday_slrdl),
        },
        BY_HAND: {"edits": situation.edits},
        "a run that was not planned": {
            "runs": _unplanned(situation, frame),
            "big": unplanned_big(frame),
        },
    }


def same_rules(week: StoredWeek, now: Inputs) -> bool:
    """Return whether the stored digests and those of now can be held against each other."""
    return week.planner_version == PLANNER_VERSION and _comparable(week.inputs, now)


def _comparable(before: Inputs, now: Inputs) -> bool:
    """Return whether the parts are the same ones, and every class among them has one form."""
    shared = before.forms.keys() & now.forms.keys()
    return before.parts.keys() == now.parts.keys() <= shared and all(
        before.forms[name] == now.forms[name] for name in shared
    )


def changed_parts(before: Inputs, now: Inputs) -> tuple[str, ...]:
    """Return the names of the parts that differ."""
    return tuple(name for name in now.parts if before.parts.get(name) != now.parts[name])


def why_anew(week: StoredWeek, now: Inputs, day: JudgedDay) -> str | None:
    """Return the sentence why a week must be made anew; None where it stands."""
    changed = changed_parts(week.inputs, now)
    if same_rules(week, now):
        return _because(changed)
    if week.plan.week_start > day.athlete.today:
        return NEW_RULES  # nothing of it was run yet
    by_hand = [BY_HAND] if week.changed_by_hand else []
    if PROFILE in changed and _comparable(week.inputs, now):
        by_hand.insert(0, PROFILE)
    return _because(by_hand) or _more_care(week, now, day)


def left_standing(plan: Plan) -> Plan:
    """Return a plan of other rules as it is left alone, saying so first."""
    return replace(plan, changes=(STANDS, *(one for one in plan.changes if one != STANDS)))


def _because(parts: Sequence[str]) -> str | None:
    *named, last = [_SAID.get(one, one) for one in parts] or [""]
    told = f"{', '.join(named)} and {last}" if named else last
    return f"Planned anew because of {told}." if last else None


def _more_care(week: StoredWeek, now: Inputs, day: JudgedDay) -> str | None:
    """Return the sentence of what asks for more care than the week was made with."""
    then = effect_then(week, day)
    if now.effect is None or not is_stricter(now.effect, then):
        return None
    lasting = day.effect.lasting.reasons
    stricter = [reason.what for reason in lasting if is_stricter(reason.effect, then)]
    return f"Planned anew because more care is needed now: {'; '.join(stricter)}."


def effect_then(week: StoredWeek, day: JudgedDay) -> PlanEffect:
    """Return the effect that a week was made under.

    The first version did not keep it: those of today's warnings that the plan names tell it, and
    a plan that still asks for a run was made under none that forbids running.
    """
    if week.inputs.effect is not None:
        return week.inputs.effect
    named = strictest(flag.plan_effect for flag in day.flags if flag.id in week.plan.flags)
    to_come = (one.run for one in week.plan.days if one.date >= day.athlete.today)
    runs = any(run is not None and run.kind not in NO_RUNNING for run in to_come)
    return "easier" if runs and is_stricter(named, "easier") else named


def _unplanned(situation: Situation, frame: Frame) -> list[tuple[str, int]]:
    """Return day and minutes of runs on days gone that no plan had asked for."""
    found = []
    for number in range(frame.gone):
        planned = None if frame.stored is None else frame.stored.days[number].run
        ran_min = frame.ran_min(number)
        if ran_min >= COUNTS_MIN and (planned is None or planned.kind == "rest"):
            found.append((situation.day(number).isoformat(), ran_min))
    return found
