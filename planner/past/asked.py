"""What the standing plan of a past week asked, read from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.home.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWeek:
    """What the standing plan of a week asked: seconds, its rhythm, and the share of them run."""

    seconds: float
    rhythm: str
    run_share: float


def asked_weeks(events: Sequence[Event]) -> dict[date, AskedWeek]:
    """Return by Monday what the standing plan of each week asks."""
    found = {}
    for event in events:
        plan = event.data.get("plan") if event.kind == "plan" else None
        if isinstance(plan, dict) and "target_s" in plan and "week_start" in event.data:
            monday = date.fromisoformat(event.data["week_start"])
            found[monday] = AskedWeek(
                seconds=float(plan["target_s"]),
                rhythm=str(plan.get("rhythm", "")),
                run_share=_run_share(plan),
            )
    return found


def _run_share(plan: Mapping[str, Any]) -> float:
    """Return the share of a stored plan's time that is run where it asks for run and walk."""
    runs = [day.get("run") or {} for day in plan.get("days", ())]
    parts = [part for run in runs for part in run.get("intervals") or ()]
    ran_s = sum(part["run_s"] * part["times"] for part in parts)
    walked_s = sum(part["walk_s"] * part["times"] for part in parts)
    return float(ran_s / (ran_s + walked_s)) if ran_s else 1.0
