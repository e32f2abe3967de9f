"""From one segment's tables to activities: one a leg, transitions left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ingest.fit import profile
from ingest.fit.clock_steps import bridge_clock_step
from ingest.fit.damaged_legs import damaged_legs, rows_of_its_own
from ingest.fit.devices import device_name, heart_rate_source
from ingest.fit.legs import (
    TRANSITION,
    Leg,
    edges,
    known,
    laps,
    leg_without_session,
    legs,
    step_names,
    utc,
    utc_offset_s,
)
from ingest.fit.notes import NO_CLOCK, NO_RECORDS, OWN_CLOCK, WILD_TIMES
from ingest.fit.protocol import FIRST_ABSOLUTE_S
from ingest.fit.records import COLUMNS, Samples, leg_rows, samples
from ingest.fit.segment import drop_the_impossible
from ingest.fit.strap import StrapBeats, heart_rate_at
from ingest.fit.stray_times import drop_stray_times
from ingest.fit.timer import clip_pauses, gap_pauses, timer_pauses
from ingest.session.activity import Activity, DeviceAthlete, RrIntervals, Stream

if TYPE_CHECKING:
    from ingest.fit.messages import Messages
    from ingest.fit.segment import Segment
    from ingest.session.activity import FloatArray
    from ingest.session.facts import HrSource
    from ingest.session.quality import QualityNote

# Sports in which FIT's cadence counts the strides of one foot; elsewhere it counts revolutions.
ON_FOOT: Final = frozenset(
    {"running", "walking", "hiking", "snowshoeing", "mountaineering", "unknown", "generic"}
)
_RR_INVALID_MS: Final = 65_535
_LONGEST_S: Final = 15 * 86_400  # own choice: no recording is longer; a stray time makes it so


@dataclass(frozen=True, slots=True, eq=False)
class _Recording:
    """What all legs of a segment share."""

    segment: Segment
    samples: Samples
    pauses: FloatArray | None
    rr: tuple[FloatArray, FloatArray] | None  # FIT seconds, milliseconds
    strap: StrapBeats
    sensor: HrSource  # by the devices listed
    step_names: dict[float, str | None]
    oldest_s: float
    notes: tuple[QualityNote, ...]


def activities(segment: Segment, strap: StrapBeats) -> list[Activity]:
    """Return the activities of one segment.

    Parameters
    ----------
    segment
        The FIT file's tables.
    strap
        Beats that a strap stored, of all segments of the file; they fill the samples that have
        no heart rate.
    """
    if segment.damaged:
        drop_the_impossible(segment)
    recording = _recording(segment, strap)
    found = _legs(recording)
    rows = _rows(recording, found)
    behind = [leg.start_s for leg in found[1:]] + [None]
    stated_m = _stated_before_m(found) if segment.damaged else [None] * len(found)
    return [
        _activity(
            recording,
            leg,
            leg_rows(recording.samples, *rows[i], stated_m=stated_m[i]),
            behind[i],
        )
        for i, leg in enumerate(found)
        if leg.sport != TRANSITION
    ]


def _recording(segment: Segment, strap: StrapBeats) -> _Recording:
    strays = drop_stray_times(segment)
    stepped = bridge_clock_step(segment)
    records = segment.messages(profile.RECORD)
    oldest_s, notes = _clock(segment, records)
    rows = samples(records, segment.messages(profile.FIELD_DESCRIPTION), oldest_s=oldest_s)
    rows, wild = _without_wild_times(rows)
    rr = _rr(segment.messages(profile.HRV), records)
    file_id, devices = segment.messages(profile.FILE_ID), segment.messages(profile.DEVICE_INFO)
    return _Recording(
        segment,
        rows,
        _pauses(segment, rows, oldest_s),
        rr,
        strap,
        heart_rate_source(file_id, devices, beats=0 if rr is None else len(rr[1])),
        step_names(segment.messages(profile.WORKOUT_STEP)),
        oldest_s,
        segment.notes + tuple(dict.fromkeys(strays + notes + stepped + wild)),
    )


def _pauses(segment: Segment, rows: Samples, oldest_s: float) -> FloatArray | None:
    """Return the timer's pauses; a stop after which running went on unstarted ends by itself."""
    events = segment.messages(profile.EVENT)
    pauses = timer_pauses(events, oldest_s=oldest_s)
    distance = rows.columns.get("distance_m")
    if pauses is None or distance is None:
        return pauses
    resumed = timer_pauses(events, oldest_s=oldest_s, moves=(rows.fit_s, distance))
    sessions = segment.messages(profile.SESSION)
    timers = sessions[8][sessions[8] > 0] if len(sessions) else np.empty(0)
    if resumed is None or not len(timers) or np.array_equal(resumed, pauses):
        return resumed
    off = [
        abs(rows.fit_s[-1] - rows.fit_s[0] - _paused_s(one, rows) - timers.sum())
        for one in (pauses, resumed)
    ]
    return resumed if off[1] < off[0] else pauses


