"""A session's heart rate over time, small enough for a page that holds years of them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.heart_rate.reasons import USABLE, WORDS, Reason

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.session.stream import SessionStream

COLUMNS: Final = ("t_s", "hr_raw_bpm", "hr_bpm", "hr_reason")
POINTS: Final = 120
LEAST_EXCLUDED_S: Final = 5.0
MOST_EXCLUDED: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A stretch that was not judged, in seconds from the start, and why: as a name, in words."""

    start_s: float
    end_s: float
    reason: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """At most 120 equal steps of a session; heart rates in whole bpm, 0 where there is none.

    ``used`` is the mean of what was judged in a step, ``raw`` of what the device wrote and was
    not judged.
    """

    length_s: float
    used: tuple[int, ...]
    raw: tuple[int, ...]
    excluded: tuple[Excluded, ...]


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
        excluded=_excluded(stream.t_s, stream.hr_reason),
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


def _excluded(t_s: npt.NDArray[np.float64], reason: npt.NDArray[np.uint8]) -> tuple[Excluded, ...]:
    """Return the longest stretches of one reason, in time order."""
    turns = np.flatnonzero(np.diff(reason)) + 1
    starts, ends = np.r_[0, turns], np.r_[turns, len(reason)]
    stretches = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        code = Reason(int(reason[start]))
        last = float(t_s[min(end, len(t_s) - 1)])
        if code not in USABLE and last - float(t_s[start]) >= LEAST_EXCLUDED_S:
            stretches.append(
                Excluded(
                    start_s=float(t_s[start]),
                    end_s=last,
                    reason=code.name.lower(),
                    why=WORDS[code],
                )
            )
    longest = sorted(stretches, key=lambda one: one.start_s - one.end_s)[:MOST_EXCLUDED]
    return tuple(sorted(longest, key=lambda one: one.start_s))


def packed(values: tuple[int, ...]) -> str:
    """Return whole numbers 0 to 255 as base64; nothing at all as an empty string."""
    return base64.b64encode(bytes(values)).decode() if any(values) else ""
