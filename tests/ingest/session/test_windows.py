"""Moving windows say what one window after the other would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.session.windows import (
    interpolated,
    moving_count,
    moving_mean,
    moving_median,
    moving_sum,
    rising,
)

NAN = float("nan")
known = st.lists(st.floats(-50, 250), min_size=1, max_size=60)
gappy = st.lists(st.one_of(st.floats(-50, 250), st.just(NAN)), min_size=1, max_size=60)
odd = st.integers(0, 12).map(lambda half: 2 * half + 1)


def around(values, width, at):
    """Return the window's values, fewer at both ends."""
    half = width // 2
    return values[max(at - half, 0) : at + half + 1]


@given(known, odd)
def test_sums_are_of_the_values_around(values, width):
    got = moving_sum(np.array(values), width)
    expected = [sum(around(values, width, at)) for at in range(len(values))]
    assert got == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.booleans(), min_size=1, max_size=60), odd)
def test_counts_are_of_the_true_values_around(mask, width):
    got = moving_count(np.array(mask), width)
    assert got.tolist() == [sum(around(mask, width, at)) for at in range(len(mask))]


@given(known)
def test_what_rises_never_falls_below_what_was_reached(values):
    expected = [max(values[: at + 1]) for at in range(len(values))]
    assert rising(np.array(values)).tolist() == expected
    assert rising(np.sort(values)).tolist() == sorted(values)


@given(st.one_of(known, gappy), odd)
def test_means_are_of_the_known_values_around(values, width):
    got = moving_mean(np.array(values), width)
    for at, mean in enumerate(got):
        there = [one for one in around(values, width, at) if not np.isnan(one)]
        expected = sum(there) / len(there) if there else NAN
        assert mean == pytest.approx(expected, abs=1e-9, nan_ok=True)


@given(known, odd)
def test_medians_repeat_the_ends(values, width):
    half = width // 2
    padded = [values[0]] * half + values + [values[-1]] * half
    places = np.arange(0, len(values), 2)
    expected = [np.median(padded[at : at + width]) for at in places]
    assert moving_median(np.array(values), width, places).tolist() == expected


def test_a_gap_is_drawn_straight_and_the_ends_repeated():
    values = np.array([NAN, 10.0, NAN, NAN, 16.0, NAN])
    assert interpolated(values).tolist() == [10, 10, 12, 14, 16, 16]
    whole = np.array([3.0, 1.0, 2.0])
    assert interpolated(whole).tolist() == [3, 1, 2]
