"""The shares of the former volume and pace after days off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.body.time_off import breaks_on, is_break, longest_break, pace_after, share_after


@pytest.mark.parametrize(
    ("days_off", "share"),
    [(0, 1.0), (5, 1.0), (7, 0.9), (14, 0.75), (21, 0.6), (28, 0.5), (365, 0.2)],
)
def test_the_tables_own_rows(days_off, share):
    assert share_after(days_off) == pytest.approx(share)


def test_between_the_rows_it_falls_evenly():
    assert share_after(6) == pytest.approx(0.95)
    assert share_after(10) == pytest.approx(0.9 - 0.15 * 3 / 7)


# The time-off table of Daniels' V.O2: days off, the factor of the former pace without
# cross-training and with it. One copy of it prints 0.994 for 42 days, where 0.944 is meant.
@pytest.mark.parametrize(
    ("days_off", "without", "crossed"),
    [
        (0, 1.0, 1.0),
        (5, 1.0, 1.0),
        (7, 0.994, 0.997),
        (14, 0.973, 0.986),
        (21, 0.952, 0.976),
        (28, 0.931, 0.965),
        (42, 0.889, 0.944),
        (56, 0.847, 0.923),
        (72, 0.800, 0.900),
        (500, 0.800, 0.900),
    ],
)
def test_the_pace_that_time_off_leaves(days_off, without, crossed):
    assert pace_after(days_off, cross_trained=False) == pytest.approx(without)
    assert pace_after(days_off, cross_trained=True) == pytest.approx(crossed)


@pytest.mark.parametrize("days_off", range(6, 90))
def test_cross_training_halves_the_loss_of_pace(days_off):
    # So it is in the table's own rows, rounded to a thousandth; a misprint would stand out.
    lost = 1 - pace_after(days_off, cross_trained=False)
    assert 1 - pace_after(days_off, cross_trained=True) == pytest.approx(lost / 2, abs=0.0011)


def ago(days):
    return date(2026, 5, 18) - timedelta(days=days)


@pytest.mark.parametrize(
    ("gaps", "off", "given", "away"),
    [
        ((2, 2, 2), 7, 0, True),
        ((2, 2, 2), 6, 0, False),
        ((2, 2, 2), 8, 1, True),  # a day off that the plan gave is none of them
        ((2, 2, 2), 7, 1, False),
        ((4, 4, 4), 10, 0, True),  # 2.5 times the own gap
        ((4, 4, 4), 9, 0, False),
        ((4, 4), 7, 0, True),  # two gaps are no habit
        ((8, 2, 4, 4), 10, 0, True),  # their median
        ((8, 2, 4, 4), 9, 0, False),
        ((99, 4, 4, 4), 10, 0, True),  # of twelve weeks
    ],
)
def test_what_is_a_break_by_the_own_gaps(gaps, off, given, away):
    days, day = [], ago(20)
    for gap in (*reversed(gaps), 0):
        days.append(day)
        day -= timedelta(days=gap)
    back = ago(20) + timedelta(days=off + 1)
    free = [ago(20) + timedelta(days=n + 1) for n in range(given)]
    outside = [ago(20), back, ago(60)]  # days beside it change nothing
    assert is_break(ago(20), back, sorted(days), [*free, *outside]) is away


@pytest.mark.parametrize(("gone", "days_off"), [(True, 9), (False, 8)])
def test_today_is_still_to_come_or_gone(gone, days_off):
    (found,) = breaks_on([ago(9)], ago(0), day_gone=gone)
    assert (found.last_run, found.first_run, found.days_off) == (ago(9), None, days_off)


@pytest.mark.parametrize(("back", "counts"), [(20, True), (21, False)])
def test_a_break_counts_for_three_weeks_after(back, counts):
    found = breaks_on([ago(back), ago(back + 8)], ago(0), day_gone=True)
    long_ago = [one for one in found if one.last_run == ago(back + 8)]
    assert [one.days_off for one in long_ago] == [7] * counts
    six = breaks_on([ago(1), ago(8)], ago(0), day_gone=True)
    assert six == []
    assert longest_break([*found, *six]).days_off == max(back, 7 * counts)
    assert longest_break([]) is None
