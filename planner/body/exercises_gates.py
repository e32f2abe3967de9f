"""Which rung of each ladder the diary's tests and exercises have reached (JUDGEMENT 6).

A test opens a gate at once (B1: two running), what is logged as done opens it on its second day.
What had a form fault opens none. A test that falls short closes the gate until it is opened anew;
a shorter hold on an ordinary day closes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planner.body.exercises import (
    EXERCISES,
    LEVELS,
    RESTING_SQUAT_MOST_S,
    SUPPORT_AGE,
    stand_gate_s,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from ingest.diary import DiaryEntry
    from planner.body.exercises import Exercise, ExerciseRow

SQUAT_PAIN_MOST: Final = 2  # the squat's first gate: pain 2 or less
DONE_TIMES: Final = 2  # what is logged as done opens a gate on its second day
TEST_TIMES: Final = {"B1": 2}  # tests running that open a gate; elsewhere one does
HEELS_UP: Final = re.compile(
    r"heels?\b.{0,12}\b(lift|up|off|rais|ris|com)|(lift|rais)\w*.{0,8}heel"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Where a runner stands on one ladder: the level's name, and what opens the next."""

    level: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rungs:
    """The rung of each exercise, the weight last logged, how long the squat is a rest by now."""

    by_exercise: Mapping[str, Rung]
    load_kg: float | None
    resting_squat_s: int

    def __getitem__(self, exercise: Exercise) -> Rung:
        return self.by_exercise[exercise]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What the gates look at: the diary, oldest first, and what is ruled out for whom.

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
        resting_squat_s=_resting_s(diary),
    )


def _rung(row: ExerciseRow, tested: Tested) -> Rung:
    gate = GATES.get(row.key)
    return Rung(level=row.ladder[0].name, next="") if gate is None else gate(tested)


def _number(entry: DiaryEntry, key: str) -> float:
    return entry.number(key) or 0.0  # what was not said was not done


def _level(entry: DiaryEntry, default: str) -> str:
    return str(entry.values.get("level") or default).upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What one day showed of a gate: tested or only done, and whether it was enough."""

    day: date
    tested: bool
    enough: bool


def _open(tried: Iterable[_Tried], level: str) -> bool:
    """Return whether a gate is open after these days, oldest first.

    Days count from the last test that fell short on.
    """
    good: list[_Tried] = []
    for one in tried:
        if one.enough:
            good.append(one)
        elif one.tested:
            good = []
    tested = sum(one.tested for one in good)
    return len(good) >= DONE_TIMES or tested >= TEST_TIMES.get(level, 1)


def _by_day(entries: Iterable[DiaryEntry]) -> list[tuple[date, list[DiaryEntry]]]:
    days: dict[date, list[DiaryEntry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    return sorted(days.items())


def _done_of(diary: Sequence[DiaryEntry], exercise: Exercise) -> list[DiaryEntry]:
    return [e for e in diary if e.kind == "strength" and e.values.get("exercise") == exercise]


def _least_side(entries: Iterable[DiaryEntry], key: str) -> float:
    """Return the lesser of the best values of left and right; no side said means both."""
    said = list(entries)

    def best(side: str) -> float:
        return max((_number(e, key) for e in said if e.side in (side, "both", None)), default=0.0)

    return min(best("left"), best("right"))


def _stood(tested: Tested, level: str) -> bool:
    """Return whether the gate after a level of balance is open, both sides enough on a day."""
    gate_s = stand_gate_s(level, tested.age)
    tests = [
        _Tried(day=day, tested=True, enough=_least_side(entries, "seconds") >= gate_s)
        for day, entries in _by_day(
            e for e in tested.diary if e.kind == "balance-test" and _level(e, "B1") == level
        )
    ]
    known = {one.day for one in tests}
    done = [
        _Tried(day=day, tested=False, enough=_least_side(entries, "hold_s") >= gate_s)
        for day, entries in _by_day(
            e
            for e in _done_of(tested.diary, "balance")
            if _level(e, "B1") == level and not e.values.get("faults")
        )
        if day not in known
    ]
    return _open(sorted((*tests, *done), key=lambda one: one.day), level)


def _balance(tested: Tested) -> Rung:
    ladder = ("B1", "B3") if tested.skip_closed else ("B1", "B2", "B3", "B4")
    for level in ladder:
        if not _stood(tested, level):
            asked = f"{_seconds(level, tested.age)} on each side"
            return Rung(level=level, next=f"next after {asked}{_how_often(level)}")
    return Rung(level=ladder[-1], next="the top of your ladder: keep it")


def _seconds(level: str, age: int | None) -> str:
    """Return the seconds that a gate asks for, and that they are the age's where they are."""
    gate_s = stand_gate_s(level, age)
    by_age = age is not None and gate_s < LEVELS[level].gate_s
    return f"{gate_s} s (usual at your age)" if by_age else f"{gate_s} s"


def _how_often(level: str) -> str:
    return (
        " in two tests in a row, or in logged practice on two days" if level in TEST_TIMES else ""
    )


def _squats(diary: Sequence[DiaryEntry]) -> list[DiaryEntry]:
    """Return the squats that say how long they were held, tests and ordinary ones, oldest first."""
    done = [entry for entry in diary if entry.kind == "squat-test"] + _done_of(diary, "squat")
    return sorted((entry for entry in done if _number(entry, "hold_s") > 0), key=lambda e: e.day)


def _words(entry: DiaryEntry) -> str:
    return f"{entry.text} {entry.values.get('faults') or ''}".lower()


