"""What a new plan says of the one before, and how planned and done are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, flag, kinds, minutes, plan

from ingest.home.events import Event
from planner.week.review import changes_since, day_review
from planner.week.store import Inputs, event_data, with_done
from planner.week.week_so_far import done_in
from planner.words import duration

SUNDAY = MONDAY - timedelta(days=1)


def test_a_first_plan_and_an_equal_one_have_nothing_to_tell():
    assert changes_since(None, plan()) == ()
    assert changes_since(plan(), plan()) == ()


def test_the_same_week_tells_time_flags_and_days():
    told = " ".join(changes_since(plan(), plan(athlete(), flag("no_run"))))
    assert "New warnings: test-no_run." in told
    assert "4 days are planned differently." in told


def test_few_changed_days_are_named_one_by_one():
    before = plan()
    day = next(n for n, kind in enumerate(kinds(before)) if kind == "easy")
    rest = replace(before.days[day].run, kind="rest", duration_s=0)
    days = [*before.days]
    days[day] = replace(days[day], run=rest)
    (told,) = changes_since(before, replace(before, days=tuple(days)))
    assert told.endswith(f": rest; it was easy {minutes(before)[day]} min.")


def test_a_new_week_tells_how_the_last_one_went():
    first = plan()
    stored = Event(id="p", kind="plan", at_utc=NOW, day=MONDAY, data=event_data(first, Inputs()))
    following = MONDAY + timedelta(days=7)
    runs = [*weeks_of_runs(SUNDAY, 10), facts(MONDAY, [(50 * 60, 130)])]
    made = plan(athlete(runs=runs, said=(stored,), today=following), week_start=following)
    total = sum(minutes(first))
    assert made.changes[-1] == f"Of {duration(60 * total)} planned last week you ran 50 min."


def test_a_week_that_asked_for_nothing_and_had_none_is_not_counted_up():
    """As after a first plan on a Sunday."""
    first = plan()
    rest = [replace(day, run=replace(day.run, kind="rest", duration_s=0)) for day in first.days]
    quiet = replace(first, days=tuple(rest), week_start=first.week_start - timedelta(days=7))
    assert not any("last week you ran" in one for one in changes_since(quiet, first))


def test_a_lighter_week_is_called_so_also_where_it_is_more_than_the_last():
    now = plan()
    before = replace(now, week_start=now.week_start - timedelta(days=7))
    for rhythm, said in (("deload", "lighter than usual"), ("hold", "hold")):
        first = changes_since(before, replace(now, rhythm=rhythm))[0]
        assert first.startswith("This week asks for ")
        assert f" ({said}); the last asked for " in first


def lived(*done):
    """Return the reviews of a week whose first days were run so: (day, minutes, bpm)."""
    first = plan()
    runs = [facts(MONDAY + timedelta(days=n), [(m * 60, bpm)]) for n, m, bpm in done]
    later = athlete(runs=[*weeks_of_runs(SUNDAY, 10), *runs], today=MONDAY + timedelta(days=7))
    whole = with_done(first, done_in(later, MONDAY))
    return first, [day_review(whole, n) for n in range(7)]


def test_planned_and_done_are_judged_gently():
    first, silent = lived()
    day = kinds(first).index("easy")
    length = minutes(first)[day]
    assert silent[day] == "Not run. Nothing is made up for it."
    assert silent[kinds(first).index("rest")] is None
    assert lived((day, length, 130))[1][day].startswith("As planned. 100 % under the ceiling")
    assert "slower next time" in lived((day, length, 150))[1][day]
    assert lived((day, length + 30, 130))[1][day].startswith("Longer than planned by 30 min.")
    assert lived((day, 20, 130))[1][day].startswith("Shorter than planned, and that is fine.")


def test_a_run_on_the_day_beside_counts_as_moved():
    first, _ = lived()
    day = next(n for n, m in enumerate(minutes(first)) if m and not minutes(first)[n - 1])
    told = lived((day - 1, 45, 130))[1]
    assert told[day - 1].startswith("The run of the day beside it: moved, fine.")


def kept_then(before, now):
    """Return the plan made under a flag where the week was kept under another."""
    kept = plan(athlete(), before)
    stored = Event(id="p", kind="plan", at_utc=NOW, day=MONDAY, data=event_data(kept, Inputs()))
    return kept, plan(athlete(said=(stored,)), now)


def test_flags_are_told_by_title_and_only_those_that_change_something():
    kept, made = kept_then(flag("none"), flag("no_run"))
    assert kept.flags == ()
    told = " ".join(made.changes)
    assert "New warnings: “A flag”." in told
    assert "test-no_run" not in told
    _, made = kept_then(flag("hold"), flag("none"))
    assert "No longer standing: test hold." in made.changes


@pytest.mark.parametrize(
    ("flag_id", "said"),
    [
        ("illness-2026-05-18", "illness"),  # the day in its id is for machines
        ("pain-soleus-left", "pain of the left soleus"),
        ("pain-knee-front-right", "pain of the right front of the knee"),
        ("pain-hip", "pain of the hip"),
    ],
)
def test_a_warning_that_is_over_is_told_in_words(flag_id, said):
    _, made = kept_then(replace(flag("no_run"), id=flag_id), flag("none"))
    assert f"No longer standing: {said}." in made.changes


def test_a_changed_day_is_told_by_the_name_that_the_plan_shows():
    before = plan()
    day = next(n for n, kind in enumerate(kinds(before)) if kind == "easy")
    for kind, name in (("run_walk", "run-walk"), ("maf_test", "MAF test")):
        days = [*before.days]
        days[day] = replace(days[day], run=replace(before.days[day].run, kind=kind))
        (told,) = changes_since(before, replace(before, days=tuple(days)))
        assert f": {name} {minutes(before)[day]} min; it was easy" in told
