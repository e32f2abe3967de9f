"""What a doubted ceiling asks for is what the plan offers."""

from __future__ import annotations

from datetime import date

from planner.day.doubt import Doubt

MONDAY = date(2026, 11, 9)


def test_where_the_plan_has_no_room_for_the_test_the_talk_test_is_said():
    unsaid = Doubt(why=("x",), said=None, planned=False, tested=None)
    refused = Doubt(why=("x",), said=MONDAY, planned=False, tested=None)
    planned = Doubt(why=("x",), said=MONDAY, planned=True, tested=None)

    assert "drift test" in unsaid.action
    assert "talk test" in refused.action
    assert "drift test" not in refused.action
    assert "drift test that the plan offers" in planned.action
