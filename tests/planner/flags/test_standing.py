"""Which flags stand: in order, switched off, cleared, returning."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.made_athletes import athlete, cleared, run

from planner import flags
from planner.flags import standing
from planner.flags.checks import CHECKS, LIMITS
from planner.flags.standing import FlagDays, standing_flags
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
    assert [flag.id for flag in FlagDays(gone).cleared()] == ["hard_days"]
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


def test_no_check_calls_another_ones_function():
    """What a check reads of others comes through the one who asks them, who knows what is off."""
    own = {"advice", "check", "model", "red_flag_signs"}  # no checks
    listing = {"checks", "history", "standing", "__init__"}
    for path in sorted(Path(flags.__file__).parent.glob("*.py")):
        if path.stem in listing:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("planner.flags"):
                assert node.module.removeprefix("planner.flags.") in own, path.name


@pytest.mark.parametrize(
    "check", [check for check in CHECKS if check.reads], ids=lambda one: one.name
)
def test_what_a_check_reads_are_checks_asked_first(check):
    assert set(check.reads) <= {one.name for one in CHECKS} - {check.name}
    assert check.find is None


def test_every_check_is_asked_once_a_day(monkeypatch):
    asked = Counter()

    def counted(check):
        def count(known):
            asked[check.name, known.today] += 1

        def find(known):
            count(known)
            return check.find(known)

        def combine(known, others):
            count(known)
            return check.combine(known, others)

        return replace(check, find=check.find and find, combine=check.combine and combine)

    every = {check.name: counted(check) for check in CHECKS}
    monkeypatch.setattr(standing, "CHECK_OF", every)
    days = FlagDays(athlete(DAY, trouble()))
    checks = tuple(every.values())
    before = [days.standing(day, checks) for day in (ago(1), DAY, ago(1), DAY)]
    assert before[:2] == before[2:]
    assert set(asked) == {(name, day) for name in every for day in (ago(1), DAY)}
    assert set(asked.values()) == {1}


def test_the_same_athlete_gives_the_same_flags():
    person = athlete(DAY, trouble())
    assert standing_flags(person) == standing_flags(replace(person))
