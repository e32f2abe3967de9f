"""The samples of one session as the archive keeps them: raw and clean heart rate side by side.

``LAYOUT`` names every array with its type, unit and meaning; :meth:`SessionStream.arrays` and
:meth:`SessionStream.from_arrays` go through it, so that storing needs to know no column.
Positions are never among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

Shape: TypeAlias = Literal["sample", "pause", "beat"]


@dataclass(frozen=True, slots=True)
class Column:
    """One array of a stream: ``sample`` arrays share a length, so do the two ``beat`` arrays."""

    name: str
    dtype: str
    unit: str
    meaning: str
    shape: Shape = "sample"


LAYOUT: Final = (
    Column("t_s", "<f8", "s", "seconds since the session's start, pauses included"),
    Column("hr_raw_bpm", "<f4", "bpm", "heart rate as the device wrote it"),
    Column("hr_bpm", "<f4", "bpm", "clean heart rate; missing where none may be used"),
    Column("hr_reason", "|u1", "", "ingest.heart_rate.Reason of each sample"),
    Column("speed_m_s", "<f4", "m/s", "speed"),
    Column("distance_m", "<f8", "m", "distance since the start"),
    Column("altitude_m", "<f4", "m", "altitude"),
    Column("cadence_spm", "<f4", "1/min", "steps a minute, both feet"),
    Column("power_w", "<f4", "W", "power"),
    Column("temperature_c", "<f4", "degC", "temperature at the device"),
    Column("stance_time_ms", "<f4", "ms", "ground contact time"),
    Column("stance_balance_percent", "<f4", "%", "left share of ground contact"),
    Column("vertical_oscillation_mm", "<f4", "mm", "vertical oscillation"),
    Column("vertical_ratio_percent", "<f4", "%", "vertical oscillation over step length"),
    Column("step_length_mm", "<f4", "mm", "step length"),
    Column("respiration_brpm", "<f4", "1/min", "breaths a minute"),
    Column("pauses_s", "<f8", "s", "start and end of each timer pause", shape="pause"),
    Column("rr_t_s", "<f8", "s", "when each beat interval was stored", shape="beat"),
    Column("rr_ms", "<f4", "ms", "beat intervals", shape="beat"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SessionStream:
    """Arrays of one session; ``LAYOUT`` gives type, unit and meaning of each.

    Missing is NaN. ``pauses_s`` has shape (k, 2); without beat intervals the ``rr`` arrays are
    empty.
    """

    t_s: npt.NDArray[np.float64]
    hr_raw_bpm: npt.NDArray[np.float32]
    hr_bpm: npt.NDArray[np.float32]
    hr_reason: npt.NDArray[np.uint8]
    speed_m_s: npt.NDArray[np.float32]
    distance_m: npt.NDArray[np.float64]
    altitude_m: npt.NDArray[np.float32]
    cadence_spm: npt.NDArray[np.float32]
    power_w: npt.NDArray[np.float32]
    temperature_c: npt.NDArray[np.float32]
    stance_time_ms: npt.NDArray[np.float32]
    stance_balance_percent: npt.NDArray[np.float32]
    vertical_oscillation_mm: npt.NDArray[np.float32]
    vertical_ratio_percent: npt.NDArray[np.float32]
    step_length_mm: npt.NDArray[np.float32]
    respiration_brpm: npt.NDArray[np.float32]
    pauses_s: npt.NDArray[np.float64]
    rr_t_s: npt.NDArray[np.float64]
    rr_ms: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.t_s)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return every array by name, contiguous and in ``LAYOUT``'s order and type."""
        return {c.name: np.ascontiguousarray(getattr(self, c.name), c.dtype) for c in LAYOUT}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.ArrayLike]) -> SessionStream:
        """Return the stream of named arrays; a name missing (an older store) is all unknown."""
        count = len(np.asarray(arrays["t_s"]))
        return cls(**{c.name: _column(c, arrays.get(c.name), count) for c in LAYOUT})


def _column(column: Column, stored: npt.ArrayLike | None, count: int) -> npt.NDArray[Any]:
    if stored is not None:
        values = np.asarray(stored, column.dtype)
        return values.reshape(-1, 2) if column.shape == "pause" else values
    if column.shape == "pause":
        return np.empty((0, 2), column.dtype)
    length = count if column.shape == "sample" else 0
    return np.full(length, 0 if column.dtype == "|u1" else np.nan, column.dtype)
