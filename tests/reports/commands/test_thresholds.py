"""`thresholds`: what is in force, what the others say, setting, previewing, removing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from click.testing import CliRunner
from support.command_line import aerobase
from support.made_sessions import facts, weeks_of_runs
from support.made_weeks import athlete
from support.stored_home import fill, seven_days

from ingest.errors import AerobaseError
from ingest.home import journal
from planner.names import NAMES
from planner.profile.file import load_profile
from planner.profile.model import Profile
from planner.thresholds.dfa_ramp import AlphaSeries, ramp_thresholds
from planner.thresholds.drift_map import drift_map
from reports.commands.sessions import command as sessions
from reports.commands.thresholds import command
from reports.documents.tests import ramp_document
from reports.documents.thresholds import drift_document
from reports.terminal.tests import ramp_text

TODAY = ("--today", "2026-05-20")


@pytest.fixture
def stored(home):
    return fill(home, seven_days())


def run(*arguments):
    return CliRunner().invoke(command, list(arguments))


def classes():
    rows = json.loads(CliRunner().invoke(sessions, ["--json", *TODAY]).stdout)
    return [row["class"] for row in rows]


@pytest.mark.usefixtures("stored")
def test_json_says_what_stands_and_what_the_others_say():
    said = json.loads(run("--json", *TODAY).stdout)

    assert said["in_force"]["ceiling_bpm"] == 150
    assert said["in_force"]["band_bpm"] == [140, 150]
    methods = {one["method"]: one for one in said["methods"]}
    assert [one for one in methods if methods[one]["in_force"]] == ["entered"]
    assert methods["maf"]["value_bpm"] == 134
    assert methods["lthr"]["value_bpm"] == pytest.approx(0.89 * 163, abs=0.05)
    assert methods["hr_max"]["value_bpm"] == pytest.approx(0.75 * 190)
    assert methods["karvonen"]["value_bpm"] == pytest.approx(60 + 0.7 * 130)
    assert methods["karvonen"]["barred"]
    assert said["threshold_gap_frac"] == pytest.approx((163 - 150) / 163, abs=5e-5)
    argued = ("span_bpm", "for", "against")
    force = {key: value for key, value in said["in_force"].items() if key not in argued}
    assert said["history"] == [{"since": "2026-05-04"} | force]
    assert [methods["maf"][key] for key in argued] == [20, [], []]
    assert said["watch"] == {"hr_max": None, "lthr": None, "hr_rest": None}


@pytest.mark.usefixtures("stored")
def test_text_in_80_columns():
    lines = run(*TODAY).stdout.splitlines()

    assert lines[0].startswith("Ceiling on 2026-05-20: 150 bpm, band 140-150; entered")
    assert any(line.split()[:2] == ["180-formula", "134"] for line in lines)
    assert max(map(len, lines)) <= 80


def test_what_the_watch_says_stands_beside_it_with_one_command(home):
    settings = {"device_lthr_bpm": 171.0, "device_hr_max_bpm": 190.0}
    fill(home, [replace(one, **settings) for one in seven_days()])
    told = " ".join(run(*TODAY).stdout.split())
    day = json.loads(run("--json", *TODAY).stdout)["watch"]["lthr"]["local_date"]
    assert f"Your watch says: maximum 190 bpm ({day}), threshold 171 bpm ({day})" in told
    assert "aerobase thresholds set lthr 171 --preview" in told
    assert run("set", "lthr", "171", *TODAY).exit_code == 0
    assert "set lthr 171" not in run(*TODAY).stdout
    assert "as the ceiling" not in told  # a measured one is in force


FORMULA_ONLY = """\
[runner]
birth_date = 1980-05-01
timezone = "Europe/Madrid"
"""


@pytest.fixture
def watched(home):
    """Ten weeks at 160 by the formula's 134, with a threshold of 186 in the watch."""
    runs = [
        replace(one, device_lthr_bpm=186.0) for one in weeks_of_runs(date(2026, 5, 20), 10, bpm=160)
    ]
    return fill(home, runs, profile=FORMULA_ONLY)


