"""The week: runs under the ceiling, strength around them, by rules that can be printed."""

from planner.week.limits import LIMITS
from planner.week.making import make_plan

__all__ = ["LIMITS", "make_plan"]
