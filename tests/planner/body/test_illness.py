"""Illness: which stands, its days, its fever, until when no run; warning and week agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_athletes import said
from support.made_weeks import athlete, plan, say

from planner.body.illness import illnesses_on
from planner.flags import illness as illness_flag
from planner.judging.balance import monday_of

TODAY = date(2026, 5, 20)  # a Wednesday
FEVER, COLD, OVER = {"fever": True}, {"fever": False}, {"fever": False, "over": True}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ill(*told, today=TODAY):
    """Return what (days ago, values) pairs say."""
    diary = [said(ago(days), "illness", values=values) for days, values in told]
    return illnesses_on(sorted(diary, key=lambda one: one.day), today)


def test_nothing_said_is_no_illness():
    found = ill()
    assert (found.standing, found.days, found.no_run_until) == (None, frozenset(), None)


def test_two_whole_days_free_of_fever():
    found = ill((6, FEVER), (2, OVER))
    # Ill from day -6 to day -3; days -2 and -1 are the two free ones; today may be run.
    assert found.days == {ago(6), ago(5), ago(4), ago(3)}
    assert found.no_run_until == ago(1)
    assert found.standing is None
    assert ill((6, FEVER), (1, OVER)).standing is not None


def test_without_fever_the_day_it_is_over_may_be_run():
    assert ill((6, COLD), (2, OVER)).no_run_until == ago(3)
    assert ill((6, COLD), (0, OVER)).standing is None


def test_an_illness_of_which_no_fever_is_said_counts_as_one_with():
    assert ill((6, {}), (1, {"over": True})).no_run_until == ago(0)


@pytest.mark.parametrize(("values", "last"), [(COLD, 10), (FEVER, 21)])
def test_one_never_closed_ends_by_itself(values, last):
    assert ill((last, values)).standing is not None
    assert ill((last + 1, values)).standing is None
    assert ill((last + 1, values)).no_run_until == ago(1)
    assert len(ill((last + 1, values)).days) == last + 1  # its first day and the days after


def test_a_later_entry_carries_it_on_and_says_of_the_fever():
    assert ill((30, COLD), (20, COLD), (10, COLD)).standing.first == ago(30)
    assert ill((31, COLD), (20, COLD), (10, COLD)).standing.first == ago(20)
    assert ill((40, FEVER), (19, COLD)).standing.fever
    assert ill((40, FEVER), (18, COLD)).standing is None


def test_a_fever_of_two_months_ago_does_not_make_a_cold_of_today_one():
    found = ill((60, FEVER), (0, COLD))
    assert (found.standing.first, found.standing.fever) == (TODAY, False)
    assert found.no_run_until == TODAY
    assert ago(39) in found.days
    assert ago(38) not in found.days


def test_an_end_that_comes_long_after_it_ended_by_itself_makes_it_no_longer():
    assert ill((40, COLD), (5, OVER)).days == ill((40, COLD)).days
    assert max(ill((8, COLD), (6, OVER)).days) == ago(7)  # within the ten days: on its day


def test_of_one_day_the_later_word_holds():
    """Logged ill in the morning, well in the evening, or the other way round."""
    taken_back = ill((0, COLD), (0, OVER))
    assert (taken_back.standing, taken_back.days, taken_back.no_run_until) == (
        None,
        frozenset(),
        None,
    )
    carried_on = ill((3, COLD), (0, COLD), (0, OVER))
    assert (carried_on.standing, max(carried_on.days)) == (None, ago(1))
    again = ill((3, COLD), (0, OVER), (0, COLD))
    assert again.standing.first == TODAY
    # A fever of that day was one, all the same: two whole days free of it come first.
    fever = ill((0, FEVER), (0, OVER))
    assert (fever.days, fever.no_run_until) == (frozenset(), ago(-2))
    assert fever.standing.title(TODAY) == "Not yet long enough free of fever"


def test_an_older_one_only_marks_its_days():
    found = ill((40, FEVER), (38, OVER), (2, COLD))
    assert found.standing.first == ago(2)
    assert {ago(40), ago(39)} <= found.days
    assert ago(38) not in found.days


def test_a_cold_right_after_a_fever_does_not_shorten_the_days_free_of_it():
    found = ill((3, FEVER), (0, OVER), (0, COLD), (-1, OVER), today=TODAY + timedelta(days=1))
    assert found.no_run_until == TODAY + timedelta(days=1)


def words(flags):
    return [(flag.title, flag.effect, flag.evidence[0].value) for flag in flags]


def test_the_warning_says_which():
    def told(*lines):
        diary = tuple(say(ago(days), "illness", values=values) for days, values in lines)
        return words(illness_flag.find(athlete(said=diary, today=TODAY)))

    after = "then two easy runs of at most 30 minutes."
    assert told((60, FEVER), (0, COLD)) == [("Ill", f"No run while it lasts; {after}", 1.0)]
    fever = f"No run until two days free of fever; {after}"
    assert told((3, FEVER), (2, COLD)) == [("Ill with fever", fever, 2.0)]
    assert told((3, FEVER), (1, OVER)) == [("Not yet long enough free of fever", fever, 1.0)]
    assert told((3, FEVER), (2, OVER)) == []
    assert told((0, COLD), (0, OVER)) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from((FEVER, COLD, OVER, {}))), max_size=6)
)
def test_warning_and_week_agree_on_every_day(told):
    lines = {(days, str(values)): values for days, values in told}
    diary = tuple(say(ago(days), "illness", values=values) for (days, _), values in lines.items())
    for back in range(12, -1, -3):
        day = ago(back)
        known = athlete(runs=[], said=diary, today=day)
        made = plan(known, week_start=monday_of(day))
        barred = "illness" in made.days[day.weekday()].run.why
        assert barred is bool(list(illness_flag.find(known)))
