"""The JSON of `plan`: the week by the names of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.week.record import to_values

if TYPE_CHECKING:
    from planner.week.model import Plan


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain values: seven days, Monday first."""
    return to_values(plan)
