"""The JSON of `sessions`: facts and judgement of each session, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from planner.judging.trimp import banister_per_min, edwards, lucia, reserve_frac
from planner.judging.workout_structure import effort_of
from reports.documents import instant, rounded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.heart_rate.left_out import LeftOut
    from ingest.session.lap import Lap
    from planner.profile.model import Sex
    from planner.session import Session, SessionClass
    from planner.thresholds.heart import Heart


# "class" is a word of Python's own, so this key cannot be declared by a class.
_Classed = TypedDict("_Classed", {"class": "SessionClass"})


class _Judged(_Classed):
    ceiling_bpm: int | None
    ceiling_method: str | None
    ceiling_rough: bool | None
    below_s: float | None
    in_band_s: float | None
    above_s: float | None
    unknown_s: float | None
    aerobic_frac: float | None
    aerobic_frac_as_written: float | None
    excursions_above: int | None
    longest_above_s: float | None
    class_reason: str
    trimp: float | None
    hrss: float | None
    load_note: str | None


class SessionDocument(_Judged):
    """One session; units are in the names."""

    id: str
    start_utc: str
    utc_offset_s: int | None
    local_date: str
    sport: str
    sub_sport: str | None
    name: str | None
    device: str | None
    duration_s: float | None
    elapsed_s: float | None
    moving_s: float | None
    distance_m: float | None
    ascent_m: float | None
    descent_m: float | None
    duration_source: str | None
    distance_source: str | None
    ascent_source: str | None
    running_s: float | None
    hr_mean_bpm: float | None
    hr_max_bpm: int | None
    hr_coverage_frac: float | None
    hr_source: str
    hr_excluded_s: float | None
    hr_repaired_s: float | None
    quality: list[str]
    decoupling_frac: float | None
    decoupling_reason: str | None
    efficiency: float | None
    temperature_mean_c: float | None
    rpe: float | None
    leg_load: float | None
    sha256: str


class LapDocument(TypedDict):
    """One lap as the device wrote it."""

    start_s: float | None
    end_s: float | None
    timer_s: float | None
    distance_m: float | None
    pace_s_per_km: float | None
    ascent_m: float | None
    hr_mean_bpm: float | None
    intensity: str | None
    trigger: str | None


class NoteDocument(TypedDict):
    """What is wrong with a session's data."""

    code: str
    text: str
    seconds: float | None


class LeftOutDocument(TypedDict):
    """A stretch whose heart rate was not judged, in seconds from the start."""

    start_s: float
    end_s: float
    reason: str
    text: str


class StoryDocument(SessionDocument):
    """One session with everything: seconds at each bpm, other TRIMPs, laps, notes.

    ``hr_left_out`` holds the longest stretches, at most 12 of 5 s or more.
    """

    seconds_at_bpm: dict[str, float | None]
    anaerobic_threshold_bpm: float | None
    trimp_of_mean_hr: float | None
    trimp_edwards: float | None
    trimp_lucia: float | None
    structure: str | None
    laps: list[LapDocument]
    quality_notes: list[NoteDocument]
    hr_left_out: list[LeftOutDocument]


def sessions_document(
    sessions: Sequence[Session], legs: Mapping[str, float | None]
) -> list[SessionDocument]:
    """Return every session; ``legs`` are the leg loads by id (``planner.load.legs``)."""
    return [session_document(session, legs.get(session.facts.id)) for session in sessions]


def session_document(session: Session, leg_load: float | None) -> SessionDocument:
    """Return one session; ``leg_load`` is a multiple of the usual running day before it."""
    facts = session.facts
    hr_max = facts.hr_max_bpm
    return {
        "id": facts.id,
        "start_utc": instant(facts.start_utc),
        "utc_offset_s": facts.utc_offset_s,
        "local_date": session.local_date.isoformat(),
        "sport": facts.sport,
        "sub_sport": facts.sub_sport,
        "name": facts.name,
        "device": facts.device,
        "duration_s": rounded(facts.duration_s),
        "elapsed_s": rounded(facts.elapsed_s),
        "moving_s": rounded(facts.moving_s),
        "distance_m": rounded(facts.distance_m, 2),
        "ascent_m": rounded(facts.ascent_m, 1),
        "descent_m": rounded(facts.descent_m, 1),
        "duration_source": facts.duration_source,
        "distance_source": facts.distance_source,
        "ascent_source": facts.ascent_source,
        "running_s": rounded(facts.running_s),
        "hr_mean_bpm": rounded(facts.hr_mean_bpm, 2),
        "hr_max_bpm": None if hr_max is None else round(hr_max),
        "hr_coverage_frac": rounded(facts.hr_coverage_frac, 4),
        "hr_source": facts.hr_source,
        "hr_excluded_s": rounded(facts.hr_excluded_s),
        "hr_repaired_s": rounded(facts.hr_repaired_s),
        "quality": [note.code for note in facts.quality],
        **_judged(session),
        "decoupling_frac": rounded(facts.decoupling_frac, 4),
        "decoupling_reason": facts.decoupling_reason,
        "efficiency": rounded(facts.efficiency, 4),
        "temperature_mean_c": rounded(facts.temperature_mean_c, 1),
        "rpe": rounded(facts.rpe, 1),
        "leg_load": rounded(leg_load, 2),
        "sha256": facts.sha256,
    }


