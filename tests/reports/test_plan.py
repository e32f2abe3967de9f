"""The command `plan`: its JSON, its text, what it stores."""

from __future__ import annotations

import json

import pytest
from command_line import aerobase

from ingest import journal
from ingest.home import Home

PROFILE = '[runner]\nbirth_date = 1980-05-01\ncategory = "c"\ntimezone = "Europe/Madrid"\n'


@pytest.fixture
def runner(home):
    """A home with a profile and nothing else: a beginner."""
    home.mkdir()
    (home / "profile.toml").write_text(PROFILE, encoding="utf-8")
    return Home(path=home)


def asked(*arguments):
    answer = aerobase("plan", "--json", *arguments)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.mark.usefixtures("runner")
def test_json_has_the_keys_that_others_rely_on():
    week = asked("--today", "2026-05-18")
    assert {
        "week_start",
        "created_utc",
        "phase",
        "ceiling_bpm",
        "band_bpm",
        "target_s",
        "why",
        "flags",
        "days",
        "unmet",
    } <= week.keys()
    assert week["week_start"] == "2026-05-18"
    assert week["created_utc"].endswith("Z")
    assert week["band_bpm"] == [124, 134]
    assert len(week["days"]) == 7
    for day in week["days"]:
        assert {"date", "run", "more_runs", "strength", "checks", "done"} <= day.keys()
        assert {
            "kind",
            "duration_s",
            "band_bpm",
            "effort",
            "distance_m_estimate",
            "why",
        } <= day["run"].keys()
        for one in day["strength"]:
            assert {"exercise", "level", "dose", "why"} <= one.keys()
            assert one["dose"].keys() == {"hold_s", "sides", "reps", "load_kg"}


def test_asking_again_returns_the_stored_plan(runner):
    first = asked("--today", "2026-05-18")
    assert asked("--today", "2026-05-18") == first
    assert [event.kind for event in journal.read(runner)] == ["plan"]


@pytest.mark.usefixtures("runner")
def test_changed_inputs_make_a_new_plan():
    first = asked("--today", "2026-05-18")
    aerobase("log", "illness", "--fever", "--today", "2026-05-18")
    second = asked("--today", "2026-05-18")
    assert second["created_utc"] != first["created_utc"]
    assert sum(day["run"]["duration_s"] for day in second["days"]) < sum(
        day["run"]["duration_s"] for day in first["days"]
    )


def test_a_day_before_the_newest_plan_stores_nothing(runner):
    asked("--today", "2026-05-18")
    asked("--today", "2026-05-04")
    assert len(journal.read(runner)) == 1


@pytest.mark.usefixtures("runner")
def test_days_gone_keep_what_was_planned():
    first = asked("--today", "2026-05-18")
    later = asked("--today", "2026-05-22")
    assert [day["run"] for day in later["days"]] == [day["run"] for day in first["days"]]
    assert later["created_utc"] == first["created_utc"]
    assert later["days"][0]["done"]["duration_s"] == 0
    assert later["days"][6]["done"] is None


@pytest.mark.usefixtures("runner")
def test_next_is_the_week_after():
    assert asked("--next", "--today", "2026-05-20")["week_start"] == "2026-05-25"


@pytest.mark.usefixtures("runner")
def test_text_fits_80_columns_and_names_every_day():
    answer = aerobase("plan", "--today", "2026-05-18")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert max(map(len, lines)) <= 80
    for name in ("Mon 18", "Tue 19", "Sun 24"):
        assert any(line.startswith(name) for line in lines)


def test_without_a_profile_one_sentence_says_what_to_do(home):
    answer = aerobase("plan", "--today", "2026-05-18")
    assert answer.code == 1
    assert answer.out == ""
    assert "birth date" in answer.err
    assert "aerobase init" in answer.err
    assert not (home / "journal.jsonl").exists()
