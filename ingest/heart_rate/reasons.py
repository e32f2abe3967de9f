"""Why a heart-rate sample may not be used, or was filled in."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


class Reason(IntEnum):
    """What cleaning decided about one sample; the archive stores the number."""

    CLEAN = 0
    MISSING = 1
    DROPOUT = 2
    OUT_OF_RANGE = 3
    SPIKE = 4
    FLAT_LINE = 5
    START_UP = 6
    CADENCE_LOCK = 7
    DOUBLE_OR_HALF = 8
    TOO_LOW = 9
    TOO_HIGH = 10
    CATCH_UP = 11
    SET_OFF = 12
    FILLED = 20
    HELD = 21
    BEATS = 22


USABLE: Final = (Reason.CLEAN, Reason.FILLED, Reason.HELD, Reason.BEATS)
_MAY_BE_USED: Final = np.isin(np.arange(256), USABLE)
NOT_MEASURED: Final = (Reason.MISSING, Reason.DROPOUT, Reason.FILLED, Reason.HELD)

WORDS: Final[dict[Reason, str]] = {
    Reason.CLEAN: "as measured",
    Reason.MISSING: "no value in the file",
    Reason.DROPOUT: "the sensor lost the pulse",
    Reason.OUT_OF_RANGE: "below 30 or above 230 bpm, which no heart does",
    Reason.SPIKE: "a jump and back faster than a heart can change",
    Reason.FLAT_LINE: "the same value for more than 90 s while the running changed",
    Reason.START_UP: "high readings in the first minutes that the running does not explain",
    Reason.CADENCE_LOCK: "the sensor counted steps instead of beats",
    Reason.DOUBLE_OR_HALF: "twice or half the pulse before and after",
    Reason.TOO_LOW: "far below what this running took in the rest of the session",
    Reason.TOO_HIGH: "far above what this running took in the rest of the session",
    Reason.CATCH_UP: "the sensor then found the pulse again, in a step up while effort fell",
    Reason.SET_OFF: "too low after or before a step that the effort does not explain",
    Reason.FILLED: "a gap of at most 10 s, drawn straight from the value before to the one after",
    Reason.BEATS: "the beat intervals in the file say another rate",
    Reason.HELD: "the file writes heart rate sparsely: the last value held, at most 30 s",
}


def may_be_used(reason: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Return which samples have a heart rate that may be used."""
    return _MAY_BE_USED[reason]
