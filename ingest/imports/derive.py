"""One activity becomes the facts and the stored stream of one session; pure, no threshold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from ingest.heart_rate import CleanHeartRate, clean
from ingest.session.drift_stretch import drift_stretch
from ingest.session.evidence import (
    pace_factor,
    settle_climb,
    settle_distance,
    settle_time,
    stated,
)
from ingest.session.facts import BPM, SPEED_BIN_M_S, SPEED_BINS, HrVectors, SessionFacts
from ingest.session.grid import Grid, held, to_grid
from ingest.session.impossible import (
    fastest_mean_m_s,
    impossible_climb,
    possible_climb_m,
    without_the_impossible,
)
from ingest.session.seconds_at_bpm import bouts_above, seconds_at
from ingest.session.steady import DECOUPLING_PAUSE_S, Effort, decoupling, efficiency, steady_vectors
from ingest.session.stream import LAYOUT, SessionStream
from ingest.session.sums import inner
from ingest.session.terrain import climb_and_descent_m, cost_factor, grade
from ingest.session.timeline import Timeline, paused_before, timeline

if TYPE_CHECKING:
    from ingest.session.activity import Activity, FloatArray, Stream
    from ingest.session.evidence import Settled, Stated
    from ingest.session.quality import QualityNote

MOVING_M_S: Final = 0.5
SILENT_S: Final = 10.0  # so long without a record can be a pause (own choice)
RUNNING_SPM: Final = 120.0
FIRST_RUN_S: Final = 20.0  # so much run, in all, begins or ends what was run of it (own choice)
GAIT_SPM: Final = 140.0  # from so many steps a minute it is running, walking below (own choice)


def derive(activity: Activity, *, sha256: str, leg: int) -> tuple[SessionFacts, SessionStream]:
    """Return facts and stream of leg ``leg`` of the file with this hash (RULES 3, 4).

    Totals are by record times and timer events, and checked against what the device states.
    """
    possible, left_out = without_the_impossible(activity.stream, activity.sport)
    if possible is not activity.stream:
        activity = replace(activity, stream=possible)
    stream, line, totals = _settled(activity)
    heart = clean(
        stream,
        activity.pauses_s,
        hr_source=activity.hr_source,
        sport=activity.sport,
        rr=activity.rr,
        line=line,
    )
    effort = _effort(to_grid(stream, heart.bpm, line)) if len(stream) else None
    up, down = _climb(effort, totals, activity.sport)
    steady = steady_vectors(effort) if effort and activity.sport == "running" else _nothing_steady()
    noted = _noted(totals.time, totals.distance, up)
    facts = SessionFacts(
        **_identity(activity, sha256, leg),
        **_durations(stream, line, totals),
        **_told(totals, up, down),
        **_sound(stream, line, activity.sport),
        **_heart_rate(heart, line, totals.time.value or 0.0),
        hr_source="chest" if heart.by_beats else activity.hr_source,
        **_gait(stream, line),
        **_means(stream, line),
        **(_drift(effort, line, sport=activity.sport) if effort else {}),
        efficiency=efficiency(*steady),
        quality=(*activity.notes, *left_out, *noted, *heart.notes),
        vectors=_vectors(heart, line, steady),
    )
    return facts, _session_stream(activity, heart, line)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Totals:
    """Time and distance as they count, beside what the device states."""

    said: Stated
    time: Settled
    distance: Settled


def _settled(activity: Activity) -> tuple[Stream, Timeline, _Totals]:
    """Return the samples with a speed that fits the distance, their clock, and the totals."""
    stream = _with_speed(activity.stream)
    line = timeline(stream.t_s, activity.pauses_s)
    said = stated(activity)
    time = settle_time(line.duration_s, _last_s(stream), said, silent_s=_silent_s(line))
    sampled_m = _last_distance_m(stream)
    distance = settle_distance(sampled_m, said, sub_sport=activity.sub_sport, time=time)
    stream = _at_pace(stream, pace_factor(sampled_m, distance))
    return stream, line, _Totals(said=said, time=time, distance=distance)


def _told(totals: _Totals, up: Settled, down: Settled) -> dict[str, Any]:
    """Return distance and climb, where they come from, and what the device states."""
    return {
        "ascent_m": up.value,
        "ascent_source": up.source,
        "descent_m": down.value,
        "duration_source": totals.time.source,
        "distance_m": totals.distance.value,
        "distance_source": totals.distance.source,
        "device_duration_s": totals.said.timer_s,
        "device_distance_m": totals.said.distance_m,
        "device_ascent_m": totals.said.ascent_m,
    }


def _identity(activity: Activity, sha256: str, leg: int) -> dict[str, Any]:
    return {
        "id": f"{sha256[:12]}-{leg}",
        "sha256": sha256,
        "leg": leg,
        "start_utc": activity.start_utc,
        "utc_offset_s": activity.utc_offset_s,
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "name": activity.name,
        "workout": activity.workout,
        "device": activity.device,
        "rpe": activity.summary.rpe,
        "device_hr_rest_bpm": activity.athlete.hr_rest_bpm,
        "device_hr_max_bpm": activity.athlete.hr_max_bpm,
        "device_lthr_bpm": activity.athlete.lthr_bpm,
        "laps": activity.laps,
    }


def _silent_s(line: Timeline) -> float:
    """Return the timer seconds in which a pause can hide that the file has lost."""
    steps = line.timer_s[1:] - line.timer_s[:-1]
    return float(steps[steps > SILENT_S].sum())


def _last_s(stream: Stream) -> float | None:
    return float(stream.t_s[-1]) if len(stream) else None


def _last_distance_m(stream: Stream) -> float | None:
    known = np.flatnonzero(np.isfinite(stream.distance_m))
    return float(stream.distance_m[known[-1]]) if len(known) else None


def _at_pace(stream: Stream, factor: float) -> Stream:
    """Return the stream with speeds and distances that fit a distance typed in."""
    if factor == 1.0:
        return stream
    return replace(
        stream, speed_m_s=stream.speed_m_s * factor, distance_m=stream.distance_m * factor
    )


def _durations(stream: Stream, line: Timeline, totals: _Totals) -> dict[str, Any]:
    """Return seconds elapsed, on the timer and moving (0.5 m/s or more)."""
    said, time = totals.said, totals.time
    speed = held(stream.t_s, stream.speed_m_s)
    moving = float(line.weight_s[speed >= MOVING_M_S].sum())
    duration_s = time.value or 0.0
    known = np.isfinite(speed).any()
    return {
        "duration_s": duration_s,
        "elapsed_s": _elapsed_s(line, said, time) if len(stream) else said.elapsed_s or duration_s,
        "moving_s": moving if known else said.moving_s or duration_s,
        "speed_seconds": _speed_seconds(speed, line.weight_s),
    }


def _elapsed_s(line: Timeline, said: Stated, time: Settled) -> float:
    """Return the seconds from start to end, those included that the device alone knows."""
    duration_s = time.value or 0.0
    unseen_s = duration_s - line.duration_s if time.source == "device" else 0.0
    if unseen_s < 0 and said.elapsed_s is not None:  # pauses are lost, or times are wrong
        return max(min(line.elapsed_s, said.elapsed_s), duration_s)
    return max(line.elapsed_s + unseen_s, duration_s)


def _sound(stream: Stream, line: Timeline, sport: str) -> dict[str, Any]:
    """Return seconds and metres at a speed that the sport allows, None where no speed is known.

    A tail without movement, or in a car, is no part of a run.
    """
    if not np.isfinite(stream.speed_m_s).any():
        return {}
    speed = held(stream.t_s, stream.speed_m_s)
    sound = (speed >= MOVING_M_S) & (speed <= fastest_mean_m_s(sport))
    seconds = np.where(sound, line.weight_s, 0.0)
    return {
        "sound_s": float(seconds.sum()),
        "sound_m": inner(np.where(sound, speed, 0.0), seconds),
    }


def _noted(*totals: Settled) -> tuple[QualityNote, ...]:
    return tuple(total.note for total in totals if total.note is not None)


def _gait(stream: Stream, line: Timeline) -> dict[str, Any]:
    """Return seconds run, by steps a minute, those not run at both ends, and steps.

    None without cadence. The ends lie before the first and after the last so many seconds run: a
    few quick steps of a warm-up walk end it not.
    """
    known = np.isfinite(stream.cadence_spm)
    if not known.any():
        return {}
    cadence = held(stream.t_s, stream.cadence_spm)
    running = np.where(cadence >= GAIT_SPM, line.weight_s, 0.0)
    steps = inner(cadence if known.all() else np.nan_to_num(cadence), line.weight_s) / 60.0
    so_far, in_all = np.cumsum(running), float(running.sum())
    ends = (so_far < FIRST_RUN_S) | (so_far > in_all - FIRST_RUN_S)
    walked = np.where(ends & (running <= 0.0), line.weight_s, 0.0)
    return {"running_s": in_all, "ends_walked_s": float(walked.sum()), "steps": steps}


def _speed_seconds(speed_m_s: FloatArray, weight_s: FloatArray) -> npt.NDArray[np.float32]:
    known = np.isfinite(speed_m_s)
    if not known.all():
        speed_m_s, weight_s = speed_m_s[known], weight_s[known]
    bins = (speed_m_s / SPEED_BIN_M_S).clip(0, SPEED_BINS - 1).astype(np.intp)
    return np.bincount(bins, weight_s, SPEED_BINS).astype(np.float32)


def _heart_rate(heart: CleanHeartRate, line: Timeline, duration_s: float) -> dict[str, Any]:
    known = np.flatnonzero(np.isfinite(heart.bpm) & (line.weight_s > 0.0))
    bpm, weight_s = heart.bpm.take(known), line.weight_s.take(known)
    seconds = float(weight_s.sum())
    return {
        "hr_mean_bpm": inner(bpm, weight_s) / seconds if seconds else None,
        "hr_max_bpm": float(bpm.max()) if seconds else None,
        "hr_coverage_frac": min(seconds / duration_s, 1.0) if duration_s else 0.0,
        "hr_excluded_s": heart.excluded_s,
        "hr_repaired_s": heart.repaired_s,
        "hr_level_bpm": heart.level_bpm,
    }


def _means(stream: Stream, line: Timeline) -> dict[str, Any]:
    """Return means over running time: steps at 120 a minute or more."""
    running = np.where(stream.cadence_spm >= RUNNING_SPM, line.weight_s, 0.0)
    return {
        "cadence_mean_spm": _mean(stream.cadence_spm, running),
        "stance_time_mean_ms": _mean(stream.stance_time_ms, running),
        "stance_balance_mean_percent": _mean(stream.stance_balance_percent, running),
        "temperature_mean_c": _mean(stream.temperature_c, line.weight_s),
    }


def _mean(values: FloatArray, weight_s: FloatArray) -> float | None:
    known = np.flatnonzero(np.isfinite(values) & (weight_s > 0.0))
    weights_s = weight_s.take(known)
    total = float(weights_s.sum())
    return inner(values.take(known), weights_s) / total if total else None


def _effort(grid: Grid) -> Effort:
    slope = grade(grid.altitude_m, grid.distance_m)
    return Effort(
        hr_bpm=grid.hr_bpm,
        speed_m_s=grid.speed_m_s,
        flat_speed_m_s=grid.speed_m_s * cost_factor(slope),
        grade_frac=slope,
        altitude_m=grid.altitude_m,
        after_pause=grid.after_pause,
    )


def _climb(effort: Effort | None, totals: _Totals, sport: str) -> tuple[Settled, Settled]:
    """Return metres up and down, by altitudes, else as the device states them."""
    said = totals.said
    climb = None if effort is None else climb_and_descent_m(effort.altitude_m)
    if climb is None:
        return settle_climb(None, said.ascent_m), settle_climb(None, said.descent_m)
    if possible_climb_m(climb[0], totals.time.value, sport) is None:
        up = replace(settle_climb(None, said.ascent_m), note=impossible_climb(climb[0]))
        return up, settle_climb(None, said.descent_m)
    return settle_climb(climb[0], said.ascent_m), settle_climb(climb[1], said.descent_m)


def _drift(effort: Effort, line: Timeline, *, sport: str) -> dict[str, Any]:
    """Return what steadiness says."""
    longest_pause = float((line.pauses_s[:, 1] - line.pauses_s[:, 0]).max(initial=0.0))
    drift = decoupling(effort, sport=sport, longest_pause_s=longest_pause)
    return {
        "decoupling_frac": drift.frac,
        "decoupling_reason": drift.reason,
        **_stretch(effort, line, sport=sport),
    }


def _stretch(effort: Effort, line: Timeline, *, sport: str) -> dict[str, Any]:
    """Return what the longest steady stretch of a run says."""
    if sport != "running":
        return {}
    long = line.pauses_s[:, 1] - line.pauses_s[:, 0] > DECOUPLING_PAUSE_S
    begins = line.pauses_s[long, 0]
    stops = begins - paused_before(begins, line.pauses_s)
    found = drift_stretch(effort, stops_s=stops.tolist())
    if found is None:
        return {}
    return {
        "drift_s": found.seconds,
        "drift_hr_bpm": found.hr_bpm,
        "drift_hour_frac": found.hour_frac,
    }


def _nothing_steady() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    return np.zeros(BPM, np.float32), np.zeros(BPM, np.float32)


def _vectors(
    heart: CleanHeartRate,
    line: Timeline,
    steady: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]],
) -> HrVectors:
    longest, excursions = bouts_above(heart.bpm, line.weight_s, line.ends)
    return HrVectors(
        seconds_at=seconds_at(heart.bpm, line.weight_s),
        longest_above_s=longest,
        excursions_above=excursions,
        steady_s=steady[0],
        steady_m=steady[1],
        raw_seconds_at=seconds_at(heart.as_written_bpm, line.weight_s),
    )


def _with_speed(stream: Stream) -> Stream:
    """Return the stream with speed worked out from distance where the file has none at all."""
    if np.isfinite(stream.speed_m_s).any():
        return stream
    known = np.flatnonzero(np.isfinite(stream.distance_m))
    if len(known) < 2:  # noqa: PLR2004 - a difference
        return stream
    t_s, distance = stream.t_s[known], stream.distance_m[known]
    speed = np.full(len(stream), np.nan)
    speed[known[1:]] = np.maximum(np.diff(distance), 0.0) / np.diff(t_s)
    speed[known[0]] = speed[known[1]]
    return replace(stream, speed_m_s=speed)


def _session_stream(activity: Activity, heart: CleanHeartRate, line: Timeline) -> SessionStream:
    rr = activity.rr
    special: dict[str, npt.ArrayLike] = {
        "hr_raw_bpm": activity.stream.hr_bpm,
        "hr_bpm": heart.bpm,
        "hr_reason": heart.reason,
        "pauses_s": line.pauses_s,
        "rr_t_s": rr.t_s if rr else (),
        "rr_ms": rr.rr_ms if rr else (),
    }
    plain = {c.name: getattr(activity.stream, c.name) for c in LAYOUT if c.name not in special}
    return SessionStream.from_arrays({**plain, **special})
