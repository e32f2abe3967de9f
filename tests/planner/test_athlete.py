"""What an athlete hands down: the runs of a day, on today and on days before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import athlete, run

from planner.athlete import on_day

TODAY = date(2026, 5, 20)
SESSIONS = tuple(
    run(TODAY - timedelta(days=n), sport="cycling" if n % 3 == 1 else "running")
    for n in range(12, -1, -1)
)


@pytest.mark.parametrize("back", [0, 1, 2, 5, 12, 13])
@pytest.mark.parametrize("asked_before", [True, False])
def test_an_earlier_day_has_the_runs_up_to_it(back: int, *, asked_before: bool) -> None:
    person = athlete(TODAY, SESSIONS)
    if asked_before:
        assert len(person.runs) == 9
    day = TODAY - timedelta(days=back)
    earlier = on_day(person, day)
    assert earlier.sessions == tuple(one for one in SESSIONS if one.local_date <= day)
    assert earlier.runs == tuple(one for one in earlier.sessions if one.facts.sport == "running")
    assert on_day(earlier, day - timedelta(days=1)).runs == tuple(
        one for one in earlier.runs if one.local_date < day
    )
