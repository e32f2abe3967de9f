"""Warnings: small checks over what is known of the athlete, each with its source."""

from planner.flags.checks import CHECKS, LIMITS
from planner.flags.standing import FlagDays, standing_flags

__all__ = ["CHECKS", "LIMITS", "FlagDays", "standing_flags"]
