"""One generated run: from what the runner meant to do to what the watch stored."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from ingest.session.activity import Activity, DeviceSummary, Stream
from ingest.session.lap import Lap
from reports.demo.runner import HILL_CARE, Body, cost_ratio, effort_m_s, heart_rate, lagged
from reports.demo.runner import slow_noise as noise
from reports.demo.sensor import Fault, measured

if TYPE_CHECKING:
    from datetime import date

    from ingest.session.activity import FloatArray
    from ingest.session.facts import HrSource

Intent: TypeAlias = Literal["easy", "long", "mixed", "tempo", "intervals"]

UTC_OFFSET_S: Final = 3600
STARTS_LOCAL: Final = time(7, 30)
DEVICE: Final = "development"
SMART_S: Final = 4.0
SMART_BPM: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Seconds at an aim, in beats above (or, negative, below) the true ceiling."""

    seconds: int
    aim: float
    intensity: str = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """What the runner sets out to do on a day, and what the day and the sensor add."""

    day: date
    intent: Intent
    blocks: tuple[Block, ...]
    hills: float = 0.015  # typical grade, rise over run
    faults: tuple[Fault, ...] = ()
    near_miss: str | None = None  # a clean stretch that looks like a fault
    fixed_cadence_spm: float | None = None
    pause: tuple[int, int] | None = None  # timer second at which it stops, seconds it stands


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RunTruth:
    """What is known of one generated run and no file says.

    ``true_bpm`` has the stream's length. ``session_class`` follows from the intent alone: easy and
    long runs are aimed at least six beats under the ceiling, a mixed run is above it by eleven for
    a tenth to a sixth of its time, and tempo and intervals for more than a quarter.
    """

    day: date
    intent: Intent
    session_class: Literal["aerobic", "mixed", "anaerobic"]
    true_bpm: FloatArray
    faults: tuple[Fault, ...]
    near_miss: str | None


CLASS_OF_INTENT: Final[dict[Intent, Literal["aerobic", "mixed", "anaerobic"]]] = {
    "easy": "aerobic",
    "long": "aerobic",
    "mixed": "mixed",
    "tempo": "anaerobic",
    "intervals": "anaerobic",
}


def run(
    intention: Intention, body: Body, *, hr_source: HrSource, rng: np.random.Generator
) -> tuple[Activity, RunTruth]:
    """Return the run as a watch would store it, and the truth behind it."""
    aim_bpm = body.ceiling_bpm + np.repeat(
        [block.aim for block in intention.blocks], [block.seconds for block in intention.blocks]
    )
    grade = _hills(len(aim_bpm), intention.hills, rng)
    ratio = cost_ratio(grade)
    level_m_s = lagged(effort_m_s(aim_bpm, body), 4.0, 0.0) * (
        1.0 + 0.02 * noise(len(aim_bpm), rng)
    )
    speed_m_s = level_m_s / ratio**HILL_CARE
    true_bpm = heart_rate(speed_m_s * ratio, aim_bpm, body, rng)
    cadence_spm = _cadence(speed_m_s, intention.fixed_cadence_spm, rng)
    seen_bpm = measured(true_bpm, cadence_spm, intention.faults, rng)
    stream = _stream(seen_bpm, cadence_spm, speed_m_s, grade, body)
    stream, pauses_s = _with_pause(stream, intention.pause)
    activity = Activity(
        start_utc=datetime.combine(intention.day, STARTS_LOCAL, tzinfo=UTC)
        - timedelta(seconds=UTC_OFFSET_S),
        utc_offset_s=UTC_OFFSET_S,
        sport="running",
        sub_sport="generic",
        name=None,
        device=DEVICE,
        hr_source=hr_source,
        stream=stream,
        pauses_s=pauses_s,
        laps=_laps(intention, stream),
        summary=_summary(stream, pauses_s),
    )
    return activity, RunTruth(
        day=intention.day,
        intent=intention.intent,
        session_class=CLASS_OF_INTENT[intention.intent],
        true_bpm=true_bpm,
        faults=intention.faults,
        near_miss=intention.near_miss,
    )


def smart_recorded(activity: Activity) -> Activity:
    """Return the run as a watch stores it that saves space: fewer samples, no change missed.

    A sample is kept every ``SMART_S``, wherever the heart rate leaves the last kept one by
    ``SMART_BPM`` or comes and goes, and at both ends.
    """
    hr = np.nan_to_num(activity.stream.hr_bpm, nan=-1e3)
    t_s = activity.stream.t_s
    last = 0
    kept = [last]
    for index in range(1, len(t_s)):
        passed = t_s[index] - t_s[last] >= SMART_S
        if passed or abs(hr[index] - hr[last]) >= SMART_BPM or index == len(t_s) - 1:
            kept.append(index)
            last = index
    arrays = {field.name: getattr(activity.stream, field.name)[kept] for field in fields(Stream)}
    return replace(activity, stream=Stream(**arrays))


