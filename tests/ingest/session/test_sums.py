"""Sums of products: right at any length, and the same on any number of cores."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from ingest.session.sums import combined, inner, inners

LENGTHS = (0, 1, 5000, 8192, 8193, 50_000)
SAID = """
import numpy as np
from ingest.session.sums import combined, inner, inners
chance = np.random.default_rng(1)
for count in (10_001, 20_000, 100_000):
    rows = chance.normal(size=(3, count))
    many = inners(rows, rows[0]), combined((0.1, 0.2, 0.3), rows)
    print(inner(rows[0], rows[1]).hex(), [hash(one.tobytes()) for one in many])
"""


@pytest.mark.parametrize("count", LENGTHS)
def test_an_inner_product_is_that_of_all_pairs(count: int) -> None:
    chance = np.random.default_rng(count)
    one, other = chance.random(count), chance.random(count)
    assert inner(one, other) == pytest.approx(sum(a * b for a, b in zip(one, other, strict=True)))


@pytest.mark.parametrize("count", LENGTHS)
def test_rows_are_added_each_by_its_weight(count: int) -> None:
    rows = np.random.default_rng(count).random((3, count))
    weights = (2.0, -1.0, 0.5)
    assert combined(weights, rows) == pytest.approx(2.0 * rows[0] - rows[1] + 0.5 * rows[2])


@pytest.mark.parametrize("count", LENGTHS)
def test_all_rows_are_summed_as_each_alone(count: int) -> None:
    chance = np.random.default_rng(count)
    rows, other = chance.random((9, count)), chance.random(count)
    assert inners(rows, other) == pytest.approx([inner(row, other) for row in rows])


def test_the_number_of_threads_changes_no_bit() -> None:
    said = {
        subprocess.check_output(
            [sys.executable, "-c", SAID],
            env=os.environ | {"OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": "0"},
        )
        for threads in ("1", "2", "3")
    }
    assert len(said) == 1
