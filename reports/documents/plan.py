"""The JSON of `plan`: the week by the names of its fields."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from planner.body import pain
from planner.profile.limits import limits_of
from planner.week import limits as week_limits
from planner.week.review import day_review
from planner.week.store import to_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.flags.model import Flag
    from planner.profile.limits import Limits
    from planner.week.explain import Explanation
    from planner.week.model import Plan
    from planner.week.morning import Morning


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain values: seven days, Monday first.

    Each day has ``review`` beside the fields: a sentence on planned and done, or null.
    """
    values = to_values(plan)
    for number, day in enumerate(values["days"]):
        day["review"] = day_review(plan, number)
    return values


def explanation_document(found: Explanation, plan: Plan) -> dict[str, Any]:
    """Return why a day is so, with the penalties of the whole week's soft rules."""
    return {
        "date": found.date.isoformat(),
        "kind": found.kind,
        "minutes": found.minutes,
        "reasons": list(found.reasons),
        "why_not": [
            {
                "weekday": one.weekday,
                "reason": one.reason,
                "penalties": one.penalties,
                "minutes": one.minutes,
            }
            for one in found.why_not
        ],
        "scores": [{"rule": one.rule, "penalty": one.penalty} for one in plan.scores],
    }


def limits_document(limits: Limits) -> list[dict[str, Any]]:
    """Return every limit of the planner with its value in force, its tag and its source."""
    return [
        {
            "key": limit.key,
            "value": limits[limit],
            "default": limit.default,
            "unit": limit.unit,
            "tag": limit.tag,
            "meaning": limit.meaning,
            "source": limit.source,
        }
        for limit in (*limits_of(pain), *limits_of(week_limits))
    ]


def today_document(today: date, work: Morning | None, flags: Sequence[Flag]) -> dict[str, Any]:
    """Return the day as plain values; ``run`` is null where no week can be planned yet."""
    return {
        "date": today.isoformat(),
        "run": None if work is None or work.run is None else asdict(work.run),
        "more_runs": [] if work is None else [asdict(run) for run in work.more_runs],
        "strength": [] if work is None else [asdict(one) for one in work.strength],
        "checks": [] if work is None else list(work.checks),
        "changes": [] if work is None else list(work.changes),
        "flags": [flag.id for flag in flags],
    }
