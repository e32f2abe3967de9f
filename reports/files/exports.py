"""What `export` writes, as rows: sessions, samples, the plan, the diary."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from ingest.session.stream import LAYOUT
from reports.documents.diary import diary_entry
from reports.documents.plan import plan_document
from reports.documents.sessions import sessions_document
from reports.files.layouts import SESSIONS, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.diary import DiaryEntry
    from ingest.session.stream import SessionStream
    from planner.session import Session
    from planner.week.model import Plan

SAMPLE_COLUMNS: Final = tuple(column.name for column in LAYOUT if column.shape == "sample")
PLAN_COLUMNS: Final = (
    "date",
    "kind",
    "duration_s",
    "band_low_bpm",
    "band_high_bpm",
    "effort",
    "distance_m_estimate",
    "why",
    "second_run_s",
    "squat",
    "balance",
    "slrdl",
    "checks",
    "done_s",
    "done_aerobic_frac",
)
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
Rows = list[dict[str, Any]]


def session_rows(sessions: Sequence[Session]) -> tuple[Rows, tuple[str, ...]]:
    """Return the sessions as `sessions --json` has them, with the columns' names."""
    return sessions_document(sessions), names(SESSIONS)


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
    return [_day_row(day) for day in plan_document(plan)["days"]], PLAN_COLUMNS


def _day_row(day: dict[str, Any]) -> dict[str, Any]:
    run, done = day["run"] or {}, day["done"] or {}
    band = run.get("band_bpm") or (None, None)
    levels = {one["exercise"]: one["level"] for one in day["strength"]}
    return {
        "date": day["date"],
        "kind": run.get("kind"),
        "duration_s": run.get("duration_s"),
        "band_low_bpm": band[0],
        "band_high_bpm": band[1],
        "effort": run.get("effort"),
        "distance_m_estimate": run.get("distance_m_estimate"),
        "why": run.get("why"),
        "second_run_s": sum(one["duration_s"] for one in day["more_runs"]) or None,
        "checks": "; ".join(day["checks"]) or None,
        "done_s": done.get("duration_s"),
        "done_aerobic_frac": done.get("aerobic_frac"),
    } | {name: levels.get(name) for name in ("squat", "balance", "slrdl")}


def diary_rows(diary: Sequence[DiaryEntry]) -> tuple[Rows, tuple[str, ...]]:
    """Return one row an entry."""
    return [diary_entry(entry) for entry in diary], DIARY_COLUMNS