@pytest.mark.usefixtures("watched")
def test_what_the_watch_says_is_taken_for_the_ceiling_with_one_command():
    told = " ".join(run(*TODAY).stdout.split())
    command = "aerobase thresholds set entered 165 --preview"
    assert f"What 0.89 of it would change as the ceiling: {command}" in told
    seen = run(*command.split()[2:], *TODAY)
    lines = seen.stdout.splitlines()
    assert "The last 28 days: 0 % aerobic before, 100 % after." in lines
    assert "  “10 weeks in a row under 90 % aerobic running” no longer stands." in lines
    assert not any(" stands then." in line for line in lines)
    said = json.loads(run(*command.split()[2:], "--json", *TODAY).stdout)
    assert (said["aerobic_frac_before"], said["aerobic_frac_after"]) == (0.0, 1.0)
    assert [one["id"] for one in said["flags_gone"]] == ["hard_days", "aerobic_share"]
    assert said["flags_new"] == []
    assert run(*command.split()[2:-1], *TODAY).exit_code == 0
    assert "as the ceiling" not in run(*TODAY).stdout


@pytest.mark.usefixtures("watched")
def test_what_a_stronger_method_outranks_is_said_to_change_nothing():
    told = " ".join(run("set", "lthr", "186", "--preview", *TODAY).stdout.split())
    assert (
        "The 180-formula is still in force: aerobase thresholds shows what comes before it." in told
    )
    assert "The last 28 days" not in told


@pytest.mark.usefixtures("watched")
def test_a_lower_ceiling_brings_warnings():
    run("set", "entered", "165", *TODAY)
    said = json.loads(run("set", "entered", "134", "--preview", "--json", *TODAY).stdout)
    assert said["flags_gone"] == []
    assert {one["id"] for one in said["flags_new"]} == {"hard_days", "aerobic_share"}
    assert all(one["severity"] and one["title"] for one in said["flags_new"])


def test_a_preview_writes_nothing(stored):
    before = stored.profile.read_bytes()
    said = json.loads(run("set", "entered", "165", "--preview", "--json", *TODAY).stdout)

    assert stored.profile.read_bytes() == before
    assert not said["written"]
    (changed,) = said["sessions"]
    assert (changed["class_before"], changed["class_after"]) == ("anaerobic", "aerobic")
    assert (changed["ceiling_before_bpm"], changed["ceiling_after_bpm"]) == (150, 165)
    (week,) = said["weeks"]
    assert (week["aerobic_frac_before"], week["aerobic_frac_after"]) == (0.75, 1.0)
    assert classes() == ["aerobic", "anaerobic", "unknown", "aerobic"]


def test_a_new_threshold_judges_the_past_anew(stored):
    answer = run("set", "entered", "165", *TODAY)

    assert "change class: 1; weeks that change share: 1." in answer.stdout
    (listed,) = [line for line in answer.stdout.splitlines() if line.startswith("2026-05-06")]
    assert listed.split()[1:3] == ["anaerobic", "aerobic"]
    assert max(map(len, answer.stdout.splitlines())) <= 80
    assert "1  anaerobic -> aerobic" in answer.stdout
    assert classes() == ["aerobic", "aerobic", "unknown", "aerobic"]
    assert [one.value_bpm for one in load_profile(stored, NAMES).thresholds] == [165]


def test_from_a_day_on_only(stored):
    run("set", "entered", "165", "--since", "2026-05-07", "--source", "lab", "--uncertainty", "3")

    assert classes() == ["aerobic", "anaerobic", "unknown", "aerobic"]
    first, second = load_profile(stored, NAMES).thresholds
    assert first.since is None
    assert (second.since, second.source, second.uncertainty_bpm) == (date(2026, 5, 7), "lab", 3)
    history = json.loads(run("--json", *TODAY).stdout)["history"]
    assert [(one["since"], one["ceiling_bpm"]) for one in history] == [
        ("2026-05-04", 150),
        ("2026-05-07", 165),
    ]