def _judged(session: Session) -> _Judged:
    ceiling, vectors = session.ceiling, session.facts.vectors
    above = ceiling if session.above_s is not None else None
    return {
        "ceiling_bpm": None if ceiling is None else ceiling.bpm,
        "ceiling_method": None if ceiling is None else ceiling.method,
        "ceiling_rough": None if ceiling is None else ceiling.rough,
        "below_s": rounded(session.below_s),
        "in_band_s": rounded(session.in_band_s),
        "above_s": rounded(session.above_s),
        "unknown_s": rounded(session.unknown_s),
        "aerobic_frac": rounded(session.aerobic_frac, 4),
        "aerobic_frac_as_written": rounded(session.aerobic_frac_as_written, 4),
        "excursions_above": None if above is None else int(vectors.excursions_above[above.bpm]),
        "longest_above_s": None
        if above is None
        else rounded(float(vectors.longest_above_s[above.bpm])),
        "class": session.session_class,
        "class_reason": session.class_reason,
        "trimp": rounded(session.trimp, 2),
        "hrss": rounded(session.hrss, 2),
        "load_note": session.load_note or None,
    }


def story_document(
    session: Session,
    *,
    left_out: Sequence[LeftOut],
    leg_load: float | None,
    anaerobic_bpm: float | None,
    heart: Heart,
    sex: Sex | None,
) -> StoryDocument:
    """Return one session with everything."""
    hr_max_bpm = heart.max_bpm
    facts, ceiling = session.facts, session.ceiling
    seconds = facts.vectors.seconds_at
    heard = np.flatnonzero(seconds)
    known = session.trimp is not None
    return {
        **session_document(session, leg_load),
        "seconds_at_bpm": {str(bpm): rounded(float(seconds[bpm]), 1) for bpm in heard.tolist()},
        "anaerobic_threshold_bpm": rounded(anaerobic_bpm, 1),
        "trimp_of_mean_hr": rounded(_trimp_of_mean(session, heart, sex), 2) if known else None,
        "trimp_edwards": rounded(edwards(seconds, hr_max_bpm=hr_max_bpm), 1)
        if known and hr_max_bpm
        else None,
        "trimp_lucia": rounded(lucia(seconds, vt1_bpm=float(ceiling.bpm), vt2_bpm=anaerobic_bpm), 1)
        if ceiling is not None and anaerobic_bpm is not None and heard.size
        else None,
        "structure": effort.text if (effort := effort_of(facts)) else None,
        "laps": [_lap(lap) for lap in facts.laps],
        "quality_notes": [
            {"code": note.code, "text": note.text, "seconds": rounded(note.seconds, 1)}
            for note in facts.quality
        ],
        "hr_left_out": [
            {
                "start_s": round(one.start_s, 1),
                "end_s": round(one.end_s, 1),
                "reason": one.reason,
                "text": one.why,
            }
            for one in left_out
        ],
    }


def _trimp_of_mean(session: Session, heart: Heart, sex: Sex | None) -> float | None:
    """Return Banister's TRIMP as first written, of the mean heart rate of the clean time."""
    facts = session.facts
    if facts.hr_mean_bpm is None or heart.rest_bpm is None or heart.max_bpm is None:
        return None
    minutes = float(facts.vectors.seconds_at.sum()) / 60
    frac = reserve_frac(facts.hr_mean_bpm, heart.rest_bpm, heart.max_bpm)
    sexes: tuple[Sex, ...] = ("female", "male") if sex is None else (sex,)
    return minutes * float(np.mean([banister_per_min(frac, one) for one in sexes]))


def _lap(lap: Lap) -> LapDocument:
    return {
        "start_s": rounded(lap.start_s, 1),
        "end_s": rounded(lap.end_s, 1),
        "timer_s": rounded(lap.timer_s, 1),
        "distance_m": rounded(lap.distance_m, 1),
        "pace_s_per_km": rounded(_pace_s(lap), 1),
        "ascent_m": rounded(lap.ascent_m, 1),
        "hr_mean_bpm": rounded(lap.hr_mean_bpm, 1),
        "intensity": lap.intensity,
        "trigger": lap.trigger,
    }


def _pace_s(lap: Lap) -> float | None:
    """Return seconds a kilometre on the timer's clock, None where either is missing."""
    if not lap.timer_s or not lap.distance_m:
        return None
    return 1000 * lap.timer_s / lap.distance_m
