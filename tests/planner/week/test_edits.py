"""Moving, skipping, less: what stays, what gives, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from support.made_weeks import MONDAY, NOW, athlete, flag, kinds, minutes, plan, profile

from ingest.home.events import Event
from planner.day.judged import judge_day
from planner.week.edits import edit_data
from planner.week.make_plan import refused_edit
from planner.week.plan_values import from_values, to_values
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
