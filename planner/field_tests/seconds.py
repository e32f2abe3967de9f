"""A session's stream on an even clock of timer seconds, with its breaks."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.activity import Stream
from ingest.session.grid import to_grid
from ingest.session.timeline import MAX_HOLD_S, merged_pauses, paused_before, timeline

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy.typing as npt

    from ingest.session.stream import SessionStream

    Floats: TypeAlias = npt.NDArray[np.float64]

MINUTE_S: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seconds:
    """One value a second of timer time, NaN where unknown.

    ``breaks`` holds (timer second, length in s) of every pause, and of every hole of more than
    30 s in the records.
    """

    hr_bpm: Floats
    speed_m_s: Floats
    altitude_m: Floats
    breaks: tuple[tuple[float, float], ...]

    def part(self, first: int, stop: int) -> Seconds:
        """Return the seconds from ``first`` up to ``stop``, counted anew from 0."""
        return Seconds(
            hr_bpm=self.hr_bpm[first:stop],
            speed_m_s=self.speed_m_s[first:stop],
            altitude_m=self.altitude_m[first:stop],
            breaks=tuple((at - first, long) for at, long in self.breaks if first < at < stop),
        )

    @property
    def joint_frac(self) -> float:
        """Return the share of seconds with both heart rate and speed."""
        both = np.isfinite(self.hr_bpm) & np.isfinite(self.speed_m_s)
        return float(both.mean()) if len(both) else 0.0

    @property
    def longest_break_s(self) -> float:
        """Return the longest pause or hole, 0 without any."""
        return max((long for _, long in self.breaks), default=0.0)


def seconds_of(stream: SessionStream) -> Seconds:
    """Return the stream second by second, clean heart rate; pauses take no time."""
    if not len(stream):
        none = np.empty(0)
        return Seconds(hr_bpm=none, speed_m_s=none, altitude_m=none, breaks=())
    raw = Stream(
        **{one.name: np.asarray(getattr(stream, one.name), np.float64) for one in fields(Stream)}
    )
    line = timeline(raw.t_s, stream.pauses_s)
    grid = to_grid(raw, raw.hr_bpm, line, longest_rest_s=0.0)
    count = round(float(line.weight_s.sum()))  # the last sample begins a second that is not run
    return Seconds(
        hr_bpm=grid.hr_bpm[:count],
        speed_m_s=grid.speed_m_s[:count],
        altitude_m=grid.altitude_m[:count],
        breaks=_breaks(raw.t_s, stream.pauses_s),
    )


def _breaks(t_s: Floats, pauses_s: Floats) -> tuple[tuple[float, float], ...]:
    """Return pauses and holes as (timer second, length)."""
    pauses = merged_pauses(pauses_s)
    starts = pauses[:, 0] - paused_before(pauses[:, 0], pauses)
    found = list(zip(starts.tolist(), np.diff(pauses, axis=1)[:, 0].tolist(), strict=True))
    timer = t_s - paused_before(t_s, pauses)
    steps = np.diff(timer)
    clock = np.concatenate(([0.0], np.cumsum(np.where(steps <= MAX_HOLD_S, steps, 0.0))))
    holes = np.flatnonzero(steps > MAX_HOLD_S)
    found += [(float(clock[n]), float(steps[n])) for n in holes]
    return tuple(sorted(found))
