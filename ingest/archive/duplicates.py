"""Which recordings are of the same run, and which of them counts.

The rule (own choice; no source fixes it). Two recordings are of the same run when

- their sports are equal, or one of them is "unknown" or "generic",
- they overlap in at least ``MIN_OVERLAP`` of the shorter one's elapsed time,
- and their mean speeds (distance over elapsed time) differ by at most ``MAX_SPEED_GAP`` of the
  faster, unless one has no distance.

A run exported with its local time as UTC is the same run too: equal but for whole hours. Two
recordings in different files whose starts lie one to fourteen whole hours apart, with the same
duration, distance, mean and highest heart rate, are of one run; without heart rate nothing is said.

Legs of one file follow each other and so never match; a file that holds one activity twice does.
Speed rather than distance is compared, so that the first half of a run from a watch that died is
still the same run. The richer recording counts. Recordings are looked at from the richest down;
one that matches a richer one already kept is its duplicate, any other is kept. So the answer
depends on the set of recordings alone, never on the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from math import floor, log
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MIN_OVERLAP: Final = 0.8
MAX_SPEED_GAP: Final = 0.2  # foot pods, wrists and satellites disagree indoors by up to this
SHIFT_S: Final = 3600.0
MOST_SHIFT_H: Final = 14
SHIFT_SLACK_S: Final = 2.0
SAME_BPM: Final = 0.05
STEP: Final = 1.1  # amounts within one step of 10 % count as equally rich
CHEST_WORTH: Final = 1.25  # a second of strap heart rate against one of any other sensor
LONG_S: Final = 2 * 86_400.0
VAGUE_SPORTS: Final = frozenset({"unknown", "generic", "all"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What the rule looks at; ``start_s`` is seconds since 1970, UTC.

    ``hr_s`` is seconds of clean heart rate, ``known`` how many of the optional facts are there.
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
        hr_s = self.hr_s * (CHEST_WORTH if self.chest else 1.0)
        return (
            _steps(hr_s),
            _steps(self.duration_s),
            not self.salvaged,
            self.known,
            hr_s,
            self.duration_s,
            self.sha256,
            self.id,
        )


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
    if not one.distance_m or not other.distance_m:
        return True
    speeds = [it.distance_m / (it.end_s - it.start_s) for it in (one, other) if it.distance_m]
    return min(speeds) >= (1 - MAX_SPEED_GAP) * max(speeds)
