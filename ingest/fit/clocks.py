"""Times that a message does not state in full: compressed headers and ``timestamp_16``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.fit.counting import count_on
from ingest.fit.protocol import COMPRESSED_BIT, LOW_TIME_BITS

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.fit.messages import Messages
    from ingest.session.activity import FloatArray

_TIMESTAMP_16: Final = 26  # field of the monitoring message


def compressed_times(headers: npt.NDArray[np.uint8], full: FloatArray) -> FloatArray:
    """Return the times that compressed headers mean, NaN for other messages.

    A compressed header holds the time's low five bits; the rest follows from the last time known.

    Parameters
    ----------
    headers
        Header bytes of all messages in file order.
    full
        Their timestamp fields in FIT seconds, NaN without one.
    """
    compressed = (headers & COMPRESSED_BIT) != 0
    full = np.where(compressed, np.nan, full)
    rows = np.flatnonzero(compressed | ~np.isnan(full))
    low = (headers[rows] & LOW_TIME_BITS).astype(np.float64)
    times = np.full(len(headers), np.nan)
    times[rows] = count_on(low, full[rows], LOW_TIME_BITS + 1)
    times[~compressed] = np.nan
    return times


def sixteen_bit_times(monitoring: Messages, info: Messages) -> FloatArray:
    """Return the times that ``timestamp_16`` of monitoring messages means, NaN without one.

    The field holds the low sixteen bits; the rest follows from the whole timestamp before it, of
    a monitoring or a monitoring_info message.
    """
    low = monitoring.raw(_TIMESTAMP_16)
    own = monitoring.timestamps
    short = np.isnan(own) & ~np.isnan(low)
    offsets = np.concatenate([info.offsets, monitoring.offsets])
    full = np.concatenate([info.timestamps, own])
    bits = np.concatenate([np.full(len(info), np.nan), low])
    order = np.argsort(offsets, kind="stable")
    order = order[~(np.isnan(full) & np.isnan(bits))[order]]
    times = np.full(len(offsets), np.nan)
    times[order] = count_on(bits[order], full[order], 0x1_0000)
    return np.where(short, times[len(info) :], np.nan)
