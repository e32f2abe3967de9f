"""The first line: the worst of stop, act, ill, the way back, then the balance."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import weeks_of_runs
from support.made_weeks import MONDAY, athlete, say

from planner.flags.standing import standing_flags
from reports.verdict import verdict


def ago(days):
    return MONDAY - timedelta(days=days)


def said_of(*said, runs_until=1):
    one = athlete(runs=weeks_of_runs(ago(runs_until), 10), said=said)
    return verdict(one, standing_flags(one))


STOP = say(ago(1), "redflag", values={"name": "leg-weakness"})
ACT = say(ago(1), "pain", place="calf", side="left", score=7.0)
ILL = say(ago(1), "illness", values={"fever": True})
BACK = (
    say(ago(11), "pain", place="calf", side="left", score=6.0),
    say(ago(1), "pain", place="calf", side="left", score=1.0),
)


def test_without_anything_it_is_the_balance():
    found = said_of()
    assert found.headline in {"Aerobic enough", "Too little aerobic running"}
    assert found.balance == ""


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ((STOP, ACT, ILL), "Stop: "),
        ((ACT, ILL), "Pain 7 of 10"),
        ((ILL,), "Ill with fever"),
        (BACK, "On the way back (left calf), stage 3 of 8"),
    ],
)
def test_the_worst_comes_first_and_the_balance_is_still_said(said, begins):
    found = said_of(*said, runs_until=12 if said is BACK else 2)
    assert found.headline.startswith(begins)
    assert found.sentence
    assert found.balance in {"Aerobic enough", "Too little aerobic running"}


def test_a_page_for_others_says_nothing_of_the_body():
    one = athlete(said=(STOP, ACT, ILL))
    assert verdict(one, None).headline in {"Aerobic enough", "Too little aerobic running"}
