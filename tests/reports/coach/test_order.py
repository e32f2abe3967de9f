"""Who comes first: six whose trouble is known, each step before the next, every bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_coached import TODAY, ago, failed, fifty, in_trouble

from reports.coach.model import Coached
from reports.coach.order import STEPS, in_order, place_of
from reports.cohort.triage import empty_row

# What each of the six is called by, from RULES 5 and 7 and JUDGEMENT 8, and by nothing else.
KNOWN = {
    "red flag": "stop",
    "rising Achilles": "act_body",
    "hard, sore soleus": "body",
    "long-run spike": "jump",
    "silent after pain": "body",
    "ill": "ill",
}


def flag(severity="watch", check="pain", tissue="general", since=3, title="A sign"):
    return {
        "check": check,
        "severity": severity,
        "title": title,
        "since": ago(since).isoformat(),
        "evidence": "first: 1; first: 2; second: 3",
        "evidence_strength": "weak",
        "tissue": tissue,
        "side": None,
        "do_today": "Rest.",
    }


def pained(days, score, side="left", place="achilles"):
    return {
        "date": ago(days).isoformat(), "place": place, "side": side, "score": score,
        "when": None, "limp": False,
    }  # fmt: skip


def made(alias="x", *, flags=(), pains=(), unread=(), **triage):
    row = empty_row(alias, TODAY) | {"sessions": 9, "days_since_run": 1} | triage
    return Coached(alias=alias, triage=row, flags=tuple(flags), pains=tuple(pains), unread=unread)


def keys(athlete):
    return [reason.key for reason in place_of(athlete).reasons]


# The six


def test_all_six_in_trouble_stand_in_the_first_eight_of_fifty():
    places = in_order(fifty().athletes)
    assert len(places) == 50
    first = {place.athlete.alias for place in places[:8]}
    assert set(in_trouble().values()) <= first


@pytest.mark.parametrize("name", KNOWN)
def test_each_is_called_for_what_is_wrong(name):
    by_alias = {place.athlete.alias: place for place in in_order(fifty().athletes)}
    assert by_alias[in_trouble()[name]].first.key == KNOWN[name]


def test_whoever_is_silent_with_pain_is_called_for_both():
    (found,) = [one for one in fifty().athletes if one.alias == in_trouble()["silent after pain"]]
    assert {"body", "silent_pain"} <= set(keys(found))


def test_nobody_who_is_well_needs_a_word_today():
    today = [one for one in in_order(fifty().athletes) if one.first.urgency == "today"]
    assert {place.athlete.alias for place in today} == set(in_trouble().values())


# Step by step

BY_STEP = {
    "stop": made(flags=[flag("stop")]),
    "act_body": made(flags=[flag("act", tissue="achilles")]),
    "act": made(flags=[flag("act", check="distance_spike")]),
    "ill": made(flags=[flag(check="illness")]),
    "body": made(flags=[flag(tissue="soleus")]),
    "silent_pain": made(pains=[pained(20, 3.0)], days_since_run=12, days_since_diary=20),
    "jump": made(flags=[flag(check="load_jump")]),
    "held": made(plan_effect="hold", headline="The way back"),
    "watch": made(flags=[flag(check="hard_days")]),
    "silent": made(days_since_run=20),
    "not_kept": made(plan_kept=False, plan_asked_s=3600.0, last_week_s=1800.0),
    "unread": failed("x"),
    "nothing": made(sessions=0, days_since_run=None),
    "body_note": made(flags=[flag("note", tissue="knee")]),
    "note": made(flags=[flag("note", check="time_away")]),
}


def test_every_step_is_tried_here():
    assert list(BY_STEP) == [step.key for step in STEPS]


@pytest.mark.parametrize("key", BY_STEP)
def test_each_step_is_found(key):
    assert keys(BY_STEP[key])[0] == key


def test_each_step_comes_before_the_next_and_before_nothing():
    athletes = [replace(one, alias=f"{99 - n}") for n, one in enumerate(BY_STEP.values())]
    calm = made("00")
    places = in_order((calm, *reversed(athletes)))
    assert [place.athlete.alias for place in places] == [one.alias for one in (*athletes, calm)]
    assert places[-1].first.key == "calm"


def test_a_plan_that_stops_without_a_warning_is_a_stop():
    assert keys(made(plan_effect="stop", headline="Nothing until it is cleared")) == ["stop"]


def test_the_way_back_is_asked_about_in_the_week():
    place = place_of(made(verdict="way back", headline="On the way back, stage 2 of 8"))
    assert (place.first.key, place.first.urgency) == ("held", "week")
    assert place.first.says == "On the way back, stage 2 of 8"


def test_what_is_held_is_not_said_beside_what_holds_it():
    both = made(flags=[flag("act", check="load_strain")], plan_effect="easier", headline="Another")
    assert keys(both) == ["act"]


def test_pain_of_a_place_without_a_tissue_is_of_the_body():
    assert keys(made(flags=[flag(check="pain", tissue="general")])) == ["body"]
    assert keys(made(flags=[flag("act", check="red_flag")])) == ["act_body"]


def test_one_warning_ranks_once():
    assert keys(made(flags=[flag(check="load_jump")])) == ["jump"]


def test_what_is_new_comes_first_then_more_reasons_of_today():
    """A pain of last month in one who does not run waits for the one who ran on it yesterday."""
    old_and_silent = made(
        "a", flags=[flag(tissue="calf", since=9)], pains=[pained(30, 3.0)],
        days_since_run=30, days_since_diary=30,
    )  # fmt: skip
    new = made("b", flags=[flag(tissue="calf", since=1)])
    old = made("c", flags=[flag(tissue="calf", since=9)])
    assert [one.athlete.alias for one in in_order((old, new, old_and_silent))] == ["b", "a", "c"]


def test_who_keeps_no_diary_may_have_pain_that_nobody_knows():
    says = "No warning stands; no diary: pain unknown"
    assert place_of(made(days_since_diary=None)).first.says == says
    assert place_of(made(days_since_diary=0)).first.says == "No warning stands"


def test_of_silence_the_longest_comes_first():
    days = {"a": 14, "b": 40, "c": 20}
    people = tuple(made(alias, days_since_run=count) for alias, count in days.items())
    assert [one.athlete.alias for one in in_order(people)] == ["b", "c", "a"]


def test_a_plan_that_was_not_kept_says_by_how_much():
    (reason,) = place_of(BY_STEP["not_kept"]).reasons
    assert reason.says == "Last week 30 min of 1 h 00 min asked"
    for kept in (True, None):
        row = {"plan_asked_s": 3600.0, "last_week_s": 0.0}
        assert keys(made(plan_kept=kept, **row)) == ["calm"]


# Bounds


@pytest.mark.parametrize(
    ("run", "diary", "last", "found"),
    [
        (10, 10, 10, True),
        (9, 30, 30, False),  # ran nine days ago
        (30, 9, 30, False),  # said something nine days ago
        (30, None, 30, True),
        (None, 12, 12, True),
        (10, 60, 60, True),
        (10, 61, 61, False),  # so long ago that it is another story
    ],
)
def test_silence_after_pain_begins_on_the_tenth_day(run, diary, last, found):
    athlete = made(pains=[pained(last, 1.0)], days_since_run=run, days_since_diary=diary)
    assert ("silent_pain" in keys(athlete)) is found


def test_pain_that_was_called_gone_is_none_before():
    gone = [pained(14, 4.0), pained(12, 0.0)]
    silent = {"days_since_run": 12, "days_since_diary": 12}
    assert keys(made(pains=gone, **silent)) == ["calm"]
    assert keys(made(pains=[*gone, pained(12, 2.0, place="knee")], **silent)) == ["silent_pain"]
    other_leg = [pained(14, 4.0, side="both"), pained(12, 0.0, side="left")]
    (reason,) = place_of(made(pains=other_leg, **silent)).reasons
    assert reason.says == (
        "No run for 12 days, no word for 12 days; before that right Achilles 4/10 on Wed 6 May"
    )


def test_a_word_without_a_score_is_no_word_that_it_is_gone():
    silent = {"days_since_run": 12, "days_since_diary": 12}
    assert keys(made(pains=[pained(14, 4.0), pained(12, None)], **silent)) == ["silent_pain"]


def test_silence_is_said_once():
    silent = {"days_since_run": 20, "days_since_diary": 20}
    assert keys(made(pains=[pained(20, 3.0)], **silent)) == ["silent_pain"]
    assert keys(made(**silent)) == ["silent"]


@pytest.mark.parametrize(("days", "found"), [(13, "calm"), (14, "silent")])
def test_silence_alone_begins_on_the_fourteenth_day(days, found):
    assert keys(made(days_since_run=days)) == [found]


def test_who_never_ran_and_never_wrote_is_not_silent():
    assert keys(made(sessions=0, days_since_run=None)) == ["nothing"]


# What cannot be read


def test_without_the_warnings_the_triage_has_the_word_and_the_body_the_benefit():
    row = {
        "severity": "watch", "flag_id": "calf_load", "flag_title": "Pain 3 of 10",
        "flag_since": ago(2).isoformat(), "flag_evidence": "pain: 3/10", "flag_do_today": "Rest.",
    }  # fmt: skip
    place = place_of(made(unread=("flags",), **row))
    assert [reason.key for reason in place.reasons] == ["body", "unread"]
    assert (place.first.says, place.first.detail) == ("Pain 3 of 10", "pain: 3/10")


def test_a_failed_athlete_has_the_reason_and_stands_before_who_is_well():
    places = in_order((made("a"), failed("z")))
    assert [place.athlete.alias for place in places] == ["z", "a"]
    assert places[0].first.says == "No files were found."


# What is said


def test_the_last_day_of_the_first_measure_leads():
    assert place_of(made(flags=[flag()])).first.detail == "first: 2"


def test_what_repeats_the_title_is_not_said_twice():
    sign = flag(title="One calf swollen") | {"evidence": "said by you: one calf swollen, Tue"}
    assert place_of(made(flags=[sign])).first.detail == "said by the athlete, Tue"


def test_the_reasons_say_when():
    place = place_of(made(flags=[flag(since=4)]))
    assert place.first.since == TODAY - timedelta(days=4)
    assert place_of(made(days_since_run=20, days_since_diary=None)).first.since == date(2026, 4, 30)


@given(st.permutations(range(50)))
def test_the_order_is_of_the_athletes_not_of_the_rows(numbers):
    athletes = fifty().athletes
    mixed = tuple(athletes[number] for number in numbers)
    assert in_order(mixed) == in_order(athletes)
