"""TCX: laps with their own time and distance, points with heart rate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ingest.session.activity import Activity, DeviceSummary
from ingest.session.lap import Lap
from ingest.tracks.elements import walk
from ingest.tracks.outcome import notes_of, watch_file
from ingest.tracks.points import Points, instant, number, pauses_of, stream_of, utc
from ingest.tracks.sports import sport_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.session.activity import WatchFile

# A point's element (with its parent where the name alone says too little) and the column.
POINT: Final[dict[tuple[str, ...], str]] = {
    ("AltitudeMeters",): "altitude_m",
    ("DistanceMeters",): "distance_m",
    ("HeartRateBpm", "Value"): "hr_bpm",
    ("Cadence",): "cadence_spm",
    ("RunCadence",): "cadence_spm",
    ("Speed",): "speed_m_s",
    ("Watts",): "power_w",
}
INTENSITY: Final = {"Active": "active", "Resting": "rest"}


@dataclass(slots=True)
class _Lap:
    start_s: float | None
    timer_s: float | None = None
    distance_m: float | None = None
    hr_mean_bpm: float | None = None
    intensity: str | None = None


@dataclass(slots=True)
class _Activity:
    sport: str | None
    device: str | None = None
    laps: list[_Lap] = field(default_factory=list)
    points: Points = field(default_factory=Points)


@dataclass(slots=True)
class _Reader:
    """Collects activities while the elements go by."""

    found: list[_Activity] = field(default_factory=list)
    point: dict[str, float] = field(default_factory=dict)
    time_s: float | None = None
    course: bool = False

    def begin(self, path: tuple[str, ...], attributes: Mapping[str, str]) -> None:
        name = path[-1]
        if name == "Activity":
            self.found.append(_Activity(sport=attributes.get("Sport")))
        elif name in {"Course", "Workout"}:
            self.course = True
        elif name == "Lap" and self.found:
            start = instant(attributes.get("StartTime", ""))
            self.found[-1].laps.append(_Lap(start_s=start[0] if start else None))
        elif name == "Track" and self.found:
            self.found[-1].points.new_piece()
        elif name == "Trackpoint":
            self.point, self.time_s = {}, None

    def end(self, path: tuple[str, ...], text: str) -> None:
        if "Activity" not in path:
            return
        activity = self.found[-1]
        if "Trackpoint" in path:
            self._in_point(activity, path, text)
        elif path[-2:] == ("Creator", "Name"):
            activity.device = text or None
        elif activity.laps and "Lap" in path:
            self._in_lap(activity.laps[-1], path, text)

    def _in_point(self, activity: _Activity, path: tuple[str, ...], text: str) -> None:
        if path[-1] == "Trackpoint":
            if self.time_s is not None:
                activity.points.add(self.time_s, self.point)
            return
        if path[-1] == "Time":
            found = instant(text)
            if found is not None:
                self.time_s = found[0]
                activity.points.offset_s = activity.points.offset_s or found[1]
            return
        column = POINT.get(path[-2:]) or POINT.get(path[-1:])
        value = number(text)
        if column is not None and value is not None:
            self.point[column] = value

    def _in_lap(self, lap: _Lap, path: tuple[str, ...], text: str) -> None:
        if path[-2] == "Lap" and path[-1] == "TotalTimeSeconds":
            lap.timer_s = number(text)
        elif path[-2] == "Lap" and path[-1] == "DistanceMeters":
            lap.distance_m = number(text)
        elif path[-2:] == ("AverageHeartRateBpm", "Value"):
            lap.hr_mean_bpm = number(text) or None
        elif path[-1] == "Intensity":
            lap.intensity = INTENSITY.get(text)


def read_tcx(data: bytes) -> WatchFile:
    """Decode the bytes of one TCX file; a course or workout has no activities.

    Raises
    ------
    UnreadableFileError
        Nothing of it can be read.
    """
    reader = _Reader()
    whole = walk(data, begin=reader.begin, end=reader.end)
    activities = tuple(
        made for one in reader.found if (made := _activity(one, whole=whole)) is not None
    )
    else_kind = "course" if reader.course else "empty TCX file"
    return watch_file("TCX", activities, whole=whole, else_kind=else_kind)


def _activity(found: _Activity, *, whole: bool) -> Activity | None:
    """Return the activity; None where no time is known of it."""
    points = found.points
    starts = [lap.start_s for lap in found.laps if lap.start_s is not None]
    if not len(points) and not starts:
        return None
    first_s = min(points.times_s or starts)
    sport, sub_sport = sport_of(found.sport)
    stream = stream_of(points, sport=sport)
    return Activity(
        start_utc=utc(first_s),
        utc_offset_s=points.offset_s,
        sport=sport,
        sub_sport=sub_sport,
        name=None,
        device=found.device,
        hr_source="unknown",
        stream=stream,
        pauses_s=pauses_of(points, stream.t_s),
        laps=_laps(found.laps, first_s),
        summary=DeviceSummary(
            timer_s=_sum([lap.timer_s for lap in found.laps]),
            distance_m=_sum([lap.distance_m for lap in found.laps]),
        ),
        notes=notes_of(whole=whole),
    )


def _laps(laps: list[_Lap], first_s: float) -> tuple[Lap, ...]:
    return tuple(
        Lap(
            start_s=max(0.0, lap.start_s - first_s),
            end_s=max(0.0, lap.start_s - first_s) + (lap.timer_s or 0.0),
            timer_s=lap.timer_s,
            distance_m=lap.distance_m,
            hr_mean_bpm=lap.hr_mean_bpm,
            intensity=lap.intensity,
        )
        for lap in laps
        if lap.start_s is not None
    )


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
