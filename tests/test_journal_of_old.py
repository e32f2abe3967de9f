"""Journals that earlier versions wrote by their own commands are read for ever.

They lie in fixtures/journals, a folder a version, made by fixtures/write_journal.py. Nothing in
them is ever changed; a version that writes something new adds a folder. What the first one's story
means is written here by hand.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

from ingest.diary import entries
from ingest.diary.kinds import KINDS
from ingest.home import journal
from ingest.home.events import EVENT_FIELDS
from ingest.home.home import Home
from ingest.imports.forgetting import forgotten
from planner.week.edits import edits_of
from planner.week.model import RunKind
from planner.week.plan_values import from_values, to_values
from planner.week.staleness import STANDS
from planner.week.store import stored_plan
from reports.opening import load_day
from reports.planning import standing_plan

if TYPE_CHECKING:
    from ingest.home.events import Event

KEPT = Path(__file__).parents[1] / "fixtures" / "journals"
FIRST = KEPT / "0.1.0"


@pytest.fixture(params=sorted(KEPT.iterdir()), ids=lambda path: path.name)
def events(request: pytest.FixtureRequest) -> tuple[Event, ...]:
    return read(request.param)


@pytest.fixture
def first(home: Path) -> Home:
    """A home with the first version's journal and profile, and twenty weeks of runs."""
    runs = weeks_of_runs(date(2026, 4, 12), 20)
    kept = fill(home, runs, profile=(FIRST / "profile.toml").read_text(encoding="utf-8"))
    shutil.copyfile(FIRST / "journal.jsonl", kept.journal)
    return kept


def read(folder: Path) -> tuple[Event, ...]:
    return journal.read(Home(path=folder))


def plans(events: tuple[Event, ...]) -> list[Event]:
    return [event for event in events if event.kind == "plan"]


def test_every_event_is_known(events: tuple[Event, ...]) -> None:
    assert events
    assert all(event.is_known for event in events)
    assert all(entry.kind in KINDS for entry in entries(events))


def test_every_plan_says_what_it_said(events: tuple[Event, ...]) -> None:
    for event in plans(events):
        assert_said(event.data["plan"], to_values(from_values(event.data["plan"])))


def assert_said(old: Any, new: Any) -> None:
    """Check that all of ``old`` stands in ``new``, which may say more."""
    if isinstance(old, dict):
        for name, value in old.items():
            assert_said(value, new[name])
    elif isinstance(old, list):
        for before, now in zip(old, new, strict=True):
            assert_said(before, now)
    else:
        assert new == old


def test_the_first_journal_holds_every_kind_there_was() -> None:
    found = read(FIRST)
    assert {event.kind for event in found} == set(EVENT_FIELDS) - LATER_EVENTS
    assert {event.data["kind"] for event in found if event.kind == "log"} == set(
        KINDS
    ) - LATER_KINDS
    runs = {
        day["run"]["kind"]
        for event in plans(found)
        for day in event.data["plan"]["days"]
        if day["run"]
    }
    assert runs == set(get_args(RunKind)) - LATER_RUNS


