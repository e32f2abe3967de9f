"""Points of a track to a stream: one row an instant, in time order, pauses where points miss."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.activity import Stream
from ingest.session.cadence import both_feet

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

GAP_S: Final = 30.0  # as without timer events in FIT: a longer gap is a pause
COLUMNS: Final = tuple(name for name in Stream.__slots__ if name != "t_s")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EARTH_M: Final = 6_371_008.8  # mean radius (IUGG)


@dataclass(slots=True)
class Points:
    """Rows as they are met; what a row does not say is missing in it.

    ``breaks`` are the rows before which a new piece of track begins.
    """

    times_s: list[float] = field(default_factory=list)
    rows: list[dict[str, float]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    offset_s: int | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, time_s: float, row: dict[str, float]) -> None:
        """Take in one point with a time (seconds since 1970, UTC)."""
        self.times_s.append(time_s)
        self.rows.append(row)

    def new_piece(self) -> None:
        """Begin a new piece of track before the next point."""
        if self.rows and (not self.breaks or self.breaks[-1] != len(self.rows)):
            self.breaks.append(len(self.rows))


def instant(text: str) -> tuple[float, int | None] | None:
    """Return seconds since 1970 and the offset that an ISO time states (None for ``Z``).

    None where the text is no time; one without any zone is UTC.
    """
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if at.tzinfo is None:
        return (at.replace(tzinfo=UTC) - EPOCH).total_seconds(), None
    offset = at.utcoffset()
    stated = None if text.rstrip().endswith("Z") or offset is None else offset
    seconds = (at - EPOCH).total_seconds()
    return seconds, None if stated is None else int(stated.total_seconds())


def number(text: str) -> float | None:
    """Return a finite number, None where the text is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def utc(seconds: float) -> datetime:
    """Return seconds since 1970 as an instant."""
    return EPOCH + timedelta(seconds=seconds)


def stream_of(points: Points, *, sport: str) -> Stream:
    """Return the samples; of several points of one instant the last valid values count."""
    times = np.array(points.times_s, np.float64)
    order = np.argsort(times, kind="stable")
    t_s, rows_of = np.unique(times[order] - times.min(initial=np.inf), return_inverse=True)
    columns = {name: np.full(len(t_s), np.nan) for name in COLUMNS}
    for place, row in zip(rows_of.tolist(), (points.rows[n] for n in order), strict=True):
        for name, value in row.items():
            columns[name][place] = value
    columns["cadence_spm"] = both_feet(columns["cadence_spm"], sport=sport)
    heart = columns["hr_bpm"]
    columns["hr_bpm"] = np.where(heart > 0, heart, np.nan)
    return Stream(t_s=t_s, **columns)


def pauses_of(points: Points, t_s: FloatArray) -> FloatArray:
    """Return gaps over 30 s, and every step from one piece of track to the next; shape (k, 2)."""
    first = min(points.times_s, default=0.0)
    edges = [
        (points.times_s[place - 1] - first, points.times_s[place] - first)
        for place in points.breaks
        if place < len(points) and points.times_s[place] > points.times_s[place - 1]
    ]
    gaps = np.flatnonzero(np.diff(t_s) > GAP_S)
    edges += list(zip(t_s[gaps].tolist(), t_s[gaps + 1].tolist(), strict=True))
    return np.array(sorted(set(edges)), np.float64).reshape(-1, 2)


def metres_between(lat_deg: FloatArray, lon_deg: FloatArray) -> FloatArray:
    """Return cumulative metres along points on the sphere (haversine), 0 at the first."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    half = (
        np.sin(np.diff(lat) / 2) ** 2
        + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    )
    steps = 2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return np.concatenate(([0.0], np.cumsum(steps)))
