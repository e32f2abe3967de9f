"""What a session's facts say by themselves: the runner's local day, the speed in motion."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from support import made_sessions

LATE = datetime(2026, 5, 20, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("offset_s", "zone_h", "day"),
    [
        (1799, -5, 20),  # the file's own offset counts before the home's zone
        (1800, -5, 21),
        (0, 5, 20),
        (-12 * 3600, 5, 20),
        (-84_600, 5, 20),
        (-84_601, 5, 19),
        (None, 0, 20),
        (None, 1, 21),
        (None, -5, 20),
    ],
)
def test_a_session_is_of_the_day_on_the_runners_clock(
    offset_s: int | None, zone_h: int, day: int
) -> None:
    facts = made_sessions.facts(date(2026, 5, 20), [(60, 120)])
    facts = replace(facts, start_utc=LATE, utc_offset_s=offset_s)
    assert facts.local_date(timezone(timedelta(hours=zone_h))) == date(2026, 5, day)


@pytest.mark.parametrize(
    ("distance_m", "moving_s", "speed_m_s"),
    [(3000.0, 1000.0, 3.0), (None, 1000.0, None), (0.0, 1000.0, None), (3000.0, 0.0, None)],
)
def test_the_speed_in_motion(
    distance_m: float | None, moving_s: float, speed_m_s: float | None
) -> None:
    facts = made_sessions.facts(
        date(2026, 5, 20), [(1200, 120)], distance_m=distance_m, moving_s=moving_s
    )
    assert facts.moving_m_s == speed_m_s