DIARY: list[dict[str, Any]] = [
    {"day": "2026-04-02", "kind": "illness", "score": 2, "text": "a cold",
     "values": {"fever": False, "over": False}},
    {"day": "2026-04-04", "kind": "done", "score": 6,
     "values": {"session": "aa68b0c1dedf-0", "minutes": 42.2}},
    {"day": "2026-04-05", "kind": "illness", "values": {"fever": False, "over": True}},
    {"day": "2026-04-05", "kind": "drift-test",
     "values": {"session": "bce4a493a96c-0", "course": "river", "protocol": "60 min"}},
    {"day": "2026-04-06", "kind": "pain", "score": 1, "place": "calf", "side": "both",
     "when": "during"},
    {"day": "2026-04-07", "kind": "maf-test", "text": "calm",
     "values": {"session": "47eb3c97230d-0", "course": "track", "protocol": "3 km"}},
    {"day": "2026-04-07", "kind": "done", "score": 4, "text": "light legs",
     "values": {"session": "47eb3c97230d-0", "minutes": 41, "type": "easy"}},
    {"day": "2026-04-07", "kind": "strength", "values": {"exercise": "squat"}},
    {"day": "2026-04-07", "kind": "stress", "score": 5, "text": "better"},  # corrected
    {"day": "2026-04-08", "kind": "pain", "score": 2, "place": "achilles", "side": "left",
     "when": "after", "text": "stairs", "values": {"limp": True}},
    {"day": "2026-04-08", "kind": "soreness", "score": 4, "place": "thigh", "side": "both",
     "when": "after", "text": "hills"},
    {"day": "2026-04-08", "kind": "stiffness", "score": 3, "place": "heel", "side": "right",
     "values": {"minutes": 15}},
    {"day": "2026-04-08", "kind": "tenderness", "score": 3, "place": "soleus", "side": "left"},
    {"day": "2026-04-08", "kind": "tenderness", "score": 1, "place": "soleus", "side": "right"},
    {"day": "2026-04-08", "kind": "knee-bend-test", "score": 2, "place": "knee", "side": "left",
     "values": {"unstable": True}},
    {"day": "2026-04-08", "kind": "knee-bend-test", "score": 0, "place": "knee", "side": "right",
     "values": {"unstable": True}},
    {"day": "2026-04-08", "kind": "stress", "score": 4, "text": "a long week"},
    {"day": "2026-04-08", "kind": "sleep", "score": 6, "text": "woke early",
     "values": {"hours": 6.5}},
    {"day": "2026-04-08", "kind": "strength", "score": 1, "side": "both", "text": "slow",
     "values": {"exercise": "squat", "level": "S1", "hold_s": 60, "faults": "heels lift"}},
    {"day": "2026-04-08", "kind": "strength", "score": 1, "side": "both", "text": "slow",
     "values": {"exercise": "balance", "level": "S1", "hold_s": 60, "faults": "heels lift"}},
    {"day": "2026-04-08", "kind": "strength",
     "values": {"exercise": "slrdl", "level": "R1", "reps": 8, "load_kg": 4}},
    {"day": "2026-04-08", "kind": "balance-test", "side": "left", "text": "barefoot",
     "values": {"level": "B2", "seconds": 40}},
    {"day": "2026-04-08", "kind": "balance-test", "side": "right", "text": "barefoot",
     "values": {"level": "B2", "seconds": 52}},
    {"day": "2026-04-08", "kind": "balance-test", "side": "left",
     "values": {"level": "B1", "seconds": 30}},
    {"day": "2026-04-08", "kind": "squat-test", "score": 1, "text": "quiet",
     "values": {"level": "S1", "hold_s": 60, "hr_rise_bpm": 12, "faults": "tail tuck"}},
    {"day": "2026-04-08", "kind": "wellness", "values": {"rhr_bpm": 51}},
    {"day": "2026-04-08", "kind": "wellness", "values": {"hrv_rmssd_ms": 62.5}},
    {"day": "2026-04-08", "kind": "note", "text": "new shoes: schön weich"},
    {"day": "2026-04-08", "kind": "pain", "score": 1, "place": "achilles", "side": "left",
     "when": "next morning"},
    {"day": "2026-04-08", "kind": "stiffness", "score": 2},
    {"day": "2026-04-08", "kind": "sleep", "values": {"hours": 7.5}},
    {"day": "2026-04-08", "kind": "stress", "score": 3},
    {"day": "2026-04-08", "kind": "soreness", "score": 3, "place": "thigh", "side": "both",
     "when": "after", "text": "from a spreadsheet"},
    {"day": "2026-04-10", "kind": "illness", "score": 6, "values": {"fever": True, "over": False}},
    {"day": "2026-04-14", "kind": "illness", "values": {"fever": False, "over": True}},
    {"day": "2026-04-15", "kind": "redflag", "place": "calf", "side": "left",
     "text": "after a flight", "values": {"name": "calf-swelling"}},
    {"day": "2026-04-16", "kind": "pain", "score": 6, "place": "achilles", "side": "left"},
    {"day": "2026-04-20", "kind": "pain", "score": 2, "place": "achilles", "side": "left"},
]  # fmt: skip


