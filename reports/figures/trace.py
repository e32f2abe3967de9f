"""A session's heart rate over time, small enough for a page that holds years of them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.heart_rate.left_out import left_out
from ingest.heart_rate.reasons import USABLE

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.heart_rate.left_out import LeftOut
    from ingest.session.stream import SessionStream

COLUMNS: Final = ("t_s", "hr_raw_bpm", "hr_bpm", "hr_reason")
POINTS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """At most 120 equal steps of a session; heart rates in whole bpm, 0 where there is none.

    ``used`` is the mean of what was judged in a step, ``raw`` of what the device wrote and was
    not judged.
    """

    length_s: float
    used: tuple[int, ...]
    raw: tuple[int, ...]
    excluded: tuple[LeftOut, ...]


def trace(stream: SessionStream) -> Trace | None:
    """Return a session's trace, or None where it never had a heart rate."""
    raw = stream.hr_raw_bpm
    if len(stream) < 2 or not np.isfinite(raw).any():  # noqa: PLR2004 - no length in one sample
        return None
    length_s = float(stream.t_s[-1])
    steps = int(min(POINTS, max(1, length_s)))
    step = np.minimum((stream.t_s / length_s * steps).astype(np.intp), steps - 1)
    usable = np.isin(stream.hr_reason, USABLE) & np.isfinite(stream.hr_bpm)
    refused = ~usable & np.isfinite(raw)
    return Trace(
        length_s=length_s,
        used=_means(step, stream.hr_bpm, usable, steps),
        raw=_means(step, raw, refused, steps),
        excluded=left_out(stream.t_s, stream.hr_reason),
    )


def _means(
    step: npt.NDArray[np.intp],
    values: npt.NDArray[np.float32],
    chosen: npt.NDArray[np.bool_],
    steps: int,
) -> tuple[int, ...]:
    counts = np.bincount(step[chosen], minlength=steps)
    sums = np.bincount(step[chosen], weights=values[chosen], minlength=steps)
    means = np.divide(sums, counts, out=np.zeros(steps), where=counts > 0)
    return tuple(np.clip(np.rint(means), 0, 255).astype(int).tolist())


def packed(values: tuple[int, ...]) -> str:
    """Return whole numbers 0 to 255 as base64; nothing at all as an empty string."""
    return base64.b64encode(bytes(values)).decode() if any(values) else ""
