"""Sums of products whose last bit no machine changes: BLAS, but never by several threads.

From some ten thousand numbers on OpenBLAS splits a sum among as many threads as there are cores.
So its last bits would follow from their number; and the threads, once awake, burn a core for longer
than all the sums of a file take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ingest.session.activity import FloatArray

# OpenBLAS 0.3: `ddot` takes threads beyond 10,000 numbers, `dgemv` from 9,216 on.
_AT_ONCE: Final = 8192


def inner(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> float:
    """Return the sum of the products of two arrays of one length."""
    if len(one) <= _AT_ONCE:
        return float(one @ other)
    begins = range(0, len(one), _AT_ONCE)
    return sum(float(one[at : at + _AT_ONCE] @ other[at : at + _AT_ONCE]) for at in begins)


def inners(rows: FloatArray, other: FloatArray) -> FloatArray:
    """Return the sum of the products of each row and another; shape (k,) of shape (k, n)."""
    width = max(_AT_ONCE // max(len(rows), 1), 1)
    total: FloatArray = np.dot(rows[:, :width], other[:width])
    for at in range(width, len(other), width):
        total += np.dot(rows[:, at : at + width], other[at : at + width])
    return total


def combined(weights: Sequence[float], rows: FloatArray) -> FloatArray:
    """Return the sum of rows, each times its weight; shape (n,) of shape (k, n)."""
    few = rows.size <= _AT_ONCE
    total: FloatArray = np.dot(weights, rows) if few else np.einsum("i,ij->j", weights, rows)
    return total
