"""The diary as it stands after its events, and what an entry may hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from ingest.diary import DiaryEntry, DiaryError, entries
from ingest.diary.kinds import KINDS, PLACES, checked, understood
from ingest.diary.model import DiaryKind, entry_data
from ingest.home.events import Event

DAY = date(2026, 5, 20)


def event(name: str, what: str, day: date = DAY, **data: object) -> Event:
    return Event(id=name, kind=what, at_utc=datetime(2026, 5, 20, tzinfo=UTC), day=day, data=data)


def entry(kind: DiaryKind, **parts: object) -> DiaryEntry:
    return DiaryEntry(id="x", day=DAY, kind=kind, **parts)


def test_entries_come_by_day_and_without_what_was_taken_back():
    late = event("b", "log", date(2026, 5, 21), kind="note", text="second")
    early = event("a", "log", kind="pain", score=4, side="left", place="achilles")
    gone = event("c", "log", kind="note", text="wrong")
    found = entries([late, early, gone, event("d", "unlog", entry="c")])
    assert [one.id for one in found] == ["a", "b"]
    assert found[0].score == 4
    assert found[0].side == "left"


def test_the_points_of_an_entry_are_its_score_and_none_where_it_has_none():
    assert [entry("pain", score=score).points for score in (None, 0.0, 0.5)] == [0.0, 0.0, 0.5]


def test_a_value_is_a_number_or_none_is_known():
    values = {"hours": 7, "hold_s": 0.0, "level": "S1", "over": True, "minutes": None}
    found = {name: entry("sleep", values=values).number(name) for name in (*values, "reps")}
    assert found == dict.fromkeys([*values, "reps"]) | {"hours": 7.0, "hold_s": 0.0}


def test_the_journal_keeps_the_parts_that_say_something():
    """By the names of docs/journal.md; a score of 0 says something."""
    parts = {"side": "left", "place": "achilles", "score": 0.0, "when": "during", "text": "stairs"}
    whole = entry("pain", **parts, values={"limp": True})
    assert entry_data(whole) == {"kind": "pain", **parts, "values": {"limp": True}}
    assert entry_data(entry("note")) == {"kind": "note"}


def test_an_entry_survives_the_journal_unchanged():
    kept = entry("strength", side="left", text="slow", values={"exercise": "squat", "hold_s": 60.0})
    record = Event(
        id="x", kind="log", at_utc=datetime(2026, 5, 20, tzinfo=UTC), day=DAY, data=entry_data(kept)
    )
    (back,) = entries([record])
    assert back == kept


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"text": "?"}, "A part has the wrong form."),
        ({"kind": "pain", "score": "4"}, "A part has the wrong form."),
        ({"kind": "pain", "score": 14}, "The score 14 is not between 0 and 10."),
        ({"kind": "pain", "score": 4, "values": [1]}, "A part has the wrong form."),
        ({"kind": "pain", "score": 4, "place": 7}, "A part has the wrong form."),
        ({"kind": "pain", "score": 4, "side": "middle"}, "'middle' is not a side."),
        ({"kind": "sleep", "values": {"hours": "long"}}, "'hours' is a number, not 'long'."),
        ({"kind": "sleep", "values": {"hours": 1e999}}, "'hours' is a number, not inf."),
        ({"kind": "illness", "values": {"fever": "yes"}}, "'fever' is yes or no, not 'yes'."),
    ],
)
def test_a_line_spoilt_by_hand_is_named(data, what):
    with pytest.raises(DiaryError) as refused:
        entries([event("abc", "log", **data)])
    assert refused.value.message == f"The diary entry abc of 2026-05-20 cannot stand: {what}"
    assert refused.value.hint == "Mend or delete its line in journal.jsonl."


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "mood", "score": 70, "values": {"colours": ["red", "blue"]}},
        {"kind": "pain", "score": 4.0, "place": "elbow", "when": "at night"},
        {"kind": "sleep", "values": {"hours": 7.0, "naps": 2}},
        {"kind": "strength", "values": {"exercise": "lunge"}},
    ],
)
def test_words_of_a_newer_version_are_carried(data):
    (found,) = entries([event("abc", "log", **data)])
    assert {name: getattr(found, name) for name in data} == data


def test_what_was_accepted_once_is_not_judged_again():
    """A range made narrower, or a part newly needed, takes nothing back."""
    long_night = event("a", "log", kind="sleep", values={"hours": 31})
    no_score = event("b", "log", kind="pain", place="knee")
    assert [one.values for one in entries([long_night, no_score])] == [{"hours": 31.0}, {}]


def test_former_names_are_read_by_their_present_ones():
    said = entry("nap", score=None, values={"hours": 1})  # type: ignore[arg-type]
    assert understood(said, former={"nap": "sleep"}).kind == "sleep"
    (found,) = entries([event("abc", "log", kind="pain", score=3, place="gastroc")])
    assert found.place == "gastrocnemius"


def test_places_get_their_one_name():
    assert checked(entry("pain", score=3, place="Gastroc")).place == "gastrocnemius"
    assert checked(entry("pain", score=3, place="si")).place == "low-back"


@pytest.mark.parametrize(
    ("bad", "says", "hint"),
    [
        (
            entry("pain"),
            "A pain entry needs its score, 0 to 10.",
            "For example: aerobase log pain 4",
        ),
        (entry("pain", score=11), "The score 11 is not between 0 and 10.", None),
        (entry("pain", score=float("nan")), "The score nan is not between 0 and 10.", None),
        (
            entry("pain", score=3, place="elbow"),
            "'elbow' is not a place this diary knows.",
            f"One of: {', '.join(PLACES)}.",
        ),
        (
            entry("pain", score=3, when="yesterday"),
            "A pain entry takes no 'when' of 'yesterday'.",
            "Pain and soreness take: during, after, next morning.",
        ),
        (
            entry("pain", score=3, side="middle"),
            "'middle' is not a side.",
            "One of: left, right, both.",
        ),
        (entry("stress", score=3, place="knee"), "A stress entry takes no place or side.", None),
        (entry("note", score=3), "A note entry takes no score.", None),
        (
            entry("strength", values={"exercise": "lunge"}),
            "'lunge' is no exercise here.",
            "One of: squat, balance, slrdl.",
        ),
        (entry("strength"), "A strength entry needs 'exercise'.", None),
        (
            entry("balance-test", values={"seconds": -1}),
            "seconds -1 is not between 0 and 3600.",
            None,
        ),
        (
            entry("balance-test", values={"seconds": 5, "mood": 3}),
            "A balance-test entry has no 'mood'.",
            None,
        ),
        (
            entry("wellness", values={"rhr_bpm": "fast"}),
            "'rhr_bpm' is a number, not 'fast'.",
            None,
        ),
        (entry("illness", values={"fever": "yes"}), "'fever' is yes or no, not 'yes'.", None),
        (
            entry("sleep", values={"hours": float("nan")}),
            "'hours' is a number, not nan.",
            None,
        ),
    ],
)
def test_what_cannot_stand_is_refused_in_words(bad, says, hint):
    with pytest.raises(DiaryError) as refused:
        checked(bad)
    assert (refused.value.message, refused.value.hint) == (says, hint)


def test_every_kind_has_a_row():
    assert set(KINDS) == set(get_args(DiaryKind))


SIDES_HINT = "One of: left, right, both."
PLACES_HINT = (
    "One of: soleus, gastrocnemius, calf, achilles, heel, foot, shin, knee, knee-front, "
    "knee-lateral, thigh, hip, glute-medius, low-back, other."
)


@pytest.mark.parametrize(
    ("bad", "message", "hint"),
    [
        (
            entry("stress"),
            "A stress entry needs its score, 0 to 10.",
            "For example: aerobase log stress 4",
        ),
        (entry("note", score=3), "A note entry takes no score.", None),
        (entry("pain", score=10.5), "The score 10.5 is not between 0 and 10.", None),
        (entry("pain", score=-1), "The score -1 is not between 0 and 10.", None),
        (entry("pain", score=3, side="middle"), "'middle' is not a side.", SIDES_HINT),
        (
            entry("stiffness", score=3, when="after"),
            "A stiffness entry takes no 'when' of 'after'.",
            "Pain and soreness take: during, after, next morning.",
        ),
        (entry("stress", score=3, side="left"), "A stress entry takes no place or side.", None),
        (
            entry("pain", score=3, place="elbow"),
            "'elbow' is not a place this diary knows.",
            PLACES_HINT,
        ),
        (entry("sleep", values={"mood": 1}), "A sleep entry has no 'mood'.", None),
        (entry("redflag"), "A redflag entry needs 'name'.", None),
        (
            entry("strength", values={"exercise": "lunge"}),
            "'lunge' is no exercise here.",
            "One of: squat, balance, slrdl.",
        ),
        (entry("sleep", values={"hours": 25}), "hours 25 is not between 0 and 24.", None),
        (entry("illness", values={"over": "no"}), "'over' is yes or no, not 'no'.", None),
        (entry("sleep", values={"hours": "long"}), "'hours' is a number, not 'long'.", None),
    ],
)
def test_what_is_refused_says_why_and_what_to_do(bad, message, hint):
    with pytest.raises(DiaryError) as refused:
        checked(bad)
    assert (refused.value.message, refused.value.hint) == (message, hint)


# docs/journal.md, "What a number may be": both ends are in.
LIMITS = {
    ("sleep", "hours"): (0, 24),
    ("wellness", "rhr_bpm"): (25, 150),
    ("wellness", "hrv_rmssd_ms"): (1, 400),
    ("done", "minutes"): (0, 2880),
    ("balance-test", "seconds"): (0, 3600),
    ("squat-test", "hold_s"): (0, 7200),
    ("heel-raise-test", "reps"): (0, 1000),
    ("squat-test", "hr_rise_bpm"): (-100, 150),
}


@pytest.mark.parametrize(("kind", "name"), LIMITS)
def test_a_number_is_taken_from_its_lowest_to_its_highest(kind, name):
    low, high = LIMITS[kind, name]
    others = {"hold_s": 60} if kind == "squat-test" else {}
    for value in (low, high):
        assert checked(entry(kind, values=others | {name: value})).values[name] == value
    for value in (low - 0.01, high + 0.01):
        with pytest.raises(DiaryError, match=name):
            checked(entry(kind, values=others | {name: value}))


@pytest.mark.parametrize(
    "kind", ["pain", "soreness", "stiffness", "stress", "knee-bend-test", "tenderness"]
)
def test_what_is_felt_needs_its_number(kind):
    assert checked(entry(kind, score=0)).score == 0
    assert checked(entry(kind, score=10)).score == 10
    with pytest.raises(DiaryError, match="needs its score"):
        checked(entry(kind))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("pain", "limp"), ("knee-bend-test", "unstable"), ("illness", "fever"), ("illness", "over")],
)
def test_some_values_are_yes_or_no(kind, name):
    score = None if kind == "illness" else 2
    assert checked(entry(kind, score=score, values={name: True})).values == {name: True}
    with pytest.raises(DiaryError, match="yes or no"):
        checked(entry(kind, score=score, values={name: "True"}))
