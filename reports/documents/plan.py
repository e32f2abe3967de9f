"""The JSON of `plan`: the week by the names of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.week.limits import LIMITS
from planner.week.record import to_values
from planner.week.review import day_review

if TYPE_CHECKING:
    from planner.profile.limits import Limits
    from planner.week.explain import Explanation
    from planner.week.model import Plan


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
        for limit in LIMITS
    ]
