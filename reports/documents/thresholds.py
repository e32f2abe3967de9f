"""The JSON of `thresholds`: the ceiling in force, what the others say, since when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypedDict

from planner.profile.methods import method_of
from planner.profile.model import latest
from planner.session import columns_of
from planner.thresholds.drift_map import drift_map_on
from planner.thresholds.formulas import friel_zone_floors_bpm, threshold_gap_frac
from planner.thresholds.heart import heart_on, passed_hr_max, watch_rest_bpm
from planner.thresholds.in_force import (
    Ceilings,
    candidates,
    no_ceiling_reason,
)
from planner.thresholds.trust import trust
from planner.thresholds.watch import watch_settings
from reports.documents import rounded
from reports.documents.plugins import plugin_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ingest.plugins import Plugin
    from planner.athlete import Athlete
    from planner.plugged.thresholds import Threshold
    from planner.profile.model import WatchValue
    from planner.session import Ceiling
    from planner.thresholds.drift_map import DriftMap
    from planner.thresholds.in_force import Candidate
    from reports.documents.plugins import PluginDocument

WEEK: Final = timedelta(weeks=1)
NOT_DECLARED: Final = "of a plug-in: stands only when declared"


class CeilingDocument(TypedDict):
    """A ceiling with its band and where it comes from."""

    ceiling_bpm: int
    band_bpm: list[int]
    method: str
    method_name: str
    uncertainty_bpm: float | None
    rough: bool
    note: str


# "for" is a word of Python's own, so this key cannot be declared by a class.
_Argued = TypedDict("_Argued", {"span_bpm": float | None, "for": list[str], "against": list[str]})


class TrustedCeilingDocument(CeilingDocument, _Argued):
    """The ceiling in force; ``span_bpm`` is how far it may lie off, either way."""


class WatchValueDocument(TypedDict):
    """A setting of the watch, and the day of the newest file that states it."""

    bpm: float
    local_date: str


class WatchDocument(TypedDict):
    """The watch's own settings, adopted by nobody; null where no file says so."""

    hr_max: WatchValueDocument | None
    lthr: WatchValueDocument | None
    hr_rest: WatchValueDocument | None


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


class MethodDocument(_Argued):
    """What one method says; ``barred`` is why it cannot be in force.

    ``plugin`` says who says it, where that is not aerobase.
    """

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
    plugin: PluginDocument | None


class PassedMaxDocument(TypedDict):
    """A day on which clean heart rate stayed above HRmax for a minute."""

    local_date: str
    hr_max_bpm: float | None
    held_bpm: int


class DriftBinDocument(TypedDict):
    """Steady stretches of five beats; fewer than four say nothing (``passes`` null)."""

    low_bpm: int
    high_bpm: int
    runs: int
    median_frac: float | None
    passes: bool | None


class DriftMapDocument(TypedDict):
    """Up to which heart rate the runner's own steady runs stay coupled, over eight weeks."""

    supported_bpm: int | None
    failed_bpm: int | None
    within: int
    counted: int
    stretches: int
    bins: list[DriftBinDocument]


class ThresholdsDocument(TypedDict):
    """What is known of the thresholds on one day."""

    today: str
    in_force: TrustedCeilingDocument | None
    reason: str | None
    methods: list[MethodDocument]
    history: list[PeriodDocument]
    hr_max_bpm: float | None
    hr_rest_bpm: float | None
    lthr_bpm: float | None
    heart_note: str | None
    hr_max_passed: PassedMaxDocument | None
    watch: WatchDocument
    drift_map: DriftMapDocument
    threshold_gap_frac: float | None
    friel_zone_floors_bpm: dict[str, float | None] | None


