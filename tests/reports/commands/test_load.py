"""`load` as a runner and a script meet it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from support.made_sessions import weeks_of_runs
from support.stored_home import fill, seven_days

from reports.commands.load import command

KEYS = {
    "date", "load_hrss", "fitness", "fatigue", "form", "monotony", "strain", "longest_run_ratio",
}  # fmt: skip


def answer(*arguments):
    return CliRunner().invoke(
        command, [*arguments, "--today", "2026-05-20"], catch_exceptions=False
    )


def test_json_every_day_rest_days_too(home):
    fill(home, seven_days())
    days = json.loads(answer("--json").stdout)

    assert [day["date"] for day in days] == [f"2026-05-{n:02d}" for n in range(4, 21)]
    assert all(set(day) >= KEYS for day in days)
    by_day = {day["date"]: day for day in days}
    assert by_day["2026-05-05"]["load_hrss"] == 0
    assert by_day["2026-05-12"]["load_hrss"] is None  # a run without heart rate is not rest
    assert by_day["2026-05-13"]["load_hrss"] > 0  # a ride is load too
    assert by_day["2026-05-20"]["fitness"] is None
    assert by_day["2026-05-06"]["longest_run_ratio"] == 1.0


def test_text_shows_four_weeks_and_fits(home):
    fill(home, weeks_of_runs(date(2026, 5, 20), 10))
    lines = answer().stdout.splitlines()

    table = [line for line in lines if line.startswith("2026-")]
    assert (table[0][:10], len(table)) == ("2026-04-23", 28)
    assert max(map(len, lines)) <= 80
    longer = answer("--since", "2026-04-01").stdout.splitlines()
    assert sum(line.startswith("2026-") for line in longer) == 50


def test_acute_to_chronic_only_on_request_without_colour(home):
    fill(home, weeks_of_runs(date(2026, 5, 20), 10, days=(0, 1, 2, 3, 4, 5, 6)))

    assert "cute to chronic" not in answer().stdout
    said = json.loads(answer("--acwr", "--json").stdout)
    assert said["coupled"] == pytest.approx(1)
    assert said["uncoupled"] == pytest.approx(1)
    text = answer("--acwr").stdout
    assert "Impellizzeri" in text
    assert "\x1b" not in text


def test_an_empty_home(home):
    assert json.loads(answer("--json").stdout) == []
    assert "aerobase import" in answer().stdout
    assert "aerobase import" in answer("--acwr").stdout
    assert not home.exists()
