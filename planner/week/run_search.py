"""Which day takes which run: an exact search of one week.

Every way to give the wanted runs to the open days is looked at, but for branches that cannot
win. Hard rules prune: closed days, most minutes a day, the long run's cap and share, one day of
rest, every other day while returning, no hard run beside the long one. The week with the most
minutes of what is wanted stands first (the long run before the sum); among those the least
penalty of the soft rules below; among those the earliest days. Integers throughout, so that no
tie depends on rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from planner.week.kinds import OWN_DAY, TESTS, TIRING, clash
from planner.week.limits import FIRST_RUNS_MIN
from planner.week.slots import long_cap_min

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.profile.limits import Limits
    from planner.week.model import RunKind
    from planner.week.slots import Slot

DAYS: Final = range(7)
# The order of giving way where not all kinds find a day: the first named goes first.
GIVE_WAY: Final[tuple[RunKind, ...]] = ("strides", "quality", "drift_test", "maf_test", "long")

# Soft rules and what breaking them costs once.
HABIT_COST: Final = 10  # a run on a day never run on; less for days run on now and then
LONG_DAY_COST: Final = 40  # the long run not on the day the runner named
LONG_HABIT_COST: Final = 12  # the long run not on the day of most long runs
ADJACENT_COST: Final = 3  # two running days in a row
THIRD_COST: Final = 4  # a third one in a row, and each further
LONG_NEXT_COST: Final = 5  # a run on the day after the long one
RACE_NEAR_COST: Final = 15  # a run on the day before or after a race
TEST_FRESH_COST: Final = 4  # the MAF test on the day after a run
TEST_LONG_COST: Final = 6  # the MAF test beside the long run


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One run on its day, minutes as they fit."""

    kind: RunKind
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProblem:
    """What the search is given.

    A long slot is at least as long as any other. ``open_min`` is the most minutes by day, 0 where
    no run may be; ``given`` holds what already stands (days gone); ``must`` are days of fixed
    runs; ``long_day`` the wanted weekday and what missing it costs; ``careful_runs`` is how many
    of the next runs are the short, easy ones after an illness; ``pinned`` keeps kinds on a
    weekday, for the question why they are not there; ``easy_only`` are days that take no long or
    hard run and no test; ``sunday`` is what was run on the day before
    this week; ``dropped`` are kinds that gave way before the search; ``long_share`` is what the
    long run may be of the week where that is more than its usual share.
    """

    slots: tuple[Slot, ...]
    open_min: tuple[int, ...]
    given: Mapping[int, Placed]
    must: frozenset[int]
    habit: tuple[float, ...]
    long_day: int | None
    long_day_cost: int
    alternate: bool
    rest_days: int
    careful_runs: int
    limits: Limits
    pinned: Mapping[RunKind, int] = field(default_factory=dict)
    easy_only: frozenset[int] = frozenset()
    sunday: RunKind | None = None
    dropped: tuple[RunKind, ...] = ()
    long_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWeek:
    """An answer: the runs by day, the kinds that found no day, the penalty of each soft rule."""

    runs: Mapping[int, Placed]
    dropped: tuple[RunKind, ...]
    scores: Mapping[str, int]

    @property
    def minutes(self) -> int:
        """Return the sum of all minutes."""
        return sum(run.minutes for run in self.runs.values())

    @property
    def penalty(self) -> int:
        """Return the sum of all penalties."""
        return sum(self.scores.values())


def best_week(problem: RunProblem) -> RunWeek:
    """Return the best week; only what stands already where no day is open or nothing is wanted.

    Kinds give way in the order of ``GIVE_WAY`` and become easy runs of the same minutes: where no
    day can take them under the hard rules, or where without them more of the wanted minutes find
    a place. The long run gives way only where no day can take it; the easy run in its stead is
    no longer than the others.
    """
    slots = problem.slots
    dropped = problem.dropped
    best: RunWeek | None = None
    best_key: tuple[int, ...] = ()
    while True:
        found = _best(problem, slots)
        if found is not None:
            key = (*_rank(problem, found.runs)[:2], len(dropped))
            if best is None or key < best_key:
                best, best_key = replace(found, dropped=dropped), key
        giving = next((kind for kind in GIVE_WAY if any(s.kind == kind for s in slots)), None)
        all_placed = best is not None and not _could_win(slots, len(slots), best_key)
        if giving is None or all_placed or (best is not None and giving == "long"):
            break
        dropped = (*dropped, giving)
        slots = _without(slots, giving)
    return RunWeek(runs=dict(problem.given), dropped=dropped, scores={}) if best is None else best


