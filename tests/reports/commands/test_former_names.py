"""A name in profile.toml that once meant something stops no command and is said once."""

from __future__ import annotations

import json

import pytest
from support.command_line import aerobase

from ingest.home.home import Home

PROFILE = """
[runner]
birth_date = 1980-05-01
category = "c"
timezone = "Europe/Madrid"

[limits]
"""
SAID = "profile.toml: plan_begin_min, test_net_grade have no effect any more."


def home_with(path, limits):
    home = Home(path=path)
    home.ensure()
    home.profile.write_text(PROFILE + limits, encoding="utf-8")
    home.profile.chmod(0o600)
    return home


@pytest.fixture
def former(home):
    return home_with(home, "plan_begin_min = 25\ntest_net_grade = 0.02\n")


@pytest.mark.usefixtures("former")
@pytest.mark.parametrize(
    "command",
    [
        ("plan",),
        ("plan", "--limits"),
        ("plan", "--json"),
        ("flags",),
        ("status",),
        ("today",),
        ("sessions",),
        ("balance",),
        ("load",),
        ("thresholds",),
        ("thresholds", "set", "entered", "150"),
        ("init", "--sex", "female"),
    ],
    ids=" ".join,
)
def test_a_command_says_it_in_one_line_and_goes_on(command):
    day = () if command[0] == "init" or "--limits" in command else ("--today", "2026-05-18")
    answer = aerobase(*command, *day)
    assert answer.code == 0, answer.err
    assert answer.err.splitlines().count(SAID) == 1
    assert SAID not in answer.out


@pytest.mark.usefixtures("former")
def test_it_has_no_effect_on_the_plan():
    answer = aerobase("plan", "--json", "--today", "2026-05-18")
    runs = [day["run"]["duration_s"] for day in json.loads(answer.out)["days"] if day["run"]]
    assert max(runs) == 21 * 60


@pytest.mark.usefixtures("former")
def test_doctor_says_it_once_and_finds_nothing_unsound():
    answer = aerobase("doctor")
    assert answer.code == 0
    assert answer.out.splitlines().count(SAID) == 1
    assert answer.err == ""
    document = json.loads(aerobase("doctor", "--json").out)
    assert document["sound"]
    assert document["notes"] == [SAID]


def test_one_name_has_no_effect(home):
    home_with(home, "spike_large_ratio = 2.5\n")
    said = "profile.toml: spike_large_ratio has no effect any more."
    assert said in aerobase("flags", "--today", "2026-05-18").err.splitlines()


def test_without_one_nothing_is_said(home):
    home_with(home, "class_coverage = 0.8\n")
    assert aerobase("flags", "--today", "2026-05-18").err == ""
    assert json.loads(aerobase("doctor", "--json").out)["notes"] == []


def test_a_name_that_was_never_known_still_stops_it(home):
    home_with(home, "plan_begin_mins = 25\n")
    answer = aerobase("plan")
    assert answer.code == 1
    assert "plan_begin_mins of [limits] is unknown" in answer.err
