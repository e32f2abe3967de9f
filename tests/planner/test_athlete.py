"""What an athlete hands down: the runs of a day, on today and on days before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.made_athletes import athlete, run
from support.made_sessions import facts

from planner.athlete import build_athlete, on_day
from planner.profile.model import Profile
from planner.session import between

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


def test_a_flight_over_the_date_line_leaves_the_days_in_order() -> None:
    """Auckland on the 19th, then hours later Honolulu on the 18th: by day, for who looks one up."""

    def at(hour: int, offset_h: int):
        start = datetime(2026, 5, 18, hour, tzinfo=UTC)
        made = facts(date(2026, 5, 18), [(1800, 130)])
        return replace(made, id=f"s{hour}", start_utc=start, utc_offset_s=3600 * offset_h)

    auckland, honolulu = at(12, 12), at(18, -10)
    one = build_athlete(
        profile=Profile(), facts=[honolulu, auckland], wellness=[], events=(), today=TODAY
    )
    assert [(run.local_date.day, run.facts.id) for run in one.sessions] == [
        (18, "s18"),
        (19, "s12"),
    ]
    for day in (date(2026, 5, 18), date(2026, 5, 19)):
        assert {run.local_date for run in between(one.sessions, day, day)} == {day}
        assert max(run.local_date for run in on_day(one, day).sessions) == day
