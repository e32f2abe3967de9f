"""Warnings: small checks over what is known of the athlete, each with its source."""

from planner.flags.standing import CHECKS, LIMITS, cleared_flags, standing_flags

__all__ = ["CHECKS", "LIMITS", "cleared_flags", "standing_flags"]