def test_other_values_go_where_they_belong(stored):
    run("set", "lthr", "170")
    run("set", "hr_rest", "50", "--since", "2026-05-10")
    run("set", "category", "B")
    run("set", "dfa_alpha1", "149", "--no-adopt")

    profile = load_profile(stored, NAMES)
    assert [one.value for one in profile.lthr] == [170]
    assert [(one.value, one.since) for one in profile.hr_rest] == [
        (60, None),
        (50, date(2026, 5, 10)),
    ]
    assert profile.categories[0].category == "b"
    assert [one.adopted for one in profile.thresholds] == [True, False]


def test_an_entry_can_be_taken_out_again(stored):
    answer = run("remove", "entered", *TODAY)

    assert "ceiling 134 bpm" in answer.stdout
    assert load_profile(stored, NAMES).thresholds == ()
    again = run("remove", "entered")
    assert isinstance(again.exception, AerobaseError)


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("set", "entered", "fast"), "not a heart rate"),
        (("set", "entered", "1650"), "out of the range"),
        (("set", "drift_test", "150"), "without a day"),
        (("set", "category", "e"), "category"),
    ],
)
def test_nonsense_is_refused(arguments, part):
    answer = run(*arguments)

    assert isinstance(answer.exception, AerobaseError)
    assert part in answer.exception.message


@pytest.mark.usefixtures("home")
def test_without_a_profile_it_says_what_is_missing():
    answer = run()

    assert answer.exit_code == 0
    assert "no birth date" in answer.stdout


def maf_stream(speed):
    """Return an hour at 150 bpm, the first twelve minutes of it slower."""
    t = np.arange(3601.0)
    metres = np.full(3601, float(speed))
    return {
        "t_s": t,
        "hr_bpm": np.where(t < 720, 130.0, 150.0).astype("f4"),
        "speed_m_s": metres.astype("f4"),
        "distance_m": np.cumsum(metres),
    }


def test_declared_tests_with_their_trend(home):
    runs = [facts(date(2026, 4, day), [(3600, 150)]) for day in (1, 20, 29)]
    stored = fill(home, runs, streams={0: maf_stream(2.5), 1: maf_stream(2.60004)})
    now = datetime(2026, 5, 1, tzinfo=UTC)
    for day, kind in ((1, "maf-test"), (20, "maf-test"), (29, "drift-test")):
        journal.append(
            stored,
            kind="log",
            day=date(2026, 4, day),
            data={"kind": kind, "values": {"course": "track"}},
            now=now,
        )

    first, second, third = json.loads(run("tests", "--json", *TODAY).stdout)
    assert (first["kind"], first["rating"], first["split_s"][:2]) == ("maf", "first", [400, 400])
    assert (second["rating"], second["against"]) == ("progress", "2026-04-01")
    assert second["change_frac"] == pytest.approx(2.5 / 2.6 - 1, abs=5e-5)
    assert (first["speed_m_s"], second["speed_m_s"]) == (2.5, 2.6)  # to four places
    assert third["kind"] == "drift"
    assert "only 0 min" in third["refused"]
    text = run("tests", *TODAY).stdout
    assert "6:25 /km at 150 bpm over 48 min" in text.replace("\n  ", " ")
    assert "not counted, only 0 min after 15 min" in text.replace("\n  ", " ")
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.usefixtures("stored")
def test_without_a_declaration_there_is_no_test():
    assert json.loads(run("tests", "--json", *TODAY).stdout) == []
    assert "aerobase log maf-test" in run("tests", *TODAY).stdout


def test_a_session_without_beats_has_no_ramp(stored):
    rows = json.loads(CliRunner().invoke(sessions, ["--json", *TODAY]).stdout)
    said = json.loads(run("dfa", rows[0]["id"][:6], "--json").stdout)

    assert said["experimental"]
    assert said["aerobic_bpm"] is None
    assert "no beat intervals" in said["reason"]
    assert "No threshold by DFA-alpha1" in run("dfa", rows[0]["id"]).stdout
    assert load_profile(stored, NAMES).thresholds[0].method == "entered"


