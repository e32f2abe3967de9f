"""Which days are big for the legs: as planned, as run, and over the edges of the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, plan, say

from ingest.home.events import Event
from planner.body.way_back import STAGES
from planner.day.judged import judge_day
from planner.week.leg_days import big_days, planned_loads, planned_times, unplanned_big
from planner.week.run_search import Placed
from planner.week.situation import situation_of
from planner.week.staleness import inputs_of
from planner.week.store import event_data
from planner.week.week_so_far import frame_of

PAST = tuple(weeks_of_runs(MONDAY - timedelta(days=1), 10, days=(1, 3, 5), minutes=45))


def ran(number, minutes, bpm=128, **how):
    return facts(MONDAY + timedelta(days=number), [(minutes * 60, bpm)], **how)


def of(*runs, today=0, said=(), who=None, monday=MONDAY):
    """Return situation and frame of a week on a day counted from this Monday."""
    past = sorted((*PAST, *runs), key=lambda one: one.start_utc)
    one = athlete(who, runs=past, said=tuple(said), today=MONDAY + timedelta(days=today))
    return situation_of(judge_day(one, ()), monday), frame_of(one, monday)


def kept(monday=MONDAY, **run_of_day):
    """Return the journal's line of a plan, with the days' kind and leg load as given."""
    past = athlete(runs=list(PAST), today=monday)
    made = plan(past, week_start=monday)
    data = event_data(made, inputs_of(judge_day(past, ()), monday))
    for name, (kind, load) in run_of_day.items():
        day = data["plan"]["days"][int(name[1:])]
        day["run"]["kind"] = kind
        day["leg_load"] = load
    return Event(id="cccccccc", kind="plan", at_utc=NOW, day=monday, data=data)


def big(situation, frame, runs=None, second=None):
    return big_days(situation, frame, runs or {}, second or {})


def easy(minutes, kind="easy"):
    return Placed(kind=kind, minutes=minutes)


@pytest.mark.parametrize(("minutes", "is_big"), [(57, False), (58, False), (59, True), (90, True)])
def test_from_thirteen_tenths_on_a_planned_day_is_big(minutes, is_big):
    """The usual day is 45 min at the same pace: 58.5 min are 1.3 of it."""
    found = big(*of(), {2: easy(minutes)})
    assert (2 in found) == is_big
    if is_big:
        assert found[2] == f"{minutes / 45:.1f} x your usual running day"


def test_a_second_run_of_the_day_counts():
    assert 2 not in big(*of(), {2: easy(45)})
    assert 2 in big(*of(), {2: easy(45)}, {2: 20})


@pytest.mark.parametrize(
    ("kind", "name"), [("long", "the long run"), ("quality", "the hard run"), ("race", "the race")]
)
def test_what_is_long_or_hard_is_big_however_short(kind, name):
    assert big(*of(), {4: easy(20, kind)}) == {4: name}
    assert big(*of(), {4: easy(20, "maf_test"), 5: easy(20, "strides")}) == {}


def test_days_gone_count_as_run_and_not_as_planned():
    runs = {0: easy(80, "long"), 1: easy(45)}
    assert 0 not in big(*of(today=2), runs)  # missed
    assert big(*of(ran(0, 50), today=2), runs)[0] == "the long run"
    assert big(*of(ran(0, 90), today=2), runs)[0] == "2.0 x your usual running day"
    assert 1 in big(*of(ran(1, 80), today=2), runs)


def test_today_counts_as_planned_until_its_run_is_done():
    assert 1 in big(*of(today=1), {1: easy(90)})
    assert 1 not in big(*of(ran(1, 30), today=1), {1: easy(90)})
    assert 1 in big(*of(ran(1, 90), today=1), {1: easy(30)})


@pytest.mark.parametrize(
    "said",
    [say(MONDAY, "done", score=7), say(MONDAY, "done", values={"type": "race"})],
    ids=["effort", "race"],
)
def test_hard_by_word_is_big(said):
    assert big(*of(ran(0, 30), today=1, said=[said]))[0] == "run hard"
    assert 0 not in big(*of(ran(0, 30), today=1, said=[say(MONDAY, "done", score=6)]))


def test_hard_by_heart_rate_is_big():
    assert big(*of(ran(0, 30, 175), today=1))[0] == "run hard"


def test_the_sunday_before_counts_as_it_was_run():
    assert -1 in big(*of(ran(-1, 90)))
    planned = kept(MONDAY - timedelta(days=7), d6=("long", 1.5))
    assert -1 in big(*of(ran(-1, 30), said=[planned]))  # a long run cut short was one
    assert -1 not in big(*of(said=[planned]))  # missed


def test_of_next_week_the_sunday_to_come_counts_as_planned():
    later = MONDAY + timedelta(days=7)
    assert -1 in big(*of(today=2, said=[kept(d6=("long", 1.0))], monday=later))
    assert -1 in big(*of(today=2, said=[kept(d6=("easy", 1.4))], monday=later))
    assert -1 not in big(*of(today=2, said=[kept(d6=("easy", 1.2))], monday=later))


def test_days_that_were_meant_big_are_no_news():
    big_planned = kept(d0=("easy", 1.5), d1=("long", 1.0), d2=("easy", 1.0))
    runs = [ran(n, 90) for n in range(3)]
    assert unplanned_big(of(*runs, today=3, said=[big_planned])[1]) == (2,)
    assert unplanned_big(of(*runs, today=3)[1]) == (0, 1, 2)  # nothing was planned
    assert unplanned_big(of(*runs, today=1, said=[big_planned])[1]) == ()


def test_walking_loads_less_than_run_walk_and_that_less_than_running():
    situation, frame = of()
    usual = frame.legs.usual
    walk = planned_times(situation, usual, 45, walk=True)
    run = planned_times(situation, usual, 45)
    assert run == pytest.approx(1.0, abs=0.05)
    # 110 steps a minute at 44.0 of 98.7, against 165 at the whole force
    assert walk == pytest.approx(run * 110 / 165 * 44.0 / 98.7, rel=0.02)

    def staged(stage):
        return replace(situation, target=replace(situation.target, run_walk=True, stage=stage))

    # 1 min run and 2 walked where no stage says otherwise; stage 2 is 2 min run and 1 walked.
    assert planned_times(staged(None), usual, 45) == pytest.approx(run / 3 + walk * 2 / 3)
    assert planned_times(staged(STAGES[1]), usual, 45) == pytest.approx(run * 2 / 3 + walk / 3)


def test_the_pace_to_expect_counts():
    """At 3.6 m/s a step weighs 9.15 body weights, at 2.5 m/s 8.2."""
    situation, frame = of()
    slow = planned_times(replace(situation, speed_m_s=2.5), frame.legs.usual, 45)
    fast = planned_times(replace(situation, speed_m_s=3.6), frame.legs.usual, 45)
    assert fast == pytest.approx(slow * 9.15 / 8.2)


def test_a_day_gone_keeps_what_was_planned_beside_what_was_done():
    planned = kept(d1=("easy", 1.17))
    past = sorted((*PAST, ran(1, 90)), key=lambda one: one.start_utc)
    made = plan(athlete(runs=past, said=(planned,), today=MONDAY + timedelta(days=3)))
    assert made.days[1].leg_load == 1.17
    assert made.days[1].done.leg_load == made.days[1].legs == pytest.approx(2.0)


def test_days_gone_have_no_planned_load():
    situation, frame = of(today=3)
    assert set(planned_loads(situation, frame, {1: easy(45), 3: easy(45), 5: easy(45)}, {})) == {
        3,
        5,
    }


def test_who_never_ran_has_no_load_and_big_days_by_kind_only():
    one = athlete(runs=[])
    situation, frame = situation_of(judge_day(one, ()), MONDAY), frame_of(one, MONDAY)
    assert big_days(situation, frame, {2: easy(300), 4: easy(20, "long")}, {}) == {
        4: "the long run"
    }
    assert planned_loads(situation, frame, {2: easy(300)}, {}) == {}


def test_by_a_ceiling_in_doubt_no_day_was_run_hard():
    """Monday's run lies far above the ceiling; felt hard it is, doubted or not."""
    runs = [*PAST, ran(0, 45, bpm=165)]
    one = athlete(runs=runs)
    assert frame_of(one, MONDAY).legs.big(0) == "run hard"
    assert frame_of(one, MONDAY, doubted=True).legs.big(0) is None
    felt = athlete(runs=runs, said=(say(MONDAY, "done", score=8),))
    assert frame_of(felt, MONDAY, doubted=True).legs.big(0) == "run hard"
