"""The shares of the former volume and pace after days off."""

from __future__ import annotations

import pytest

from planner.body.time_off import pace_after, share_after


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
