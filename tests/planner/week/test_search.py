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
)
from planner.week.slots import Slot
from planner.week.strength_search import StrengthProblem, best_strength

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


def every_week(asked, slots):
    """Yield every way to give slots to open days, all special ones among them, by the hard rules.

    The rules are those of docs/week.md, each said the slow way.
    """
    free = [day for day in range(7) if asked.open_min[day] and day not in asked.given]
    for places in product((None, *free), repeat=len(slots)):
        chosen = {day: slot for slot, day in zip(slots, places, strict=True) if day is not None}
        if len(chosen) != sum(day is not None for day in places):
            continue  # two runs on one day
        if any(day is None and s.kind != "easy" for s, day in zip(slots, places, strict=True)):
            continue
        runs = dict(asked.given)
        for day, slot in chosen.items():
            runs[day] = Placed(kind=slot.kind, minutes=min(slot.minutes, asked.open_min[day]))
        for day in sorted(chosen)[: asked.careful_runs]:  # short and easy after an illness
            runs[day] = Placed(kind=runs[day].kind, minutes=min(runs[day].minutes, 30))
        if (
            all(runs[day].kind == "easy" for day in sorted(chosen)[: asked.careful_runs])
            and may_stand(asked, runs, set(chosen))
            and cut_to_its_share(asked, runs)
        ):
            yield runs


def may_stand(asked, runs, new):
    """Return whether the days are allowed: rest, fixed days, every other day, hard beside hard."""
    if len(runs) > 7 - asked.rest_days:
        return False
    fixed = {day for day in asked.must if asked.open_min[day]}
    if not fixed <= set(runs) and len(new) >= len(fixed - set(asked.given)):
        return False
    beside = [(day, day + 1) for day in range(6) if day in runs and day + 1 in runs]
    first = sorted(new)[: asked.careful_runs]  # after an illness a day between
    apart = new if asked.alternate else set(first)
    if any(a in apart or b in apart for a, b in beside):
        return False
    if asked.sunday and 0 in new and (asked.alternate or barred(asked.sunday, runs[0].kind)):
        return False
    special = {day for day in new if runs[day].kind != "easy"}
    if special & asked.easy_only or any(
        asked.pinned.get(runs[day].kind, day) != day for day in special
    ):
        return False
    return not any(barred(runs[a].kind, runs[b].kind) for a, b in beside)


def barred(kind, following):
    """Return whether a kind may not lie on the day after another one."""
    if kind in HARD | {"long"} and following in {"maf_test", "drift_test", "long"}:
        return True
    return {kind, following} <= HARD | {"long"} and bool({kind, following} & HARD)


def cut_to_its_share(asked, runs):
    """Cut a new long run to its share of the week; return whether it still is the longest."""
    long = next((d for d, run in runs.items() if run.kind == "long" and d not in asked.given), None)
    if long is None:
        return True
    others = [run.minutes for day, run in runs.items() if day != long]
    most = runs[long].minutes
    if len(runs) >= 3:  # 40 % of a week of three runs, 30 % of one of more (RULES 7.1)
        share = max(asked.long_share, 0.40 if len(runs) == 3 else 0.30)
        most = min(most, int(sum(others) * share / (1 - share)))
    runs[long] = Placed(kind="long", minutes=most)
    return most >= max(others, default=0)


def points(asked, runs):
    """Return the penalties of docs/rules.md 7.9, said anew."""
    new, days = set(runs) - set(asked.given), set(runs)
    of = {kind: [d for d, run in runs.items() if run.kind == kind] for kind in (*KINDS, "race")}
    long, test, race = (of[kind][0] if of[kind] else None for kind in ("long", "maf_test", "race"))
    off_its_day = None not in (long, asked.long_day) and long != asked.long_day
    after_long = (long is not None and long + 1 in days) + (asked.sunday == "long" and 0 in new)
    return {
        "habit": sum({0.0: 10, 0.5: 5, 1.0: 0}[asked.habit[day]] for day in new),
        "long run's day": asked.long_day_cost if off_its_day else 0,
        "spread": 3 * sum({d, d + 1} <= days for d in days)
        + 4 * sum({d, d + 1, d + 2} <= days for d in days),
        "after the long run": 5 * after_long,
        "around a race": 15 * len({race - 1, race + 1} & new) if race is not None else 0,
        "fresh for the test": 0
        if test is None
        else 4 * (test - 1 in days) + 6 * (long in {test - 1, test + 1}),
    }


