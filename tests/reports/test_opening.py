"""A home becomes an athlete."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ingest.home.home import Home
from planner.names import NAMES
from planner.profile.file import parse_profile
from planner.profile.model import Profile
from reports import opening


def test_an_empty_home_is_an_empty_athlete_and_stays_empty(tmp_path):
    home = Home(path=tmp_path / "none")
    athlete = opening.load_athlete(home, date(2026, 5, 20))

    assert athlete.today == date(2026, 5, 20)
    assert athlete.sessions == athlete.weeks == athlete.events == ()
    assert not home.path.exists()


def test_today_is_the_clocks_day_in_the_runners_zone(monkeypatch):
    monkeypatch.setattr(opening, "clock", lambda: datetime(2026, 5, 20, 23, 30, tzinfo=UTC))
    tokyo = parse_profile('[runner]\ntimezone = "Asia/Tokyo"', NAMES, where="x")

    assert opening.local_today(tokyo) == date(2026, 5, 21)
    assert opening.local_today(Profile()) == date(2026, 5, 20)
