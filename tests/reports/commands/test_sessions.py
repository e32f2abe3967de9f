"""`sessions` as a runner and a script meet it."""

from __future__ import annotations

import json
import math
import re
from datetime import date

import numpy as np
import pytest
from click.testing import CliRunner
from support.command_line import aerobase
from support.made_sessions import facts, weeks_of_runs
from support.stored_home import fill, seven_days

from ingest.archive.trouble import ArchiveError
from ingest.heart_rate.reasons import Reason
from ingest.session.quality import QualityNote
from reports.commands.sessions import command
from reports.terminal.sessions import short_ids

KEYS = {
    "id", "start_utc", "local_date", "sport", "sub_sport", "device", "duration_s", "moving_s",
    "distance_m", "ascent_m", "descent_m", "hr_mean_bpm", "hr_max_bpm", "hr_coverage_frac",
    "hr_source", "hr_excluded_s", "hr_repaired_s", "quality", "ceiling_bpm", "ceiling_method",
    "below_s", "in_band_s", "above_s", "aerobic_frac", "class", "class_reason", "trimp", "hrss",
    "decoupling_frac", "efficiency", "sha256",
}  # fmt: skip


@pytest.fixture
def run(home):
    fill(home, seven_days())

    def go(*arguments):
        answer = CliRunner().invoke(command, [*arguments, "--today", "2026-05-20"])
        assert answer.exit_code == 0 or answer.exception, answer.output
        return answer

    return go


def test_json_has_every_key_of_the_contract_and_exact_times(run):
    rows = json.loads(run("--json").stdout)

    assert [row["class"] for row in rows] == ["aerobic", "anaerobic", "unknown", "aerobic"]
    assert all(set(row) >= KEYS for row in rows)
    hard = rows[1]
    assert (hard["below_s"], hard["in_band_s"], hard["above_s"]) == (0, 1800, 1800)
    assert hard["aerobic_frac"] == 0.5
    assert (hard["ceiling_bpm"], hard["ceiling_method"]) == (150, "entered")
    assert hard["start_utc"] == "2026-05-06T07:00:00Z"
    assert hard["local_date"] == "2026-05-06"
    assert hard["ascent_m"] == 84.0
    # By hand, men: 100 x f(85/130) / f(103/130) with f(x) = x exp(1.92 x); an hour at 145 bpm.
    expected = 100 * (85 * math.exp(1.92 * 85 / 130)) / (103 * math.exp(1.92 * 103 / 130))
    assert rows[0]["hrss"] == pytest.approx(expected, abs=0.01)


def test_unknown_is_null_and_never_a_missing_key(run):
    silent = json.loads(run("--json").stdout)[2]

    for key in ("hr_mean_bpm", "below_s", "above_s", "aerobic_frac", "trimp", "hrss"):
        assert silent[key] is None, key
    assert silent["class_reason"] == "no heart rate"


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ((), 4),
        (("--since", "2026-05-06"), 3),
        (("--until", "2026-05-06"), 2),
        (("--since", "2026-05-06", "--until", "2026-05-12"), 2),
        (("--sport", "cycling"), 1),
        (("--since", "2026-06-01"), 0),
    ],
)
def test_filters(run, arguments, count):
    assert len(json.loads(run("--json", *arguments).stdout)) == count


def test_one_line_a_session_in_80_columns(run):
    lines = run().stdout.splitlines()

    assert lines[0].split() == ["day", "sport", "h:mm:ss", "km", "bpm", "ceil.", "aerobic", "class",
                                "id"]  # fmt: skip
    assert len(lines) == 1 + 4 + 2
    assert lines[2].split()[:8] == ["2026-05-06", "running", "1:00:00", "9.00", "152", "150", "50",
                                    "%"]  # fmt: skip
    assert lines[-1] == "4 sessions: 2 aerobic, 1 anaerobic, 1 unknown."
    assert max(map(len, lines)) <= 80