def worth(asked, runs, dropped):
    """Return what is least for the best week, as docs/week.md orders it."""
    new = [run.minutes for day, run in runs.items() if day not in asked.given]
    special = sorted(day for day, run in runs.items() if run.kind != "easy")
    return (
        -max(new, default=0),
        -sum(new),
        len(dropped),
        sum(points(asked, runs).values()),
        sorted(runs),
        special,
    )


def made_easy(slots, kind):
    """Return the slots after a kind gave way; a long run becomes no longer than the others."""
    others = max((slot.minutes for slot in slots if slot.kind != kind), default=0)
    return [
        Slot(
            kind="easy",
            minutes=min(slot.minutes, others) if kind == "long" and others else slot.minutes,
        )
        if slot.kind == kind
        else slot
        for slot in slots
    ]


def best_there_is(asked):
    """Return the least worth over all weeks, kinds giving way in the documented order."""
    slots, dropped, found = list(asked.slots), [], []
    for kind in (None, "strides", "quality", "maf_test", "long"):
        if kind is not None:
            if not any(slot.kind == kind for slot in slots) or (kind == "long" and found):
                continue
            slots, dropped = made_easy(slots, kind), [*dropped, kind]
        found += [(worth(asked, runs, dropped), runs) for runs in every_week(asked, slots)]
    return min(found, key=lambda one: one[0], default=None)


GIVEN = st.one_of(
    st.just({}),
    st.dictionaries(st.integers(0, 6), st.sampled_from((("easy", 25), ("easy", 50))), max_size=2),
    st.builds(lambda day: {day: ("race", 60)}, st.integers(0, 6)),
    st.builds(lambda day: {day: ("long", 70)}, st.integers(0, 3)),
)


@settings(max_examples=250, derandomize=True, deadline=None)
@given(
    kinds=st.lists(st.sampled_from(("easy", "easy", *KINDS)), min_size=1, max_size=3, unique=False),
    sizes=st.lists(st.integers(20, 90), min_size=3, max_size=3),
    open_min=st.lists(st.sampled_from((0, 30, 50, 120)), min_size=7, max_size=7),
    habit=st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=7, max_size=7),
    long_day=st.one_of(st.none(), st.integers(0, 6)),
    alternate=st.sampled_from((False, False, True)),
    stands=GIVEN,
    sunday=st.sampled_from((None, None, "easy", "long", "quality", "race")),
    sore=st.one_of(st.none(), st.integers(0, 6)),
    careful=st.sampled_from((0, 0, 0, 1, 2)),
    must=st.sets(st.integers(0, 6), max_size=2),
    rest_days=st.sampled_from((1, 1, 4)),
    long_share=st.sampled_from((0.0, 0.35, 0.41)),
)
def test_no_week_is_better_than_the_one_found(
    *,
    kinds,
    sizes,
    open_min,
    habit,
    long_day,
    alternate,
    stands,
    sunday,
    sore,
    careful,
    must,
    rest_days,
    long_share,
):
    held = {kind for kind, _ in stands.values()}
    single = [
        kind
        for n, kind in enumerate(kinds)
        if kind == "easy" or (kind not in kinds[:n] and kind not in held)
    ]
    single.sort(key=lambda kind: kind != "long")  # the long run is asked to be the longest
    longest_first = sorted(sizes, reverse=True)
    if careful:  # which day takes which of unlike runs is not told by docs/week.md then
        longest_first = longest_first[:1] * 3
    asked = problem(
        slots=tuple(Slot(kind=k, minutes=m) for k, m in zip(single, longest_first, strict=False)),
        open_min=tuple(open_min),
        given={day: Placed(kind=kind, minutes=length) for day, (kind, length) in stands.items()},
        habit=tuple(habit),
        long_day=long_day,
        alternate=alternate,
        sunday=sunday,
        easy_only=frozenset(() if sore is None else (sore,)),
        careful_runs=careful,
        must=frozenset(must),
        rest_days=rest_days,
        long_share=long_share,
    )
    found, best = best_week(asked), best_there_is(asked)
    if best is None:
        assert dict(found.runs) == asked.given
        return
    assert worth(asked, dict(found.runs), found.dropped) == best[0]
    assert found.scores == points(asked, dict(found.runs))
    assert sum(found.scores.values()) == found.penalty
    assert found.minutes == sum(run.minutes for run in found.runs.values())


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


