"""Why a run is on its day, so long, and on which ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner import words
from planner.week.kinds import TESTS
from planner.week.limits import LONG_OVER_LONGEST
from planner.week.race import race_why
from planner.week.words import (
    WHAT,
)

if TYPE_CHECKING:
    from planner.week.model import RunKind
    from planner.week.situation import Situation

FLAT_PAIN: Final = 4  # from it on no hills (RULES 5.4)
FLAT_ROUTE: Final = "Your usual routes are hilly: choose a flat one."
LONG_WALK: Final = "The longest walk of the week, by time."
MOSTLY: Final = 0.5  # a habit: at least half of the weeks


def run_why(situation: Situation, number: int, kind: RunKind, *, above_s: int, minutes: int) -> str:
    """Return the sentences of a run: what it is, why that day, how long, and on which ground."""
    what = LONG_WALK if kind == "long" and situation.walking else WHAT[kind]
    parts = [what, _day_why(situation, number, kind)]
    moved = any(
        edit.kind == "move" and edit.to == situation.day(number) for edit in situation.edits
    )
    if moved:
        parts.append("You moved it here.")
    if kind == "long":
        parts.append(_long_why(situation, number, minutes))
    parts.append(_ground(situation, kind))
    if above_s:
        parts.append(f"{words.duration(above_s)} above the ceiling at most, the rest under it.")
    return " ".join(part for part in parts if part)


def _long_why(situation: Situation, number: int, minutes: int) -> str:
    """Return what holds the long run down: a week that holds, 30 days, else its share."""
    held_min = situation.target.longest_min
    if held_min is not None and minutes >= held_min - 1:
        return "No longer than in your usual weeks: this one does not grow."
    if minutes >= situation.caps_min[number] - 1:
        most = situation.profile.limits[LONG_OVER_LONGEST]
        return f"At most {most:.2f} of the longest run of 30 days (Frandsen 2025)."
    return "It is as long as its usual share of the week allows."


def _ground(situation: Situation, kind: RunKind) -> str:
    """Return whether and why to run flat (RULES 5.4); more is said where usual routes are hilly.

    Hills are not proven to be worse for the tendon (RULES 5.2): after trouble within the year a
    flat route is a precaution of ours.
    """
    worst, way_back = situation.body.worst, situation.history.memory.way_back
    hilly = situation.profile.availability.terrain == "hilly"
    health = situation.profile.health
    prior = health.prior_achilles_side is not None or health.prior_calf_side is not None
    if worst is not None and worst.score >= FLAT_PAIN:
        return "Flat ground while the pain lasts." + f" {FLAT_ROUTE}" * hilly
    if hilly and way_back is not None:
        return f"Flat ground while you return to running. {FLAT_ROUTE}"
    if hilly and kind in TESTS:
        return f"A test needs flat ground. {FLAT_ROUTE}"
    if hilly and prior and kind != "race":
        return (
            "Better flat after Achilles or calf trouble within twelve months, as a precaution. "
            f"{FLAT_ROUTE}"
        )
    return ""


def _day_why(situation: Situation, number: int, kind: RunKind) -> str:
    if kind == "race":
        return race_why(situation)
    name = words.weekday(situation.day(number))
    free = situation.profile.availability
    if number in free.fixed_runs:
        return f"Your fixed run on {name}s: stay under the ceiling there too."
    if kind == "long" and free.long_run_day == number:
        return f"{name} is your day for it."
    if kind == "long" and situation.history.long_day == number:
        longest = "longest walks" if situation.walking else "long runs"
        return f"Most of your {longest} are on {name}s."
    if situation.history.habit[number] >= MOSTLY:
        return f"You {'are usually out' if situation.walking else 'usually run'} on {name}s."
    return ""
