"""Which recordings are of the same run, and which of them counts.

The rule (own choice; no source fixes it). Two recordings are of the same run when

- their sports are equal, or one of them is "unknown" or "generic",
- they overlap in at least ``MIN_OVERLAP`` of the shorter one's elapsed time,
- and their mean speeds (in motion, at speeds that the sport allows) differ by at most
  ``MAX_SPEED_GAP`` of the faster, unless one has no distance.

A run exported with its local time as UTC is the same run too: equal but for whole hours. Two
recordings in different files whose starts lie one to fourteen whole hours apart, with the same
duration, distance, mean and highest heart rate, are of one run; without heart rate nothing is said.

Legs of one file follow each other and so never match; a file that holds one activity twice does.
Speed rather than distance is compared, so that the first half of a run from a watch that died is
still the same run. The richer recording counts: a watch file before a track, then the longer
*sound* one (a tail without movement, or in a car, is no part of it), then the one with more heart
rate. Recordings are looked at from the richest down; one that matches a richer one already kept is
its duplicate, any other is kept. So the answer depends on the set of recordings alone, never on the
order in which they came.

Of another recording the one that counts takes heart rate where that is better (``heart_donor``).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from math import floor, log
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.session.activity import FloatArray
    from ingest.session.windows import BoolArray

MIN_OVERLAP: Final = 0.8
MAX_SPEED_GAP: Final = 0.2  # foot pods, wrists and satellites disagree indoors by up to this
SHIFT_S: Final = 3600.0
MOST_SHIFT_H: Final = 14
SHIFT_SLACK_S: Final = 2.0
SAME_BPM: Final = 0.05
STEP: Final = 1.1  # amounts within one step of 10 % count as equally rich
CHEST_WORTH: Final = 1.25  # a second of strap heart rate against one of any other sensor
LEAST_OF_STRAP: Final = 0.25  # of the wrist's seconds: a strap's that are fewer change nothing
LONG_S: Final = 2 * 86_400.0
_MOST: Final = 1 << 30  # seconds or metres; no recording is as long
VAGUE_SPORTS: Final = frozenset({"unknown", "generic", "all"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What the rule looks at; ``start_s`` is seconds since 1970, UTC.

    ``hr_s`` is seconds of clean heart rate, ``known`` how many of the optional facts are there;
    ``sound_s`` and ``sound_m`` are what was moved at a possible speed, None where none is known;
    ``track``: any format but FIT.
    """

    id: str
    sha256: str
    start_s: float
    elapsed_s: float
    duration_s: float
    sport: str
    distance_m: float | None
    hr_s: float
    chest: bool
    salvaged: bool
    known: int
    hr_mean_bpm: float | None = None
    hr_max_bpm: float | None = None
    sound_s: float | None = None
    sound_m: float | None = None
    track: bool = False

    @property
    def soundly_s(self) -> float:
        """Return the seconds in motion at a possible speed; the timer's where no speed is known."""
        return self.duration_s if self.sound_s is None else self.sound_s

    @property
    def heart_s(self) -> float:
        """Return the seconds of heart rate in motion, those of a strap counted a little more."""
        return min(self.hr_s, self.soundly_s) * (CHEST_WORTH if self.chest else 1.0)

    @property
    def shape(self) -> tuple[int, int] | None:
        """Return whole seconds and metres: what a copy at another hour has alike; None unknown."""
        if not self.hr_mean_bpm or not self.distance_m:
            return None
        return int(self.duration_s), int(self.distance_m)

    @property
    def end_s(self) -> float:
        """Return when it ended; an empty recording lasts a second."""
        return self.start_s + max(self.elapsed_s, 1.0)

    @property
    def richness(self) -> tuple[float | int | str, ...]:
        """Return a key that is greater for the richer recording; never equal for two."""
        return (
            not self.track,
            _steps(self.soundly_s),
            _steps(self.heart_s),
            not self.salvaged,
            -_steps(self.duration_s - self.soundly_s),
            self.known,
            self.heart_s,
            self.duration_s,
            self.sha256,
            self.id,
        )


class Extent(NamedTuple):
    """What of a recording says that it stands alone, in the units of ``Recording``."""

    id: str
    start_s: float
    elapsed_s: float
    duration_s: float
    distance_m: float | None


def same_run(one: Recording, other: Recording) -> bool:
    """Return whether two recordings are of the same run, by the rule above."""
    if not _sports_agree(one.sport, other.sport):
        return False
    if is_shifted_copy(one, other):
        return True
    shared_s = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    shorter_s = min(one.end_s - one.start_s, other.end_s - other.start_s)
    return shared_s >= MIN_OVERLAP * shorter_s and _speeds_agree(one, other)


def is_shifted_copy(one: Recording, other: Recording) -> bool:
    """Return whether two recordings are alike to the beat but for whole hours."""
    if one.sha256 == other.sha256 or one.shape is None or other.shape is None:
        return False
    apart_s = abs(one.start_s - other.start_s)
    hours = round(apart_s / SHIFT_S)
    return (
        1 <= hours <= MOST_SHIFT_H
        and abs(apart_s - hours * SHIFT_S) <= SHIFT_SLACK_S
        and abs(one.duration_s - other.duration_s) <= 1.0
        and abs((one.distance_m or 0.0) - (other.distance_m or 0.0)) <= 1.0
        and abs((one.hr_mean_bpm or 0.0) - (other.hr_mean_bpm or 0.0)) <= SAME_BPM
        and one.hr_max_bpm == other.hr_max_bpm
    )


