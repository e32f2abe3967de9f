"""Which flags stand: in order, switched off, cleared, returning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from support.made_athletes import athlete, cleared, run

from planner.flags import CHECKS, LIMITS, cleared_flags, standing_flags
from planner.profile.limits import Limits
from planner.profile.model import Profile

DAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def trouble() -> list:
    """Three hard days of which the last is twice as long as ever."""
    easy = [run(ago(days)) for days in range(8, 60, 3)]
    hard = [run(ago(days), kind="anaerobic") for days in (5, 3)]
    return [*easy, *hard, run(DAY, km=21, kind="anaerobic")]


def ids(person) -> list[str]:
    return [flag.id for flag in standing_flags(person) if flag.severity != "note"]


def test_the_most_severe_comes_first():
    assert ids(athlete(DAY, trouble())) == ["distance_spike-2026-05-20", "hard_days"]


def test_a_check_switched_off_is_silent():
    person = athlete(DAY, trouble(), profile=Profile(flags_off=frozenset({"distance_spike"})))
    assert ids(person) == ["hard_days"]


def test_a_cleared_flag_is_gone_until_it_begins_anew():
    gone = athlete(DAY, trouble(), events=[cleared(DAY, "hard_days")])
    assert ids(gone) == ["distance_spike-2026-05-20"]
    assert [flag.id for flag in cleared_flags(gone)] == ["hard_days"]
    early = athlete(DAY, trouble(), events=[cleared(ago(1), "hard_days")])
    assert "hard_days" in ids(early)


def test_the_runner_can_change_a_limit():
    person = athlete(
        DAY, trouble(), profile=Profile(limits=Limits(own={"hard_days_in_seven": 4.0}))
    )
    assert ids(person) == ["distance_spike-2026-05-20"]


def test_a_runner_without_anything_has_no_flag():
    assert ids(athlete(DAY)) == []


def test_limits_and_checks_have_names_of_their_own():
    keys = [limit.key for limit in LIMITS]
    assert len(keys) == len(set(keys))
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_the_same_athlete_gives_the_same_flags():
    person = athlete(DAY, trouble())
    assert standing_flags(person) == standing_flags(replace(person))
