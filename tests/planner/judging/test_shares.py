"""Shares are cut: a limit that is not reached is never said to be."""

from __future__ import annotations

import pytest

from planner.judging.shares import percent, percent_words


@pytest.mark.parametrize(
    ("frac", "whole", "tenth"),
    [(0.8999, 89, 89.9), (0.89999, 89, 89.9), (0.9, 90, 90.0), (0.29, 29, 29.0), (1.0, 100, 100.0)],
)
def test_a_share_is_cut(frac, whole, tenth):
    assert percent(frac) == whole
    assert percent(frac, 1) == tenth
    assert percent_words(frac) == f"{whole} %"
