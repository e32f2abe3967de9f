"""A check that was renamed: what was cleared or switched off by its old name stays so."""

from __future__ import annotations

from datetime import date

import pytest
from support.made_athletes import cleared

from planner.flags.check import cleared_id
from planner.profile import former_flags
from planner.profile.former_flags import present_id
from planner.profile.keys import profile_from


@pytest.fixture(autouse=True)
def renamed(monkeypatch):
    monkeypatch.setitem(former_flags.FORMER, "too_far", "distance_spike")
    monkeypatch.setitem(former_flags.FORMER, "hard_days-in_a_row", "hard_week")


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("too_far", "distance_spike"),
        ("too_far-2026-05-20", "distance_spike-2026-05-20"),
        ("hard_days-in_a_row", "hard_week"),
        ("hard_days", "hard_days"),
        ("too_farther-2026", "too_farther-2026"),
        ("pain-achilles-left", "pain-achilles-left"),
        ("", ""),
    ],
)
def test_the_longest_beginning_that_has_a_name_gives_it(former, present):
    assert present_id(former) == present


def test_a_clearing_and_a_switch_are_read_by_the_present_name():
    assert (
        cleared_id(cleared(date(2026, 5, 20), "too_far-2026-05-19")) == "distance_spike-2026-05-19"
    )
    assert profile_from({"flags": {"off": ["too_far"]}}).flags_off == {"distance_spike"}