def on_usual_days(week: RunWeek, problem: RunProblem, usual_min: Sequence[float]) -> RunWeek:
    """Return the week with its easy runs on the days found, the longest where it usually is.

    Only minutes change places, and only where each day may take them; days gone stay, and the first
    runs after an illness stay short.
    """
    new = sorted(week.runs.keys() - problem.given.keys())
    easy = [day for day in new if week.runs[day].kind == "easy"]
    first = new[: problem.careful_runs]
    moved = _longest_first(week, easy, usual_min)
    if any(moved[day].minutes > FIRST_RUNS_MIN for day in first if day in moved):
        moved = _longest_first(week, [day for day in easy if day not in first], usual_min)
    if any(run.minutes > problem.open_min[day] for day, run in moved.items()):
        return week
    return replace(week, runs={**week.runs, **moved})


def _longest_first(
    week: RunWeek, easy: Sequence[int], usual_min: Sequence[float]
) -> dict[int, Placed]:
    """Return the runs of these days with their minutes by the size that each day usually has."""
    days = sorted(easy, key=lambda day: (-usual_min[day], day))
    sizes = sorted((week.runs[day].minutes for day in days), reverse=True)
    return {
        day: replace(week.runs[day], minutes=size) for day, size in zip(days, sizes, strict=True)
    }


def _without(slots: tuple[Slot, ...], kind: RunKind) -> tuple[Slot, ...]:
    """Return the slots with those of one kind made easy."""
    others = max((slot.minutes for slot in slots if slot.kind != kind), default=0)
    return tuple(
        replace(
            slot,
            kind="easy",
            minutes=min(slot.minutes, others) if kind == "long" and others else slot.minutes,
        )
        if slot.kind == kind
        else slot
        for slot in slots
    )


def _best(problem: RunProblem, slots: Sequence[Slot]) -> RunWeek | None:
    """Return the best week that holds every special kind of ``slots``, or None."""
    best: RunWeek | None = None
    best_key: tuple[int, ...] | None = None
    free = [day for day in DAYS if problem.open_min[day] and day not in problem.given]
    specials = [slot for slot in slots if slot.kind in OWN_DAY]
    most = min(len(slots), len(free))
    for count in range(most, len(specials) - 1, -1):
        if best is not None and not _may_equal(slots, count, best_key or ()):
            break
        for days in combinations(free, count):
            if not _days_allowed(problem, days):
                continue
            for runs in _fillings(problem, slots, days):
                key = _rank(problem, runs)
                if best_key is None or key < best_key:
                    best_key = key
                    best = RunWeek(runs=runs, dropped=(), scores=penalties(problem, runs))
    return best


def _could_win(slots: Sequence[Slot], count: int, key: tuple[int, ...]) -> bool:
    """Return whether ``count`` runs could have more minutes than the best week so far."""
    sizes = sorted((slot.minutes for slot in slots), reverse=True)[:count]
    return (-max(sizes, default=0), -sum(sizes)) < key[:2]


def _may_equal(slots: Sequence[Slot], count: int, key: tuple[int, ...]) -> bool:
    """Return whether ``count`` runs could reach at least the minutes of the best week so far."""
    sizes = sorted((slot.minutes for slot in slots), reverse=True)[:count]
    return (-max(sizes, default=0), -sum(sizes)) <= key[:2]


def _days_allowed(problem: RunProblem, days: Sequence[int]) -> bool:
    running = {*days, *problem.given}
    wanted = {day for day in problem.must if problem.open_min[day]}
    if not wanted <= running and len(days) >= len(wanted - set(problem.given)):
        return False
    if len(running) > len(DAYS) - problem.rest_days:
        return False
    first = sorted(days)[: problem.careful_runs]  # after an illness with a day between (own choice)
    if any({day - 1, day + 1} & running for day in first):
        return False
    if not problem.alternate:
        return True
    return not any(
        day in running and day + 1 in running and (day in days or day + 1 in days) for day in DAYS
    )


