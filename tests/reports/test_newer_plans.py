"""A week that a newer version stored, in words unknown here: every view shows it, none stumbles."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from support.command_line import aerobase
from support.made_weeks import MONDAY, NOW, plan
from support.stored_home import PROFILE, fill, seven_days

from ingest.home import journal
from planner.week.model import Dose, Strength
from planner.week.store import Inputs, event_data
from planner.week.version import PLANNER_VERSION

TODAY = ("--today", MONDAY.isoformat())


@pytest.fixture
def newer(home):
    """A home whose current week has a run, an exercise and fields that nobody here knows."""
    kept = fill(home, seven_days(), profile=PROFILE)
    made = plan()
    run = replace(made.days[1].run, kind="drift_test")
    dose = Dose(hold_s=None, sides=2, reps=15, load_kg=None)
    raise_ = Strength(exercise="heel_raise", level="H1", dose=dose, cues=(), why="For the calf.")
    days = [replace(day, run=run, more_runs=(run,), strength=(raise_,)) for day in made.days]
    data = event_data(replace(made, days=tuple(days)), Inputs(effect="a new effect"))
    data["planner_version"] = PLANNER_VERSION + 1
    data["plan"]["outlook"] = {"weeks": 3}
    for day in data["plan"]["days"]:
        day["leg_load"] = 1.2
        day["run"]["surface"] = [{"grass_s": 60}]
    journal.append(kept, kind="plan", day=MONDAY, data=data, now=NOW)
    return kept


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "--json"),
        ("plan", "--explain"),
        ("plan", "--explain", "wed"),
        ("today",),
        ("today", "--json"),
        ("status",),
        ("flags",),
    ],
)
@pytest.mark.usefixtures("newer")
def test_every_command_answers(words):
    answer = aerobase(*words, *TODAY)
    assert answer.code == 0, answer.err
    if words[0] in {"plan", "today"}:
        assert "drift" in answer.out.lower()


@pytest.mark.usefixtures("newer")
def test_the_words_stand_in_json_as_they_were_written():
    week = json.loads(aerobase("plan", "--json", *TODAY).out)
    assert week["days"][3]["run"]["kind"] == "drift_test"
    assert week["days"][3]["strength"][0]["exercise"] == "heel_raise"


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize("form", ["csv", "json", "ics", "fit"])
def test_every_export_is_written(form, tmp_path):
    answer = aerobase("export", "plan", "--format", form, "-o", tmp_path / "out", *TODAY)
    assert answer.code == 0, answer.err
    assert (tmp_path / "out").exists()


@pytest.mark.usefixtures("newer")
def test_the_page_shows_it(tmp_path):
    page = tmp_path / "page.html"
    answer = aerobase("report", "-o", page, *TODAY)
    assert answer.code == 0, answer.err
    assert "Drift test" in page.read_text("utf-8")


def test_what_is_stored_again_leaves_the_newer_line_as_it_was(newer):
    before = newer.journal.read_bytes()
    aerobase("plan", *TODAY)
    assert newer.journal.read_bytes().startswith(before)
