"""Aerobic thresholds: the formulas, and which of the known ceilings is in force on a day."""

from planner.thresholds.in_force import Candidate, Ceilings, candidates

__all__ = ["Candidate", "Ceilings", "candidates"]
