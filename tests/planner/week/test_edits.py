"""Moving, skipping, less: what stays, what gives, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_weeks import MONDAY, NOW, athlete, flag, kinds, minutes, plan, profile

from ingest.home.events import Event
from planner.day.judged import judge_day
from planner.week.edits import Edit, EditRules, apply_edit, edit_data, edits_of
from planner.week.make_plan import refused_edit
from planner.week.plan_values import from_values, to_values
from planner.week.run_search import Placed
from planner.week.store import Inputs, event_data


def said(kind, *, on=MONDAY, number=0, **data):
    return Event(
        id=f"e{number}", kind=kind, at_utc=NOW, day=on, data={"week_start": str(MONDAY)} | data
    )


def first_run(made):
    return next(n for n, kind in enumerate(kinds(made)) if kind != "rest")


def test_a_move_changes_places_and_the_rest_stays():
    before = plan()
    here = first_run(before)
    there = kinds(before).index("rest")
    move = said("move", day=str(MONDAY + timedelta(here)), to=str(MONDAY + timedelta(there)))
    after = plan(athlete(said=(move,)))
    assert kinds(after)[here] == "rest"
    assert minutes(after)[there] == minutes(before)[here]
    assert sum(minutes(after)) == sum(minutes(before))


def test_a_skip_is_made_up_by_nothing():
    before = plan()
    here = first_run(before)
    after = plan(athlete(said=(said("skip", day=str(MONDAY + timedelta(here))),)))
    expected = [0 if n == here else m for n, m in enumerate(minutes(before))]
    assert minutes(after) == expected
    assert "skipped" in after.days[here].run.why


def test_less_makes_every_run_a_fifth_shorter():
    before, after = plan(), plan(athlete(said=(said("less"),)))
    assert minutes(after) == [int(0.8 * m) for m in minutes(before)]


def test_undo_gives_the_week_back_as_it_was():
    skip = said("skip", day=str(MONDAY + timedelta(first_run(plan()))))
    undo = Event(id="u", kind="undo", at_utc=NOW, day=MONDAY, data={"event": skip.id})
    assert plan(athlete(said=(skip, undo))) == plan()


def test_a_skipped_run_is_not_rolled_forward_when_the_week_is_planned_anew():
    here = first_run(plan())
    run = plan().days[here].run
    skip = Event(
        id="s",
        kind="skip",
        at_utc=NOW,
        day=MONDAY,
        data=edit_data(MONDAY, day=MONDAY + timedelta(here), run=run),
    )
    first = plan(athlete(said=(skip,)))
    stored = Event(id="p", kind="plan", at_utc=NOW, day=MONDAY, data=event_data(first, Inputs()))
    later = plan(athlete(said=(skip, stored), today=MONDAY + timedelta(here + 1)))
    assert sum(minutes(later)[here + 1 :]) <= sum(minutes(first)[here + 1 :])


def test_a_missed_run_is_not_rolled_forward_either():
    first = plan()
    stored = Event(id="p", kind="plan", at_utc=NOW, day=MONDAY, data=event_data(first, Inputs()))
    later = plan(athlete(said=(stored,), today=MONDAY + timedelta(4)))
    assert minutes(later) == minutes(first)


def test_a_move_onto_a_day_taken_out_is_refused():
    blackout = profile(blackout=frozenset({MONDAY}))
    here = first_run(plan(athlete(blackout)))
    move = said("move", day=str(MONDAY + timedelta(here)), to=str(MONDAY))
    who = athlete(blackout, said=(move,))
    assert refused_edit(judge_day(who, ()), MONDAY, move.id) == "a day you took out"
    assert any(one.rule == "your change" for one in plan(who).unmet)


def test_no_move_wins_over_a_stop():
    move = said("move", day=str(MONDAY), to=str(MONDAY + timedelta(1)))
    made = plan(athlete(said=(move,)), flag("stop"))
    assert sum(minutes(made)) == 0


def test_a_plan_survives_the_journal():
    made = plan()
    assert from_values(to_values(made)) == replace(made, created_utc=made.created_utc)


def test_a_planned_test_is_not_asked_for_again_next_week():
    first = plan()
    assert "maf_test" in kinds(first)
    stored = Event(id="p", kind="plan", at_utc=NOW, day=MONDAY, data=event_data(first, Inputs()))
    following = MONDAY + timedelta(days=7)
    later = plan(athlete(said=(stored,), today=following), week_start=following)
    assert "maf_test" not in kinds(later)


WEEK = {
    0: Placed(kind="easy", minutes=40),
    2: Placed(kind="quality", minutes=50),
    4: Placed(kind="easy", minutes=12),
    6: Placed(kind="long", minutes=90),
}


def edited(kind, day=None, to=None, *, said_on=0, runs=None, ran="easy", **rules):
    values = {
        "monday": MONDAY,
        "gone": 0,
        "most_min": (60, 60, 60, 60, 60, 30, 90),
        "shut": (None, "a day taken out", *(None,) * 5),
        "alternate": False,
    }
    edit = Edit(
        id="e",
        kind=kind,
        said=MONDAY + timedelta(days=said_on),
        day=None if day is None else MONDAY + timedelta(days=day),
        to=None if to is None else MONDAY + timedelta(days=to),
        run=None if ran is None else Placed(kind=ran, minutes=40),
    )
    found, why = apply_edit(WEEK if runs is None else runs, edit, EditRules(**(values | rules)))
    return {day: (run.kind, run.minutes) for day, run in found.items()}, why


STANDS = {0: ("easy", 40), 2: ("quality", 50), 4: ("easy", 12), 6: ("long", 90)}


@pytest.mark.parametrize(("gone", "said_on", "first"), [(0, 0, 0), (0, 2, 2), (3, 0, 3), (3, 5, 5)])
def test_less_is_four_fifths_of_what_is_to_come_and_ten_minutes_at_least(gone, said_on, first):
    less = {0: 32, 2: 40, 4: 10, 6: 72}
    found, why = edited("less", gone=gone, said_on=said_on)
    assert why is None
    assert found == {
        day: (kind, less[day] if day >= first else size) for day, (kind, size) in STANDS.items()
    }


def test_less_leaves_a_race_and_what_is_short_already():
    runs = {1: Placed(kind="race", minutes=50), 3: Placed(kind="easy", minutes=8)}
    assert edited("less", runs=runs) == ({1: ("race", 50), 3: ("easy", 8)}, None)


@pytest.mark.parametrize(
    ("day", "to", "changed", "why"),
    [
        (0, 3, {0: None, 3: ("easy", 40)}, None),
        (4, 3, {4: None, 3: ("easy", 12)}, None),
        (0, 5, {0: None, 5: ("easy", 30)}, None),  # no longer than the day
        (0, 4, {0: ("easy", 12), 4: ("easy", 40)}, None),  # two change places
        (6, 0, {6: ("easy", 40), 0: ("long", 60)}, None),
        (0, 1, None, "a day taken out"),
        (2, 5, None, "a hard run would stand beside the long or another hard one"),
        (3, 5, None, "no run is planned on Thursday"),
        (0, 7, None, f"{MONDAY + timedelta(days=7)} is not among the days to come of this week"),
        (7, 3, {}, None),  # of another week
        (-1, 3, {}, None),
    ],
)
def test_a_move(day, to, changed, why):
    found, told = edited("move", day, to)
    wanted = STANDS | (changed or {})
    assert found == {n: one for n, one in wanted.items() if one is not None}
    assert told == why


def test_days_gone_are_moved_no_more_and_none_is_moved_onto_them():
    assert edited("move", 0, 3, gone=1) == (STANDS, None)
    assert edited("move", 4, 0, gone=1)[1] == f"{MONDAY} is not among the days to come of this week"
    assert edited("move", 4, 3, gone=3)[0][3] == ("easy", 12)
    assert edited("skip", 0, gone=0)[0] == {n: one for n, one in STANDS.items() if n}


def test_a_race_has_its_day():
    runs = {1: Placed(kind="easy", minutes=30), 5: Placed(kind="race", minutes=50)}
    for day, to in ((5, 3), (1, 5)):
        assert edited("move", day, to, runs=runs)[1] == "a race has its day"


@pytest.mark.parametrize(("day", "to", "free"), [(6, 4, True), (2, 5, False), (6, 1, False)])
def test_every_other_day_stays_free_on_the_way_back(day, to, free):
    runs = {n: Placed(kind="easy", minutes=20) for n in (0, 2, 6)}
    found, why = edited("move", day, to, runs=runs, alternate=True, shut=(None,) * 7)
    assert (set(found) == {*runs, to} - {day}) is free
    assert why == (None if free else "while you return to running, every other day is for rest")


@pytest.mark.parametrize(
    ("ran", "why"), [("easy", None), ("rest", "no run is planned"), (None, "no run is planned")]
)
def test_a_skip_of_a_run_that_a_week_made_anew_has_no_more(ran, why):
    found, told = edited("skip", 3, ran=ran)
    assert found == STANDS
    assert (told or "").startswith(why or "")
    assert (told is None) == (why is None)


def test_what_the_journal_keeps_of_an_edit():
    run = plan().days[first_run(plan())].run
    friday = MONDAY + timedelta(days=4)
    data = edit_data(MONDAY, day=MONDAY, to=friday, run=run)
    assert data == {
        "kind": run.kind,
        "minutes": run.duration_s // 60,
        "week_start": str(MONDAY),
        "day": str(MONDAY),
        "to": str(friday),
    }
    assert edit_data(MONDAY) == dict.fromkeys(data) | {"week_start": str(MONDAY)}
    move = replace(said("move"), data=data)
    other = replace(said("move", number=1), data=data | {"week_start": str(friday)})
    undone = said("skip", number=2)
    undo = Event(id="u", kind="undo", at_utc=NOW, day=MONDAY, data={"event": "e2"})
    (kept,) = edits_of([move, other, undone, undo], MONDAY)
    assert (kept.kind, kept.day, kept.to) == ("move", MONDAY, friday)
    assert kept.run == Placed(kind=run.kind, minutes=run.duration_s // 60)
    (bare,) = edits_of([said("less")], MONDAY)
    assert (bare.kind, bare.day, bare.to, bare.run) == ("less", None, None, None)