def test_the_first_diary_stands_as_it_was_meant() -> None:
    said = {"side": None, "place": None, "score": None, "when": None, "text": "", "values": {}}
    expected = [{**said, **one, "day": date.fromisoformat(one["day"])} for one in DIARY]
    found = entries(read(FIRST))
    assert [{name: getattr(entry, name) for name in expected[0]} for entry in found] == expected


# The plan that stood last in each week, Monday first.
WEEKS = {
    "2026-02-09": "rest maf_test rest easy rest easy long",
    "2026-02-16": "rest easy rest easy rest easy long",
    "2026-02-23": "rest strides rest easy rest easy long",
    "2026-03-16": "rest rest easy maf_test rest rest long",
    "2026-03-30": "rest quality rest easy rest long recovery",
    "2026-04-06": "easy easy rest rest rest rest race",
    "2026-04-13": "- rest rest rest rest rest rest",
    "2026-04-20": "run_walk rest run_walk rest run_walk rest run_walk",
    "2026-07-06": "walk rest walk rest walk rest rest",
}


@pytest.mark.parametrize("monday", WEEKS)
def test_the_weeks_of_the_first_journal_stand(monday: str) -> None:
    plan = stored_plan(read(FIRST), date.fromisoformat(monday))
    assert plan is not None
    kinds = ["-" if day.run is None else day.run.kind for day in plan.days]
    assert " ".join(kinds) == WEEKS[monday]
    assert [day.run is None or bool(day.run.effort) for day in plan.days] == [True] * 7


def test_what_was_changed_by_hand_stands_and_what_was_undone_does_not() -> None:
    moved, skipped = edits_of(read(FIRST), date(2026, 3, 16))
    assert (moved.kind, moved.day, moved.to) == ("move", date(2026, 3, 17), date(2026, 3, 18))
    assert moved.run is not None
    assert (moved.run.kind, moved.run.minutes) == ("maf_test", 53)
    assert (skipped.kind, skipped.day) == ("skip", date(2026, 3, 21))


def test_of_two_runs_forgotten_one_was_wanted_again() -> None:
    assert [sha256[:12] for sha256 in forgotten(Home(path=FIRST))] == ["2072a794f745"]


CLEARED = {
    "pain-achilles-left",
    "side_difference-knee-bend-test-knee",
    "side_difference-tenderness-soleus",
}
STATES = ("standing", "cleared")
LATER_EVENTS = {"begin"}  # what came after the first version
LATER_KINDS = {"heel-raise-test", "safety"}
LATER_RUNS = {"drift_test"}  # kinds of run that came after the first version
LATER = {"intervals", "distance_m_range"}  # keys of a run that came after the first version


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize(
    ("day", "standing", "cleared"),
    [
        ("2026-04-08", set(), CLEARED),
        ("2026-04-15", {"red_flag-calf-swelling"}, set()),
        ("2026-04-16", set(), {"red_flag-calf-swelling"}),
        ("2026-04-19", {"prior_injury-achilles"}, set()),
        ("2026-04-20", set(), {"prior_injury-achilles"}),
        ("2026-05-20", set(), {"prior_injury-achilles"}),
    ],
)
def test_flags_cleared_then_stay_cleared(day: str, standing: set[str], cleared: set[str]) -> None:
    told = json.loads(aerobase("flags", "--all", "--json", "--today", day).out)
    states = {name: {one["id"] for one in told if one["state"] == name} for name in STATES}
    assert standing <= states["standing"]
    assert not cleared & states["standing"]
    assert {name for name in cleared if "red_flag" not in name} <= states["cleared"]


