"""GPX: points with positions and times; distance is worked out, positions are never kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.session.activity import Activity
from ingest.tracks.elements import walk
from ingest.tracks.outcome import notes_of, watch_file
from ingest.tracks.points import (
    Points,
    instant,
    metres_between,
    number,
    pauses_of,
    stream_of,
    utc,
)
from ingest.tracks.sports import sport_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.session.activity import WatchFile

# Names inside a point, whatever prefix a maker gives them, and the column.
POINT: Final[dict[str, str]] = {
    "ele": "altitude_m",
    "hr": "hr_bpm",
    "heartrate": "hr_bpm",
    "cad": "cadence_spm",
    "cadence": "cadence_spm",
    "atemp": "temperature_c",
    "temp": "temperature_c",
    "power": "power_w",
    "PowerInWatts": "power_w",
    "speed": "speed_m_s",
}
LEAST_POINTS: Final = 2


@dataclass(slots=True)
class _Track:
    name: str | None = None
    kind: str | None = None
    points: Points = field(default_factory=Points)
    places: list[tuple[float, float]] = field(default_factory=list)  # of the points taken in


@dataclass(slots=True)
class _Reader:
    """Collects tracks while the elements go by."""

    tracks: list[_Track] = field(default_factory=list)
    place: tuple[float, float] = (np.nan, np.nan)
    point: dict[str, float] = field(default_factory=dict)
    time_s: float | None = None
    route: bool = False
    creator: str | None = None
    timeless: int = 0

    def begin(self, path: tuple[str, ...], attributes: Mapping[str, str]) -> None:
        name = path[-1]
        if name == "gpx":
            self.creator = attributes.get("creator")
        elif name == "trk":
            self.tracks.append(_Track())
        elif name == "rte":
            self.route = True
        elif name == "trkseg" and self.tracks:
            self.tracks[-1].points.new_piece()
        elif name == "trkpt":
            places = (number(attributes.get(key, "")) for key in ("lat", "lon"))
            lat, lon = (np.nan if value is None else value for value in places)
            self.place, self.point, self.time_s = (lat, lon), {}, None

    def end(self, path: tuple[str, ...], text: str) -> None:
        if "trk" not in path or not self.tracks:
            return
        track = self.tracks[-1]
        if path[-1] == "trkpt":
            self._take(track)
        elif "trkpt" in path:
            self._in_point(track, path[-1], text)
        elif path[-2:] == ("trk", "name"):
            track.name = text or None
        elif path[-2:] == ("trk", "type"):
            track.kind = text or None

    def _take(self, track: _Track) -> None:
        if self.time_s is None:
            self.timeless += 1
            return
        track.points.add(self.time_s, self.point)
        track.places.append(self.place)

    def _in_point(self, track: _Track, name: str, text: str) -> None:
        if name == "time":
            found = instant(text)
            if found is not None:
                self.time_s = found[0]
                track.points.offset_s = track.points.offset_s or found[1]
            return
        column, value = POINT.get(name), number(text)
        if column is not None and value is not None:
            self.point[column] = value


def read_gpx(data: bytes) -> WatchFile:
    """Decode the bytes of one GPX file; routes, and tracks without times, have no activities.

    Raises
    ------
    UnreadableFileError
        Nothing of it can be read.
    """
    reader = _Reader()
    whole = walk(data, begin=reader.begin, end=reader.end)
    activities = tuple(
        _activity(track, reader.creator, whole=whole)
        for track in reader.tracks
        if len(track.points) >= LEAST_POINTS
    )
    else_kind = "track without times" if reader.timeless else "route"
    return watch_file("GPX", activities, whole=whole, else_kind=else_kind)


def _activity(track: _Track, creator: str | None, *, whole: bool) -> Activity:
    points = track.points
    _add_metres(track)
    sport, sub_sport = sport_of(track.kind)
    stream = stream_of(points, sport=sport)
    return Activity(
        start_utc=utc(min(points.times_s)),
        utc_offset_s=points.offset_s,
        sport=sport,
        sub_sport=sub_sport,
        name=track.name,
        device=creator,
        hr_source="unknown",
        stream=stream,
        pauses_s=pauses_of(points, stream.t_s),
        notes=notes_of(whole=whole),
    )


def _add_metres(track: _Track) -> None:
    """Give every point with a position its metres along the track; steps over breaks count 0."""
    places = np.array(track.places)
    known = np.flatnonzero(np.isfinite(places).all(axis=1))
    if len(known) < LEAST_POINTS:
        return
    metres = metres_between(places[known, 0], places[known, 1])
    steps = np.diff(metres, prepend=0.0)
    begun = np.isin(np.searchsorted(known, track.points.breaks), np.arange(len(known)))
    first = np.searchsorted(known, track.points.breaks)[begun]
    steps[first[first > 0]] = 0.0
    for place, total in zip(known.tolist(), np.cumsum(steps).tolist(), strict=True):
        track.points.rows[place]["distance_m"] = total
