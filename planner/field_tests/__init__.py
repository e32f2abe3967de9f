"""MAF and drift tests that the runner declared: computed, or refused with the reason; trends."""

from planner.field_tests.declared import declarations
from planner.field_tests.trend import maf_trends
from planner.test_results import Declaration, DriftTest, MafTest, Trend

__all__ = [
    "Declaration",
    "DriftTest",
    "MafTest",
    "Trend",
    "declarations",
    "maf_trends",
]
