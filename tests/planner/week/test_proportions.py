"""Usual days stay usual in their proportions, as far as share, growth and bounds allow."""

from __future__ import annotations

from datetime import timedelta
from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_sessions import facts
from support.made_weeks import MONDAY, athlete, kinds, lived, minutes, plan, profile, say

from planner.flags.standing import standing_flags
from planner.week.proportions import in_proportion


def habit(sizes, *, weeks=9):
    """Return weeks of these minutes by weekday, for an athlete on MONDAY."""
    return [
        facts(MONDAY - timedelta(weeks=back) + timedelta(days=day), [(60 * size, 130)])
        for back in range(weeks, 0, -1)
        for day, size in sorted(sizes.items())
    ]


def shares(values):
    return [value / sum(values) for value in values]


# The issue's own example first: 46, 52 and 41 min do not become three times 55.
@pytest.mark.parametrize(
    "sizes",
    [
        {1: 46, 3: 52, 5: 41},
        {0: 35, 2: 60, 5: 45},
        {1: 30, 3: 55, 4: 40, 6: 50},
        {0: 60, 1: 40, 2: 70, 4: 50, 6: 80},
    ],
)
def test_the_week_keeps_the_days_and_their_proportions(sizes):
    made = plan(athlete(profile(), runs=habit(sizes)))
    planned = minutes(made)
    assert [day for day, length in enumerate(planned) if length] == sorted(sizes)
    if "maf_test" in kinds(made):
        return
    told = shares([planned[day] for day in sorted(sizes)])
    for share, usual in zip(told, shares([sizes[d] for d in sorted(sizes)]), strict=True):
        assert share == pytest.approx(usual, abs=0.05)


def test_half_a_year_of_obeying_keeps_the_proportions():
    sizes = {1: 40, 3: 60, 5: 35, 6: 65}
    for made in lived(profile(), habit(sizes), 26)[-6:]:
        told = minutes(made)
        assert [day for day, length in enumerate(told) if length] == sorted(sizes)
        if "maf_test" not in kinds(made):
            assert told[3] > 1.25 * told[1]
            assert told[6] >= told[3]
            assert told[1] >= told[5]


def test_a_test_takes_no_place_of_a_longer_easy_run():
    made = plan(athlete(runs=habit({1: 48, 3: 62, 5: 50, 6: 75})))
    planned = minutes(made)
    assert "maf_test" in kinds(made)
    assert kinds(made)[3] == "easy"
    assert planned[3] > planned[kinds(made).index("maf_test")]


def test_a_single_odd_run_is_no_habit():
    runs = habit({1: 45, 3: 45, 5: 45})
    odd = facts(MONDAY - timedelta(days=1), [(110 * 60, 130)])
    planned = minutes(plan(athlete(profile(run_days=(1, 3, 5)), runs=[*runs, odd])))
    assert max(planned) <= 1.35 * min(length for length in planned if length)


def test_what_a_day_holds_is_never_passed():
    sizes = {1: 45, 3: 70, 5: 45, 6: 75}
    who = profile(max_minutes=(None, None, None, 50, None, None, None))
    planned = minutes(plan(athlete(who, runs=habit(sizes))))
    assert planned[3] <= 50


@given(
    st.lists(st.integers(10, 90), min_size=1, max_size=6),
    st.lists(st.floats(0, 120), max_size=7),
    st.integers(0, 60),
)
def test_sum_and_bounds_stay(equal, usual, room):
    base = sorted([max(equal) - (n % 2) for n in range(len(equal))], reverse=True)
    most = max(base) + room
    found = in_proportion(base, usual, most=most)
    assert sum(found) == sum(base)
    assert max(found) <= most
    assert min(found) >= min(20, *base)
    assert found == sorted(found, reverse=True)


def test_the_first_has_the_largest_share():
    assert in_proportion([50, 50, 50], [60.0, 40.0, 50.0], most=90) == [60, 50, 40]
    assert in_proportion([50, 50, 50], [60.0, 40.0, 50.0], most=55) == [55, 53, 42]
    assert in_proportion([50, 50, 50], [], most=90) == [50, 50, 50]
    assert in_proportion([21, 21], [90.0, 10.0], most=90) == [22, 20]


