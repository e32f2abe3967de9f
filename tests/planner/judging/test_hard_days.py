"""Which days were hard, looked back upon (RULES 5.3)."""

from __future__ import annotations

from datetime import date, timedelta

from support.made_athletes import run, said

from planner.judging.hard_days import hard_days_back
from planner.profile.limits import Limits

TODAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


RUNS = [run(ago(n), kind="anaerobic" if n in {0, 3, 9} else "aerobic") for n in range(12)]
DIARY = [said(ago(5), "done", score=8.0)]


def back(**asked: object) -> list[date]:
    found = hard_days_back(RUNS[::-1], DIARY, TODAY, Limits(), **asked)  # type: ignore[arg-type]
    return list(found)


def test_runs_and_what_the_runner_said_newest_first() -> None:
    assert back() == [ago(0), ago(3), ago(5), ago(9)]


def test_it_ends_before_the_first_day_asked_for() -> None:
    assert back(since=ago(5)) == [ago(0), ago(3), ago(5)]
    assert back(since=ago(4)) == [ago(0), ago(3)]


def test_it_ends_at_a_stretch_without_a_hard_day() -> None:
    assert back(reach=3) == [ago(0), ago(3), ago(5)]
