"""The first line: the worst of stop, act, ill, the way back, then the balance."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, athlete, flag, say

from planner.body.readiness import Marker, Readiness
from planner.day.reasons import readiness_level
from planner.flags.standing import standing_flags
from reports.terminal.status import standing_lines
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
    assert found.headline in {"Enough aerobic running", "Too much running above the ceiling"}
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
    assert found.balance in {"Enough aerobic running", "Too much running above the ceiling"}


def test_a_page_for_others_says_nothing_of_the_body():
    one = athlete(said=(STOP, ACT, ILL))
    assert verdict(one, None).headline in {
        "Enough aerobic running",
        "Too much running above the ceiling",
    }


READY = Readiness(
    level=1, look=ago(0), until=ago(-2), markers=(Marker(name="pain", said="pain rose"),)
)


def test_no_milder_readiness_is_said_beside_a_stop():
    calm = athlete(runs=weeks_of_runs(ago(1), 10), said=())
    hurt = athlete(runs=weeks_of_runs(ago(1), 10), said=(ACT,))
    assert any("Readiness" in one for one in verdict(calm, (), READY).hints)
    assert not any("Readiness" in one for one in verdict(hurt, standing_flags(hurt), READY).hints)
    assert "level 1 of 3" in readiness_level(READY, (), MONDAY)
    assert readiness_level(READY, standing_flags(hurt), MONDAY) == ""


def test_the_way_back_is_said_in_one_way_before_it_begins():
    stopped = (say(ago(20), "pain", place="calf", side="left", score=6.0), BACK[1])
    found = said_of(*stopped)
    assert found.headline == "Running stopped for pain (left calf)"
    assert found.sentence.startswith("The way back begins on ")


def test_where_one_line_is_left_the_strictest_flag_has_it():
    for room in (1, 2, 3):
        lines = standing_lines((flag("no_run"), flag("hold"), flag("none"), flag("none")), room)
        assert len(lines) == room
        assert "A flag" in lines[0]
        assert f"{4 - max(1, room - 1)} more: aerobase flags" in lines[-1]
        assert max(map(len, lines)) <= 80


def test_one_race_is_no_running_too_hard():
    race = facts(ago(3), [(80 * 60, 165)])
    raced = say(ago(3), "done", values={"type": "race"})
    runs = [*weeks_of_runs(ago(4), 10), race]
    found = [
        verdict(one, standing_flags(one))
        for one in (athlete(runs=runs), athlete(runs=runs, said=(raced,)))
    ]
    assert [one.headline for one in found] == [
        "Too much running above the ceiling",
        "Enough aerobic running",
    ]
    assert "the race of Fri 15 May left out" in found[1].sentence
    assert not any("Slow down" in hint for hint in found[1].hints)


@pytest.mark.parametrize("off", [8, 13, 22])
def test_days_without_a_run_come_before_the_balance_and_are_those_of_the_warning(off):
    found = said_of(runs_until=off)
    assert found.headline == f"No run for {off} days"
    assert found.sentence.startswith("The last one was on ")
    assert found.balance in {"Enough aerobic running", "Too much running above the ceiling"}
    (flag,) = [
        one
        for one in standing_flags(athlete(runs=weeks_of_runs(ago(off), 10)))
        if one.check == "time_away"
    ]
    assert flag.title == f"So far {off} days without a run"


def test_the_usual_days_between_two_runs_are_no_days_off():
    once = [one for back in range(1, 12) for one in weeks_of_runs(ago(7 * back + 2), 1, days=(6,))]
    one = athlete(runs=sorted(once, key=lambda run: run.start_utc))
    assert "No run for" not in verdict(one, standing_flags(one)).headline
