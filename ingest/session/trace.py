"""A session over time, small enough that a page holds years of them.

``LAYOUT`` names every array with its type, unit and meaning, so that storing needs to know none.
Raise ``FACTS_VERSION`` when it changes: then every trace is made again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from ingest.session.stream import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS: Final = 120  # own choice: a picture is no wider than a few hundred pixels
LEVELS: Final = 254  # the values of an array are told in so many steps of its own
KM_M: Final = 1000.0
MILE_M: Final = 1609.344

LAYOUT: Final = (
    Column("length_s", "<f4", "s", "from start to end, pauses included; one value"),
    Column("hr_bpm", "|u1", "bpm", "mean heart rate that was judged, by step; 0: none"),
    Column("hr_raw_bpm", "|u1", "bpm", "mean of what was written and not judged; 0: none"),
    Column("speed", "|u1", "", "mean speed, by step, in steps of its scale; 0: unknown"),
    Column("speed_m_s", "<f4", "m/s", "its scale: the lowest value, and one step"),
    Column("altitude", "|u1", "", "mean altitude, by step, in steps of its scale; 0: unknown"),
    Column("altitude_m", "<f4", "m", "its scale: the lowest value, and one step"),
    Column("left_out_s", "<f4", "s", "start and end of each stretch that was not judged"),
    Column("left_out_reason", "|u1", "", "ingest.heart_rate.Reason of each of them"),
    Column("km_s", "<f4", "s", "timer seconds of each whole kilometre"),
    Column("km_bpm", "|u1", "bpm", "mean heart rate judged in it; 0: none"),
    Column("mile_s", "<f4", "s", "timer seconds of each whole mile"),
    Column("mile_bpm", "|u1", "bpm", "mean heart rate judged in it; 0: none"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trace:
    """Arrays of one session in at most 120 equal steps of time; ``LAYOUT`` says what each is.

    ``left_out_s`` has shape (k, 2). A value v of an array with a scale means scale[0] +
    (v - 1) x scale[1].
    """

    length_s: npt.NDArray[np.float32]
    hr_bpm: npt.NDArray[np.uint8]
    hr_raw_bpm: npt.NDArray[np.uint8]
    speed: npt.NDArray[np.uint8]
    speed_m_s: npt.NDArray[np.float32]
    altitude: npt.NDArray[np.uint8]
    altitude_m: npt.NDArray[np.float32]
    left_out_s: npt.NDArray[np.float32]
    left_out_reason: npt.NDArray[np.uint8]
    km_s: npt.NDArray[np.float32]
    km_bpm: npt.NDArray[np.uint8]
    mile_s: npt.NDArray[np.float32]
    mile_bpm: npt.NDArray[np.uint8]

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return every array by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.ArrayLike]) -> Trace:
        """Return the trace that these arrays make, in the types of ``LAYOUT``.

        Raises
        ------
        KeyError
            An array is missing.
        """
        return cls(**{one.name: np.asarray(arrays[one.name], one.dtype) for one in LAYOUT})