def _paused_s(pauses: FloatArray, rows: Samples) -> float:
    return float(np.diff(np.clip(pauses, rows.fit_s[0], rows.fit_s[-1]), axis=1).sum())


def _clock(segment: Segment, records: Messages) -> tuple[float, tuple[QualityNote, ...]]:
    """Return the oldest time to believe, and a note if that is not a time of day.

    FIT times below 0x10000000 count seconds since the device was started. Where a file knows no
    other, they still order and space the samples; where only some records do, those are left out.
    """
    times = records.timestamps if len(records) else segment.messages(profile.SESSION).times(2)
    absolute = times >= FIRST_ABSOLUTE_S
    if absolute.all():
        return FIRST_ABSOLUTE_S, ()
    if absolute.any() or np.isnan(times).all():
        return FIRST_ABSOLUTE_S, (NO_CLOCK,)
    return 0.0, (OWN_CLOCK,)


def _without_wild_times(rows: Samples) -> tuple[Samples, tuple[QualityNote, ...]]:
    """Return the samples of one recording: those near the middle one, if some are far away."""
    if not len(rows) or rows.fit_s[-1] - rows.fit_s[0] <= _LONGEST_S:
        return rows, ()
    middle = rows.fit_s[len(rows) // 2]
    near = np.flatnonzero(np.abs(rows.fit_s - middle) <= _LONGEST_S / 2)
    return rows.take(int(near[0]), int(near[-1]) + 1), (WILD_TIMES,)


def _legs(recording: _Recording) -> list[Leg]:
    """Return the legs in order of their start; samples without any session are one."""
    segment, fit_s = recording.segment, recording.samples.fit_s
    found = legs(segment.messages(profile.SESSION), oldest_s=recording.oldest_s)
    if segment.damaged:
        found = damaged_legs(segment, found, fit_s)
    if not found and len(fit_s):
        lap = segment.messages(profile.LAP)
        return [leg_without_session(segment.messages(profile.SPORT), lap)]
    return sorted(found, key=lambda leg: leg.start_s or 0)


def _rows(recording: _Recording, found: list[Leg]) -> list[tuple[int, int]]:
    """Return from which to which sample each leg reaches."""
    fit_s = recording.samples.fit_s
    rows = list(pairwise(edges([leg.start_s for leg in found], fit_s)))[: len(found)]
    if not recording.segment.damaged:
        return rows
    return [rows_of_its_own(leg, fit_s, *its) for leg, its in zip(found, rows, strict=True)]


def _stated_before_m(found: list[Leg]) -> list[float | None]:
    """Return the metres that all legs before each one state together; None if one does not."""
    total: float | None = 0.0
    before = []
    for leg in found:
        before.append(total)
        own = leg.summary.distance_m
        total = None if total is None or own is None else total + own
    return before


def _activity(recording: _Recording, leg: Leg, rows: Samples, behind: float | None) -> Activity:
    """Return one leg; ``behind`` is where the next one starts."""
    segment = recording.segment
    start_s = _start(leg, rows)
    end_s = float(rows.fit_s[-1]) if len(rows) else start_s + (leg.summary.elapsed_s or 0)
    pauses = gap_pauses(rows.fit_s) if recording.pauses is None else recording.pauses
    ended_s = leg.start_s + leg.summary.elapsed_s if leg.start_s and leg.summary.elapsed_s else None
    rows, from_strap = _with_strap(rows, recording.strap)
    return Activity(
        start_utc=utc(start_s),
        utc_offset_s=utc_offset_s(segment.messages(profile.ACTIVITY)),
        sport=leg.sport,
        sub_sport=leg.sub_sport,
        name=_name(segment, leg),
        workout=next((name for name in segment.messages(profile.WORKOUT).texts(8) if name), None),
        device=device_name(
            segment.messages(profile.FILE_ID), segment.messages(profile.DEVICE_INFO)
        ),
        hr_source="chest" if from_strap else recording.sensor,
        stream=_stream(rows, start_s, on_foot=leg.sport in ON_FOOT),
        pauses_s=clip_pauses(pauses, start_s, end_s),
        timer_end_s=None if ended_s is None else ended_s - start_s,
        laps=laps(
            segment.messages(profile.LAP),
            recording.step_names,
            start_s=start_s,
            end_s=end_s if behind is None else min(end_s, behind - 1),
        ),
        rr=_rr_between(recording.rr, start_s, end_s if behind is None else min(end_s, behind)),
        summary=leg.summary,
        athlete=_athlete(segment),
        damaged=segment.damaged,
        notes=recording.notes if len(rows) else (*recording.notes, NO_RECORDS),
    )


def _start(leg: Leg, rows: Samples) -> float:
    """Return the leg's start: the session's, or the first sample where that is earlier.

    A session that claims to have begun more than a day before its first sample is not believed.
    """
    first = float(rows.fit_s[0]) if len(rows) else None
    if leg.start_s is None:
        return first or 0.0
    if first is None or 0 <= first - leg.start_s <= 86_400:  # noqa: PLR2004 - a day
        return leg.start_s
    return first


def _with_strap(rows: Samples, strap: StrapBeats) -> tuple[Samples, bool]:
    """Return samples whose missing heart rates are the strap's, and whether any are."""
    if not len(strap) or not len(rows):
        return rows, False
    own = rows.columns.get("hr_bpm", np.full(len(rows), np.nan))
    theirs = heart_rate_at(strap, rows.fit_s)
    filled = np.where(np.isnan(own), theirs, own)
    if np.array_equal(filled, own, equal_nan=True):
        return rows, False
    return Samples(rows.fit_s, rows.columns | {"hr_bpm": filled}), True


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
    """Return what the watch believes of its wearer.

    The values that its own zones are made of come first: they are those of the session's sport,
    where ``zones_target`` may hold another sport's. The default maximum of ``user_profile`` is
    the maker's, 185 bpm at any age, and counts for nothing.
    """
    user = segment.messages(profile.USER_PROFILE)
    zones = segment.messages(profile.ZONES_TARGET)
    in_zone = segment.messages(profile.TIME_IN_ZONE)
    sex: Literal["male", "female"] | None = None
    for value in user.raw(1):
        if value in (0, 1):
            sex = "male" if value == 1 else "female"
    return DeviceAthlete(
        hr_rest_bpm=_last(user.raw(8), in_zone.raw(12)),
        hr_max_bpm=_last(in_zone.raw(11), zones.raw(1)),
        lthr_bpm=_last(in_zone.raw(13), zones.raw(2)),
        sex=sex,
    )


def _last(*columns: FloatArray) -> float | None:
    """Return the last value above zero of the first column that has one.

    A watch writes 0 where it knows nothing.
    """
    for values in columns:
        valid = values[values > 0]
        if len(valid):
            return known(valid[-1])
    return None


def _rr(hrv: Messages, records: Messages) -> tuple[FloatArray, FloatArray] | None:
    """Return beat intervals and when they were stored: the time of the record before them."""
    if not len(hrv) or not len(records):
        return None
    places, intervals_ms = hrv.elements(0)  # the field counts thousandths of a second
    before = np.searchsorted(records.offsets, hrv.offsets) - 1
    stored = records.timestamps[np.maximum(before, 0)][places]
    valid = (intervals_ms < _RR_INVALID_MS) & ~np.isnan(stored)
    return stored[valid], intervals_ms[valid]


def _rr_between(
    rr: tuple[FloatArray, FloatArray] | None, start_s: float, end_s: float
) -> RrIntervals | None:
    if rr is None:
        return None
    inside = (rr[0] >= start_s) & (rr[0] <= end_s)
    if not inside.any():
        return None
    return RrIntervals(t_s=rr[0][inside] - start_s, rr_ms=rr[1][inside])
