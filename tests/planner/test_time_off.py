"""The share of the former volume after days off."""

from __future__ import annotations

import pytest

from planner.time_off import share_after


@pytest.mark.parametrize(
    ("days_off", "share"),
    [(0, 1.0), (5, 1.0), (7, 0.9), (14, 0.75), (21, 0.6), (28, 0.5), (365, 0.2)],
)
def test_the_tables_own_rows(days_off, share):
    assert share_after(days_off) == pytest.approx(share)


def test_between_the_rows_it_falls_evenly():
    assert share_after(6) == pytest.approx(0.95)
    assert share_after(10) == pytest.approx(0.9 - 0.15 * 3 / 7)