def _heels_lift(entry: DiaryEntry) -> bool:
    return "heel" in str(entry.values.get("faults") or "").lower() or bool(
        HEELS_UP.search(_words(entry))
    )


def _clean(entry: DiaryEntry) -> bool:
    return not entry.values.get("faults") and not _heels_lift(entry)


def _held(diary: Sequence[DiaryEntry], level: str, *, pain: float) -> bool:
    """Return whether the gate after a level of the squat is open: its seconds, clean, pain in it.

    A harder level counts for an easier one. Of several squats of a day a test stands first, else
    the best.
    """
    gate_s = LEVELS[level].gate_s

    def enough(entry: DiaryEntry) -> bool:
        tucked = level == "S2" and "tuck" in _words(entry)
        good = _clean(entry) and not tucked and entry.points <= pain
        return good and _number(entry, "hold_s") >= gate_s

    tried = []
    for day, entries in _by_day(e for e in _squats(diary) if _level(e, "S1") >= level):
        tests = [entry for entry in entries if entry.kind == "squat-test"]
        tried.append(
            _Tried(
                day=day,
                tested=bool(tests),
                enough=enough(tests[-1]) if tests else any(map(enough, entries)),
            )
        )
    return _open(tried, level)


def _low(diary: Sequence[DiaryEntry]) -> bool:
    """Return whether the squat stays on its first rung: pain in the last one, or S0 not yet held.

    A level that was never tried is not failed: without a word the second rung is where one begins.
    """
    squats = _squats(diary)
    if not squats:
        return False
    last, least_s = squats[-1], LEVELS["S0"].gate_s
    if last.points > SQUAT_PAIN_MOST:
        return True
    tests = [entry for entry in squats if entry.kind == "squat-test"]
    short = bool(tests) and _number(tests[-1], "hold_s") < least_s
    return (short or _level(last, "S1") == "S0") and not _held(diary, "S0", pain=SQUAT_PAIN_MOST)


def _squat(tested: Tested) -> Rung:
    diary = tested.diary
    squats = _squats(diary)
    if _low(diary):
        return Rung(level="S0", next="next after 30 s with pain 2 or less")
    if squats and _heels_lift(squats[-1]):
        return Rung(level="S1", next="next once the heels stay down")
    if not _held(diary, "S1", pain=SQUAT_PAIN_MOST):
        return Rung(
            level="S1",
            next="next after 60 s without knee pain, in one test or in logged practice on two days",
        )
    if tested.no_load:
        return Rung(level="S2", next="no weight for you now")
    if not _held(diary, "S2", pain=0):
        return Rung(
            level="S2",
            next="a weight only after 2 min at full depth, no pain, no tucked tail, "
            "in one test or in logged practice on two days",
        )
    return Rung(level="S3", next="the rest may grow to 5 min, the weight stays light")


def _resting_s(diary: Sequence[DiaryEntry]) -> int:
    """Return how long the full squat is held as a rest: the lesser of its last two days' bests.

    From the gate of S2 to five minutes, in whole half minutes; what had a fault or pain is left
    out.
    """
    least_s = LEVELS["S2"].gate_s
    full = _by_day(
        entry
        for entry in _squats(diary)
        if _level(entry, "S1") >= "S2" and _clean(entry) and not entry.score
    )
    last = [max(_number(entry, "hold_s") for entry in entries) for _, entries in full]
    if len(last) < DONE_TIMES:
        return least_s
    halves = int(min(last[-DONE_TIMES:]) // 30) * 30
    return max(least_s, min(RESTING_SQUAT_MOST_S, halves))


def _slrdl(tested: Tested) -> Rung:
    diary, age = tested.diary, tested.age
    missing = []
    if not _stood(tested, "B1"):
        often = _how_often("B1")
        missing.append(f"{_seconds('B1', age)} on each leg, eyes open,{often}")
    if not tested.skip_closed and not _stood(tested, "B2"):
        missing.append(f"{_seconds('B2', age)} on each leg with eyes closed")
    if not _held(diary, "S1", pain=SQUAT_PAIN_MOST):
        missing.append("a deep squat held 60 s")
    if missing:
        return Rung(level="R0", next=f"next after {'; '.join(missing)}")
    if tested.no_load:
        return Rung(level="R1", next="no weight for you now")
    if not _clean_tens(diary):
        return Rung(level="R1", next="a weight after ten clean ones a side on two days")
    return Rung(level="R2", next="weight up by at most 5 % a week")


def _clean_tens(diary: Sequence[DiaryEntry]) -> bool:
    """Return whether ten a side were done on two days since the last one with a fault.

    Fewer close nothing: a lighter week asks for half.
    """
    gate = LEVELS["R1"].gate_reps
    clean = 0
    for _, entries in _by_day(
        e for e in _done_of(diary, "slrdl") if _level(e, "R1") in {"R1", "R2"}
    ):
        if any(entry.values.get("faults") for entry in entries):
            clean = 0
        elif _least_side(entries, "reps") >= gate:
            clean += 1
    return clean >= DONE_TIMES


def _last_load(diary: Sequence[DiaryEntry]) -> float | None:
    loads = [_number(entry, "load_kg") for entry in _done_of(diary, "slrdl")]
    return next((load for load in reversed(loads) if load > 0), None)


# What each exercise's tests open; without a line here it stays on its first rung.
GATES: Final[Mapping[Exercise, Callable[[Tested], Rung]]] = {
    "balance": _balance,
    "squat": _squat,
    "slrdl": _slrdl,
}
