"""The longest run that counts on a day: 30 days, what breaks leave of it, the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_athletes import run

from planner.body.longest_run import longest_run

DAY = date(2026, 5, 18)


def ago(days: int, minutes: float, km: float | None = None):
    return run(DAY - timedelta(days=days), minutes=minutes, km=minutes / 6 if km is None else km)


def longest(*runs, day=DAY):
    return longest_run(sorted(runs, key=lambda one: one.local_date), day)


def minutes(*runs):
    found = longest(*runs)
    return None if found is None else found.duration_s / 60


def test_nothing_was_ever_run():
    assert longest() is None
    assert longest(ago(0, 60), ago(-3, 90)) is None  # the day itself and later ones do not count


def test_the_thirtieth_day_counts_and_the_one_before_it_not():
    often = [ago(days, 40) for days in range(2, 30, 4)]
    assert minutes(ago(30, 90), *often) == 90
    assert minutes(ago(31, 90), *often) == 40


def test_time_and_distance_are_answered_apart():
    found = longest(ago(4, 70, km=9.0), ago(2, 60, km=11.0))
    assert (found.duration_s, found.distance_m) == (4200, 11_000)
    assert longest(ago(2, 60, km=0.0)).distance_m is None


def test_other_sports_license_no_run():
    ran = ago(2, 180)
    ride = replace(ran, facts=replace(ran.facts, sport="cycling"))
    assert minutes(ago(5, 50), ride) == 50
    assert longest(ride) is None


@pytest.mark.parametrize(
    ("last", "share"),
    [(7, 1.0), (8, 0.90), (15, 0.75), (22, 0.60), (29, 0.50)],  # 6, 7, 14, 21, 28 days off
)
def test_a_break_that_lasts_leaves_its_share(last, share):
    assert minutes(ago(last, 60)) == pytest.approx(60 * share)


def test_a_break_cuts_for_three_weeks_after_the_return():
    # Seven days off, the return 20 days ago; a day later 21.
    back = [ago(20, 30), ago(14, 30), ago(8, 30), ago(2, 30)]
    assert minutes(ago(28, 100), *back) == pytest.approx(90)
    assert longest(ago(28, 100), *back, day=DAY + timedelta(days=1)).duration_s == 6000


def test_of_several_breaks_each_takes_its_share():
    # The runner of 38 days off, one run, 17 days off, one run: 0.75 - 0.15 * 3 / 7 are left of the
    # run between; of the hour before both, 59 days ago, nothing counts any more.
    found = longest(ago(70, 50), ago(59, 60), ago(20, 60), ago(2, 30))
    assert found.duration_s / 60 == pytest.approx(60 * (0.75 - 0.15 * 3 / 7))
    assert found.distance_m == pytest.approx(10_000 * (0.75 - 0.15 * 3 / 7))


def test_three_breaks_in_thirty_days():
    # Seven days off three times: 0.9 each, 0.729 of the first run.
    assert minutes(ago(26, 100), ago(18, 10), ago(10, 10), ago(2, 10)) == pytest.approx(72.9)


def test_without_a_run_in_thirty_days_at_most_sixty_per_cent_of_the_time_before():
    # 35 days off leave 43.25 %; the longest of the 30 days up to the last run is looked for.
    found = longest(ago(66, 200), ago(65, 90), ago(36, 40))
    assert found.duration_s / 60 == pytest.approx(90 * 0.4325)
    assert not found.in_30_days
    # 30 days off leave 48.1 %.
    assert longest(ago(31, 90)).duration_s / 60 == pytest.approx(90 * (0.5 - 2 / 14 * 0.135))


def test_the_first_run_back_takes_nothing_away_for_a_week():
    # 36 days off (42.3 %), then 20 minutes: a week long the 90 min before count beside them.
    share = 0.5 - (36 - 28) / 14 * (0.5 - 0.365)
    for back in range(7):
        found = longest(ago(37 + back, 90), ago(back, 20), day=DAY + timedelta(days=1))
        if back < 6:
            assert found.duration_s / 60 == pytest.approx(90 * share)
            assert found.in_30_days
        else:
            assert found.duration_s / 60 == 20


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(st.integers(1, 140), st.integers(5, 200), max_size=12),
    st.dictionaries(st.integers(0, 6), st.integers(5, 200), max_size=4),
    st.integers(0, 6),
)
def test_a_further_run_of_the_week_never_makes_it_less(past, week, number):
    """What a week is planned by stays within the answer when the week is run."""
    day = DAY + timedelta(days=number)
    before = [ago(days, length) for days, length in past.items()]
    planned = [ago(-days, length) for days, length in week.items() if days < number]
    alone, beside = longest(*before, day=day), longest(*before, *planned, day=day)
    if alone is not None:
        assert beside.duration_s >= alone.duration_s - 1e-6
        assert (beside.distance_m or 0) >= (alone.distance_m or 0) - 1e-6


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.integers(1, 90), st.integers(5, 200), max_size=10))
def test_it_is_never_more_than_what_was_run(past):
    found = longest(*(ago(days, length) for days, length in past.items()))
    assert (found is None) == (not past)
    if found is not None:
        near = [length for days, length in past.items() if days <= 30]
        assert found.in_30_days == bool(near)
        assert 0 < found.duration_s / 60 <= max(past.values())