def test_a_ramp_says_its_thresholds_and_how_to_adopt_one():
    hr = np.linspace(110, 180, 60)
    series = AlphaSeries(
        t_s=np.arange(60) * 20.0,
        hr_bpm=hr,
        alpha1=0.75 - 0.0125 * (hr - 148),
        artefact_frac=np.zeros(60),
    )
    thresholds = ramp_thresholds(series, hr_source="chest")
    document = ramp_document(thresholds, series, session_id="0123456789ab-0")
    text = "\n".join(ramp_text(document, date(2026, 5, 20)))

    assert (document["aerobic_bpm"], document["anaerobic_bpm"]) == (148.0, 168.0)
    assert document["windows"][0] == {
        "t_s": 0.0, "hr_bpm": 110.0, "alpha1": 1.225, "artefact_frac": 0.0
    }  # fmt: skip
    assert "0.75 at 148 bpm" in text
    assert "0.5 at 168 bpm" in text
    assert "aerobase thresholds set dfa_alpha1 148 --since 2026-05-20" in text
    assert "Experimental" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_drift_map_says_bins_of_five_beats_that_do_not_overlap():
    """A bin's upper edge counts to it: over 145 to 150 bpm is 146 to 150, then 151 to 155."""
    day = date(2026, 5, 1)
    ran = [
        facts(day, [(3600, 148)], drift_s=3000.0, drift_hr_bpm=bpm, drift_hour_frac=0.03)
        for bpm in (146.0, 150.0, 150.1)
    ]
    found = drift_document(drift_map(athlete(Profile(), runs=ran, today=day).sessions, day))
    bins = [(one["low_bpm"], one["high_bpm"], one["runs"]) for one in found["bins"]]
    assert bins == [(146, 150, 2), (151, 155, 1)]


def test_a_drift_test_says_what_its_start_was(home):
    t = np.arange(4501.0)
    samples = {
        "t_s": t,
        "hr_bpm": np.where(t < 900, 130.0, np.where(t < 2700, 140.0, 146.2)).astype("f4"),
        "speed_m_s": np.full(4501, 3.0, "f4"),
        "distance_m": 3.0 * t,
    }
    stored = fill(home, [facts(date(2026, 4, 1), [(4500, 140)])], streams={0: samples})
    journal.append(
        stored,
        kind="log",
        day=date(2026, 4, 1),
        data={"kind": "drift-test"},
        now=datetime(2026, 4, 1, tzinfo=UTC),
    )

    (row,) = json.loads(run("tests", "--json", *TODAY).stdout)
    assert row["drift_frac"] == pytest.approx(1 - 140 / 146.2, abs=5e-5)
    assert row["aerobic_bpm"] == 140
    told = run("tests", *TODAY).stdout.replace("\n  ", " ")
    assert "+4.2 % from a start at 140 bpm" in told
    assert "aerobase thresholds set drift_test 140 --since 2026-04-01" in told


def test_a_passed_hr_max_is_said(home):
    fill(home, [facts(date(2026, 4, 1), [(3000, 140), (90, 196)])])

    said = json.loads(run("--json", *TODAY).stdout)["hr_max_passed"]
    assert said == {"local_date": "2026-04-01", "hr_max_bpm": 190, "held_bpm": 196}
    assert "aerobase thresholds set hr_max 196" in run(*TODAY).stdout.replace("\n", " ")


def test_without_a_birth_date_the_next_step_is_said_and_no_empty_table(home):
    assert not home.exists()
    told = aerobase("thresholds", "--today", "2026-05-20").out
    assert "No ceiling on 2026-05-20: the profile has no birth date." in told
    assert "aerobase init" in told
    assert "aerobase thresholds set entered BPM" in told
    assert "method" not in told
    aerobase("init", "--birth-date", "1980-05-01", "--pacemaker")
    barred = aerobase("thresholds", "--today", "2026-05-20").out
    assert "aerobase init" not in barred  # no formula helps there
    assert "aerobase thresholds set entered BPM" in barred