def asked(day: str) -> dict[str, Any]:
    answer = aerobase("plan", "--json", "--today", day)
    assert answer.code == 0, answer.err
    week: dict[str, Any] = json.loads(answer.out)
    return week


def runs_of(week: dict[str, Any]) -> list[Any]:
    """Return the runs by the keys of the first version."""
    return [
        run and {key: value for key, value in run.items() if key not in LATER}
        for run in (day["run"] for day in week["days"])
    ]


def last_plan(home: Home, monday: str) -> dict[str, Any]:
    made = [one.data for one in plans(journal.read(home)) if one.data["week_start"] == monday]
    last: dict[str, Any] = made[-1]["plan"]
    return last


def test_an_earlier_day_sees_its_week_as_it_was_written(first: Home) -> None:
    before = first.journal.read_bytes()
    week = asked("2026-03-18")
    assert runs_of(week) == runs_of(last_plan(first, "2026-03-16"))
    assert week["changes"][0] == STANDS
    assert first.journal.read_bytes() == before


def test_the_current_week_stands_and_says_why_until_it_is_over(first: Home) -> None:
    written, lines = last_plan(first, "2026-07-06"), first.journal.read_bytes()
    week = asked("2026-07-07")
    assert runs_of(week) == runs_of(written)
    assert week["created_utc"] == written["created_utc"]
    assert week["changes"] == [STANDS, *written["changes"]]
    kept = first.journal.read_bytes()
    assert kept.startswith(lines)
    assert asked("2026-07-07") == week
    assert runs_of(asked("2026-07-12")) == runs_of(written)
    assert first.journal.read_bytes() == kept  # asked again, nothing is stored again
    assert STANDS not in asked("2026-07-13")["changes"]


def test_a_fever_makes_the_current_week_anew_and_is_the_reason_given(first: Home) -> None:
    aerobase("log", "illness", "--fever", "--date", "2026-07-08", "--today", "2026-07-08")
    week = asked("2026-07-08")
    assert week["changes"][0].startswith("Planned anew because more care is needed now: ")
    assert "ll" in week["changes"][0].split(": ")[1]
    assert STANDS not in week["changes"]
    assert runs_of(week)[2]["kind"] == "rest"  # it was a walk
    assert runs_of(week)[:2] == runs_of(last_plan(first, "2026-07-06"))[:2]


def test_a_week_gone_stands_as_it_was_written_whatever_changed(first: Home) -> None:
    aerobase("log", "pain", "9", "knee", "left", "--date", "2026-04-08", "--today", "2026-07-07")
    monday = date(2026, 4, 6)
    day = load_day(first, date(2026, 7, 7))
    lines = first.journal.read_bytes()
    plan = standing_plan(first, day, week_start=monday, now=datetime.now(UTC))
    expected = stored_plan(read(FIRST), monday)
    assert expected is not None
    assert [day.run for day in plan.days] == [day.run for day in expected.days]
    assert (plan.changes, plan.why) == (expected.changes, expected.why)
    assert first.journal.read_bytes() == lines


@pytest.mark.usefixtures("first")
def test_a_change_by_hand_is_made_in_a_week_of_the_first_version() -> None:
    answer = aerobase("plan", "skip", "fri", "--json", "--today", "2026-07-07")
    assert answer.code == 0, answer.err
    week = json.loads(answer.out)
    assert week["changes"][0] == "Planned anew because of your changes by hand."
    assert week["days"][4]["run"]["kind"] == "rest"


@pytest.mark.usefixtures("first")
def test_the_doctor_and_every_view_read_the_first_journal() -> None:
    for day in ("2026-03-18", "2026-04-08", "2026-04-15", "2026-04-20", "2026-07-06"):
        for words in (("plan",), ("plan", "--explain"), ("today",), ("status",), ("log", "list")):
            assert aerobase(*words, "--today", day).code == 0, (day, words)
    found = {one["code"] for one in json.loads(aerobase("doctor", "--json").out)["findings"]}
    assert not {code for code in found if code.startswith(("journal", "diary", "plan"))}
