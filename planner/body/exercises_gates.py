"""Which rung of each ladder the diary's tests have reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.body.exercises import (
    EXERCISES,
    LEVELS,
    SUPPORT_AGE,
    open_eyes_gate_s,
    stand_norm_s,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.body.exercises import Exercise, ExerciseRow

SQUAT_PAIN_MOST: Final = 2  # the squat's first gate: pain 2 or less
CLEAN_SESSIONS: Final = 3  # R1's gate: ten clean a side in three sessions
SLRDL_SQUAT_S: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Where a runner stands on one ladder: the level's name, and what opens the next."""

    level: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rungs:
    """The rung of each exercise, and the weight last logged."""

    by_exercise: Mapping[str, Rung]
    load_kg: float | None

    def __getitem__(self, exercise: Exercise) -> Rung:
        return self.by_exercise[exercise]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What the gates look at: the diary's tests, oldest first, and what is ruled out for whom.

    ``skip_closed``: no work with closed eyes counts as a gate, by age or pregnancy.
    """

    diary: Sequence[DiaryEntry]
    age: int | None
    skip_closed: bool
    no_load: bool


def reached(
    diary: Sequence[DiaryEntry], *, age: int | None, no_load: bool, no_eyes_closed: bool
) -> Rungs:
    """Return the rungs that stand on the diary's last day (RULES 6.1).

    Parameters
    ----------
    diary
        Entries, oldest first; only tests and strength count.
    age
        Completed years; from 65 on eyes-closed balance is no gate.
    no_load, no_eyes_closed
        What age or pregnancy rule out (RULES 1.1).
    """
    tested = Tested(
        diary=diary,
        age=age,
        skip_closed=no_eyes_closed or (age is not None and age >= SUPPORT_AGE),
        no_load=no_load,
    )
    return Rungs(
        by_exercise={row.key: _rung(row, tested) for row in EXERCISES},
        load_kg=_last_load(diary),
    )


def _rung(row: ExerciseRow, tested: Tested) -> Rung:
    gate = GATES.get(row.key)
    return Rung(level=row.ladder[0].name, next="") if gate is None else gate(tested)


def _number(entry: DiaryEntry, key: str) -> float:
    value = entry.values.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _level(entry: DiaryEntry, default: str) -> str:
    return str(entry.values.get("level") or default).upper()


def _stands(diary: Sequence[DiaryEntry], level: str) -> list[tuple[float, float]]:
    """Return the best seconds (left, right) of each test day of a level, oldest day first."""
    days: dict[date, dict[str, float]] = {}
    for entry in diary:
        if entry.kind != "balance-test" or _level(entry, "B1") != level:
            continue
        best = days.setdefault(entry.day, {"left": 0.0, "right": 0.0})
        for side in ("left", "right"):
            if entry.side in (side, "both", None):
                best[side] = max(best[side], _number(entry, "seconds"))
    return [(best["left"], best["right"]) for _, best in sorted(days.items())]


def _stood(diary: Sequence[DiaryEntry], level: str, gate_s: float, *, running: int) -> bool:
    """Return whether the last ``running`` test days of a level reached the gate on both sides."""
    tests = _stands(diary, level)[-running:]
    return len(tests) == running and all(min(test) >= gate_s for test in tests)


def _balance_gate_s(level: str, age: int | None) -> int:
    if level == "B1":
        return open_eyes_gate_s(age)
    if level == "B2":
        return stand_norm_s(age, eyes_closed=True)
    return LEVELS[level].gate_s or 0


def _balance(tested: Tested) -> Rung:
    ladder = ("B1", "B3") if tested.skip_closed else ("B1", "B2", "B3", "B4")
    for level in ladder:
        gate_s = _balance_gate_s(level, tested.age)
        running = 2 if level == "B1" else 1
        if not _stood(tested.diary, level, gate_s, running=running):
            twice = " in two tests running" if running > 1 else ""
            return Rung(level=level, next=f"next after {gate_s} s on each side{twice}")
    return Rung(level=ladder[-1], next="the top of your ladder: keep it")


def _held(diary: Sequence[DiaryEntry], level: str) -> tuple[float, float, str] | None:
    """Return seconds, pain and faults of the last squat test at that level or higher."""
    tests = [
        entry for entry in diary if entry.kind == "squat-test" and _level(entry, "S1") >= level
    ]
    if not tests:
        return None
    last = tests[-1]
    return _number(last, "hold_s"), last.score or 0.0, f"{last.text} {last.values.get('faults')}"


def _squat(tested: Tested) -> Rung:
    test = _held(tested.diary, "S0")
    if test is None:
        return Rung(level="S1", next="next after a test of 60 s without knee pain")
    if test[0] < (LEVELS["S0"].gate_s or 0) or test[1] > SQUAT_PAIN_MOST:
        return Rung(level="S0", next="next after 30 s with pain 2 or less")
    test = _held(tested.diary, "S1")
    if test is None or test[0] < (LEVELS["S1"].gate_s or 0) or test[1] > SQUAT_PAIN_MOST:
        return Rung(level="S1", next="next after 60 s")
    test = _held(tested.diary, "S2")
    comfortable = (
        test is not None
        and test[0] >= (LEVELS["S2"].gate_s or 0)
        and test[1] == 0
        and "tuck" not in test[2].lower()
    )
    if tested.no_load:
        return Rung(level="S2", next="no weight for you now")
    if not comfortable:
        return Rung(
            level="S2", next="a weight only after 2 min at full depth, no pain, no tucked tail"
        )
    return Rung(level="S3", next="the top of the ladder: keep it light")


def _slrdl(tested: Tested) -> Rung:
    diary, age = tested.diary, tested.age
    squat = _held(diary, "S1")
    open_gate_s = open_eyes_gate_s(age)
    missing = []
    if not _stood(diary, "B1", open_gate_s, running=2):
        missing.append(f"{open_gate_s} s on each leg, eyes open, in two tests running")
    closed_gate_s = stand_norm_s(age, eyes_closed=True)
    if not tested.skip_closed and not _stood(diary, "B2", closed_gate_s, running=1):
        missing.append(f"{closed_gate_s} s on each leg with eyes closed")
    if squat is None or squat[0] < SLRDL_SQUAT_S:
        missing.append("a deep squat held 60 s")
    if missing:
        return Rung(level="R0", next=f"next after {'; '.join(missing)}")
    if tested.no_load:
        return Rung(level="R1", next="no weight for you now")
    if not _clean_tens(diary):
        return Rung(level="R1", next="a weight after ten clean ones a side in three sessions")
    return Rung(level="R2", next="weight up by at most 5 % a week")


def _clean_tens(diary: Sequence[DiaryEntry]) -> bool:
    done = [
        entry
        for entry in diary
        if entry.kind == "strength"
        and entry.values.get("exercise") == "slrdl"
        and _level(entry, "R1") in {"R1", "R2"}
    ]
    last = done[-CLEAN_SESSIONS:]
    return len(last) == CLEAN_SESSIONS and all(
        _number(entry, "reps") >= (LEVELS["R1"].gate_reps or 0) and not entry.values.get("faults")
        for entry in last
    )


def _last_load(diary: Sequence[DiaryEntry]) -> float | None:
    loads = [
        _number(entry, "load_kg")
        for entry in diary
        if entry.kind == "strength" and entry.values.get("exercise") == "slrdl"
    ]
    return next((load for load in reversed(loads) if load > 0), None)


# What each exercise's tests open; without a line here it stays on its first rung.
GATES: Final[Mapping[Exercise, Callable[[Tested], Rung]]] = {
    "balance": _balance,
    "squat": _squat,
    "slrdl": _slrdl,
}
