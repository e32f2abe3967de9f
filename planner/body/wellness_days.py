"""Wellness by local day: what all files of the day state, with what the runner wrote in its place.

The rules are those that reproduce a maker's own page on 188 days of one runner: the last resting
heart rate before or at the midnight that ends the day is the day's (188 of 188), and stress is the
mean of all scores of the day, each instant once (186 within 1). Sleep: ``planner.body.sleeps``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ingest.wellness import WellnessDay
from planner.body.sleeps import day_values, night_of, sleeps_by_day, standing
from planner.body.wellness_statements import DAY_S, gathered, local_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from ingest.diary import DiaryEntry
    from ingest.wellness import FileWellness, Metric
    from planner.body.sleeps import StandingSleep
    from planner.body.wellness_statements import Statements

    Said = Mapping[Metric, Statements]
    Days = dict[int, dict[str, Any]]  # by days since 1970: what a WellnessDay is made of
    Sleeps = Mapping[int, Sequence[StandingSleep]]

HOUR_S: Final = 3600.0
_NOON_S: Final = 12 * 3600
_FIRST_DAY: Final = date(1970, 1, 1).toordinal()
_NO_AVERAGE: Final = "no nightly average yet"
_METRICS: Final[tuple[Metric, ...]] = (
    "rhr_bpm",
    "hrv_night_ms",
    "hrv_five_minutes_ms",
    "hrv_week_ms",
    "hrv_baseline_low_ms",
    "hrv_baseline_high_ms",
    "stress_score",
)


def wellness_days(
    files: Sequence[tuple[str, FileWellness]],
    diary: Sequence[DiaryEntry],
    *,
    zone: tzinfo,
    today: date,
) -> tuple[WellnessDay, ...]:
    """Return one entry for each day that has a value, up to ``today``, oldest first.

    ``files`` holds each file once, under its hash, in any order. A local day is by the file's own
    offset, else by ``zone``. What the runner wrote stands before any file.
    """
    files = sorted(files, key=lambda file: file[0])
    said = {metric: gathered(files, metric, zone) for metric in _METRICS}
    sleeps = sleeps_by_day(standing(files, zone))
    days: Days = defaultdict(lambda: {"sources": {}})
    for number, last in said["rhr_bpm"].last_by_day().items():
        _add(days[number], {"rhr_bpm": last.value}, {"rhr_bpm": (last.source,)})
    _add_hrv(days, said)
    for number, group in _measured(said["stress_score"]).groups():
        values = {"stress_score": float(group.value.mean()), "stress_scores": len(group)}
        _add(days[number], values, {"stress_score": group.sources()})
    for number, ended in sleeps.items():
        _add(days[number], *day_values(ended))
    _add_how_far(days, said, sleeps)
    _add_written(days, diary)
    todays = today.toordinal() - _FIRST_DAY
    return tuple(
        WellnessDay(day=date.fromordinal(_FIRST_DAY + number), **days[number])
        for number in sorted(days)
        if number <= todays
    )


def _add(
    day: dict[str, Any], values: Mapping[str, Any], sources: Mapping[str, tuple[str, ...]]
) -> None:
    day.update(values)
    day["sources"].update(sources)


def _measured(stress: Statements) -> Statements:
    return stress.only(stress.value >= 0)


def _add_hrv(days: Days, said: Said) -> None:
    """Give each night its average; without one the mean of its five-minute values, or say so.

    A night lasts from noon to noon.
    """
    baseline: tuple[Metric, ...] = ("hrv_week_ms", "hrv_baseline_low_ms", "hrv_baseline_high_ms")
    for metric in baseline:
        for number, last in said[metric].last_by_day().items():
            values: dict[str, Any] = {"hrv_how": _NO_AVERAGE}
            if metric != "hrv_week_ms":
                values[metric] = last.value
            _add(days[number], values, {"hrv_baseline": (last.source,)})
    for number, group in said["hrv_five_minutes_ms"].groups(shift_s=_NOON_S):
        values = {
            "hrv_rmssd_ms": float(group.value.mean()),
            "hrv_how": f"mean of {len(group)} five-minute values, {_NO_AVERAGE}",
        }
        _add(days[number], values, {"hrv_rmssd_ms": group.sources()})
    for number, last in said["hrv_night_ms"].last_by_day().items():
        values = {"hrv_rmssd_ms": last.value, "hrv_how": "the watch's nightly average"}
        _add(days[number], values, {"hrv_rmssd_ms": (last.source,)})


def _add_how_far(days: Days, said: Said, sleeps: Sleeps) -> None:
    """Note how far files tell of each day, and what may still change while none tells more.

    A day is whole where some file goes on into the next one. Until then its stress is no day's
    mean, and a resting heart rate from before the night's end is mostly the evening's before.
    """
    spoken = _last_instants(said, sleeps)
    resting, averaged = said["rhr_bpm"].last_by_day(), said["hrv_night_ms"].last_by_day()
    for number, day in days.items():
        if number in spoken:
            day["said_until"] = local_moment(*spoken[number])
        if number + 1 in spoken:
            continue
        night = night_of(sleeps.get(number, ()))
        up_s = night.sleep.stop_utc.timestamp() if night and night.sleep.ended else math.inf
        changing = {
            "stress_score": True,
            "rhr_bpm": number in resting and resting[number].at_s < up_s,
            "sleep_s": up_s == math.inf,
            "hrv_rmssd_ms": number not in averaged,
        }
        provisional = frozenset(name for name in changing if changing[name] and name in day)
        day |= {"so_far": True, "provisional": provisional}


def _last_instants(said: Said, sleeps: Sleeps) -> dict[int, tuple[int, int]]:
    """Return for each local day that files speak of the last instant, UTC and local seconds."""
    ends = [
        (int(standing_one.sleep.stop_utc.timestamp()), standing_one.local_stop_s)
        for ended in sleeps.values()
        for standing_one in ended
    ]
    ends += [
        (int(group.at_s[-1]), int(group.local_s[-1]))
        for statements in said.values()
        for _, group in statements.groups()
    ]
    return {local_s // DAY_S: (at_s, local_s) for at_s, local_s in sorted(ends)}


def _add_written(days: Days, diary: Sequence[DiaryEntry]) -> None:
    for entry in diary:
        written = _written(entry)
        if not written:
            continue
        day = days[entry.day.toordinal() - _FIRST_DAY]
        _add(day, written, dict.fromkeys(written, (f"diary {entry.id}",)))
        day["provisional"] = day.get("provisional", frozenset()) - written.keys()
        if "hrv_rmssd_ms" in written:
            day["hrv_how"] = "written in the diary"


def _written(entry: DiaryEntry) -> dict[str, float]:
    if entry.kind == "sleep":
        hours = entry.number("hours")
        return {} if hours is None else {"sleep_s": hours * HOUR_S}
    if entry.kind != "wellness":
        return {}
    values = {metric: entry.number(metric) for metric in ("rhr_bpm", "hrv_rmssd_ms")}
    return {metric: value for metric, value in values.items() if value is not None}
