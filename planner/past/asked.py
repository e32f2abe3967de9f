"""What the standing plan of a past week asked, read from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from planner.athlete import once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.home.events import Event
    from planner.athlete import Athlete

EASED: Final = frozenset({"easier", "stop"})
BACK: Final = frozenset({"return", "start", "way back"})  # of these the form is asked, not found
DRIFT_TEST: Final = "drift test"  # the rule's name in a plan that has no room for one


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWeek:
    """What the standing plan of a week asked: seconds, its rhythm, and the share of them run.

    ``eased``: in the week one stood that was made under `easier` or `stop`. Of `no_run` pain and
    illness tell, which have their own reasons.
    """

    seconds: float
    rhythm: str
    run_share: float
    eased: bool = False

    @property
    def walks(self) -> bool:
        """Return whether it asked for run and walk on a way up: how it was run tells no gait."""
        return self.run_share < 1 and self.rhythm in BACK


def asked_weeks(athlete: Athlete) -> dict[date, AskedWeek]:
    """Return by Monday what the standing plan of each week asks."""
    eased = _eased(athlete.events)
    return {
        monday: AskedWeek(
            seconds=float(plan["target_s"]),
            rhythm=str(plan.get("rhythm", "")),
            run_share=_run_share(plan),
            eased=monday in eased,
        )
        for monday, plan in _standing(athlete).items()
        if "target_s" in plan
    }


def _eased(events: Sequence[Event]) -> set[date]:
    """Return the Mondays of weeks in which a plan stood that eased or stopped running."""
    before: dict[date, bool] = {}  # by the last plan that was made before the week began
    found = set()
    for event in events:
        if event.kind != "plan" or "week_start" not in event.data:
            continue
        monday = date.fromisoformat(event.data["week_start"])
        eases = event.data.get("effect") in EASED
        if event.day <= monday:
            before[monday] = eases
        elif eases:
            found.add(monday)
    return found | {monday for monday, eases in before.items() if eases}


def _run_share(plan: Mapping[str, Any]) -> float:
    """Return the share of a stored plan's time that is run where it asks for run and walk."""
    runs = [day.get("run") or {} for day in plan.get("days", ())]
    parts = [part for run in runs for part in run.get("intervals") or ()]
    ran_s = sum(part["run_s"] * part["times"] for part in parts)
    walked_s = sum(part["walk_s"] * part["times"] for part in parts)
    return float(ran_s / (ran_s + walked_s)) if ran_s else 1.0


def days_asked(athlete: Athlete, kind: str) -> list[date]:
    """Return the days on which the standing plan of a week asks for such a run, oldest first."""
    return sorted(
        date.fromisoformat(day["date"])
        for plan in _standing(athlete).values()
        for day in plan.get("days", ())
        if (day.get("run") or {}).get("kind") == kind
    )


def runs_to_come(athlete: Athlete) -> dict[date, float]:
    """Return by day the seconds that the standing plan of today's week still asks to be run."""
    today = athlete.today
    ran_today = any(run.local_date == today for run in athlete.runs)
    plan = _standing(athlete).get(today - timedelta(days=today.weekday()), {})
    ahead: dict[date, float] = {}
    for day in plan.get("days", ()):
        runs = [day.get("run") or {}, *day.get("more_runs", ())]
        seconds = sum(float(run.get("duration_s") or 0) for run in runs)
        on = date.fromisoformat(day["date"])
        if seconds and on >= today + timedelta(days=ran_today):
            ahead[on] = seconds
    return ahead


def drift_test_weeks(athlete: Athlete) -> list[date]:
    """Return the Mondays of plans that ask for a drift test, or say why they cannot."""
    planned = {day - timedelta(days=day.weekday()) for day in days_asked(athlete, "drift_test")}
    refused = {
        monday
        for monday, plan in _standing(athlete).items()
        if any(one.get("rule") == DRIFT_TEST for one in plan.get("unmet", ()))
    }
    return sorted(planned | refused)


@once
def _standing(athlete: Athlete) -> Mapping[date, Mapping[str, Any]]:
    """Return by Monday the last stored plan of each week, with what was given on its days."""
    return {
        date.fromisoformat(event.data["week_start"]): _as_given(event)
        for event in athlete.events
        if event.kind == "plan"
        and "week_start" in event.data
        and isinstance(event.data.get("plan"), dict)
    }


def _as_given(event: Event) -> Mapping[str, Any]:
    plan: Mapping[str, Any] = event.data["plan"]
    given = {day["date"]: day for day in event.data.get("given") or ()}
    return {**plan, "days": [day | given.get(day["date"], {}) for day in plan.get("days", ())]}


def days_off_given(athlete: Athlete) -> frozenset[date]:
    """Return the days on which the morning took back the run that the plan had."""
    last = {event.data.get("week_start"): event for event in athlete.events if event.kind == "plan"}
    return frozenset(
        date.fromisoformat(day["date"])
        for event in last.values()
        for day in event.data.get("given") or ()
        if (day.get("run") or {}).get("kind") == "rest"
    )
