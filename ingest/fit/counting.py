"""Counters that lost their upper bits: compressed time headers, twelve-bit beats, timestamp_16."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray


def count_on(low: FloatArray, full: FloatArray, modulus: int) -> FloatArray:
    """Return the whole count of each entry, of which only the low bits may be known.

    Parameters
    ----------
    low
        The count modulo ``modulus``, in order; ignored where ``full`` is known.
    full
        The whole count where it is known, NaN elsewhere.
    modulus
        How far the low bits count before they start again; between two entries less than that
        passes.

    Returns
    -------
    FloatArray
        Whole counts; NaN before the first known one.
    """
    if not len(low):
        return np.empty(0)
    anchors = ~np.isnan(full)
    bits = np.where(anchors, np.nan_to_num(full) % modulus, low)
    passed = np.zeros(len(low))
    passed[1:] = (bits[1:] - bits[:-1]) % modulus
    passed[anchors] = 0
    total = np.cumsum(passed)
    last = np.maximum.accumulate(np.where(anchors, np.arange(len(low)), -1))
    return np.where(last < 0, np.nan, full[last] + total - total[last])