def _fillings(
    problem: RunProblem, slots: Sequence[Slot], days: Sequence[int]
) -> Iterator[dict[int, Placed]]:
    """Yield every way to give the slots to exactly these days that keeps the hard rules."""
    specials = [slot for slot in slots if slot.kind in OWN_DAY]
    easy = sorted(
        (slot for slot in slots if slot.kind not in OWN_DAY),
        key=lambda slot: -slot.minutes,
    )[: len(days) - len(specials)]
    for chosen in permutations(days, len(specials)):
        if any(problem.pinned.get(s.kind, d) != d for d, s in zip(chosen, specials, strict=True)):
            continue
        if any(d in problem.easy_only for d in chosen):
            continue
        runs = dict(problem.given)
        for day, slot in zip(chosen, specials, strict=True):
            runs[day] = Placed(kind=slot.kind, minutes=min(slot.minutes, problem.open_min[day]))
        left = sorted(set(days) - set(chosen), key=lambda day: (-problem.open_min[day], day))
        for day, slot in zip(left, easy, strict=True):
            runs[day] = Placed(kind=slot.kind, minutes=min(slot.minutes, problem.open_min[day]))
        careful = _careful(problem, runs, days)
        capped = None if careful is None else _long_capped(problem, careful)
        if capped is not None and hard_rules_hold(capped) and _monday_fits(problem, capped):
            yield capped


def _monday_fits(problem: RunProblem, runs: Mapping[int, Placed]) -> bool:
    """Return whether Monday's run may follow the Sunday before."""
    monday = runs.get(0)
    if monday is None or 0 in problem.given or problem.sunday is None:
        return True
    if problem.alternate:
        return False
    return not clash(problem.sunday, monday.kind) and not _too_fresh(problem.sunday, monday.kind)


def _too_fresh(before: RunKind, after: RunKind) -> bool:
    """Return whether a test or a long run would follow a day that tires the legs."""
    return before in TIRING and after in {*TESTS, "long"}


def _careful(
    problem: RunProblem, runs: dict[int, Placed], days: Sequence[int]
) -> dict[int, Placed] | None:
    """Return the week with its first runs after illness short; None where one is not easy."""
    first = sorted(days)[: problem.careful_runs]
    if any(runs[day].kind in OWN_DAY for day in first):
        return None
    return runs | {
        day: Placed(kind=runs[day].kind, minutes=min(runs[day].minutes, FIRST_RUNS_MIN))
        for day in first
    }


def _long_capped(problem: RunProblem, runs: dict[int, Placed]) -> dict[int, Placed] | None:
    """Return the week with its long run inside its share; None where that makes it no long run."""
    day = next((day for day, run in runs.items() if run.kind == "long"), None)
    if day is None or day in problem.given:
        return runs
    others = [run.minutes for other, run in runs.items() if other != day]
    cap = long_cap_min(sum(others), len(runs), problem.limits, problem.long_share)
    minutes = runs[day].minutes if cap is None else min(runs[day].minutes, cap)
    if minutes < max(others, default=0):
        return None
    return runs | {day: Placed(kind="long", minutes=minutes)}


def hard_rules_hold(runs: Mapping[int, Placed]) -> bool:
    """Return whether no hard run lies beside another or the long run, no test right after them."""
    return not any(
        clash(run.kind, runs[day + 1].kind) or _too_fresh(run.kind, runs[day + 1].kind)
        for day, run in runs.items()
        if day + 1 in runs
    )


def _rank(problem: RunProblem, runs: Mapping[int, Placed]) -> tuple[int, ...]:
    """Return what is least for the best week."""
    new = [run.minutes for day, run in runs.items() if day not in problem.given]
    days = tuple(sorted(runs))
    special = tuple(day for day in days if runs[day].kind in OWN_DAY)
    return (
        -max(new, default=0),
        -sum(new),
        sum(penalties(problem, runs).values()),
        *days,
        *special,
    )


def penalties(problem: RunProblem, runs: Mapping[int, Placed]) -> dict[str, int]:
    """Return the penalty of each soft rule; every rule is named, also at 0."""
    days = set(runs)
    new = days - set(problem.given)
    long = next((day for day in days if runs[day].kind == "long"), None)
    test = next((day for day in days if runs[day].kind in TESTS), None)
    race = next((day for day in days if runs[day].kind == "race"), None)
    missed = long is not None and problem.long_day is not None and long != problem.long_day
    return {
        "habit": sum(round(HABIT_COST * (1 - min(1.0, problem.habit[day]))) for day in new),
        "long run's day": problem.long_day_cost if missed else 0,
        "spread": sum(
            ADJACENT_COST * (day + 1 in days) + THIRD_COST * (day + 1 in days and day + 2 in days)
            for day in days
        ),
        "after the long run": LONG_NEXT_COST
        * ((long is not None and long + 1 in days) + (problem.sunday == "long" and 0 in new)),
        "around a race": 0
        if race is None
        else RACE_NEAR_COST * ((race - 1 in new) + (race + 1 in new)),
        "fresh for the test": 0
        if test is None
        else TEST_FRESH_COST * (test - 1 in days)
        + TEST_LONG_COST * (long is not None and abs(test - long) == 1),
    }
