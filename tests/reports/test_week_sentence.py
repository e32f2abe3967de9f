"""A week in one sentence: what was run, and the worst pain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_sessions import facts
from support.made_weeks import MONDAY, athlete, profile, say

from reports.documents.balance import balance_document
from reports.week_sentence import week_sentence
from reports.words import Units

METRIC = Units(system="metric")
BEFORE = MONDAY - timedelta(weeks=1)


def week(runs, *said, system="metric", monday=BEFORE):
    one = athlete(profile(), runs=runs, said=tuple(said))
    chosen = next(week for week in one.weeks if week.week_start == monday)
    return week_sentence(chosen, one.diary, Units(system=system))


def run(day, minutes=50, hr=130):
    return facts(BEFORE + timedelta(days=day), [(60 * minutes, hr)])


def test_runs_distance_time_share_and_longest():
    said = week([run(1), run(3), run(6, 69)])
    assert said.startswith("11 to 17 May: 3 runs, ")
    assert "2 h 49 min" in said
    assert "100 % aerobic" in said
    assert ", longest " in said
    assert said.endswith(".")


def test_a_single_run_is_its_own_longest():
    said = week([run(1)])
    assert "1 run, " in said
    assert "longest" not in said


def test_the_worst_pain_of_the_week_stands_behind():
    said = week(
        [run(1)],
        say(BEFORE + timedelta(days=3), "pain", place="calf", side="left", score=2.0),
        say(BEFORE + timedelta(days=4), "pain", place="knee-front", side="right", score=1.0),
        say(BEFORE - timedelta(days=1), "pain", place="hip", side="right", score=7.0),
    )
    assert said.endswith("; left calf 2 of 10 on Thursday.")


def test_a_week_over_the_end_of_a_month_and_without_a_run():
    runs = [facts(date(2026, 4, 20), [(3000, 130)]), facts(date(2026, 5, 5), [(3000, 130)])]
    assert week(runs, monday=date(2026, 4, 27)) == "27 Apr to 3 May: no run."


def test_miles_where_the_runner_counts_in_them():
    assert " mi, " in week([run(1), run(3)], system="imperial")


@pytest.mark.parametrize(
    ("minutes", "reason"), [((200, 200, 200, 200, 90), "quiet"), ((200,) * 5, "ordinary")]
)
def test_the_document_has_the_reason_of_every_week_that_is_over(minutes, reason):
    runs = [
        facts(MONDAY - timedelta(weeks=len(minutes) - n) + timedelta(days=d), [(15 * m, 130)])
        for n, m in enumerate(minutes)
        for d in (0, 1, 3, 5)
    ]
    one = athlete(runs=runs)
    weeks = balance_document(one, one.weeks, {})
    assert [w["reason"] for w in weeks[1:]] == ["ordinary"] * (len(minutes) - 2) + [reason, None]
    assert all(w["sentence"] for w in weeks)
