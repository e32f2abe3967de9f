"""From one segment's tables to activities: one a leg, transitions left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ingest.activity import Activity, DeviceAthlete, RrIntervals, Stream
from ingest.fit import profile
from ingest.fit.devices import device_name, heart_rate_source
from ingest.fit.legs import TRANSITION, Leg, edges, known, laps, legs, utc, utc_offset_s
from ingest.fit.records import COLUMNS, Samples, samples
from ingest.fit.timer import clip_pauses, gap_pauses, timer_pauses

if TYPE_CHECKING:
    from typing import Literal

    from ingest.activity import FloatArray
    from ingest.fit.container import Segment
    from ingest.fit.messages import Messages

# Sports in which FIT's cadence counts strides of one foot.
_ON_FOOT: Final = frozenset({"running", "walking", "hiking", "unknown", "generic"})
_RR_INVALID_S: Final = 65.535
# Of a device's event field 3: what the timer's events are called in the profile.


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """What all legs of a segment share."""

    segment: Segment
    samples: Samples
    pauses: FloatArray | None
    laps: Messages
    rr: tuple[FloatArray, FloatArray] | None  # FIT seconds, milliseconds
    strap: bool


def activities(segment: Segment) -> list[Activity]:
    """Return the activities of one segment."""
    records = segment.messages(profile.RECORD)
    source = _Source(
        segment,
        samples(records),
        timer_pauses(segment.messages(profile.EVENT)),
        segment.messages(profile.LAP),
        _rr(segment.messages(profile.HRV), records),
        strap=len(segment.messages(profile.HR)) > 0,
    )
    found = legs(segment.messages(profile.SESSION)) or _leg_without_session(segment, source)
    rows = edges([leg.start_s for leg in found], source.samples.fit_s)
    ends = [leg.start_s for leg in found[1:]] + [None]
    return [
        _activity(source, leg, source.samples.take(rows[i], rows[i + 1]), next_s=ends[i])
        for i, leg in enumerate(found)
        if leg.sport != TRANSITION
    ]


def _leg_without_session(segment: Segment, source: _Source) -> list[Leg]:
    """Return one leg for records that no session message sums up."""
    if not len(source.samples):
        return []
    from ingest.activity import DeviceSummary

    sport = segment.messages(profile.SPORT)
    words = [profile.word("sport", v) for v in sport.raw(0)] or [None]
    return [
        Leg(
            start_s=None,
            sport=words[0] or "unknown",
            sub_sport=None,
            profile_name=None,
            summary=DeviceSummary(),
        )
    ]


def _activity(source: _Source, leg: Leg, rows: Samples, *, next_s: float | None) -> Activity:
    segment = source.segment
    start_s = _start(leg, rows)
    end_s = float(rows.fit_s[-1]) if len(rows) else start_s + (leg.summary.elapsed_s or 0)
    pauses = gap_pauses(rows.fit_s) if source.pauses is None else source.pauses
    last_lap_s = end_s if next_s is None else min(end_s, next_s - 1)
    file_id = segment.messages(profile.FILE_ID)
    return Activity(
        start_utc=utc(start_s),
        utc_offset_s=utc_offset_s(segment.messages(profile.ACTIVITY)),
        sport=leg.sport,
        sub_sport=leg.sub_sport,
        name=_name(segment, leg),
        device=device_name(file_id),
        hr_source=heart_rate_source(
            segment.messages(profile.DEVICE_INFO), strap_messages=source.strap
        ),
        stream=_stream(rows, start_s, on_foot=leg.sport in _ON_FOOT),
        pauses_s=clip_pauses(pauses, start_s, end_s),
        laps=laps(source.laps, start_s=start_s, end_s=last_lap_s),
        rr=_rr_between(source.rr, start_s, end_s),
        summary=leg.summary,
        athlete=_athlete(segment),
        notes=segment.notes,
    )


def _start(leg: Leg, rows: Samples) -> float:
    """Return the leg's start: the session's, or the first sample where that is earlier."""
    first = float(rows.fit_s[0]) if len(rows) else None
    if leg.start_s is None:
        return first or 0.0
    return leg.start_s if first is None else min(first, leg.start_s)


def _stream(rows: Samples, start_s: float, *, on_foot: bool) -> Stream:
    """Return a leg's samples on its own clock."""
    missing = np.full(len(rows), np.nan)
    columns = {name: rows.columns.get(name, missing) for name in COLUMNS}
    if on_foot:
        columns["cadence_spm"] = columns["cadence_spm"] * 2
    return Stream(t_s=rows.fit_s - start_s, **columns)


def _name(segment: Segment, leg: Leg) -> str | None:
    """Return the workout's name, else the sport profile's."""
    names = [
        *segment.messages(profile.WORKOUT).texts(8),
        leg.profile_name,
        *segment.messages(profile.SPORT).texts(3),
    ]
    return next((name for name in names if name), None)


def _athlete(segment: Segment) -> DeviceAthlete:
    """Return what the watch believes of its wearer."""
    user = segment.messages(profile.USER_PROFILE)
    zones = segment.messages(profile.ZONES_TARGET)
    sex: Literal["male", "female"] | None = None
    for value in user.raw(1):
        if value in (0, 1):
            sex = "male" if value == 1 else "female"
    return DeviceAthlete(
        hr_rest_bpm=_last(user.raw(8)),
        hr_max_bpm=_last(zones.raw(1)) or _last(user.raw(9)) or _last(user.raw(11)),
        lthr_bpm=_last(zones.raw(2)),
        sex=sex,
    )


def _last(values: FloatArray) -> float | None:
    """Return the last value above zero; a watch writes 0 where it knows nothing."""
    valid = values[values > 0]
    return known(valid[-1]) if len(valid) else None


def _rr(hrv: Messages, records: Messages) -> tuple[FloatArray, FloatArray] | None:
    """Return beat intervals and when they were stored: the time of the record before them."""
    if not len(hrv) or not len(records):
        return None
    intervals = hrv.array(0) / 1000
    before = np.searchsorted(records.offsets, hrv.offsets) - 1
    stored = records.timestamps[np.maximum(before, 0)]
    valid = ~np.isnan(intervals) & (intervals < _RR_INVALID_S) & ~np.isnan(stored)[:, None]
    times = np.broadcast_to(stored[:, None], intervals.shape)
    return times[valid], intervals[valid] * 1000


def _rr_between(
    rr: tuple[FloatArray, FloatArray] | None, start_s: float, end_s: float
) -> RrIntervals | None:
    if rr is None:
        return None
    inside = (rr[0] >= start_s) & (rr[0] <= end_s)
    if not inside.any():
        return None
    return RrIntervals(t_s=rr[0][inside] - start_s, rr_ms=rr[1][inside])
