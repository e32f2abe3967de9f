"""What declared tests give; it needs their samples, and few looks have one to compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.field_tests.drift import drift_test
from planner.field_tests.maf import maf_test
from planner.field_tests.seconds import seconds_of
from planner.session import by_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.session.stream import SessionStream
    from planner.athlete import Athlete
    from planner.test_results import Declaration, DriftTest, MafTest


def results(
    athlete: Athlete, declared: tuple[Declaration, ...], stream: Callable[[str], SessionStream]
) -> tuple[MafTest | DriftTest, ...]:
    """Return the result of every declared test; ``stream`` gives the samples of a session."""
    places = by_id(athlete.runs)
    found: list[MafTest | DriftTest] = []
    for one in declared:
        seconds = seconds_of(stream(one.session_id))
        compute = maf_test if one.kind == "maf" else drift_test
        found.append(compute(one, athlete.runs[places[one.session_id]], seconds))
    return tuple(found)
