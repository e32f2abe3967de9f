"""After an upgrade: past weeks stand, the current one too, unless more care is asked for now."""

from __future__ import annotations

from dataclasses import make_dataclass, replace
from datetime import timedelta

import pytest
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import MONDAY, NOW, athlete, flag, minutes, plan, profile, say

from ingest.home.events import Event
from planner.day.judged import judge_day
from planner.day.reasons import is_stricter, strictest
from planner.week.digest import digest, forms
from planner.week.staleness import (
    NEW_RULES,
    PROFILE,
    STANDS,
    effect_then,
    inputs_of,
    left_standing,
    same_rules,
    why_anew,
)
from planner.week.store import StoredWeek, event_data, stored_week

TUESDAY = MONDAY + timedelta(days=1)


def inputs(one=None, *flags):
    return inputs_of(judge_day(one or athlete(), flags), MONDAY)


def event(data, kind="plan", number=0):
    return Event(id=f"e{number}", kind=kind, at_utc=NOW, day=MONDAY, data=data)


def kept(*flags, one=None, **changes):
    """Return what the journal keeps of a week made under these flags, with parts changed."""
    one = athlete() if one is None else one
    return event_data(plan(one, *flags), inputs(one, *flags)) | changes


def first_version(*flags):
    """Return what the first version kept: no version, no effect, no forms."""
    data = kept(*flags)
    return {name: data[name] for name in ("week_start", "inputs", "plan")}


def stored(data, *later) -> StoredWeek:
    events = [event(data), *(event(one, kind, n) for n, (kind, one) in enumerate(later, 1))]
    found = stored_week(events, MONDAY)
    assert found is not None
    return found


def asked(data, *flags, today=TUESDAY, who=None, later=()):
    """Return why the week would be made anew on ``today`` under these flags."""
    one = athlete(who, today=today)
    return why_anew(stored(data, *later), inputs(one, *flags), judge_day(one, flags))


def test_under_the_same_rules_a_week_stands_until_an_input_changes():
    assert asked(kept()) is None
    assert asked(kept(), flag("no_growth")) == "Planned anew because of the warnings."


def test_of_several_inputs_each_is_named():
    data = kept()
    for name in ("your diary", "the flags", "runs of earlier weeks"):
        data["inputs"][name] = "0"
    assert asked(data) == (
        "Planned anew because of your diary, the warnings and what was run in earlier weeks."
    )


@pytest.mark.parametrize(
    "data",
    [
        kept(planner_version=0),
        kept(planner_version=99),
        first_version(),
        kept(forms=kept()["forms"] | {"History": "another form"}),
        kept(inputs={"a part of long ago": "1"}),
    ],
    ids=["older", "newer", "first", "another form", "other parts"],
)
def test_under_other_rules_it_stands_though_every_digest_differs(data):
    other = {name: one if name == PROFILE else "0" for name, one in data["inputs"].items()}
    data = data | {"inputs": other}
    assert not same_rules(stored(data), inputs())
    assert asked(data) is None


def test_what_is_left_standing_says_why_and_says_it_once():
    made = plan()
    once = left_standing(made)
    assert once == replace(made, changes=(STANDS, *made.changes))
    assert left_standing(once) == once


def test_a_week_that_has_not_begun_is_made_by_the_new_rules():
    old = kept(planner_version=0)
    assert asked(old, today=MONDAY - timedelta(days=1)) == NEW_RULES
    assert asked(old, today=MONDAY) is None


@pytest.mark.parametrize("kind", ["move", "skip", "less", "undo"])
def test_a_change_by_hand_counts_under_any_rules(kind):
    said = {"week_start": MONDAY.isoformat(), "event": "x"}
    old = kept(planner_version=0)
    assert asked(old, later=[(kind, said)]) == "Planned anew because of your changes by hand."
    other = said | {"week_start": (MONDAY + timedelta(days=7)).isoformat()}
    assert asked(old, later=[(kind, other)]) is None


def test_the_runners_own_profile_counts_where_its_form_is_the_same():
    shut = profile(blackout=frozenset({MONDAY + timedelta(days=3)}))
    assert asked(kept(planner_version=0), who=shut) == "Planned anew because of your profile."
    assert asked(first_version(), who=shut) is None


@pytest.mark.parametrize(
    ("then", "now", "anew"),
    [
        ((), ("no_growth",), True),
        ((), ("no_run",), True),
        (("no_growth",), ("no_quality",), True),
        (("no_quality",), ("no_growth",), False),
        (("hold",), ("easier",), True),
        (("easier",), ("hold",), False),
        (("easier",), ("easier",), False),
        (("no_run",), (), False),
        (("no_run",), ("stop",), True),
    ],
)
def test_only_a_stricter_effect_makes_the_current_week_anew(then, now, anew):
    old = kept(*map(flag, then), planner_version=0)
    told = asked(old, *map(flag, now))
    assert told == ("Planned anew because more care is needed now: A flag." if anew else None)


@pytest.mark.parametrize(
    ("then", "now", "anew"),
    [
        ((), (), False),
        ((), ("easier",), True),
        (("easier",), ("easier",), False),
        (("no_run",), ("no_run",), False),
        (("easier",), ("easier", "no_run"), True),
    ],
)
def test_of_the_first_version_the_warnings_it_names_tell_the_effect(then, now, anew):
    told = asked(first_version(*map(flag, then)), *map(flag, now))
    assert (told is not None) is anew