def test_the_whole_story_of_one(run):
    row = json.loads(run("--json").stdout)[1]
    text = run("--session", row["id"][:8]).stdout

    assert "anaerobic: 50 % of the time above 152 bpm." in text
    assert "Ceiling 150 bpm by entered" in text
    assert "30 min in the band, 30 min above; 50.0 % aerobic" in text
    assert "Above it 1 time, at most 1800 s on end" in text.replace("\n  ", " ")
    assert "ceiling 150 bpm ---" in text
    drawn = {line.split()[0]: line for line in text.splitlines() if "█" in line}
    assert sorted(drawn) == ["136-140", "161-165"]
    assert "30.0 above" in drawn["161-165"]
    assert "HRSS" in text
    assert max(map(len, text.splitlines())) <= 80


def test_no_control_character_of_a_file_reaches_the_terminal(run):
    first = json.loads(run("--json").stdout)[0]

    assert "\x1b" not in run("--session", first["id"]).stdout
    assert "\x1b" not in run().stdout


def test_the_story_as_json(run):
    row = json.loads(run("--json").stdout)[1]
    (story,) = json.loads(run("--json", "--session", row["id"]).stdout)

    assert story["seconds_at_bpm"] == {"140": 1800.0, "163": 1800.0}
    assert story["anaerobic_threshold_bpm"] == 163
    # Of the mean, 151.5 bpm, an hour, men: less than summed by heart rate, since exp is convex.
    share = 91.5 / 130
    assert story["trimp_of_mean_hr"] == pytest.approx(
        60 * share * 0.64 * math.exp(1.92 * share), abs=0.01
    )
    assert story["trimp_of_mean_hr"] < story["trimp"]
    assert story["trimp_lucia"] == 30 * 1 + 30 * 2
    # 140 bpm is 74 % of 190: 3 points; 163 bpm is 86 %: 4 points
    assert story["trimp_edwards"] == 30 * 3 + 30 * 4


def test_an_id_that_is_none_is_said(run):
    answer = run("--session", "ffffffff")

    assert isinstance(answer.exception, ArchiveError)
    assert "ffffffff" in answer.exception.message


def test_an_empty_home(home):
    assert json.loads(CliRunner().invoke(command, ["--json"]).stdout) == []
    assert "aerobase import" in CliRunner().invoke(command, []).stdout
    assert not home.exists()


def story(home, profile=None, **changes):
    """Return the words of one stored session, its lines joined."""
    one = facts(date(2026, 5, 4), [(3600, 145)], **changes)
    fill(home, [one], *([profile] if profile else []))
    full = CliRunner().invoke(command, ["--json", "--today", "2026-05-20"])
    answer = CliRunner().invoke(
        command, ["--session", json.loads(full.stdout)[0]["id"], "--today", "2026-05-20"]
    )
    assert max(map(len, answer.stdout.splitlines())) <= 80
    return " ".join(line.strip() for line in answer.stdout.splitlines())


def test_a_story_tells_what_the_watch_saw(home):
    told = story(
        home,
        sub_sport="trail",
        temperature_mean_c=21.4,
        ascent_m=84.0,
        decoupling_frac=0.031,
        efficiency=1.42,
        hr_excluded_s=12.0,
        quality=(QualityNote(code="cadence_lock", text="Heart rate follows the steps."),),
    )

    for part in (
        "running, trail",
        "84 m up",
        "21 °C at the watch",
        "12 s excluded",
        "- Heart rate follows the steps.",
        "Decoupling +3.1 %",
        "Efficiency 1.42 m/min per bpm",
        "(Edwards)",
        "(Lucia)",
    ):
        assert part in told, part


def test_a_story_without_a_ceiling_or_a_load(home):
    told = story(home, profile="[runner]\n", decoupling_reason="not a run")

    assert "unknown: no ceiling: the profile has no birth date." in told
    assert "Load: unknown, no resting heart rate known" in told
    assert "Decoupling: none, not a run." in told
    assert "ceiling" not in told.split("Time at heart rate")[1]


