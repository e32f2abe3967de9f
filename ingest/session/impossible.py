"""Distances and altitudes that nobody can have made: left out, and said.

A wrong bit makes a record say 5,374 km; a watch that loses its satellites adds two kilometres in a
second, or sets its altitude anew in the middle of a run. One or two records that leap and come
back are dropped. Where the level stays, the leap itself is left out: what follows is moved by it,
so that no total contains it. All limits are own choices, beyond anything that real files of
runners and riders hold but such leaps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ingest.session.quality import QualityNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.session.activity import FloatArray, Stream

ON_FOOT: Final = frozenset({"running", "walking", "hiking"})
ON_WHEELS: Final = frozenset({"cycling", "e_biking"})
_SPIKE_RECORDS: Final = 2  # so many in a row may leap and come back
_MOSTLY_WRONG_FRAC: Final = 0.1  # from here on the whole column is unknown
_FEW: Final = 4  # but for so many


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """How far a value can get: so much a second, and so much at once besides."""

    up_m_s: float
    down_m_s: float
    up_m: float
    down_m: float

    def within(self, step_m: Any, span_s: Any) -> Any:
        """Return whether a step, or each of many, is possible in its seconds."""
        most = self.up_m + self.up_m_s * span_s
        least = -self.down_m - self.down_m_s * span_s if self.down_m_s else -self.down_m
        return (step_m >= least) & (step_m <= most)


# Sprinters reach 12.4 m/s, riders 35 m/s downhill. Watches put their distance right by some tens
# of metres at once where reception was poor; a distance never shrinks by more than rounding.
_DISTANCE: Final = {
    **dict.fromkeys(ON_FOOT, _Reach(up_m_s=12.5, down_m_s=0.0, up_m=50.0, down_m=1.0)),
    **dict.fromkeys(ON_WHEELS, _Reach(up_m_s=40.0, down_m_s=0.0, up_m=100.0, down_m=1.0)),
}
_ANY_DISTANCE: Final = _Reach(up_m_s=300.0, down_m_s=0.0, up_m=300.0, down_m=1.0)
_ALTITUDE: Final = dict.fromkeys(
    ON_FOOT | ON_WHEELS, _Reach(up_m_s=5.0, down_m_s=5.0, up_m=10.0, down_m=10.0)
)
_ANY_ALTITUDE: Final = _Reach(up_m_s=60.0, down_m_s=60.0, up_m=50.0, down_m=50.0)


# Means over a session: nobody runs 400 m and more at 8 m/s, or rides at 25 m/s.
_FASTEST_MEAN_M_S: Final = {**dict.fromkeys(ON_FOOT, 8.0), **dict.fromkeys(ON_WHEELS, 25.0)}
_FASTEST_CLIMB_M_S: Final = 1.0
_CLIMBING: Final = ON_FOOT | ON_WHEELS | {"unknown"}  # by no lift and no rope


@dataclass(frozen=True, slots=True, eq=False)
class _Mended:
    """A column without what is impossible: records left out, and the leaps that remain.

    ``leaps`` holds index and metres of each value that lies wrong by so much from there on.
    """

    values: FloatArray
    dropped: int
    leaps: list[tuple[int, float]]

    @property
    def metres(self) -> float:
        return sum(abs(leap) for _, leap in self.leaps)


def fastest_mean_m_s(sport: str) -> float:
    """Return the speed that nobody keeps up in a sport; else one beyond all that moves."""
    return _FASTEST_MEAN_M_S.get(sport, _ANY_DISTANCE.up_m_s)


def possible_total_m(metres: float | None, seconds: float | None, sport: str) -> float | None:
    """Return a stated distance, or None if nobody covers it in that time."""
    too_much = metres and seconds and metres > fastest_mean_m_s(sport) * seconds
    return None if too_much else metres


def possible_climb_m(metres: float | None, seconds: float | None, sport: str) -> float | None:
    """Return a climb, or None if no runner or rider makes it in that time."""
    if sport not in _CLIMBING or not metres or not seconds:
        return metres
    return None if metres > _FASTEST_CLIMB_M_S * seconds else metres


def without_the_impossible(stream: Stream, sport: str) -> tuple[Stream, tuple[QualityNote, ...]]:
    """Return the stream of a leg with possible distances and altitudes, and what was left out."""
    distance = _mended(
        stream.t_s, stream.distance_m, _DISTANCE.get(sport, _ANY_DISTANCE), from_zero=True
    )
    altitude = _mended(stream.t_s, stream.altitude_m, _ALTITUDE.get(sport, _ANY_ALTITUDE))
    notes = []
    if distance is not None:
        stream = replace(stream, distance_m=_moved(distance))
        notes.append(_distance_note(distance))
    if altitude is not None:
        # The watch knows its altitude better afterwards: what came before the leap is moved.
        last_m = sum(leap for _, leap in altitude.leaps)
        stream = replace(stream, altitude_m=_moved(altitude) + last_m)
        notes.append(_altitude_note(altitude))
    return stream, tuple(notes)


def _mended(
    t_s: FloatArray, values: FloatArray, reach: _Reach, *, from_zero: bool = False
) -> _Mended | None:
    """Return a column without what is impossible; None if all of it is possible.

    ``from_zero``: it counts from 0 at the start.
    """
    finite = np.isfinite(values)
    times, known = (t_s, values) if finite.all() else (t_s[finite], values[finite])
    from_zero = from_zero and len(known) > 0
    starts = not from_zero or reach.within(known[0], times[0])
    if starts and reach.within(known[1:] - known[:-1], times[1:] - times[:-1]).all():
        return None
    rows = np.flatnonzero(finite)
    if from_zero:
        times, known = np.concatenate(([0.0], times)), np.concatenate(([0.0], known))
    kept, leaps = _followed(times.tolist(), known.tolist(), reach)
    first = 1 if from_zero else 0
    dropped = len(known) - len(kept)
    out = np.full(len(values), np.nan)
    if dropped + len(leaps) <= max(_FEW, _MOSTLY_WRONG_FRAC * len(known)):
        left = [place - first for place in kept if place >= first]
        out[rows[left]] = values[rows[left]]
    return _Mended(out, dropped, [(int(rows[max(i - first, 0)]), leap) for i, leap in leaps])


def _followed(
    times: list[float], values: list[float], reach: _Reach
) -> tuple[list[int], list[tuple[int, float]]]:
    """Return the places whose values follow from each other, and the leaps between them.

    Of an impossible step the one or two values before it are wrong if those before them lead on;
    else the one or two behind it, if the next comes back; else the level has changed.
    """
    leads = partial(_leads, times, values, reach)
    back = partial(_comes_back, values, leads, shrinks=reach.down_m_s > 0)
    kept = [0]
    leaps: dict[int, float] = {}
    for j in range(1, len(values)):
        last = kept[-1]
        before = range(1, min(_SPIKE_RECORDS, len(kept) - 1) + 1)
        behind = range(j + 1, min(j + _SPIKE_RECORDS, len(values) - 1) + 1)
        if leads(last, j):
            kept.append(j)
        elif wrong := next((n for n in before if back(kept[-1 - n], last, j)), 0):
            for place in kept[-wrong:]:
                leaps.pop(place, None)
            kept[-wrong:] = [j]
        elif not any(back(last, j, k) for k in behind):
            leaps[j] = values[j] - values[last]
            kept.append(j)
    while leaps and len(kept) - kept.index(max(leaps)) <= _SPIKE_RECORDS:  # a spike at the end
        del kept[kept.index(max(leaps)) :]
        del leaps[max(leaps)]
    return kept, list(leaps.items())


def _leads(times: list[float], values: list[float], reach: _Reach, i: int, j: int) -> bool:
    """Say whether the value at ``j`` can follow the one at ``i``."""
    span, step = times[j] - times[i], values[j] - values[i]
    return -reach.down_m - reach.down_m_s * span <= step <= reach.up_m + reach.up_m_s * span


def _comes_back(
    values: list[float],
    leads: Callable[[int, int], bool],
    i: int,
    wrong: int,
    j: int,
    *,
    shrinks: bool,
) -> bool:
    """Say whether the value at ``j`` goes on from the one at ``i`` and not from the wrong one."""
    if not shrinks and (values[j] < values[wrong] or values[wrong] < values[i]):
        return leads(i, j)  # what never shrinks did: that value is wrong
    return abs(values[j] - values[i]) < abs(values[j] - values[wrong]) / 2 and leads(i, j)


def _moved(mended: _Mended) -> FloatArray:
    """Return the values with all leaps taken out, on the level of the first."""
    offset = np.zeros(len(mended.values))
    for row, leap in mended.leaps:
        offset[row:] -= leap
    return mended.values + offset


def _distance_note(mended: _Mended) -> QualityNote:
    if not np.isfinite(mended.values).any():
        text = "The distances leap about so much that none of them is used."
    elif mended.metres:
        text = (
            f"Distance that nobody can have covered was left out: {mended.metres / 1000:,.2f} km"
            f" in {len(mended.leaps)} leap{'s' * (len(mended.leaps) > 1)}."
        )
    else:
        text = _spikes("distance", mended.dropped)
    return QualityNote(code="impossible_distance", text=text)


def _altitude_note(mended: _Mended) -> QualityNote:
    if not np.isfinite(mended.values).any():
        text = "The altitudes leap about so much that none of them is used."
    elif mended.metres:
        text = (
            f"The altitude leaps by {mended.metres:,.0f} m in all; nobody climbs so fast, and no"
            " climb or descent was counted for it."
        )
    else:
        text = _spikes("altitude", mended.dropped)
    return QualityNote(code="impossible_altitude", text=text)


def impossible_climb(metres: float) -> QualityNote:
    """Return the note of a climb that altitudes make and nobody can."""
    return QualityNote(
        code="impossible_altitude",
        text=f"The altitudes make a climb of {metres:,.0f} m; nobody climbs so fast, so they were"
        " not used for it.",
    )


def _spikes(what: str, count: int) -> str:
    if count == 1:
        return f"The {what} of one record leaps and was left out."
    return f"The {what}s of {count} records leap and were left out."