def test_a_warning_of_the_same_name_grown_to_no_running_is_seen_in_a_plan_that_runs():
    sore, worse = flag("easier"), replace(flag("no_run"), id=flag("easier").id)
    assert asked(first_version(sore), worse) == (
        "Planned anew because more care is needed now: A flag."
    )
    week = stored(first_version(sore))
    assert effect_then(week, judge_day(athlete(), [worse])) == "easier"
    assert (
        effect_then(week, judge_day(athlete(today=MONDAY + timedelta(days=7)), [worse])) == "no_run"
    )


def test_the_effect_kept_is_the_one_the_week_was_made_under():
    week = stored(kept(flag("easier"), planner_version=0))
    assert effect_then(week, judge_day(athlete(today=TUESDAY), ())) == "easier"


def test_the_strictest_effect_has_its_name():
    assert strictest([]) == "none"
    assert strictest(["no_growth", "no_quality", "none"]) == "no_quality"
    assert strictest(["stop", "no_run"]) == "stop"
    assert not is_stricter("hold", "hold")
    assert is_stricter("no_growth", "an effect of a newer version")


def test_a_field_of_a_plan_is_no_input():
    """What a newer version adds to a stored plan leaves the digests as they were."""
    one = athlete(said=(event(kept()),), today=TUESDAY)
    data = kept()
    data["plan"]["stage"] = 3
    for day in data["plan"]["days"]:
        day["leg_load"] = 1.0
        day["run"]["intervals"] = []
    other = athlete(said=(event(data),), today=TUESDAY)
    assert inputs(other) == inputs(one)


def test_a_new_field_anywhere_in_the_inputs_is_a_change_of_form_not_of_the_runner():
    now = inputs()
    history = make_dataclass("History", ["weeks", "mood"])(weeks=(), mood=0)
    changed = replace(now, forms=now.forms | forms(history), parts=dict.fromkeys(now.parts, "0"))
    week = stored(kept())
    assert not same_rules(week, changed)
    assert why_anew(week, changed, judge_day(athlete(today=TUESDAY), ())) is None


def test_the_figures_of_each_part_keep_their_names():
    """With another name every stored week counts as made under other rules (docs/journal.md)."""
    names = {
        PROFILE: ["age", "profile"],
        "the ceiling": ["beats", "method"],
        "your diary": ["body", "careful_runs", "rungs", "tests"],
        "the flags": ["barred", "effect", "ids"],
        "runs of earlier weeks": ["caps", "history", "speed", "sunday"],
        "your changes by hand": ["edits"],
        "a run that was not planned": ["big", "runs"],
    }
    now = inputs()
    assert list(now.parts) == list(names)
    assert {name: now.forms[name] for name in names} == {
        name: digest(figures) for name, figures in names.items()
    }


@pytest.mark.parametrize("changes", [{"bpm": 135}, {"floor_bpm": 120}, {"method": "entered"}])
def test_another_ceiling_is_said(changes):
    one = athlete()
    other = replace(one, ceiling=replace(one.ceiling, **changes))
    now, then = inputs(other), inputs(one)
    assert "the ceiling" in [name for name in now.parts if now.parts[name] != then.parts[name]]
    without = inputs(replace(one, ceiling=None))
    assert without.parts["the ceiling"] not in {now.parts["the ceiling"], then.parts["the ceiling"]}


def test_forms_tell_fields_and_digests_tell_values():
    one = make_dataclass("One", ["a"])
    two = make_dataclass("One", ["a", "b"])
    assert forms([{"x": (one(a=1),)}]) == forms(one(a=2))
    assert forms(one(a=1)) != forms(two(a=1, b=2))
    assert digest(one(a=1)) != digest(one(a=2))
    assert forms(1, None, "a") == {}


def test_words_are_no_input():
    """A sentence said better must not plan the week anew."""
    one = athlete()
    assert one.ceiling is not None
    other = replace(one, ceiling=replace(one.ceiling, note="Said better."))
    assert inputs(other) == inputs(one)


def test_the_last_plan_that_can_be_read_stands():
    events = [event(kept()), event({"week_start": MONDAY.isoformat(), "plan": {"days": 7}})]
    assert stored_week(events, MONDAY) == stored(kept())


def test_missed_and_done_runs_change_nothing():
    made = plan()
    first = next(n for n, length in enumerate(minutes(made)) if length)
    done = facts(MONDAY + timedelta(days=first), [(60 * minutes(made)[first], 130)])
    history = weeks_of_runs(MONDAY - timedelta(days=1), 10)
    for runs in (history, [*history, done]):
        one = athlete(runs=runs, said=(event(kept()),), today=MONDAY + timedelta(days=first + 1))
        week = stored_week(one.events, MONDAY)
        assert why_anew(week, inputs(one), judge_day(one, ())) is None


def test_a_declared_test_of_an_earlier_week_is_an_input():
    test = say(MONDAY - timedelta(days=3), "maf-test")
    one = athlete(said=(test,))
    assert inputs(one).parts != inputs().parts
