"""`balance` as a runner and a script meet it."""

from __future__ import annotations

import json
import math
from datetime import date

import pytest
from click.testing import CliRunner
from support.made_sessions import facts, steady_run, weeks_of_runs
from support.stored_home import fill, seven_days

from reports.commands.balance import command
from reports.commands.status import command as status_command

KEYS = {
    "week_start", "sessions", "duration_s", "aerobic_s", "anaerobic_s", "unknown_s",
    "aerobic_frac", "aerobic_sessions_frac", "load_hrss", "longest_run_m", "ascent_m", "flags",
    "other_sports",
}  # fmt: skip


def answer(*arguments, today="2026-05-20"):
    return CliRunner().invoke(command, [*arguments, "--today", today], catch_exceptions=False)


def test_json_adds_up_week_by_week(home):
    fill(home, seven_days())
    first, second, third = json.loads(answer("--json").stdout)

    assert set(first) >= KEYS
    assert first["week_start"] == "2026-05-04"
    assert (first["sessions"], first["duration_s"]) == (2, 7200)
    assert (first["aerobic_s"], first["anaerobic_s"], first["unknown_s"]) == (5400, 1800, 0)
    assert first["aerobic_frac"] == 0.75
    assert first["aerobic_sessions_frac"] == 0.5
    assert (second["duration_s"], second["unknown_s"]) == (1200, 1200)
    assert second["aerobic_frac"] is second["aerobic_sessions_frac"] is None
    (ride,) = second["other_sports"]
    assert (ride["sport"], ride["duration_s"]) == ("cycling", 3600)
    # By hand, men: 100 x f(70/130) / f(103/130) with f(x) = x exp(1.92 x); an hour at 130 bpm.
    expected = 100 * (70 * math.exp(1.92 * 70 / 130)) / (103 * math.exp(1.92 * 103 / 130))
    assert ride["load_hrss"] == pytest.approx(expected, abs=0.01)
    assert (third["sessions"], third["load_hrss"]) == (0, 0)


def test_filters_take_whole_weeks(home):
    fill(home, seven_days())

    rows = json.loads(answer("--json", "--since", "2026-05-13", "--until", "2026-05-17").stdout)
    assert [row["week_start"] for row in rows] == ["2026-05-11"]


def test_flags_of_the_past_stand_in_their_week(home):
    hard = weeks_of_runs(date(2026, 5, 17), 8, bpm=165)
    fill(home, hard)

    rows = json.loads(answer("--json").stdout)
    told = {row["week_start"]: row["flags"] for row in rows}
    assert "aerobic_share" not in told["2026-03-23"]  # its first week: not yet two in a row
    assert "aerobic_share" in told["2026-04-06"]


def test_text_fits_and_says_what_the_columns_mean(home):
    fill(home, seven_days())
    lines = answer().stdout.splitlines()

    assert lines[1].split()[:6] == ["2026-05-04", "2", "2:00", "18.0", "75", "%"]
    assert "█" in lines[1]
    assert "aerobic: share of the running time" in lines[5]
    text = " ".join(lines)
    assert "The last 28 days, as in `status`: 75 % aerobic; 90 % is the target." in text
    assert "What bars hard running: 0 of the last 12 weeks were base weeks" in text
    assert "Aerobic speed: unknown, 0 min of steady running" in text
    assert max(map(len, lines)) <= 80


def test_its_share_of_four_weeks_is_the_one_of_status(home):
    """On a Wednesday four calendar weeks are not 28 days: a hard run lies between the two."""
    easy = weeks_of_runs(date(2026, 5, 20), 6)
    fill(home, [*easy, facts(date(2026, 4, 24), [(3600, 165)])])
    text = " ".join(answer().stdout.split())
    status = CliRunner().invoke(status_command, ["--today", "2026-05-20"]).stdout
    (line,) = [one for one in status.splitlines() if one.lstrip().startswith("4 weeks ")]
    told = line.split()[2]
    assert 0 < int(told) < 100
    assert f"The last 28 days, as in `status`: {told} % aerobic" in text
    base = next(one for one in status.splitlines() if "Base phase" in one).split()[2]
    assert f"Base: 6 weeks since Mon 6 Apr, {base} % aerobic." in text


def test_one_week_is_called_one(home):
    fill(home, weeks_of_runs(date(2026, 5, 17), 1))
    text = " ".join(answer("--today", "2026-05-18").stdout.split())
    assert "Base: 1 week since Mon 11 May, " in text


def test_an_empty_home(home):
    assert json.loads(answer("--json").stdout) == []
    assert "aerobase import" in answer().stdout
    assert not home.exists()


def test_speed_week_by_week(home):
    runs = [steady_run(date(2026, 5, day), 40, 150, 2.5) for day in (5, 7, 9, 12, 14, 16)]
    fill(home, runs)

    first, second, third = json.loads(answer("--speed", "--json").stdout)
    assert first["date"] == "2026-05-10"
    assert first["speed_m_s"] == pytest.approx(2.5)
    assert (first["runs"], first["steady_s"], second["runs"]) == (3, 7200, 6)
    assert third["date"] == "2026-05-20"
    text = answer("--speed").stdout
    assert "6:40 /km" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "Aerobic speed at 150 bpm: 6:40 /km (6:40 to 6:40), 6 runs." in answer().stdout


def test_no_speed_without_a_ceiling(home):
    fill(home, seven_days(), profile="[runner]\n")

    assert json.loads(answer("--speed", "--json").stdout) == []
    assert "no birth date" in answer("--speed").stdout


def test_three_zones_by_time_and_by_run(home):
    fill(home, seven_days())

    said = json.loads(answer("--zones", "--json").stdout)
    first, second, _ = said["weeks"]
    # An hour at 145, half an hour at 140, half an hour at 163, which is LTHR itself.
    assert first["time_frac"] == [0.75, 0.25, 0.0]
    assert first["session_frac"] == [0.5, 0.0, 0.5]
    assert (first["polarisation_index"], first["vt2_estimated"]) == (None, False)
    assert second["time_frac"] is None
    assert said["four_weeks"]["shape"] == "base or threshold"
    lines = answer("--zones").stdout.splitlines()
    assert lines[1].split()[:4] == ["2026-05-04", "75", "%", "25"]
    assert lines[4].startswith("4 weeks")
    assert max(map(len, lines)) <= 80


def test_text_shows_half_a_year_unless_asked_for_more(home):
    fill(home, weeks_of_runs(date(2026, 5, 20), 30, days=(2,)))

    def weeks(*arguments):
        lines = answer(*arguments).stdout.splitlines()
        return [line[:10] for line in lines if line.startswith("202")]

    assert len(weeks()) == 26
    assert weeks()[-1] == "2026-05-18"
    assert len(weeks("--since", "2025-01-01")) == 30
    assert len(json.loads(answer("--json").stdout)) == 30


def test_this_week_and_the_last_are_told_in_a_sentence_and_no_other(home):
    fill(home, weeks_of_runs(date(2026, 5, 20), 6, days=(2,)))
    lines = answer().stdout.splitlines()
    told = [line.partition(":")[0] for line in lines if ": 1 run, " in line]
    assert told == ["11 to 17 May", "18 to 24 May"]
