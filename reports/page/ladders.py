"""The three ladders: the rung that stands, what opens the next, and both sides apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from planner.body.exercises import EXERCISES
from planner.body.exercises_gates import reached
from planner.profile.model import CHILD_AGE
from reports import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry, Side
    from planner.athlete import Athlete
    from planner.body.exercises_gates import Rungs

SIDES: Final[tuple[Side, Side]] = ("left", "right")
_HELD: Final = ("seconds", "hold_s")


def ladders(athlete: Athlete) -> list[dict[str, Any]]:
    """Return each exercise with its rungs, the one that stands marked, and its tests by side."""
    rungs = _rungs(athlete, athlete.diary)
    left, right = (_rungs(athlete, _one_side(athlete.diary, side)) for side in SIDES)
    cards = []
    for row in EXERCISES:
        rung = rungs[row.key]
        cards.append(
            {
                "name": words.exercise(row.key),
                "next": rung.next,
                "rungs": [
                    {"level": level.name, "title": level.title, "stands": level.name == rung.level}
                    for level in row.ladder
                ],
                "sides": ""
                if row.ladder[0].sides is None
                else f"left {left[row.key].level}, right {right[row.key].level}",
                "tests": _tests(athlete.diary, row.test),
            }
        )
    return cards


def _rungs(athlete: Athlete, diary: Sequence[DiaryEntry]) -> Rungs:
    age = athlete.profile.age_on(athlete.today)
    pregnant = athlete.profile.health.pregnant
    return reached(
        diary,
        age=age,
        no_load=pregnant or (age is not None and age < CHILD_AGE),
        no_eyes_closed=pregnant,
    )


def _one_side(diary: Sequence[DiaryEntry], side: Side) -> list[DiaryEntry]:
    """Return the diary of a runner whose two legs were both this one."""
    return [
        replace(entry, side="both") if entry.side == side else entry
        for entry in diary
        if entry.side in {side, "both", None}
    ]


def _tests(diary: Sequence[DiaryEntry], kind: str | None) -> list[str]:
    """Return the best of the last test day of each level, left and right apart."""
    last: dict[str, list[DiaryEntry]] = {}
    for entry in diary:
        level = str(entry.values.get("level") or "").upper()
        if entry.kind != kind or not level:
            continue
        here = last.setdefault(level, [])
        if here and here[-1].day != entry.day:
            here.clear()
        here.append(entry)
    return [_test_words(level, entries) for level, entries in sorted(last.items())]


def _test_words(level: str, entries: Sequence[DiaryEntry]) -> str:
    sides = []
    for side in SIDES:
        held = [_held(entry) for entry in entries if entry.side in {side, "both"}]
        if held:
            sides.append(f"{side} {max(held):g} s")
    plain = [_held(entry) for entry in entries if entry.side is None]
    said = ", ".join(sides) or f"{max(plain, default=0.0):g} s"
    return f"{level} on {words.day(entries[0].day)}: {said}"


def _held(entry: DiaryEntry) -> float:
    told = (entry.number(key) for key in _HELD)
    return next((held_s for held_s in told if held_s is not None), 0.0)
