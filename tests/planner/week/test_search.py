"""The two searches against every week there is."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.profile.limits import Limits
from planner.week.run_search import (
    Placed,
    RunProblem,
    best_week,
    penalties,
)
from planner.week.slots import Slot
from planner.week.strength_search import StrengthProblem, best_strength
from planner.week.strength_search import penalties as strength_penalties

HARD = {"quality", "race"}
KINDS = ("long", "maf_test", "strides", "quality")


def problem(**changes):
    values = {
        "slots": (Slot(kind="long", minutes=60), *(Slot(kind="easy", minutes=45),) * 3),
        "open_min": (99,) * 7,
        "given": {},
        "must": frozenset(),
        "habit": (0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0),
        "long_day": 6,
        "long_day_cost": 12,
        "alternate": False,
        "rest_days": 1,
        "careful_runs": 0,
        "limits": Limits(),
    }
    return RunProblem(**(values | changes))


def every_week(asked):
    """Yield every assignment of slots (or rest) to the seven days, rules checked the slow way."""
    for choice in product(range(-1, len(asked.slots)), repeat=7):
        used = [slot for slot in choice if slot >= 0]
        if len(set(used)) != len(used):
            continue
        runs = {
            day: Placed(
                kind=asked.slots[slot].kind,
                minutes=min(asked.slots[slot].minutes, asked.open_min[day]),
            )
            for day, slot in enumerate(choice)
            if slot >= 0
        }
        specials = [slot.kind for slot in asked.slots if slot.kind != "easy"]
        if sorted(run.kind for run in runs.values() if run.kind != "easy") != sorted(specials):
            continue
        if any(asked.open_min[day] == 0 for day in runs) or len(runs) > 7 - asked.rest_days:
            continue
        if asked.alternate and any(b - a == 1 for a, b in pairwise(sorted(runs))):
            continue
        if any(
            a in runs
            and a + 1 in runs
            and {runs[a].kind, runs[a + 1].kind} & HARD
            and {runs[a].kind, runs[a + 1].kind} <= HARD | {"long"}
            for a in range(6)
        ):
            continue
        long = [day for day, run in runs.items() if run.kind == "long"]
        if long:
            rest = sum(run.minutes for day, run in runs.items() if day != long[0])
            share = {1: None, 2: None, 3: 0.40}.get(len(runs), 0.30)
            most = runs[long[0]].minutes
            if share is not None:
                most = min(most, int(rest * share / (1 - share)))
            if most < max((r.minutes for d, r in runs.items() if d != long[0]), default=0):
                continue
            runs[long[0]] = Placed(kind="long", minutes=most)
        yield runs


def worth(asked, runs):
    return (
        -max((run.minutes for run in runs.values()), default=0),
        -sum(run.minutes for run in runs.values()),
        sum(penalties(asked, runs).values()),
    )


@settings(max_examples=100, derandomize=True, deadline=None)
@given(
    kinds=st.lists(st.sampled_from(("easy", "easy", *KINDS)), min_size=1, max_size=3, unique=False),
    sizes=st.lists(st.integers(20, 90), min_size=3, max_size=3),
    open_min=st.lists(st.sampled_from((0, 30, 50, 120)), min_size=7, max_size=7),
    habit=st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=7, max_size=7),
    long_day=st.one_of(st.none(), st.integers(0, 6)),
    alternate=st.booleans(),
)
def test_no_week_is_better_than_the_one_found(
    *, kinds, sizes, open_min, habit, long_day, alternate
):
    single = [kind for n, kind in enumerate(kinds) if kind == "easy" or kind not in kinds[:n]]
    single.sort(key=lambda kind: kind != "long")  # the long run is asked to be the longest
    longest_first = sorted(sizes, reverse=True)
    slots = tuple(Slot(kind=k, minutes=m) for k, m in zip(single, longest_first, strict=False))
    asked = problem(
        slots=slots,
        open_min=tuple(open_min),
        habit=tuple(habit),
        long_day=long_day,
        alternate=alternate,
    )
    found = best_week(asked)
    if found.dropped:
        return  # its kinds gave way: the next test looks at that
    every = [worth(asked, runs) for runs in every_week(asked)]
    assert worth(asked, dict(found.runs)) == min(every, default=(0, 0, 0))


def test_kinds_give_way_in_the_documented_order():
    slots = (
        Slot(kind="long", minutes=60),
        Slot(kind="quality", minutes=40),
        Slot(kind="strides", minutes=40),
    )
    # Two days side by side: quality may not lie beside the long run, and three need three days.
    found = best_week(problem(slots=slots, open_min=(0, 0, 0, 0, 0, 90, 90)))
    assert found.dropped == ("strides", "quality")
    assert sorted(run.kind for run in found.runs.values()) == ["easy", "long"]


def test_long_run_stands_on_its_day():
    assert best_week(problem()).runs[6].kind == "long"
    named = best_week(problem(long_day=2, long_day_cost=40))
    assert named.runs[2].kind == "long"


def test_a_day_of_rest_is_kept_however_much_is_asked():
    slots = tuple(Slot(kind="easy", minutes=30) for _ in range(7))
    assert len(best_week(problem(slots=slots)).runs) == 6


def test_fixed_days_are_run_on():
    assert 0 in best_week(problem(must=frozenset({0}))).runs


def strength(runs, **changes):
    values = {
        "runs": {day: Placed(kind=kind, minutes=45) for day, kind in runs.items()},
        "closed": frozenset(),
        "no_slrdl": {},
        "big": {day: kind for day, kind in runs.items() if kind in HARD | {"long"}},
        "balance_given": frozenset(),
        "slrdl_given": frozenset(),
        "slrdl_allowed": True,
        "balance_allowed": True,
        "apart_days": 2,
        "race": None,
    }
    return StrengthProblem(**(values | changes))


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    runs=st.dictionaries(
        st.integers(0, 6), st.sampled_from(("easy", "long", "quality", "maf_test")), max_size=6
    ),
    heavy=st.sets(st.integers(-1, 7), max_size=3),
    closed=st.sets(st.integers(0, 6), max_size=5),
    race=st.one_of(st.none(), st.integers(0, 9)),
)
def test_no_strength_week_is_better_than_the_one_found(runs, heavy, closed, race):
    big = {day for day, kind in runs.items() if kind in {"long", "quality", "race"}} | heavy
    asked = strength(runs, closed=frozenset(closed), race=race, big=dict.fromkeys(big, "big"))
    found = best_strength(asked)
    fits = [
        day
        for day in range(7)
        if day not in closed
        and day not in big
        and not (day + 1 in big and runs.get(day) != "easy")
        and not (race is not None and race - 2 <= day <= race)
    ]
    sets = [frozenset(n for n in range(7) if mask >> n & 1) for mask in range(128)]
    every = [
        (
            -min(len(slrdl), 2),
            len([day for day in slrdl if day + 1 in big]),
            len([day for day in slrdl if day - 1 in big]),
            -min(len(balance), 2),
            sum(strength_penalties(asked, balance, slrdl).values()),
        )
        for slrdl in sets
        if len(slrdl) <= 2
        and slrdl <= set(fits)
        and all(b - a >= 2 for a, b in pairwise(sorted(slrdl)))
        for balance in sets
        if len(balance) <= 2 and not balance & closed
    ]
    mine = strength_penalties(asked, found.balance, found.slrdl)
    beside = list(found.beside.values())
    before = beside.count("before")
    after = sum(day - 1 in big for day in found.slrdl)
    assert (-len(found.slrdl), before, after, -len(found.balance), sum(mine.values())) == min(every)
    assert set(found.beside) == {d for d in found.slrdl if d - 1 in big or d + 1 in big}


@pytest.mark.parametrize(
    ("big", "easy", "days"),
    [
        ({2}, {}, {4, 6}),  # the days beside it stay free
        ({0, 3, 6}, {}, {1, 4}),  # the days after open
        ({1, 3, 4, 6}, {}, set()),  # every other day is before one, without a run
        ({1, 3, 4, 6}, {2, 5}, {2, 5}),  # directly after an easy run
        ({0, 3, 5}, {2, 4}, {1, 6}),  # after opens first, before not at all
        ({0, 1, 2, 3, 4, 5, 6}, {}, set()),
    ],
)
def test_what_opens_first_beside_big_days(big, easy, days):
    asked = strength(
        dict.fromkeys(easy, "easy"),
        big=dict.fromkeys(big, "big"),
        closed=frozenset({0}) if big == {2} else frozenset(),
    )
    assert best_strength(asked).slrdl == days


# Friday to Sunday are open; the race's day is counted from Monday, so that 7 is the next one.
@pytest.mark.parametrize(
    ("race", "days"),
    [
        (None, {4, 6}),
        (3, {4, 6}),
        (4, {5}),
        (5, {6}),
        (6, set()),
        (7, {4}),
        (8, {4}),
        (9, {4, 6}),
    ],
)
def test_no_deadlift_from_two_days_before_a_race(race, days):
    asked = strength({}, closed=frozenset(range(4)), race=race, balance_allowed=False)
    assert best_strength(asked).slrdl == days


def test_an_exercise_done_already_is_one_of_the_two_and_keeps_its_distance():
    found = best_strength(
        strength({}, closed=frozenset({0, 1}), slrdl_given=frozenset({1}), apart_days=2)
    )
    assert len(found.slrdl) == 2
    assert min(found.slrdl - {1}) >= 3


@pytest.mark.parametrize(("alternate", "days"), [(False, {2, 3}), (True, {2})])
def test_every_other_day_counts_what_was_run_yesterday(alternate, days):
    asked = problem(
        slots=(Slot(kind="easy", minutes=20),),
        open_min=(0, 0, 0, 90, 0, 0, 0),
        given={2: Placed(kind="easy", minutes=30)},
        alternate=alternate,
    )
    assert set(best_week(asked).runs) == days


@pytest.mark.parametrize(("sunday", "monday"), [("long", "quality"), ("race", "long")])
def test_no_hard_run_on_the_monday_after_a_long_or_hard_sunday(sunday, monday):
    slots = (Slot(kind=monday, minutes=40),)
    open_min = (90, 0, 0, 0, 0, 0, 0)
    assert best_week(problem(slots=slots, open_min=open_min)).runs[0].kind == monday
    after = best_week(problem(slots=slots, open_min=open_min, sunday=sunday))
    assert after.runs[0].kind == "easy"


def test_every_other_day_reaches_over_the_weekend():
    slots = (Slot(kind="easy", minutes=20),)
    asked = problem(slots=slots, open_min=(90, 90, 0, 0, 0, 0, 0), alternate=True, sunday="easy")
    assert set(best_week(asked).runs) == {1}
