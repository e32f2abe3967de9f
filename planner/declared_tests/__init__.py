"""MAF and drift tests that the runner declared: computed, or refused with the reason; trends."""

from planner.declared_tests.declared import declarations, results
from planner.declared_tests.model import Declaration, DriftTest, MafTest, Trend
from planner.declared_tests.trend import maf_trends

__all__ = [
    "Declaration",
    "DriftTest",
    "MafTest",
    "Trend",
    "declarations",
    "maf_trends",
    "results",
]
