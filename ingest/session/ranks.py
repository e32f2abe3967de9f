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
    ranked = sorted(known.tolist()) if len(known) <= _FEW else np.sort(known)
    middle = len(known) // 2
    return float((ranked[middle] + ranked[~middle]) / 2.0)


def quantile(values: FloatArray, share: float) -> float:
    """Return the quantile of the known values, drawn straight between two; NaN where none is."""
    ranked = np.sort(values[np.isfinite(values)])
    if not len(ranked):
        return math.nan
    part, lower = math.modf(share * (len(ranked) - 1))
    below, above = ranked[int(lower)], ranked[min(int(lower) + 1, len(ranked) - 1)]
    return float(below + (above - below) * part)
