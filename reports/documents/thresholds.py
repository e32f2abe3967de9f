"""The JSON of `thresholds`: the ceiling in force, what the others say, since when, previews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.thresholds.formulas import friel_zone_floors_bpm, threshold_gap_frac
from planner.thresholds.heart import heart_on, passed_hr_max, watch_rest_bpm
from planner.thresholds.in_force import (
    METHOD_NAMES,
    Ceilings,
    candidates,
    latest,
    no_ceiling_reason,
)
from reports.documents import rounded

if TYPE_CHECKING:
    from datetime import date

    from planner.athlete import Athlete
    from planner.preview import Preview
    from planner.session import Ceiling
    from planner.thresholds.in_force import Candidate


def thresholds_document(athlete: Athlete) -> dict[str, Any]:
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
        "methods": [_candidate(one, in_force=one is force) for one in said],
        "history": [
            {"since": day.isoformat()} | ({} if one is None else _ceiling(one)) | _known(one)
            for day, one in Ceilings(profile, first_day(athlete), today).periods()
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


def _passed(athlete: Athlete) -> dict[str, Any] | None:
    dated = [(one.local_date, one.facts) for one in athlete.sessions]
    passed = passed_hr_max(athlete.profile, dated)
    if passed is None:
        return None
    return {
        "local_date": passed.day.isoformat(),
        "hr_max_bpm": rounded(passed.hr_max_bpm, 1),
        "held_bpm": passed.held_bpm,
    }


def first_day(athlete: Athlete) -> date:
    """Return the first session's day, or the athlete's own where there is none."""
    return athlete.sessions[0].local_date if athlete.sessions else athlete.today


def preview_document(seen: Preview) -> dict[str, Any]:
    """Return what a change would do, session by session and week by week."""
    return {
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


def _known(ceiling: Ceiling | None) -> dict[str, Any]:
    return {"ceiling_bpm": None, "method": None} if ceiling is None else {}


def _bpm(ceiling: Ceiling | None) -> int | None:
    return None if ceiling is None else ceiling.bpm


def _ceiling(ceiling: Ceiling) -> dict[str, Any]:
    return {
        "ceiling_bpm": ceiling.bpm,
        "band_bpm": [ceiling.floor_bpm, ceiling.bpm],
        "method": ceiling.method,
        "method_name": METHOD_NAMES[ceiling.method],
        "uncertainty_bpm": rounded(ceiling.uncertainty_bpm, 1),
        "rough": ceiling.rough,
        "note": ceiling.note,
    }


def _candidate(one: Candidate, *, in_force: bool) -> dict[str, Any]:
    return {
        "method": one.method,
        "method_name": METHOD_NAMES[one.method],
        "value_bpm": rounded(one.value_bpm, 1),
        "since": None if one.since is None else one.since.isoformat(),
        "uncertainty_bpm": rounded(one.uncertainty_bpm, 1),
        "rough": one.rough,
        "in_force": in_force,
        "barred": one.barred,
        "note": one.note,
        "source": one.source,
    }
