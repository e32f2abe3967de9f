"""Sleeps by local day: each counted once, the night, naps and a second night kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from planner.body.wellness_statements import DAY_S, local_moment, local_s

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from ingest.wellness import FileWellness, Sleep

NAP_S: Final = 3 * 3600.0  # own choice: what is longer is no nap
_SMALL_HOURS_S: Final = 6 * 3600  # own choice: a short sleep before six in the morning is a night


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSleep:
    """One sleep that counts, with its file and its local start and stop (seconds from 1970)."""

    sleep: Sleep
    source: str
    local_start_s: int
    local_stop_s: int

    @property
    def day(self) -> int:
        """Return the local day on which it ends; at midnight the day before."""
        return (self.local_stop_s - 1) // DAY_S

    @property
    def slept_s(self) -> float:
        """Return the seconds asleep; without stages those from start to stop."""
        sleep = self.sleep
        return sleep.window_s - sleep.awake_s if sleep.asleep_s is None else sleep.asleep_s

    @property
    def is_nap(self) -> bool:
        """Return whether the watch calls it a nap, or it is short and by day."""
        if self.sleep.kind == "nap":
            return True
        over_midnight = self.local_start_s // DAY_S != self.day
        by_night = over_midnight or self.local_start_s % DAY_S < _SMALL_HOURS_S
        return self.sleep.window_s < NAP_S and not by_night


def standing(files: Iterable[tuple[str, FileWellness]], zone: tzinfo) -> tuple[StandingSleep, ...]:
    """Return the sleeps that count, by their end.

    Statements that overlap are of one sleep: the one stated last stands, a night before a nap.
    A later file of a night goes further than the one before, and a second watch slept as well.
    """
    stated = sorted(
        ((sleep, sha256) for sha256, wellness in files for sleep in wellness.sleeps),
        key=lambda pair: (pair[0].start_utc, pair[0].stop_utc, pair[1]),
    )
    clusters: list[list[tuple[Sleep, str]]] = []
    end: datetime | None = None
    for sleep, sha256 in stated:
        if end is None or sleep.start_utc >= end:
            clusters.append([])
            end = sleep.stop_utc
        clusters[-1].append((sleep, sha256))
        end = max(end, sleep.stop_utc)
    standing_ones = (max(cluster, key=_weight) for cluster in clusters)
    return tuple(
        sorted(
            (_placed(sleep, source, zone) for sleep, source in standing_ones if not sleep.deleted),
            key=lambda sleep: (sleep.local_stop_s, sleep.source),
        )
    )


def _weight(statement: tuple[Sleep, str]) -> tuple[bool, datetime, bool, float, str]:
    sleep, source = statement
    return sleep.kind == "night", sleep.stated_utc, sleep.deleted, sleep.window_s, source


def _placed(sleep: Sleep, source: str, zone: tzinfo) -> StandingSleep:
    ends = np.array([sleep.start_utc.timestamp(), sleep.stop_utc.timestamp()]).astype(np.int64)
    start_s, stop_s = local_s(ends, sleep.utc_offset_s, zone).tolist()
    return StandingSleep(sleep=sleep, source=source, local_start_s=start_s, local_stop_s=stop_s)


def sleeps_by_day(sleeps: Sequence[StandingSleep]) -> dict[int, list[StandingSleep]]:
    """Return the sleeps by the local day on which they end (days since 1970)."""
    days: dict[int, list[StandingSleep]] = defaultdict(list)
    for sleep in sleeps:
        days[sleep.day].append(sleep)
    return days


def night_of(sleeps: Sequence[StandingSleep]) -> StandingSleep | None:
    """Return the longest sleep of a day that is no nap."""
    nights = (sleep for sleep in sleeps if not sleep.is_nap)
    return max(nights, key=lambda sleep: sleep.slept_s, default=None)


def day_values(
    sleeps: Sequence[StandingSleep],
) -> tuple[dict[str, Any], Mapping[str, tuple[str, ...]]]:
    """Return a day's values of ``WellnessDay`` from the sleeps that end on it, and their files."""
    values: dict[str, Any] = {}
    sources: dict[str, tuple[str, ...]] = {}
    night = night_of(sleeps)
    if night is not None:
        sleep = night.sleep
        values = {
            "sleep_s": sleep.asleep_s,
            "sleep_start": local_moment(sleep.start_utc.timestamp(), night.local_start_s),
            "sleep_stop": local_moment(sleep.stop_utc.timestamp(), night.local_stop_s),
            "sleep_awake_s": sleep.awake_s,
            "sleep_score": sleep.score,
        }
        sources = dict.fromkeys(("sleep_s", "sleep_window"), (night.source,))
    for name, others in (
        ("second_sleep_s", [s for s in sleeps if s is not night and not s.is_nap]),
        ("nap_s", [s for s in sleeps if s.is_nap]),
    ):
        if others:
            values[name] = sum(other.slept_s for other in others)
            sources[name] = tuple(sorted({other.source for other in others}))
    return values, sources