def test_six_days_are_made_unequal_enough_for_no_warning():
    """What the week asks, run exactly, must not be what load_strain then warns of."""
    runs = habit({0: 50, 1: 50, 2: 50, 3: 50, 4: 50, 5: 80}, weeks=16)
    plans = lived(profile(), runs, 12)
    for made in plans:
        days = minutes(made)
        assert sum(days) / 7 / pstdev(days) < 2.0
    done = [
        facts(d.date, [(d.run.duration_s, 130)])
        for made in plans
        for d in made.days
        if d.run.duration_s
    ]
    one = athlete(runs=[*runs, *done], today=MONDAY + timedelta(weeks=12))
    assert "load_strain" not in {flag.id for flag in standing_flags(one) if flag.severity != "note"}


def test_the_long_run_keeps_its_day_though_another_day_would_take_a_longer_one():
    """The longest run of 30 days leaves them on Thursday: until then more would be allowed."""
    runs = habit({1: 50, 3: 50, 5: 60}, weeks=12)
    runs += [facts(MONDAY - timedelta(days=27), [(95 * 60, 130)])]
    made = plan(athlete(runs=sorted(runs, key=lambda one: one.start_utc)))
    assert kinds(made)[5] == "long"


def test_of_more_usual_days_the_largest_count():
    assert in_proportion([50, 50], [20, 40, 60], most=100) == [60, 40]


FOUR = {1: 45, 3: 45, 5: 50, 6: 75}


@pytest.mark.parametrize(("weeks", "most"), [(10, 75), (9, 82)])
def test_in_a_week_that_holds_no_run_is_longer_than_in_the_usual_ones(weeks, most):
    # ten weeks without a lighter one: this holds; nine: it builds, 1.10 times 75 in whole minutes
    who = profile(run_days=frozenset({1, 6}))
    made = plan(athlete(who, runs=habit(FOUR, weeks=weeks)))
    assert made.rhythm == ("hold" if weeks == 10 else "build")
    assert max(minutes(made)) == most


@pytest.mark.parametrize("named", [None, 6])
def test_where_no_run_stands_out_none_is_called_long_unless_its_day_is_named(named):
    runs = habit(dict.fromkeys((1, 3, 5, 6), 30), weeks=10)
    made = plan(athlete(profile(long_run_day=named), runs=runs))
    assert ("long" in kinds(made)) is (named is not None)
    assert set(minutes(made)) == {0, 30}


def test_second_runs_are_on_the_runners_own_days_and_the_long_run_gives_them_nothing():
    first = {0: 60, 1: 60, 3: 80, 4: 60, 6: 130}
    second = [
        facts(one.start_utc.date(), [(30 * 60, 130)], hour=17)
        for one in habit(first)
        if one.start_utc.weekday() in {0, 4}
    ]
    runs = sorted([*habit(first), *second], key=lambda one: one.start_utc)
    made = plan(athlete(profile(doubles=True), runs=runs))
    assert [n for n, day in enumerate(made.days) if day.more_runs] == [0, 4]
    assert minutes(made)[6] >= 130


def test_no_second_run_on_the_day_before_the_long_one_while_another_day_is_free_of_it():
    first = {0: 60, 1: 60, 3: 80, 5: 60, 6: 130}
    second = [
        facts(one.start_utc.date(), [(30 * 60, 130)], hour=17)
        for one in habit(first)
        if one.start_utc.weekday() in {0, 5}
    ]
    runs = sorted([*habit(first), *second], key=lambda one: one.start_utc)
    made = plan(athlete(profile(doubles=True), runs=runs))
    assert kinds(made)[5:] == ["easy", "long"]
    assert [n for n, day in enumerate(made.days) if day.more_runs] == [0, 1]  # the earliest instead


def test_after_an_illness_no_run_is_left_out_for_the_sake_of_a_longer_one():
    ill = say(MONDAY - timedelta(days=7), "illness", values={})
    well = say(MONDAY - timedelta(days=2), "illness", values={"over": True})
    before = [one for one in habit(FOUR) if one.start_utc.date() < MONDAY - timedelta(days=7)]
    first = facts(MONDAY - timedelta(days=1), [(30 * 60, 128)])
    made = plan(athlete(runs=[*before, first], said=(ill, well)))
    planned = [length for length in minutes(made) if length]
    assert len(planned) == 4
    assert planned[0] <= 30


def test_quality_stands_at_the_head_of_the_weeks_that_have_it_alone():
    who = profile(quality_wanted=True, base_start=MONDAY - timedelta(weeks=30))
    weeks = lived(who, habit({0: 45, 1: 45, 3: 50, 5: 60, 6: 75}, weeks=30), 5)
    for made in weeks:
        assert (made.phase == "quality") is ("quality" in kinds(made))
    assert {"quality", "base"} <= {made.phase for made in weeks}
