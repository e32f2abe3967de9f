"""Which day takes which exercise: an exact search around the runs that stand.

The squat hold is daily. Balance goes on two days at least, the single-leg deadlift on two days,
spaced, never on a day that is big for the legs, never from two days before a race to the race.
The days beside a big day stay free of it; where two days do not fit so, the day after a big one
opens, then the day before one, directly after an easy run. Where two are not to be had even then,
one remains, then none, and the week says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planner.week.kinds import TESTS, TIRING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.body.exercises import Exercise
    from planner.week.run_search import Placed

Beside: TypeAlias = Literal["after", "before"]

DAYS: Final = range(7)
WANTED: Final = 2  # all three exercises at least twice a week (the source, comment 1)
RACE_DAYS: Final = 2

# Soft rules and what breaking them costs once.
BALANCE_LONG_COST: Final = 3  # balance on a long or hard day
BALANCE_ALONE_COST: Final = 2  # a deadlift day without balance before it: one visit, not two
SLRDL_TEST_COST: Final = 3  # the deadlift on the day of a MAF test or the day before it
SLRDL_REST_COST: Final = 2  # the deadlift on a day of rest: rest stays rest where it can
SLRDL_NEAR_COST: Final = 1  # each day that the two deadlifts are nearer than three
BALANCE_NEAR_COST: Final = 2  # two balance days in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthProblem:
    """What the search is given: the runs, days that take nothing, what is already done.

    ``closed`` are days gone or without strength; ``no_slrdl`` days barred
    otherwise, each with its reason; ``race`` the
    race's day counted from Monday (it may lie after Sunday); ``big`` the days that are big for the
    legs, from the one before the week to the one after it, each with its reason.
    """

    runs: Mapping[int, Placed]
    closed: frozenset[int]
    no_slrdl: Mapping[int, str]
    big: Mapping[int, str]
    balance_given: frozenset[int]
    slrdl_given: frozenset[int]
    slrdl_allowed: bool
    balance_allowed: bool
    apart_days: int
    race: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthWeek:
    """An answer: the days of balance and of the deadlift, given ones included.

    ``beside`` are those deadlift days that had to be opened: "after" or "before" a big day.
    """

    balance: frozenset[int]
    slrdl: frozenset[int]
    scores: Mapping[str, int]
    beside: Mapping[int, Beside]

    def days(self, exercise: Exercise) -> frozenset[int]:
        """Return the days of an exercise that the search places."""
        placed: Mapping[str, frozenset[int]] = {"balance": self.balance, "slrdl": self.slrdl}
        return placed.get(exercise, frozenset())


def best_strength(problem: StrengthProblem) -> StrengthWeek:
    """Return the week with the most deadlift, then balance days, then the least penalty.

    Of as many deadlift days those with the fewest before, then after a big day stand first. Ties
    go to the earliest days.
    """
    best: StrengthWeek | None = None
    best_key: tuple[object, ...] | None = None
    for slrdl in _choices(problem, problem.slrdl_given, allowed=problem.slrdl_allowed, spaced=True):
        for balance in _choices(
            problem, problem.balance_given, allowed=problem.balance_allowed, spaced=False
        ):
            scores = penalties(problem, balance, slrdl)
            key = (
                -min(len(slrdl), WANTED),
                *opened(problem, slrdl),
                -min(len(balance), WANTED),
                sum(scores.values()),
                sorted(slrdl),
                sorted(balance),
            )
            if best_key is None or key < best_key:
                best_key = key
                best = StrengthWeek(
                    balance=balance, slrdl=slrdl, scores=scores, beside=_besides(problem, slrdl)
                )
    assert best is not None  # noqa: S101 - the empty choice is always among them
    return best


def _choices(
    problem: StrengthProblem, given: frozenset[int], *, allowed: bool, spaced: bool
) -> Iterator[frozenset[int]]:
    """Yield every set of days of one exercise, given days included, at most two in all."""
    yield given
    if not allowed:
        return
    open_days = [day for day in DAYS if day not in problem.closed and day not in given]
    if spaced:
        open_days = [day for day in open_days if slrdl_fits(problem, day)]
    for count in range(1, WANTED - len(given) + 1):
        for chosen in combinations(open_days, count):
            days = given | frozenset(chosen)
            if not spaced or apart(days, problem.apart_days):
                yield days


def slrdl_fits(problem: StrengthProblem, day: int) -> bool:
    """Return whether the deadlift may be on that day beside the runs (RULES 6.3, JUDGEMENT 6)."""
    if day in problem.no_slrdl or day in problem.big or before_race(problem, day):
        return False
    run = problem.runs.get(day)
    return day + 1 not in problem.big or (run is not None and run.kind == "easy")


def before_race(problem: StrengthProblem, day: int) -> bool:
    """Return whether a day is the race's or one of the two before it."""
    return problem.race is not None and 0 <= problem.race - day <= RACE_DAYS


def opened(problem: StrengthProblem, slrdl: frozenset[int]) -> tuple[int, int]:
    """Return how many new deadlift days lie before a big day, and how many after one."""
    new = slrdl - problem.slrdl_given
    return sum(day + 1 in problem.big for day in new), sum(day - 1 in problem.big for day in new)


def _besides(problem: StrengthProblem, slrdl: frozenset[int]) -> dict[int, Beside]:
    new = slrdl - problem.slrdl_given
    after: dict[int, Beside] = {day: "after" for day in new if day - 1 in problem.big}
    return after | {day: "before" for day in new if day + 1 in problem.big}


def apart(days: frozenset[int], least: int) -> bool:
    """Return whether any two of the days are at least ``least`` days apart."""
    ordered = sorted(days)
    return all(b - a >= least for a, b in pairwise(ordered))


def penalties(
    problem: StrengthProblem, balance: frozenset[int], slrdl: frozenset[int]
) -> dict[str, int]:
    """Return the penalty of each soft rule of the exercises; every rule is named."""
    new_balance = balance - problem.balance_given
    hard = {day for day, run in problem.runs.items() if run.kind in TIRING} | problem.big.keys()
    ordered = sorted(slrdl)
    test = {day for day, run in problem.runs.items() if run.kind in TESTS}
    near = sum(max(0, 3 - (b - a)) for a, b in pairwise(ordered))
    return {
        "balance on easy days": BALANCE_LONG_COST * len(new_balance & hard),
        "balance before the deadlift": BALANCE_ALONE_COST * len(slrdl - balance),
        "deadlift off the test": SLRDL_TEST_COST
        * sum(day in test or day + 1 in test for day in slrdl - problem.slrdl_given),
        "deadlift on running days": SLRDL_REST_COST
        * len(slrdl - problem.slrdl_given - set(problem.runs)),
        "deadlifts spread": SLRDL_NEAR_COST * near,
        "balance spread": BALANCE_NEAR_COST * sum(day + 1 in balance for day in balance),
    }
