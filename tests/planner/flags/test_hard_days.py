"""Three hard days in seven."""

from __future__ import annotations

from datetime import date, timedelta

from support.made_athletes import athlete, run, said

from planner.flags import hard_days

DAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def hard(*days: int) -> list:
    return [run(ago(day), kind="anaerobic", aerobic=0.3) for day in days]


def find(runs, today=DAY, diary=()):
    return list(hard_days.find(athlete(today, runs, diary=diary)))


def test_three_in_seven_stand_and_name_their_days():
    (flag,) = find(hard(6, 3, 0))
    assert flag.since == DAY
    assert flag.evidence[0].days == (ago(6), ago(3), DAY)


def test_three_in_eight_or_two_runs_of_one_day_do_not():
    assert find(hard(7, 3, 0)) == []
    twice = [*hard(3, 0), *hard(0)]
    assert find(twice) == []


def test_effort_and_declaration_make_a_day_hard():
    easy = [run(ago(day)) for day in (4, 2, 0)]
    words = [
        said(ago(4), "done", score=8),
        said(ago(2), "done", score=3, values={"type": "intervals"}),
        said(DAY, "done", score=7),
    ]
    assert len(find(easy, diary=words)) == 1
    assert find(easy, diary=[*words[:2], said(DAY, "done", score=6)]) == []
    assert len(find([run(ago(day), rpe=7.0) for day in (4, 2, 0)])) == 1


def test_a_pattern_that_returns_within_a_fortnight_is_one_warning():
    runs = hard(18, 16, 14, 4, 2, 0)
    (flag,) = find(runs)
    assert flag.since == ago(14)
    far = hard(19, 17, 15, 4, 2, 0)
    (flag,) = find(far)
    assert flag.since == DAY


def test_it_is_over_after_a_quiet_fortnight():
    runs = hard(4, 2, 0)
    assert len(find(runs, today=DAY + timedelta(days=13))) == 1
    assert find(runs, today=DAY + timedelta(days=14)) == []


def test_two_in_a_row_are_a_note_for_a_week():
    (flag,) = find(hard(3, 2))
    assert (flag.id, flag.severity, flag.since) == ("hard_days-in_a_row", "note", ago(2))
    assert find(hard(9, 7)) == []
    assert find(hard(8, 7)) == []
    assert [flag.id for flag in find(hard(4, 3, 2))] == ["hard_days"]
