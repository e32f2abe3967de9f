"""What a doubted ceiling asks for is what the plan offers."""

from __future__ import annotations

from datetime import date

from planner.day.doubt import Doubt

MONDAY = date(2026, 11, 9)


def test_where_the_plan_has_no_room_for_the_test_the_talk_test_is_said():
    unsaid = Doubt(why=("x",), said=None, planned=False, tested=None)
    refused = Doubt(why=("x",), said=MONDAY, planned=False, tested=None)
    planned = Doubt(why=("x",), said=MONDAY, planned=True, tested=None)

    tested = Doubt(why=("x",), said=MONDAY, planned=True, tested=MONDAY)

    assert [one.action for one in (unsaid, refused, planned, tested)] == [
        "A drift test settles it, an easy hour on flat ground; till then run so that you can talk.",
        "Go by the talk test: you must speak easily in full sentences all the time.",
        (
            "Settle it with the drift test that the plan offers: 15 min easy, 45 min steady on "
            "flat ground."
        ),
        "The drift test of Mon 9 Nov says what to do: aerobase thresholds tests.",
    ]
