"""When the timer stood still: from timer events, else from gaps between samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.session.activity import FloatArray

TIMER_EVENT: Final = 0
START: Final = 0
STOPS: Final = (1, 4, 8, 9)  # stop, stop_all, stop_disable, stop_disable_all

# Without timer events a gap longer than this counts as a pause: the 30 s of RULES 3.1, beyond
# which time between two samples is not supported by data.
GAP_S: Final = 30.0
MOVED_M: Final = 50.0  # own choice: so far and so long after a stop nobody drifts standing
MOVED_S: Final = 30.0


def timer_pauses(
    events: Messages, *, oldest_s: float, moves: tuple[FloatArray, FloatArray] | None = None
) -> FloatArray | None:
    """Return pauses as (start, end) in FIT seconds, shape (k, 2); None without timer events.

    A pause runs from a stop to the next start, and may last no time; one that never ends has
    ``inf`` as its end.
    ``moves`` are the times and metres of the records: where they go on with growing distance
    after a stop that no start follows, the timer counts as running again.
    """
    if not len(events):
        return None
    times, kinds = events.timestamps, events.raw(1)
    use = (events.raw(0) == TIMER_EVENT) & (times >= oldest_s)
    use &= (kinds == START) | np.isin(kinds, STOPS)
    if not use.any():
        return None
    times, kinds = times[use], kinds[use]
    order = np.argsort(times, kind="stable")
    pauses: list[tuple[float, float]] = []
    stopped: float | None = None
    told = list(zip(times[order].tolist(), kinds[order].tolist(), strict=True))
    if moves is not None:
        told = _with_silent_starts(told, *moves)
    for time, kind in told:
        if kind == START:
            if stopped is not None:
                pauses.append((stopped, time))
            stopped = None
        elif stopped is None:
            stopped = time
    if stopped is not None:
        pauses.append((stopped, np.inf))
    return np.array(pauses, dtype=np.float64).reshape(-1, 2)


def _with_silent_starts(
    told: list[tuple[float, float]], times: FloatArray, metres: FloatArray
) -> list[tuple[float, float]]:
    """Return the events with a start where records moved on after a stop without one."""
    found = []
    for place, (time, kind) in enumerate(told):
        found.append((time, kind))
        after = told[place + 1] if place + 1 < len(told) else (np.inf, STOPS[0])
        if kind == START or after[1] == START:
            continue
        inside = np.flatnonzero((times > time) & (times <= after[0]) & np.isfinite(metres))
        if len(inside) < 2:  # noqa: PLR2004 - a difference
            continue
        first, last = inside[0], inside[-1]
        moved = metres[last] - metres[first] >= MOVED_M
        if moved and times[last] - times[first] >= MOVED_S:
            found.append((float(times[first]), START))
    return found


def gap_pauses(sample_s: FloatArray) -> FloatArray:
    """Return the gaps between samples that are longer than ``GAP_S``, shape (k, 2)."""
    gaps = np.flatnonzero(np.diff(sample_s) > GAP_S)
    return np.stack([sample_s[gaps], sample_s[gaps + 1]], axis=1)


def clip_pauses(pauses: FloatArray, start_s: float, end_s: float) -> FloatArray:
    """Return the parts of pauses between two times, on a clock that starts at ``start_s``."""
    clipped = np.clip(pauses, start_s, max(start_s, end_s))
    return np.asarray(clipped[clipped[:, 1] > clipped[:, 0]] - start_s)
