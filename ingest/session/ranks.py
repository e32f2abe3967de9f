"""Median and quantile of the known values, without what numpy's own do for every shape."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

_FEW: Final = 64  # sorted quicker as numbers of Python


def median(values: FloatArray) -> float:
    """Return the median of the known values, NaN where none is."""
    known = values[np.isfinite(values)]
    if not len(known):
        return math.nan
    middle = len(known) // 2
    if len(known) <= _FEW:
        ranked = sorted(known.tolist())
        return float((ranked[middle] + ranked[~middle]) / 2.0)
    lower = len(known) + ~middle
    known.partition((lower, middle))
    return float((known[middle] + known[lower]) / 2.0)


def quantile(values: FloatArray, share: float) -> float:
    """Return the quantile of the known values, drawn straight between two; NaN where none is."""
    known = values[np.isfinite(values)]
    if not len(known):
        return math.nan
    part, whole = math.modf(share * (len(known) - 1))
    lower, upper = int(whole), min(int(whole) + 1, len(known) - 1)
    known.partition((lower, upper))
    below, above = known[lower], known[upper]
    return float(below + (above - below) * part)
