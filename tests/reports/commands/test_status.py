"""The verdict in the terminal: short, narrow, and honest about what is not known."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.made_sessions import facts, weeks_of_runs
from support.stored_home import fill

from planner.athlete import build_athlete
from planner.day.judged import judge_day
from planner.profile.model import DatedCategory, Profile
from reports.terminal.status import verdict_lines

if TYPE_CHECKING:
    from planner.athlete import Athlete

TODAY = date(2026, 5, 20)
PROFILE = Profile(birth_date=date(1986, 1, 1), categories=(DatedCategory(category="c"),))  # 140 bpm


def seen(*made: object, profile: Profile = PROFILE) -> Athlete:
    return build_athlete(profile=profile, facts=made, wellness=(), events=(), today=TODAY)  # type: ignore[arg-type]


def test_enough() -> None:
    lines = verdict_lines(judge_day(seen(*weeks_of_runs(TODAY, 6, bpm=140))))
    assert lines[0] == "Wednesday 20 May 2026: Enough aerobic running."
    assert any("4 weeks" in line and "100 % aerobic" in line for line in lines)


def test_one_beat_more_is_too_much() -> None:
    lines = verdict_lines(judge_day(seen(*weeks_of_runs(TODAY, 6, bpm=141))))
    assert lines[0] == "Wednesday 20 May 2026: Too much running above the ceiling."
    assert any("4 weeks" in line and " 0 % aerobic" in line for line in lines)


def test_a_share_just_under_the_target_is_not_shown_as_the_target() -> None:
    """8,999 of 10,000 seconds: 89.99 %, below 90 %, and never rounded up to it."""
    lines = verdict_lines(judge_day(seen(facts(TODAY, [(8999, 130), (1001, 150)]))))
    assert "Too much" in lines[0]
    assert any("4 weeks" in line and "89 % aerobic" in line for line in lines)


@pytest.mark.parametrize(
    ("made", "profile", "said"),
    [
        ([], PROFILE, "No run yet"),
        ([facts(TODAY - timedelta(days=40), [(3000, 130)])], PROFILE, "No run in the last 4 weeks"),
        ([facts(TODAY, [(3000, 0)])], PROFILE, "No heart rate in the last 4 weeks"),
        ([facts(TODAY, [(1000, 130)])], PROFILE, "Too little to judge yet"),
        ([facts(TODAY, [(3000, 130)])], Profile(), "No aerobic ceiling to judge by"),
    ],
)
def test_what_is_not_known_is_said(made: list[object], profile: Profile, said: str) -> None:
    assert said in verdict_lines(judge_day(seen(*made, profile=profile)))[0]


@pytest.mark.parametrize("weeks", [0, 1, 30])
def test_fits_the_terminal(weeks: int) -> None:
    many = weeks_of_runs(TODAY, weeks, bpm=170)
    athlete = seen(*many)
    for sessions in (None, athlete.sessions, athlete.sessions[-1:]):
        lines = verdict_lines(judge_day(athlete), sessions=sessions)
        assert len(lines) <= 15
        assert max(len(line) for line in lines) <= 80


def test_speaks_of_what_was_read() -> None:
    athlete = seen(*weeks_of_runs(TODAY, 2, bpm=130), facts(TODAY, [(3600, 160)], hour=18))
    day = judge_day(athlete)
    lines = verdict_lines(day, sessions=athlete.sessions[-1:])
    assert any("Read: Wed 20 May" in line and "anaerobic" in line for line in lines)
    all_of_them = verdict_lines(day, sessions=athlete.sessions)
    assert any("Read: 9 sessions: 8 aerobic, 1 anaerobic" in line for line in all_of_them)


def test_the_numbers_of_a_window_add_up() -> None:
    """70 min at 130, 10 above 140, 5 without heart rate: 70 of 80 known minutes are 87.5 %."""
    lines = verdict_lines(judge_day(seen(facts(TODAY, [(4200, 130), (600, 150), (300, 0)]))))
    said = "87 % aerobic: 1:10 h at or under, 0:10 h above, 0:05 h unknown"
    assert sum(1 for line in lines if said in line) == 2  # the 7 days and the 4 weeks


def test_the_json_is_the_days_one_document(home):
    fill(home, weeks_of_runs(date(2026, 5, 17), 8))
    aerobase("log", "pain", "calf", "left", "6", "--today", "2026-05-19")
    today = ("--today", "2026-05-20")
    said = json.loads(aerobase("status", "--json", *today).out)
    assert said["today"] == "2026-05-20"
    assert said["verdict"]["kind"] == "act"
    assert said["verdict"]["headline"] in aerobase("status", *today).out
    assert (said["effect"], said["day"]["run"]["kind"]) == ("no_run", "rest")
    pain = next(one for one in said["flags"] if one["id"] == "pain-calf-left")
    assert (pain["standing_days"], pain["do_today"]) == (2, pain["advice"][0])
    in_force = json.loads(aerobase("thresholds", "--json", *today).out)["in_force"]
    assert said["ceiling"] == in_force
    assert said["week"]["week_start"] == "2026-05-18"
    assert said["day"]["stage"].startswith("Way back (left calf)")


def test_the_json_stores_no_plan(home):
    fill(home, weeks_of_runs(date(2026, 5, 17), 8))
    before = (home / "journal.jsonl").read_bytes() if (home / "journal.jsonl").exists() else b""
    aerobase("status", "--json", "--today", "2026-05-20")
    after = (home / "journal.jsonl").read_bytes() if (home / "journal.jsonl").exists() else b""
    assert before == after
