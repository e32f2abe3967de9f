"""The JSON of `thresholds`: the ceiling in force, what the others say, since when, previews."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from planner.profile.methods import METHODS
from planner.profile.model import latest
from planner.thresholds.formulas import friel_zone_floors_bpm, threshold_gap_frac
from planner.thresholds.heart import heart_on, passed_hr_max, watch_rest_bpm
from planner.thresholds.in_force import (
    Ceilings,
    candidates,
    no_ceiling_reason,
)
from reports.documents import rounded

if TYPE_CHECKING:
    from datetime import date

    from planner.athlete import Athlete
    from planner.preview import Preview
    from planner.session import Ceiling, SessionClass
    from planner.thresholds.in_force import Candidate


class CeilingDocument(TypedDict):
    """A ceiling with its band and where it comes from."""

    ceiling_bpm: int
    band_bpm: list[int]
    method: str
    method_name: str
    uncertainty_bpm: float | None
    rough: bool
    note: str


class PeriodDocument(TypedDict):
    """The ceiling from one day on; all null where none was in force."""

    since: str
    ceiling_bpm: int | None
    band_bpm: list[int] | None
    method: str | None
    method_name: str | None
    uncertainty_bpm: float | None
    rough: bool | None
    note: str | None


class MethodDocument(TypedDict):
    """What one method says; ``barred`` is why it cannot be in force."""

    method: str
    method_name: str
    value_bpm: float | None
    since: str | None
    uncertainty_bpm: float | None
    rough: bool
    in_force: bool
    barred: str | None
    note: str
    source: str


class PassedMaxDocument(TypedDict):
    """A day on which clean heart rate stayed above HRmax for a minute."""

    local_date: str
    hr_max_bpm: float | None
    held_bpm: int


class ThresholdsDocument(TypedDict):
    """What is known of the thresholds on one day."""

    today: str
    in_force: CeilingDocument | None
    reason: str | None
    methods: list[MethodDocument]
    history: list[PeriodDocument]
    hr_max_bpm: float | None
    hr_rest_bpm: float | None
    lthr_bpm: float | None
    heart_note: str | None
    hr_max_passed: PassedMaxDocument | None
    threshold_gap_frac: float | None
    friel_zone_floors_bpm: dict[str, float | None] | None


class ChangedSessionDocument(TypedDict):
    """One session that another profile would class differently."""

    id: str
    local_date: str
    class_before: SessionClass
    class_after: SessionClass
    ceiling_before_bpm: int | None
    ceiling_after_bpm: int | None
    reason_after: str


class ChangedWeekDocument(TypedDict):
    """One week whose share another profile would change."""

    week_start: str
    aerobic_frac_before: float | None
    aerobic_frac_after: float | None


class PreviewDocument(TypedDict):
    """What a change does, session by session and week by week."""

    written: bool
    thresholds: ThresholdsDocument
    sessions: list[ChangedSessionDocument]
    weeks: list[ChangedWeekDocument]


def thresholds_document(athlete: Athlete) -> ThresholdsDocument:
    """Return what is known of the thresholds on the athlete's day."""
    profile, today = athlete.profile, athlete.today
    said = candidates(profile, today)
    force = next((one for one in said if one.barred is None), None)
    heart = heart_on(profile, today, watch_rest_bpm(one.facts for one in athlete.sessions))
    lthr = latest(profile.lthr, today)
    aerobic = None if athlete.ceiling is None else athlete.ceiling.bpm
    return {
        "today": today.isoformat(),
        "in_force": None if athlete.ceiling is None else _ceiling(athlete.ceiling),
        "reason": no_ceiling_reason(profile, today) if athlete.ceiling is None else None,
        "methods": [_method(one, in_force=one is force) for one in said],
        "history": [
            _period(day, ceiling)
            for day, ceiling in Ceilings(profile, first_day(athlete), today).periods()
        ],
        "hr_max_bpm": rounded(heart.max_bpm, 1),
        "hr_rest_bpm": rounded(heart.rest_bpm, 1),
        "lthr_bpm": None if lthr is None else lthr.value,
        "heart_note": heart.note or None,
        "hr_max_passed": _passed(athlete),
        "threshold_gap_frac": rounded(threshold_gap_frac(aerobic, lthr.value), 4)
        if aerobic is not None and lthr is not None
        else None,
        "friel_zone_floors_bpm": None
        if lthr is None
        else {name: rounded(bpm, 1) for name, bpm in friel_zone_floors_bpm(lthr.value).items()},
    }


def first_day(athlete: Athlete) -> date:
    """Return the first session's day, or the athlete's own where there is none."""
    return athlete.sessions[0].local_date if athlete.sessions else athlete.today


def preview_document(seen: Preview, after: Athlete, *, written: bool) -> PreviewDocument:
    """Return what a change does, and whether it was written."""
    return {
        "written": written,
        "thresholds": thresholds_document(after),
        "sessions": [
            {
                "id": one.before.facts.id,
                "local_date": one.before.local_date.isoformat(),
                "class_before": one.before.session_class,
                "class_after": one.after.session_class,
                "ceiling_before_bpm": _bpm(one.before.ceiling),
                "ceiling_after_bpm": _bpm(one.after.ceiling),
                "reason_after": one.after.class_reason,
            }
            for one in seen.sessions
        ],
        "weeks": [
            {
                "week_start": one.week_start.isoformat(),
                "aerobic_frac_before": rounded(one.before_frac, 4),
                "aerobic_frac_after": rounded(one.after_frac, 4),
            }
            for one in seen.weeks
        ],
    }


def _passed(athlete: Athlete) -> PassedMaxDocument | None:
    dated = [(one.local_date, one.facts) for one in athlete.sessions]
    passed = passed_hr_max(athlete.profile, dated)
    if passed is None:
        return None
    return {
        "local_date": passed.day.isoformat(),
        "hr_max_bpm": rounded(passed.hr_max_bpm, 1),
        "held_bpm": passed.held_bpm,
    }


def _bpm(ceiling: Ceiling | None) -> int | None:
    return None if ceiling is None else ceiling.bpm


def _ceiling(ceiling: Ceiling) -> CeilingDocument:
    return {
        "ceiling_bpm": ceiling.bpm,
        "band_bpm": [ceiling.floor_bpm, ceiling.bpm],
        "method": ceiling.method,
        "method_name": METHODS[ceiling.method].words,
        "uncertainty_bpm": rounded(ceiling.uncertainty_bpm, 1),
        "rough": ceiling.rough,
        "note": ceiling.note,
    }


def _period(since: date, ceiling: Ceiling | None) -> PeriodDocument:
    if ceiling is not None:
        return {"since": since.isoformat(), **_ceiling(ceiling)}
    return {
        "since": since.isoformat(),
        "ceiling_bpm": None,
        "band_bpm": None,
        "method": None,
        "method_name": None,
        "uncertainty_bpm": None,
        "rough": None,
        "note": None,
    }


def _method(candidate: Candidate, *, in_force: bool) -> MethodDocument:
    return {
        "method": candidate.method,
        "method_name": METHODS[candidate.method].words,
        "value_bpm": rounded(candidate.value_bpm, 1),
        "since": None if candidate.since is None else candidate.since.isoformat(),
        "uncertainty_bpm": rounded(candidate.uncertainty_bpm, 1),
        "rough": candidate.rough,
        "in_force": in_force,
        "barred": candidate.barred,
        "note": candidate.note,
        "source": candidate.source,
    }
