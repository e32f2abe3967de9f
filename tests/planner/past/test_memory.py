"""What is remembered of a past: races, days to come, the shares of a plan, where a base began."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from support.made_athletes import athlete, run, said
from support.made_weeks import NOW

from ingest.home.events import Event
from planner.athlete import on_day
from planner.judging.balance import monday_of
from planner.past import memory
from planner.past.asked import asked_weeks, days_asked, drift_test_weeks, runs_to_come
from planner.past.base_weeks import base_since, weeks_in_base
from planner.past.memory import remember
from planner.past.weeks import past_weeks

MONDAY = date(2026, 5, 18)


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def steady(minutes=80.0, first=60):
    return [run(ago(n), minutes=minutes) for n in range(first, 6, -2)]


def races(*runs, diary=()):
    return remember(athlete(MONDAY, runs, diary=diary), MONDAY).races


@pytest.mark.parametrize(
    ("minutes", "usual", "counts"),
    [(120, 80, True), (119.9, 60, False), (120, 80.1, False), (150, 100, True)],
)
def test_a_very_long_run_counts_as_a_race(minutes, usual, counts):
    """1.5 times the longest of 30 days, and two hours at least."""
    found = races(*steady(usual), run(ago(3), minutes=minutes, km=20))
    assert [(one.day, one.km, one.declared) for one in found] == [(ago(3), 20.0, False)] * counts


@pytest.mark.parametrize(
    ("minutes", "usual", "small"),
    [(55, 50, True), (56, 50, False), (60, 60, False), (59, 60, True)],
)
def test_a_small_race(minutes, usual, small):
    """Under an hour and within 1.10 of the longest: its week stays ordinary."""
    raced = said(ago(3), "done", values={"type": "race"})
    found = races(*steady(usual), run(ago(3), minutes=minutes, km=10), diary=[raced])
    assert [(one.km, one.declared, one.small) for one in found] == [(10.0, True, small)]


def test_only_what_is_said_to_be_a_race_is_one():
    run_easy = said(ago(3), "done", values={"type": "easy"})
    note = said(ago(3), "note", values={"type": "race"})
    assert races(*steady(), run(ago(3)), diary=[run_easy, note]) == ()


def test_of_two_races_of_a_week_the_longer_shapes_the_next():
    raced = [said(ago(n), "done", values={"type": "race"}) for n in (5, 2)]
    runs = [run(ago(5), minutes=110, km=21), run(ago(2), minutes=50, km=10)]
    assert [one.km for one in races(*steady(), *runs, diary=raced)] == [21.0]


def weeks(*runs, diary=(), monday=MONDAY):
    return [week.facts for week in remember(athlete(monday, runs, diary=diary), monday).weeks]


def test_what_a_week_was():
    found = weeks(run(ago(14), minutes=60), run(ago(13), minutes=40, running_s=1800.0),
                  run(ago(13), minutes=30), run(ago(1), minutes=50))  # fmt: skip
    assert [one.start for one in found] == [ago(14), ago(7)]
    first, last = found
    assert (first.seconds, first.running_s) == (130 * 60, 60 * 60 + 1800 + 30 * 60)
    assert (first.longest_s, first.longest_running_s) == (3600, 3600)
    assert (first.days, first.runs, first.last_run) == (2, 3, ago(13))
    assert (last.seconds, last.days, last.last_run) == (3000, 1, ago(1))


@pytest.mark.parametrize(("last", "away"), [(9, 0), (11, 4), (8, 0)])
def test_days_of_a_week_inside_a_break(last, away):
    """A break is a week or more without a run, and 2.5 of the own gaps."""
    (*_, week) = weeks(*[run(ago(n)) for n in range(last + 40, last - 1, -2)], run(ago(3)))
    assert week.away_days == away


def test_days_of_illness_and_of_pain():
    ill = [
        said(ago(6), "illness", values={"fever": True}),
        said(ago(4), "illness", values={"over": True}),  # a day well again
    ]
    (*_, week) = weeks(*steady(), run(ago(1)), diary=ill)
    assert (week.ill_days, week.fever, week.pain) == (2, True, False)
    for well, days in ((6, 1), (7, 0)):  # ill on Sunday, well on Tuesday or already on Monday
        ill = [
            said(ago(8), "illness", values={"fever": True}),
            said(ago(well), "illness", values={"over": True}),
        ]
        (*_, week) = weeks(*steady(), run(ago(1)), diary=ill)
        assert (week.ill_days, week.fever) == (days, bool(days))
    place = {"place": "calf", "side": "left"}
    sore = [said(ago(9), "pain", score=4, **place), said(ago(7), "pain", score=1, **place)]
    (*_, before, week) = weeks(*steady(), run(ago(1)), diary=sore)
    assert (before.pain, week.pain) == (True, False)


def plan(days, *, week=MONDAY, given=(), **more):
    data = {"week_start": week.isoformat(), "effect": "none", "given": list(given)}
    data["plan"] = {"target_s": 3600, "days": days, **more}
    return Event(id=f"{week}", kind="plan", at_utc=NOW, day=week, data=data)


def day(number, **run_of):
    return {"date": (MONDAY + timedelta(days=number)).isoformat(), "run": run_of or None}


def test_what_is_run_of_run_and_walk():
    parts = {"run_s": 60, "walk_s": 120, "times": 7}
    walked = plan([day(0, kind="run_walk", intervals=[parts]), day(2, kind="rest"), day(3)])
    easy = plan([day(0, kind="easy", intervals=None)])
    shares = [
        asked_weeks(athlete(MONDAY, events=[one]))[MONDAY].run_share for one in (walked, easy)
    ]
    assert shares == [pytest.approx(1 / 3), 1.0]


@pytest.mark.parametrize(("ran", "ahead"), [(False, {2: 1800.0, 4: 3000.0}), (True, {4: 3000.0})])
def test_what_is_still_to_come_of_a_week(ran, ahead):
    second = day(4, duration_s=2400) | {"more_runs": [{"duration_s": 600}]}
    days = [day(0, duration_s=1200), day(2, duration_s=1800), day(3), second]
    wednesday = MONDAY + timedelta(days=2)
    runs = [run(wednesday)] if ran else []
    found = runs_to_come(athlete(wednesday, runs, events=[plan(days)]))
    assert found == {MONDAY + timedelta(days=n): seconds for n, seconds in ahead.items()}
    # what the morning gave stands in the place of what the plan had
    given = [day(4, duration_s=1500) | {"more_runs": []}]
    events = [plan(days, given=given)]
    found = runs_to_come(athlete(wednesday, [run(wednesday)], events=events))
    assert found == {MONDAY + timedelta(days=4): 1500.0}


def test_weeks_that_asked_for_a_drift_test_or_said_why_not():
    refused = [{"rule": "drift test"}, {"rule": "squat every day"}]
    events = [
        plan([day(2, kind="drift_test"), day(4, kind="easy")]),
        plan([], week=ago(7), unmet=refused[:1]),
        plan([], week=ago(14), unmet=refused[1:]),
    ]
    one = athlete(MONDAY, events=events)
    assert days_asked(one, "drift_test") == [MONDAY + timedelta(days=2)]
    assert drift_test_weeks(one) == [ago(7), MONDAY]


@pytest.mark.parametrize(
    ("days", "count"),
    [((30, 9), 5), ((31, 9), 2), ((21,), 3), ((22,), 0), ((0,), 0), ((), 0), ((60, 30, 9), 5)],
)
def test_a_base_begins_after_three_weeks_without_a_run(days, count):
    run_days = [ago(n) for n in days]
    assert weeks_in_base(run_days, MONDAY) == count
    assert base_since(run_days, MONDAY) == (ago(7 * count) if count else None)
    assert weeks_in_base(run_days, MONDAY, ago(10)) == 2


ON_THE_WAY = [  # stopped and calm again; then every other day, and calm each time (JUDGEMENT 3)
    said(ago(20), "pain", score=7, place="calf", side="left"),
    *(said(ago(n), "pain", score=1, place="calf", side="left") for n in range(19, -3, -1)),
]
RUNS_BEFORE = [run(ago(n), minutes=60) for n in range(60, 20, -2)]


def way_on(today, *runs, diary=ON_THE_WAY):
    """Return the way back that the week of MONDAY is planned with on a day of it."""
    one = athlete(MONDAY + timedelta(days=today), [*RUNS_BEFORE, *runs], diary=diary)
    return remember(one, MONDAY).way_back


def test_a_week_shows_the_stage_of_its_monday_and_a_stop_at_once():
    """From stage 5 on: two runs a stage, three of the last one."""
    assert way_on(0, diary=ON_THE_WAY[1:]) is None
    eight = [run(ago(n), minutes=40) for n in (17, 15, 13, 11, 9, 7, 5, 3)]
    assert way_on(0, *eight[:6]).stage == 8
    assert way_on(2, *eight[:5], run(MONDAY, minutes=40)).stage == 7
    last = run(MONDAY + timedelta(days=1), minutes=40)
    assert (way_on(0, *eight).stage, way_on(2, *eight, last).stage) == (8, 8)
    ended = athlete(MONDAY + timedelta(days=7), [*RUNS_BEFORE, *eight, last], diary=ON_THE_WAY)
    assert remember(ended, MONDAY + timedelta(days=7)).way_back is None
    again = said(MONDAY + timedelta(days=1), "pain", score=7, place="calf", side="left")
    before = [one for one in ON_THE_WAY if one.day <= MONDAY]
    found = way_on(2, *eight, diary=[*before, again])
    assert (found.stopped, found.begins) == (again.day, None)
    new = way_on(2, diary=[again])
    assert (new.stopped, new.begins) == (again.day, None)


WORDS = (
    ("pain", {"score": 6, "place": "achilles", "side": "left"}),
    ("pain", {"score": 1, "place": "achilles", "side": "left"}),
    ("illness", {"values": {"fever": True}}),
    ("illness", {"values": {"over": True}}),
    ("done", {"values": {"type": "race"}}),
)


@pytest.mark.parametrize("seed", range(12))
def test_days_that_look_back_together_see_what_each_would_see_alone(seed):
    chance = Random(seed)  # noqa: S311 - the same each time
    runs = [
        run(ago(n), minutes=chance.randint(20, 150))
        for n in range(150, 0, -1)
        if chance.random() < 0.5
    ]
    heard = sorted(chance.sample(range(1, 150), 12), reverse=True)
    diary = [said(ago(n), kind, **more) for n in heard for kind, more in [chance.choice(WORDS)]]
    whole = athlete(MONDAY, runs, diary=diary)
    for n in chance.sample(range(120), 60):
        together, alone = on_day(whole, ago(n)), replace(on_day(whole, ago(n)))
        for back in (0, 1, 2):
            monday = monday_of(ago(n)) - timedelta(weeks=back)
            assert remember(together, monday) == remember(alone, monday)


def test_weeks_are_made_once_where_nothing_was_said_since(monkeypatch):
    made = []
    monkeypatch.setattr(
        memory, "past_weeks", lambda *given, **more: made.append(1) or past_weeks(*given, **more)
    )
    whole = athlete(MONDAY, steady())
    for n in range(6):
        remember(on_day(whole, ago(8 + n)), ago(14))
    assert len(made) == 1


@pytest.mark.parametrize(
    ("ran_min", "ends_min", "whole_min"),
    [
        (18.0, 20.0, 40.0),  # walks to and from are no part of a run's time
        (5.0, 30.0, 30.0),
        (4.9, 30.0, 60.0),  # with less run than five minutes it is a walk
        (0.0, 60.0, 60.0),
        (60.0, 0.0, 60.0),
    ],
)
def test_walks_to_and_from_a_run_are_no_part_of_a_weeks_time(ran_min, ends_min, whole_min):
    one = run(ago(6), minutes=60, running_s=60 * ran_min, ends_walked_s=60 * ends_min)
    (week,) = remember(athlete(MONDAY, [one]), MONDAY).weeks
    assert (week.seconds, week.facts.longest_s) == (60 * whole_min, 60 * whole_min)
    assert week.facts.run_share == pytest.approx(ran_min / whole_min)
