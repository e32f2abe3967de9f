"""Why a week is as it is, and what is to be watched in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner import words
from planner.body.pain import SAFE, STOP_SCORE
from planner.flags.red_flag import whom_to_ask
from planner.thresholds.in_force import medical_bar
from planner.week.words import (
    STOP_HEART,
    STOP_ILL,
    STOP_PREGNANT,
    WHEN_WELL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.week.situation import Situation

_NOT_UNDER: Final = {"quality": "the hard run's main part", "drift_test": "the drift test"}
DOUBTED: Final = (
    "That ceiling is in doubt, so go by the talk test: run so that you speak easily in full "
    "sentences. There is no need to walk in order to stay under it."
)


def plan_why(situation: Situation) -> tuple[str, ...]:
    """Return the sentences over a week: its ceiling, what to watch, why its time is what it is."""
    ceiling = situation.ceiling
    if ceiling is None:
        first = "No heart-rate ceiling is given: go by the talk test, full sentences throughout."
        barred = medical_bar(situation.profile, situation.monday)
        if situation.profile.birth_date is None and barred is None:
            first += " Your birth date gives one: aerobase init --birth-date YYYY-MM-DD."
    else:
        note = ceiling.note.rstrip(".")
        wished = {slot.kind for slot in situation.wishes.slots}
        but = [name for kind, name in _NOT_UNDER.items() if kind in wished]
        all_of_it = "All walking" if situation.walking else "All running"
        all_running = " but ".join([all_of_it, " and ".join(but)] if but else [all_of_it])
        first = f"{all_running} is at or under {ceiling.bpm} bpm ({note})."
    gait = "walking" if situation.walking else "run-walk"
    walk = f"Under this ceiling running becomes {gait} for now: that is training, not failure."
    slow = situation.walking or (situation.run_walking and not situation.target.run_walk)
    race = situation.race
    days = (
        ""
        if race is None
        else f"Race on {words.day(situation.day(race))}, {race} days from Monday."
    )
    why = situation.target.why
    if not any(situation.open_min):
        why = (f"No run this week: {'; '.join(_closed_by(situation))}.",)
    doubted = DOUBTED if situation.doubted else ""
    away = _not_imported(situation)
    walk = walk if slow and not doubted else ""
    told = (first, doubted, walk, *_to_watch(situation), *why, away, days)
    return tuple(sentence for sentence in told if sentence)


def _not_imported(situation: Situation) -> str:
    """Say that a break without a told reason may be runs that nobody imported."""
    gap, memory = situation.history.gap, situation.history.memory
    ill = memory.returning is not None and memory.returning.reason == "ill"
    if gap is None or gap.first_run is not None or ill or memory.way_back is not None:
        return ""
    return f"No run is known since {words.day(gap.last_run)}: one you did counts once imported."


def _to_watch(situation: Situation) -> Iterator[str]:
    """Yield the signs that stand or would end a run, and whom to ask."""
    yield from whom_to_ask(situation.flags)
    yield from _next_morning(situation)
    health, back = situation.profile.health, situation.history.memory.returning
    ill = situation.body.illness.standing
    if ill is not None and ill.over is None and any(situation.open_min):
        yield WHEN_WELL
    if health.pregnant:
        yield STOP_PREGNANT
    if health.arrhythmia or health.pacemaker:
        yield STOP_HEART
    if back is not None and back.reason == "ill":
        yield STOP_ILL


def _next_morning(situation: Situation) -> Iterator[str]:
    """Yield what a pain that lets running go on asks of the morning after a run (RULES 5.4)."""
    worst = situation.body.worst
    if worst is None or worst.score > STOP_SCORE or situation.effect.holds("no_run"):
        return
    if situation.history.memory.way_back is not None or worst.place == "other":
        return  # the stages of a way back say it; skin and nails ask no such thing
    safe = situation.profile.limits[SAFE]
    allowed = "" if worst.score > safe else f"; easy running may go on up to {safe:g}"
    yield (
        f"Pain {worst.score:g} of 10 ({words.where(worst.place, worst.side)}){allowed}. Score it "
        "again on the morning after each run; if it is higher than on the morning before, shorten "
        "the next run or leave it out "
        f"(aerobase log pain N {worst.side} {worst.place} morning)."
    )


def _closed_by(situation: Situation) -> list[str]:
    return sorted({why for why in situation.closed if why is not None})