def kept_ids(recordings: Iterable[Recording]) -> dict[str, str]:
    """Return for every recording's id the id of the one that counts: its own or another's."""
    kept = _Kept()
    answer = {}
    for recording in sorted(recordings, key=lambda found: found.richness, reverse=True):
        richer = next((one for one in kept.near(recording) if same_run(one, recording)), None)
        answer[recording.id] = recording.id if richer is None else richer.id
        if richer is None:
            kept.add(recording)
    return answer


def not_alone(extents: Sequence[tuple[str, float, float, float, float | None]]) -> set[str]:
    """Return the ids of those that share time, or their length, with another.

    Each is an :class:`Extent`, or its values in a row: there are thousands. No other can be of the
    same run as one that is not among them: it counts by itself.
    """
    if not extents:
        return set()
    ids, *values = zip(*extents, strict=True)
    starts, elapsed, seconds, metres = (np.array(one, np.float64) for one in values)
    together = _sharing_time(starts, starts + np.maximum(elapsed, 1.0))
    measured = np.flatnonzero(np.isfinite(metres) & (metres != 0.0))
    together[measured] |= _of_one_length(seconds[measured], metres[measured])
    return {ids[at] for at in np.flatnonzero(together).tolist()}


def _sharing_time(starts_s: FloatArray, ends_s: FloatArray) -> BoolArray:
    """Return which begin before another that began earlier has ended, and which those are."""
    order = np.argsort(starts_s, kind="stable")
    starts, ends = starts_s[order], ends_s[order]
    reached = np.maximum.accumulate(ends)
    farther = np.append(True, ends[1:] > reached[:-1])
    latest = np.maximum.accumulate(np.where(farther, np.arange(len(ends)), 0))
    within = np.flatnonzero(starts[1:] < reached[:-1])
    found = np.zeros(len(order), np.bool_)
    found[order[within + 1]] = found[order[latest[within]]] = True
    return found


def _of_one_length(seconds: FloatArray, metres: FloatArray) -> BoolArray:
    """Return which have another within one whole second and one whole metre of theirs."""
    whole = [np.clip(one, 0.0, _MOST).astype(np.int64) for one in (seconds, metres)]
    keys = _MOST * whole[0] + whole[1]
    ranked = np.sort(keys)
    near = np.zeros(len(keys), np.int64)
    for apart in (-_MOST, 0, _MOST):
        near += np.searchsorted(ranked, keys + apart + 1, side="right")
        near -= np.searchsorted(ranked, keys + apart - 1, side="left")
    return np.asarray(near > 1)  # itself is one


def heart_donor(base: Recording, others: Iterable[Recording]) -> Recording | None:
    """Return the recording whose heart rate is better than that of the one that counts, or None.

    A strap is better than a wrist; else who has a quarter more seconds of it. A track gives heart
    rate only where a watch file has none.
    """
    better = [one for one in others if one.hr_s > 0 and _hears_better(one, base)]
    return max(better, key=lambda one: (one.chest, one.richness), default=None)


def _hears_better(one: Recording, base: Recording) -> bool:
    if base.hr_s <= 0:
        return True
    if one.track and not base.track:
        return False
    if one.chest != base.chest:
        return one.chest and one.hr_s >= LEAST_OF_STRAP * base.hr_s
    return one.hr_s >= CHEST_WORTH * base.hr_s


@dataclass(slots=True)
class _Kept:
    """Recordings kept so far, found by time."""

    starts: list[tuple[float, str]] = field(default_factory=list)
    by_id: dict[str, Recording] = field(default_factory=dict)
    endless: list[Recording] = field(default_factory=list)  # longer than days; looked at always
    by_shape: dict[tuple[int, int], list[Recording]] = field(default_factory=dict)

    def add(self, recording: Recording) -> None:
        if recording.shape is not None:
            self.by_shape.setdefault(recording.shape, []).append(recording)
        if recording.end_s - recording.start_s > LONG_S:
            self.endless.append(recording)
            return
        insort(self.starts, (recording.start_s, recording.id))
        self.by_id[recording.id] = recording

    def near(self, recording: Recording) -> list[Recording]:
        """Return those that may overlap, the richest first."""
        first = bisect_left(self.starts, (recording.start_s - LONG_S, ""))
        last = bisect_left(self.starts, (recording.end_s, ""))
        found = [self.by_id[name] for _, name in self.starts[first:last]]
        found += self.endless
        found += [one for one in self._alike(recording) if one not in found]
        return sorted(found, key=lambda one: one.richness, reverse=True)

    def _alike(self, recording: Recording) -> list[Recording]:
        """Return those of the same length, whenever they began."""
        if recording.shape is None:
            return []
        seconds, metres = recording.shape
        keys = [(seconds + s, metres + m) for s in (-1, 0, 1) for m in (-1, 0, 1)]
        return [one for key in keys for one in self.by_shape.get(key, ())]


def _steps(amount: float) -> int:
    return floor(log(amount) / log(STEP)) if amount > 1 else -1


def _sports_agree(one: str, other: str) -> bool:
    return one == other or one in VAGUE_SPORTS or other in VAGUE_SPORTS


def _speeds_agree(one: Recording, other: Recording) -> bool:
    speeds = [speed for it in (one, other) if (speed := _speed_m_s(it))]
    if len(speeds) < 2:  # noqa: PLR2004 - one alone has nothing to differ from
        return True
    return min(speeds) >= (1 - MAX_SPEED_GAP) * max(speeds)


def _speed_m_s(recording: Recording) -> float | None:
    """Return the mean speed in motion; over elapsed time where no speed is known."""
    if recording.sound_s and recording.sound_m:
        return recording.sound_m / recording.sound_s
    if not recording.distance_m:
        return None
    return recording.distance_m / (recording.end_s - recording.start_s)
