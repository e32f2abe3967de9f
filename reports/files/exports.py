"""What `export` writes, as rows: sessions, samples, the plan, the diary, wellness."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ingest.diary.kinds import EXERCISES
from ingest.session.stream import LAYOUT
from reports.documents.diary import entry_document
from reports.documents.sessions import sessions_document
from reports.documents.wellness import wellness_document
from reports.files.layouts import PLAN, SESSIONS, WELLNESS, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.diary import DiaryEntry
    from ingest.session.stream import SessionStream
    from ingest.wellness import WellnessDay
    from planner.session import Session
    from planner.week.model import Day, Plan

SAMPLE_COLUMNS: Final = tuple(column.name for column in LAYOUT if column.shape == "sample")
DIARY_COLUMNS: Final = (
    "id",
    "date",
    "kind",
    "score",
    "place",
    "side",
    "when",
    "text",
    "values",
)
Rows: TypeAlias = "Sequence[Mapping[str, object]]"


def session_rows(
    sessions: Sequence[Session], legs: Mapping[str, float | None]
) -> tuple[Rows, tuple[str, ...]]:
    """Return the sessions as `sessions --json` has them, with the columns' names."""
    return sessions_document(sessions, legs), names(SESSIONS)


def sample_rows(stream: SessionStream, session_id: str) -> tuple[Rows, tuple[str, ...]]:
    """Return one row a sample; null where the watch wrote nothing valid."""
    arrays = {name: getattr(stream, name).tolist() for name in SAMPLE_COLUMNS}
    rows = [
        {"session": session_id} | {name: _known(arrays[name][place]) for name in SAMPLE_COLUMNS}
        for place in range(len(stream))
    ]
    return rows, ("session", *SAMPLE_COLUMNS)


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def plan_rows(plan: Plan) -> tuple[Rows, tuple[str, ...]]:
    """Return one row a day."""
    return [_day_row(day) for day in plan.days], names(PLAN)


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


def diary_rows(diary: Sequence[DiaryEntry]) -> tuple[Rows, tuple[str, ...]]:
    """Return one row an entry."""
    return [entry_document(entry) for entry in diary], DIARY_COLUMNS


def wellness_rows(days: Sequence[WellnessDay]) -> tuple[Rows, tuple[str, ...]]:
    """Return one row a local day, as `wellness --json` has it."""
    return wellness_document(days), names(WELLNESS)