def _hills(n: int, typical: float, rng: np.random.Generator) -> FloatArray:
    """Return grades of three waves of a few minutes each, level on the whole."""
    t_s = np.arange(n)
    waves = [
        np.sin(2.0 * np.pi * (t_s / period_s + rng.random()))
        for period_s in rng.uniform(240.0, 900.0, 3)
    ]
    grade = typical * np.sum(waves, axis=0) / 1.2
    return np.asarray(grade - grade.mean())


def _cadence(
    speed_m_s: FloatArray, fixed_spm: float | None, rng: np.random.Generator
) -> FloatArray:
    """Return whole steps a minute; ``fixed_spm`` is the habit that cadence lock hides behind."""
    n = len(speed_m_s)
    if fixed_spm is not None:
        return np.asarray(np.round(fixed_spm + 0.5 * noise(n, rng)))
    return np.asarray(np.round(146.0 + 8.0 * speed_m_s + 1.5 * noise(n, rng)))


def _stream(
    hr_bpm: FloatArray,
    cadence_spm: FloatArray,
    speed_m_s: FloatArray,
    grade: FloatArray,
    body: Body,
) -> Stream:
    """Return the samples in the steps in which FIT stores them: cm, mm/s, fifths of a metre."""
    n = len(hr_bpm)
    unknown = np.full(n, np.nan)
    travelled_m = np.concatenate([[0.0], np.cumsum(speed_m_s[1:])])
    climbed_m = np.concatenate([[0.0], np.cumsum((speed_m_s * grade)[1:])])
    return Stream(
        t_s=np.arange(n, dtype=np.float64),
        hr_bpm=hr_bpm,
        cadence_spm=cadence_spm,
        speed_m_s=np.round(speed_m_s, 3),
        distance_m=np.round(travelled_m, 2),
        altitude_m=np.round((120.0 + climbed_m) * 5.0) / 5.0,
        power_w=unknown,
        temperature_c=np.full(n, np.round(body.temperature_c)),
        stance_time_ms=unknown,
        stance_balance_percent=unknown,
        vertical_oscillation_mm=unknown,
        vertical_ratio_percent=unknown,
        step_length_mm=unknown,
        respiration_brpm=unknown,
    )


def _with_pause(stream: Stream, pause: tuple[int, int] | None) -> tuple[Stream, FloatArray]:
    """Return the stream with a stand of the timer in it, and the pauses of it."""
    if pause is None:
        return stream, np.empty((0, 2))
    at_s, stands_s = pause
    later = stream.t_s > at_s
    return (
        replace(stream, t_s=stream.t_s + later * float(stands_s)),
        np.array([[at_s, at_s + stands_s]], dtype=np.float64),
    )


def _laps(intention: Intention, stream: Stream) -> tuple[Lap, ...]:
    """Return a lap for each block of a structured run, else one for the whole."""
    last = len(stream) - 1
    blocks = intention.blocks
    if intention.intent != "intervals":
        blocks = (Block(seconds=last, aim=0.0),)
    laps = []
    first = 0
    for block in blocks:
        end = min(first + block.seconds, last)
        heard = stream.hr_bpm[first:end]
        laps.append(
            Lap(
                start_s=float(stream.t_s[first]),
                end_s=float(stream.t_s[end]),
                timer_s=float(end - first),
                distance_m=round(float(stream.distance_m[end] - stream.distance_m[first]), 2),
                hr_mean_bpm=_mean(heard),
                intensity=block.intensity,
                trigger="manual" if intention.intent == "intervals" else "session_end",
            )
        )
        first = end
    return tuple(laps)


def _summary(stream: Stream, pauses_s: FloatArray) -> DeviceSummary:
    """Return the device's own totals."""
    elapsed_s = float(stream.t_s[-1])
    steps_m = np.diff(stream.altitude_m)
    heard = stream.hr_bpm[np.isfinite(stream.hr_bpm)]
    return DeviceSummary(
        elapsed_s=elapsed_s,
        timer_s=elapsed_s - float(np.sum(pauses_s[:, 1] - pauses_s[:, 0])),
        distance_m=float(stream.distance_m[-1]),
        hr_mean_bpm=_mean(heard),
        hr_max_bpm=float(heard.max()) if len(heard) else None,
        ascent_m=float(np.round(steps_m[steps_m > 0].sum())),
        descent_m=float(np.round(-steps_m[steps_m < 0].sum())),
    )


def _mean(bpm: FloatArray) -> float | None:
    heard = bpm[np.isfinite(bpm)]
    return float(np.round(heard.mean())) if len(heard) else None