def strength_points(asked, balance, slrdl):
    """Return the penalties of the exercises (docs/rules.md 7.9), said anew."""
    tiring = {day for day, run in asked.runs.items() if run.kind in HARD | {"long"}}
    tests = {day for day, run in asked.runs.items() if run.kind in {"maf_test", "drift_test"}}
    new = slrdl - asked.slrdl_given
    far = max(slrdl) - min(slrdl) if len(slrdl) == 2 else 3
    return {
        "balance on easy days": 3
        * len((balance - asked.balance_given) & (tiring | set(asked.big))),
        "balance before the deadlift": 2 * sum(day not in balance for day in slrdl),
        "deadlift off the test": 3 * sum(day in tests or day + 1 in tests for day in new),
        "deadlift on running days": 2 * sum(day not in asked.runs for day in new),
        "deadlifts spread": max(0, 3 - far),
        "balance spread": 2 * sum(day + 1 in balance for day in balance),
    }


@settings(max_examples=120, derandomize=True, deadline=None)
@given(
    runs=st.dictionaries(
        st.integers(0, 6), st.sampled_from(("easy", "long", "quality", "maf_test")), max_size=6
    ),
    heavy=st.sets(st.integers(-1, 7), max_size=3),
    closed=st.sets(st.integers(0, 6), max_size=5),
    race=st.one_of(st.none(), st.integers(0, 9)),
    done=st.sets(st.integers(0, 1), max_size=1),
    held=st.sets(st.integers(0, 2), max_size=2),
    barred=st.sets(st.integers(0, 6), max_size=2),
    allowed=st.tuples(*(st.sampled_from((True, True, False)),) * 2),
)
def test_no_strength_week_is_better_than_the_one_found(
    *, runs, heavy, closed, race, done, held, barred, allowed
):
    big = {day for day, kind in runs.items() if kind in {"long", "quality", "race"}} | heavy
    asked = strength(
        runs,
        closed=frozenset(closed),
        race=race,
        big=dict.fromkeys(big, "big"),
        slrdl_given=frozenset(done),
        balance_given=frozenset(held),
        no_slrdl=dict.fromkeys(barred, "the legs rest"),
        slrdl_allowed=allowed[0],
        balance_allowed=allowed[1],
    )
    found = best_strength(asked)
    fits = {
        day
        for day in range(7)
        if allowed[0]
        and day not in closed | big | barred
        and not (day + 1 in big and runs.get(day) != "easy")
        and not (race is not None and race - 2 <= day <= race)
    }
    sets = [frozenset(n for n in range(7) if mask >> n & 1) for mask in range(128)]
    deadlifts = [
        days
        for days in sets
        if done <= days <= fits | done
        and (len(days) <= 2 or days == done)
        and (days == done or all(b - a >= 2 for a, b in pairwise(sorted(days))))
    ]
    balances = [
        days
        for days in sets
        if held <= days
        and (days == held or (allowed[1] and len(days) <= 2 and not (days - held) & closed))
    ]

    def rank(slrdl, balance):
        new = slrdl - done
        return (
            -min(len(slrdl), 2),
            len([day for day in new if day + 1 in big]),
            len([day for day in new if day - 1 in big]),
            -min(len(balance), 2),
            sum(strength_points(asked, balance, slrdl).values()),
            sorted(slrdl),
            sorted(balance),
        )

    every = [rank(slrdl, balance) for slrdl in deadlifts for balance in balances]
    assert rank(found.slrdl, found.balance) == min(every)
    assert found.scores == strength_points(asked, found.balance, found.slrdl)
    assert dict(found.beside) == {
        day: "before" if day + 1 in big else "after"
        for day in found.slrdl - done
        if {day - 1, day + 1} & big
    }


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