def thresholds_document(
    athlete: Athlete, plugged: Sequence[tuple[Plugin, Threshold]] = ()
) -> ThresholdsDocument:
    """Return what is known of the thresholds on the athlete's day, what plug-ins say last."""
    profile, today = athlete.profile, athlete.today
    said = candidates(profile, today)
    force = next((one for one in said if one.barred is None), None)
    heart = heart_on(profile, today, watch_rest_bpm(one.facts for one in athlete.sessions))
    lthr = latest(profile.lthr, today)
    aerobic = None if athlete.ceiling is None else athlete.ceiling.bpm
    return {
        "today": today.isoformat(),
        "in_force": None if athlete.ceiling is None else trusted_ceiling(athlete, athlete.ceiling),
        "reason": no_ceiling_reason(profile, today) if athlete.ceiling is None else None,
        "methods": [
            *(_method(athlete, one, in_force=one is force) for one in said),
            *(_plugged(athlete, plugin, one) for plugin, one in plugged),
        ],
        "history": [
            _period(day, ceiling)
            for day, ceiling in Ceilings(profile, first_day(athlete), today).periods()
        ],
        "hr_max_bpm": rounded(heart.max_bpm, 1),
        "hr_rest_bpm": rounded(heart.rest_bpm, 1),
        "lthr_bpm": None if lthr is None else lthr.value,
        "heart_note": heart.note or None,
        "hr_max_passed": _passed(athlete),
        "watch": _watch(athlete),
        "drift_map": drift_document(drift_map_on(athlete.sessions, profile, today)),
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


def _ceiling(ceiling: Ceiling) -> CeilingDocument:
    return {
        "ceiling_bpm": ceiling.bpm,
        "band_bpm": [ceiling.floor_bpm, ceiling.bpm],
        "method": ceiling.method,
        "method_name": method_of(ceiling.method).words,
        "uncertainty_bpm": rounded(ceiling.uncertainty_bpm, 1),
        "rough": ceiling.rough,
        "note": ceiling.note,
    }


def trusted_ceiling(athlete: Athlete, ceiling: Ceiling) -> TrustedCeilingDocument:
    """Return the ceiling in force with its span, and what speaks for it and against it."""
    over = (
        week.aerobic_frac
        for week in reversed(athlete.weeks)
        if week.week_start + WEEK <= athlete.today
    )
    if ceiling.provisional:  # by the watch itself: what it says speaks neither for nor against it
        return {**_ceiling(ceiling), "span_bpm": None, "for": [], "against": []}
    argued = _argued(athlete, ceiling.bpm, ceiling.uncertainty_bpm, over)
    return {**_ceiling(ceiling), **argued}


def _argued(
    athlete: Athlete, bpm: float, span_bpm: float | None, week_fracs: Iterable[float | None]
) -> _Argued:
    age = athlete.profile.age_on(athlete.today)
    drift = drift_map_on(athlete.sessions, athlete.profile, athlete.today)
    found = trust(bpm, sessions=athlete.sessions, week_fracs=week_fracs, age=age, drift=drift)
    return {
        "span_bpm": rounded(span_bpm, 1),
        "for": list(found.pro),
        "against": list(found.contra),
    }


def drift_document(found: DriftMap) -> DriftMapDocument:
    """Return the drift map."""
    return {
        "supported_bpm": found.supported_bpm,
        "failed_bpm": found.failed_bpm,
        "within": found.within,
        "counted": found.counted,
        "stretches": len(found.stretches),
        "bins": [
            {
                "low_bpm": one.low_bpm + 1,
                "high_bpm": one.high_bpm,
                "runs": one.runs,
                "median_frac": rounded(one.median_frac, 4),
                "passes": one.passes if one.speaks else None,
            }
            for one in found.bins
        ],
    }


def _watch(athlete: Athlete) -> WatchDocument:
    columns = columns_of(athlete.sessions)
    settings = watch_settings(columns.days, columns.facts)
    return {
        "hr_max": _watch_value(settings.hr_max),
        "lthr": _watch_value(settings.lthr),
        "hr_rest": _watch_value(settings.hr_rest),
    }


def _watch_value(value: WatchValue | None) -> WatchValueDocument | None:
    return None if value is None else {"bpm": value.bpm, "local_date": value.day.isoformat()}


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


def _method(athlete: Athlete, candidate: Candidate, *, in_force: bool) -> MethodDocument:
    return {
        **_argued(athlete, candidate.value_bpm, candidate.uncertainty_bpm, ()),
        "method": candidate.method,
        "method_name": method_of(candidate.method).words,
        "value_bpm": rounded(candidate.value_bpm, 1),
        "since": None if candidate.since is None else candidate.since.isoformat(),
        "uncertainty_bpm": rounded(candidate.uncertainty_bpm, 1),
        "rough": candidate.rough,
        "in_force": in_force,
        "barred": candidate.barred,
        "note": candidate.note,
        "source": candidate.source,
        "plugin": None,
    }


def _plugged(athlete: Athlete, plugin: Plugin, said: Threshold) -> MethodDocument:
    return {
        **_argued(athlete, said.bpm, said.uncertainty_bpm, ()),
        "method": plugin.name,
        "method_name": f"{plugin.name} (a plug-in)",
        "value_bpm": rounded(said.bpm, 1),
        "since": None,
        "uncertainty_bpm": rounded(said.uncertainty_bpm, 1),
        "rough": True,
        "in_force": False,
        "barred": NOT_DECLARED,
        "note": said.note,
        "source": said.source,
        "plugin": plugin_document(plugin),
    }
