"""Cadence of formats that count one foot, or both."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.session.cadence import both_feet


@pytest.mark.parametrize(
    ("sport", "median_spm", "doubled"),
    [
        ("running", 85, True),
        ("walking", 60, True),
        ("hiking", 60, True),
        ("unknown", 85, True),
        ("cycling", 85, False),
        ("running", 119, True),
        ("running", 120, False),
        ("running", 170, False),
    ],
)
def test_one_foot_is_counted_twice(sport: str, median_spm: float, *, doubled: bool) -> None:
    """By the median of what moves: standing and missing values are none."""
    cadence = np.array([0.0, 0, 0, 0, median_spm - 1, median_spm, median_spm + 1, np.nan])

    found = both_feet(cadence, sport=sport)

    np.testing.assert_array_equal(found, cadence * 2 if doubled else cadence)


def test_of_nothing_nothing_is_made() -> None:
    still = np.array([0.0, np.nan])
    np.testing.assert_array_equal(both_feet(still, sport="running"), still)
