"""A home becomes an athlete."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from support.command_line import aerobase
from support.made_sessions import facts
from support.stored_home import fill

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


READING = ("status", "sessions", "balance", "flags", "load", "thresholds", "wellness")


@pytest.mark.parametrize("command", [*READING, "log list", "log export"])
def test_a_home_that_is_named_and_missing_is_said_once(tmp_path, command):
    words = (*command.split(), "--home", str(tmp_path / "typo"))
    line = f"There is no data directory at {tmp_path / 'typo'}; it reads as an empty one.\n"
    answer = aerobase(*words)
    assert (answer.code, answer.err) == (0, line)
    assert not (tmp_path / "typo").exists()
    (tmp_path / "typo").mkdir()
    there = aerobase(*words)
    assert (there.code, there.out, there.err) == (0, answer.out, "")


def test_the_usual_place_that_is_not_there_yet_is_no_typing_error(tmp_path, monkeypatch):
    monkeypatch.delenv("AEROBASE_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    answer = aerobase("status")
    assert (answer.code, answer.err) == (0, "")
    monkeypatch.setenv("AEROBASE_HOME", str(tmp_path / "typo"))
    assert "There is no data directory at" in aerobase("status", "--json").err


def test_today_is_the_clocks_day_in_the_runners_zone(monkeypatch):
    monkeypatch.setattr(opening, "clock", lambda: datetime(2026, 5, 20, 23, 30, tzinfo=UTC))
    tokyo = parse_profile('[runner]\ntimezone = "Asia/Tokyo"', NAMES, where="x")

    assert opening.local_today(tokyo) == date(2026, 5, 21)
    assert opening.local_today(Profile()) == date(2026, 5, 20)


def test_days_after_are_those_of_the_runners_clock(tmp_path):
    """On a Wednesday: runs of its afternoon by UTC lie on Thursday for a runner in Tokyo."""
    offsets = (None, 0, 14 * 3600, -11 * 3600)
    made = [
        facts(date(2026, 5, day), [(600 + n, 140)], hour=hour, utc_offset_s=offset)
        for day in (19, 20, 21)
        for hour in (0, 9, 10, 14, 15, 23)
        for n, offset in enumerate(offsets)
    ]
    home = fill(tmp_path / "home", made)
    tokyo = parse_profile('[runner]\ntimezone = "Asia/Tokyo"', NAMES, where="x")
    days = opening.session_days(home, tokyo)
    assert len(set(days.values())) == 5
    for last in (date(2026, 5, 18), date(2026, 5, 20), date(2026, 5, 21), date(2026, 5, 23)):
        later = sorted(day for day in days.values() if day > last)
        assert opening.days_after(home, tokyo, days.keys(), last) == later
        for name, day in days.items():
            alone = opening.days_after(home, tokyo, {name}, last)
            assert alone == ([day] if day > last else [])
    assert opening.days_after(home, tokyo, {"gone"}, date(2026, 5, 1)) == []
