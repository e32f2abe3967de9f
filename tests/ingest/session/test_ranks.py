"""Medians and quantiles are those of the standard library and of numpy, of what is known."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.session.ranks import median, quantile

NAN = float("nan")
beats = st.lists(st.floats(30, 230), min_size=1, max_size=150)


@given(beats, st.randoms(use_true_random=False))
def test_the_median_is_of_the_known_values(values, chance):
    with_gaps = values + [NAN] * 3
    chance.shuffle(with_gaps)
    assert median(np.array(with_gaps)) == statistics.median(values)


@given(beats, st.floats(0, 1))
def test_a_quantile_is_drawn_between_two(values, share):
    with_gaps = np.array([NAN, *values, NAN])
    assert quantile(with_gaps, share) == pytest.approx(np.quantile(values, share), rel=1e-12)


def test_of_nothing_known_there_is_none():
    assert math.isnan(median(np.full(3, NAN)))
    assert math.isnan(quantile(np.empty(0), 0.5))
