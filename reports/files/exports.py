"""What `export` writes, as rows of JSON values; their columns are those of ``ingest.layouts``."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ingest.diary.kinds import EXERCISES
from ingest.heart_rate.reasons import Reason
from ingest.layouts import Column, names
from ingest.session.stream import LAYOUT
from planner.week.store import plan_as_given
from reports.documents.balance import balance_document
from reports.documents.diary import entry_document
from reports.documents.flags import flag_document
from reports.documents.load import load_document
from reports.documents.sessions import sessions_document
from reports.documents.wellness import wellness_document
from reports.words import Units, evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.diary import DiaryEntry
    from ingest.home.events import Event
    from ingest.session.stream import SessionStream
    from ingest.wellness import WellnessDay
    from planner.athlete import Athlete
    from planner.flags.model import Flag
    from planner.judging.balance import Week
    from planner.load.days import LoadDay
    from planner.session import Session
    from planner.week.model import Day, Plan

SAMPLES: Final = (
    Column("session", "string", "", "the session's id"),
    *(
        Column(one.name, "float64", one.unit.replace("degC", "°C"), one.meaning)
        if one.name != "hr_reason"
        else Column(one.name, "string", "", "what cleaning decided: `clean`, `cadence_lock`, …")
        for one in LAYOUT
        if one.shape == "sample"
    ),
)
_ARRAYS: Final = names(SAMPLES)[1:]
_REASONS: Final = {reason.value: reason.name.lower() for reason in Reason}
UNITS: Final = Units()  # one system in every table
Rows: TypeAlias = "Sequence[Mapping[str, object]]"


def session_rows(sessions: Sequence[Session], legs: Mapping[str, float | None]) -> Rows:
    """Return the sessions as `sessions --json` has them: ``layouts.SESSIONS``."""
    return sessions_document(sessions, legs)


def week_rows(athlete: Athlete, weeks: Sequence[Week]) -> Rows:
    """Return weeks of running as `balance --json` has them: ``layouts.WEEKS``."""
    return balance_document(athlete, weeks, {})


def load_rows(days: Sequence[LoadDay]) -> Rows:
    """Return one row a local day, as `load --json` has it: ``layouts.LOAD``."""
    return load_document(days)


def flag_rows(flags: Sequence[Flag], today: date) -> Rows:
    """Return one row a warning that stands, in the order given: ``layouts.FLAGS``."""
    return [
        {
            **flag_document(flag, today),
            "evidence": "; ".join(evidence(one, UNITS, today) for one in flag.evidence) or None,
            "plugin": None if flag.plugin is None else flag.plugin.name,
        }
        for flag in flags
    ]


def sample_rows(stream: SessionStream, session_id: str) -> Rows:
    """Return one row a sample, ``SAMPLES``; null where the watch wrote nothing valid."""
    arrays = {name: getattr(stream, name).tolist() for name in _ARRAYS}
    arrays["hr_reason"] = [_REASONS.get(one) for one in arrays["hr_reason"]]
    return [
        {"session": session_id} | {name: _known(arrays[name][place]) for name in _ARRAYS}
        for place in range(len(stream))
    ]


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def plan_rows(plan: Plan) -> Rows:
    """Return one row a day: ``layouts.PLANS``."""
    monday = plan.week_start.isoformat()
    return [{"week_start": monday} | _day_row(day) for day in plan.days]


def stored_plan_rows(events: Sequence[Event], monday: str) -> Rows:
    """Return one row a day of a week as the journal has it; none where it has none."""
    plan = plan_as_given(events, date.fromisoformat(monday))
    return () if plan is None else plan_rows(plan)


def _day_row(day: Day) -> dict[str, object]:
    run, done = day.run, day.done
    low, high = (None, None) if run is None or run.band_bpm is None else run.band_bpm
    levels: dict[str, object] = dict.fromkeys(EXERCISES)
    for one in reversed(day.strength):  # the first stands: what follows of it is an option
        if one.exercise in levels:
            levels[one.exercise] = one.level
    return levels | {
        "date": day.date.isoformat(),
        "kind": None if run is None else run.kind,
        "duration_s": None if run is None else run.duration_s,
        "band_low_bpm": low,
        "band_high_bpm": high,
        "effort": None if run is None else run.effort,
        "distance_m_estimate": None if run is None else run.distance_m_estimate,
        "why": None if run is None else run.why,
        "second_run_s": sum(more.duration_s for more in day.more_runs) or None,
        "checks": "; ".join(day.checks) or None,
        "done_s": None if done is None else done.duration_s,
        "done_aerobic_frac": None if done is None else done.aerobic_frac,
    }


def diary_rows(diary: Sequence[DiaryEntry]) -> Rows:
    """Return one row an entry: ``layouts.DIARY``."""
    return [entry_document(entry) for entry in diary]


def wellness_rows(days: Sequence[WellnessDay]) -> Rows:
    """Return one row a local day, as `wellness --json` has it: ``layouts.WELLNESS``."""
    return wellness_document(days)