def test_a_story_without_heart_rate(home):
    fill(home, [facts(date(2026, 5, 4), [(1200, 0)], distance_m=None)])
    (row,) = json.loads(CliRunner().invoke(command, ["--json", "--today", "2026-05-20"]).stdout)
    told = CliRunner().invoke(command, ["--session", row["id"], "--today", "2026-05-20"]).stdout

    assert "No heart rate." in told
    assert "km" not in told
    assert "Load: unknown, no heart rate." in told


def test_miles_for_those_who_run_them(home):
    fill(home, seven_days(), profile='[runner]\nunits = "imperial"\n')
    lines = CliRunner().invoke(command, ["--today", "2026-05-20"]).stdout.splitlines()

    assert lines[0].split()[3] == "mi"
    assert lines[1].split()[3] == "5.59"


def test_a_session_after_the_day_looked_from_is_not_shown(home):
    fill(home, seven_days())
    (first, *_) = json.loads(CliRunner().invoke(command, ["--json"]).stdout)
    hidden = CliRunner().invoke(command, ["--session", first["id"], "--today", "2026-05-01"])

    assert "lies after 2026-05-01" in hidden.exception.message


def test_legs_of_one_file_are_told_apart():
    legs = [facts(date(2026, 5, 4), [], id=f"ce81c2550000-{leg}", leg=leg) for leg in (0, 1)]
    other = facts(date(2026, 5, 5), [], id="0123456789ab-0")

    assert short_ids([*legs, other]) == ["ce81c255-0", "ce81c255-1", "01234567"]


def test_a_run_of_a_kind_is_named_so(run):
    lines = run().stdout.splitlines()

    assert "  trail run  " in lines[3]
    assert "  cycling  " in lines[4]


def test_one_session_says_when_its_heart_rate_was_not_judged(home):
    t_s = np.arange(1200.0)
    reason = np.zeros(1200, np.uint8)
    reason[300:420] = Reason.CADENCE_LOCK
    reason[1000:1003] = Reason.SPIKE  # three seconds of 20 minutes: the note says how many
    hr_bpm = np.full(1200, 140.0, np.float32)
    samples = {"t_s": t_s, "hr_raw_bpm": hr_bpm, "hr_bpm": hr_bpm, "hr_reason": reason}
    fill(home, [facts(date(2026, 5, 4), [(1200, 140)])], streams={0: samples})
    call = [
        "--session",
        "00" + facts(date(2026, 5, 4), [(1200, 140)]).sha256[2:12],
        "--today",
        "2026-05-20",
    ]

    (story,) = json.loads(CliRunner().invoke(command, [*call, "--json"]).stdout)
    told = " ".join(CliRunner().invoke(command, call).stdout.split())

    assert story["hr_left_out"] == [
        {
            "start_s": 300.0,
            "end_s": 420.0,
            "reason": "cadence_lock",
            "text": "the sensor counted steps instead of beats",
        }
    ]
    assert "Not judged from 0:05:00 to 0:07:00: the sensor counted steps" in told


def test_text_shows_the_last_twenty_and_json_all(home):
    fill(home, weeks_of_runs(date(2026, 5, 19), 8))
    today = ("--today", "2026-05-20")
    every = json.loads(aerobase("sessions", "--json", *today).out)
    days = [one["local_date"] for one in every]
    assert len(days) > 20

    def shown(*words):
        return re.findall(
            r"^\d{4}-\d\d-\d\d", aerobase("sessions", *words, *today).out, re.MULTILINE
        )

    assert shown() == days[-20:]
    assert shown("--all") == days
    assert shown("--since", days[0]) == days
    assert "all of them: aerobase sessions --all" in " ".join(
        aerobase("sessions", *today).out.split()
    )
    assert "--all" not in aerobase("sessions", "--all", *today).out


def test_a_sport_that_nobody_did_hears_the_nearest(home):
    fill(home, weeks_of_runs(date(2026, 5, 19), 1))
    answer = aerobase("sessions", "--sport", "runing")
    assert answer.code == 2
    assert "Did you mean running?" in answer.err
