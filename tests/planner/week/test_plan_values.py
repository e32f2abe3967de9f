"""Plans of any version read back: what is missing, what is unknown, what was renamed, rubbish."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_weeks import MONDAY, kinds, plan

from planner.profile import former_flags
from planner.week import plan_values
from planner.week.model import Day, Done, Dose, Plan, Run, Score, Strength, Unmet
from planner.week.plan_values import from_values, to_values

DONE = Done(
    sessions=("a-0",), duration_s=60.0, distance_m=None, aerobic_frac=0.5, strength=("squat",)
)
# Where one of each class stands in the plan below, and what the first version always wrote of it.
PLACES: dict[type, tuple[tuple[str | int, ...], set[str]]] = {
    Plan: ((), {"week_start", "created_utc", "target_s", "days"}),
    Day: (("days", 0), {"date"}),
    Run: (("days", 1, "run"), {"kind", "duration_s", "warm_up_s", "cool_down_s"}),
    Strength: (("days", 0, "strength", 0), {"exercise", "dose"}),
    Dose: (("days", 0, "strength", 0, "dose"), set()),
    Done: (("days", 0, "done"), {"duration_s"}),
    Unmet: (("unmet", 0), set()),
    Score: (("scores", 0), {"penalty"}),
}


@cache
def whole() -> Plan:
    made = plan()
    days = (replace(made.days[0], done=DONE), *made.days[1:])
    return replace(made, days=days, unmet=(Unmet(rule="long run", why="no time"),))


def values() -> dict[str, Any]:
    return json.loads(json.dumps(to_values(whole()), allow_nan=False))


def at(found: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        found = found[step]
    return found


def test_a_plan_comes_back_equal():
    assert from_values(values()) == whole()


@pytest.mark.parametrize("form", PLACES, ids=lambda form: form.__name__)
def test_all_but_what_the_first_version_always_wrote_may_be_missing_or_null(form):
    """A field added later needs a default, or a type that allows null or nothing."""
    path, needed = PLACES[form]
    for name in (field.name for field in fields(form)):
        missing, null = values(), values()
        del at(missing, path)[name]
        at(null, path)[name] = None
        for one in (missing, null):
            if name in needed:
                with pytest.raises(ValueError, match=name):
                    from_values(one)
            else:
                assert from_values(one).week_start == MONDAY


def test_what_is_missing_is_null_or_nothing_or_the_default():
    given = values()
    for name in ("phase", "ceiling_bpm", "why", "rhythm", "changes"):
        del given[name]
    for name in ("band_bpm", "effort", "above_s"):
        del given["days"][1]["run"][name]
    made = from_values(given)
    assert (made.phase, made.ceiling_bpm, made.why, made.rhythm, made.changes) == (
        "",
        None,
        (),
        "",
        (),
    )
    run = made.days[1].run
    assert run is not None
    assert (run.band_bpm, run.effort, run.above_s) == (None, "", 0)


@pytest.mark.parametrize("form", PLACES, ids=lambda form: form.__name__)
def test_what_a_newer_version_adds_is_passed_over(form):
    given = values()
    at(given, PLACES[form][0])["newer"] = {"now": [3]}
    assert from_values(given) == whole()


def test_words_of_a_newer_version_are_carried():
    given = values()
    given["days"][1]["run"]["kind"] = "drift_test"
    given["days"][0]["strength"][0]["exercise"] = "heel_raise"
    made = from_values(given)
    assert kinds(made)[1] == "drift_test"
    assert made.days[0].strength[0].exercise == "heel_raise"
    assert json.loads(json.dumps(to_values(made))) == given


def test_former_words_are_read_by_their_present_names(monkeypatch):
    monkeypatch.setitem(plan_values.FORMER_WORDS, "jog", "easy")
    monkeypatch.setitem(former_flags.FORMER, "achilles", "pain-achilles")
    given = values()
    given["days"][1]["run"]["kind"] = "jog"
    given["flags"] = ["achilles-left", "hard_days"]
    made = from_values(given)
    assert kinds(made)[1] == "easy"
    assert made.flags == ("pain-achilles-left", "hard_days")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("days",), []),
        (("days",), {}),
        (("days", 0), None),
        (("days", 0, "date"), "2026-05-19"),
        (("days", 0, "date"), "Monday"),
        (("days", 1, "run", "duration_s"), "45"),
        (("days", 1, "run", "duration_s"), True),
        (("days", 1, "run", "band_bpm"), [128]),
        (("days", 1, "run", "kind"), 3),
        (("created_utc",), "noon"),
        (("why",), "because"),
        (("target_s",), 1e300),
    ],
)
def test_what_no_version_wrote_is_a_value_error(path, value):
    given = values()
    at(given, path[:-1])[path[-1]] = value
    with pytest.raises(ValueError, match=r".+"):
        from_values(given)


rubbish = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)


@given(data=st.data())
def test_rubbish_anywhere_is_read_or_refused(data):
    given = values()
    place = given
    while True:
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(list(keys)))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = data.draw(rubbish | st.lists(rubbish, max_size=2))
            break
        place = place[key]
    try:
        made = from_values(given)
    except ValueError:
        return
    assert len(made.days) == 7
