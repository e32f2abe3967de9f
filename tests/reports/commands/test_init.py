"""`init`: makes a profile, changes only what is given, refuses in one sentence."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from support.command_line import aerobase

from ingest.errors import AerobaseError
from ingest.home.home import Home
from planner.names import NAMES
from planner.profile.category import category_from
from planner.profile.file import load_profile
from planner.profile.model import Dated, DatedCategory
from reports.commands import init
from reports.commands.init import command


@pytest.fixture
def run(home):  # noqa: ARG001 - sets AEROBASE_HOME
    def go(*arguments):
        return CliRunner().invoke(command, list(arguments))

    return go


def profile_of(home):
    return load_profile(Home(path=home), NAMES)


def test_a_new_profile(run, home):
    answer = run("--birth-date", "1980-05-01", "--category", "c", "--timezone", "Europe/Madrid")

    assert answer.exit_code == 0, answer.output
    profile = profile_of(home)
    assert profile.birth_date == date(1980, 5, 1)
    assert profile.categories == (DatedCategory(category="c"),)
    assert profile.zone_name == "Europe/Madrid"
    assert "Ceiling 134 bpm (180-formula, could be off by 20 bpm either way)" in answer.output
    assert all(len(line) <= 80 or str(home) in line for line in answer.output.splitlines())


def test_a_second_call_changes_only_what_is_given_and_keeps_the_former(run, home):
    run("--birth-date", "1980-05-01", "--category", "c", "--timezone", "Europe/Madrid")
    file = home / "profile.toml"
    file.write_text(file.read_text() + "\n# mine\n")
    before = file.read_text()

    run("--hr-rest", "52", "--run-days", "sat,Tue", "--max-minutes", "tue=45")

    after = file.read_text()
    assert "# mine" in after
    assert file.with_name("profile.toml.bak").read_text() == before
    assert set(before.splitlines()) <= set(after.splitlines())
    profile = profile_of(home)
    assert profile.hr_rest == (Dated(value=52),)
    assert profile.availability.run_days == {1, 5}
    assert profile.availability.max_minutes[1] == 45
    assert profile.categories == (DatedCategory(category="c"),)


def test_a_race_has_a_day_and_a_length(run, home):
    run("--birth-date", "1980-05-01", "--race-date", "2026-10-04", "--race-km", "21.1")
    assert profile_of(home).availability.race_km == 21.1
    run("--race-km", "10")
    assert "race_km = 10\n" in (home / "profile.toml").read_text()
    assert profile_of(home).availability.race_date == date(2026, 10, 4)
    assert run("--race-km", "0").exit_code == 2


def test_what_the_usual_routes_are_like(run, home):
    run("--birth-date", "1980-05-01", "--terrain", "hilly")
    assert profile_of(home).availability.terrain == "hilly"
    assert run("--terrain", "steep").exit_code == 2


def test_dated_values_join_the_undated(run, home):
    run("--birth-date", "1980-05-01", "--category", "c", "--hr-max", "190")
    run("--category", "b", "--hr-max", "188", "--since", "2026-01-31")
    run("--category", "a", "--since", "2025-01-31")
    run("--ceiling", "150", "--since", "2026-03-01")
    run("--ceiling", "152", "--since", "2026-03-01")

    profile = profile_of(home)
    assert [(one.category, one.since) for one in profile.categories] == [
        ("c", None),
        ("a", date(2025, 1, 31)),
        ("b", date(2026, 1, 31)),
    ]
    assert profile.hr_max == (Dated(value=190), Dated(value=188, since=date(2026, 1, 31)))
    assert [(one.value_bpm, one.since) for one in profile.thresholds] == [(152, date(2026, 3, 1))]


def test_without_a_birth_date_one_sentence_says_what_to_do(run, home):
    answer = run("--category", "c")

    assert isinstance(answer.exception, AerobaseError)
    assert "birth date" in answer.exception.message
    assert "--birth-date" in answer.exception.hint
    assert not (home / "profile.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--birth-date", "2180-01-01"), "is not before"),
        (("--birth-date", "1910-01-01"), "110 years"),
        (("--birth-date", "1980-05-01", "--timezone", "Mars/Base"), "Mars/Base"),
        (("--birth-date", "1980-05-01", "--max-minutes", "much"), "minutes"),
        (("--birth-date", "1980-05-01", "--run-days", "tue,fun"), "fun"),
    ],
)
def test_nonsense_is_refused_and_nothing_written(run, home, arguments, part):
    answer = run(*arguments)

    assert isinstance(answer.exception, AerobaseError)
    assert part in answer.exception.message
    assert not (home / "profile.toml").exists()


def test_a_day_that_is_none_is_a_usage_error(run):
    answer = run("--birth-date", "31.2.1980")

    assert answer.exit_code == 2
    assert "such as 2026-05-18" in answer.output


def test_a_measured_ceiling_alone_makes_a_profile(run, home):
    assert run("--ceiling", "150").exit_code == 0
    assert profile_of(home).thresholds[0].value_bpm == 150


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((True, True, True), "a"),
        ((False, True, True), "b"),
        ((False, False, True), "d"),
        ((False, False, False), "c"),
    ],
)
def test_three_answers_are_one_category(answers, expected):
    recovering, hindered, progressing = answers
    assert (
        category_from(recovering=recovering, hindered=hindered, progressing=progressing) == expected
    )


def test_the_questions_behind_the_category_as_options(run, home):
    run("--birth-date", "1980-05-01", "--not-recovering", "--hindered")

    assert profile_of(home).categories == (DatedCategory(category="b"),)


SEX = {"female": ("--sex", "female"), "male": ("--sex", "male")}


@pytest.mark.parametrize(
    ("sex", "typed", "kept"),
    [
        ("female", ["4 3"], ["redflag fever-pain", "redflag missed-periods", "safety"]),
        ("male", ["none"], ["safety"]),
        ("male", ["N"], ["safety"]),
        ("female", ["12", "x", ""], []),
    ],
)
def test_on_a_terminal_the_safety_questions_are_the_fifth(home, sex, typed, kept):
    aerobase("init", "--birth-date", "1990-05-01", *SEX[sex])
    answer = aerobase("init", answers=["", "", "", "", *typed])
    assert answer.code == 0, answer.err
    assert ("stayed away" in answer.out) is (sex == "female")
    entries = json.loads(aerobase("log", "list", "--json").out)
    said = [f"{one['kind']} {one['values'].get('name', '')}".strip() for one in entries]
    assert sorted(said) == kept
    assert home.exists()
    again = aerobase("init", "--hr-rest", "50")
    assert ("if none applies: aerobase log redflag --none" in again.out) is (kept == [])


FIVE = ["1980-05-01", "d", "none", "left achilles", "none"]


def test_on_a_terminal_it_asks_five_questions_with_a_reason_each(home):
    answer = aerobase("init", answers=FIVE)
    assert answer.code == 0, answer.err
    assert re.findall(r"(\d) of 5  ", answer.out) == ["1", "2", "3", "4", "5"]
    assert "could be off by 20 bpm either way" in answer.out
    told = re.split(r"(?<=\)): |\n", answer.out.replace(str(home), "~"))
    assert max(map(len, told)) <= 80
    profile = profile_of(home)
    assert profile.birth_date == date(1980, 5, 1)
    assert profile.categories == (DatedCategory(category="d"),)
    assert profile.health.prior_achilles_side == "left"
    assert profile.zone_name is not None


def test_enter_skips_and_keeps_what_is_known(home):
    aerobase("init", answers=FIVE)
    before = (home / "profile.toml").read_text()
    answer = aerobase("init", answers=[""] * 4)
    assert answer.code == 0, answer.err
    assert "4 of 4" in answer.out  # the signs were asked for, and are not due
    assert "Enter keeps 1 May 1980" in answer.out
    assert "Enter keeps left achilles" in answer.out
    assert (home / "profile.toml").read_text() == before


def test_each_answer_is_checked_at_once_and_asked_again(home):
    typed = ["1.13.1980", "1910-05-01", "1980-05-01", "x", "b", "1 9", "1", "elbow", "none", "none"]
    answer = aerobase("init", answers=typed)
    assert answer.code == 0, answer.err
    assert "110 years" in answer.out
    assert "Say their numbers, 1 to 4, or none." in answer.out
    assert "No ceiling today" in answer.out
    profile = profile_of(home)
    assert profile.categories == (DatedCategory(category="b"),)
    assert profile.health.rate_medicine
    assert not profile.health.pacemaker


def test_what_was_said_before_a_stop_is_kept_and_said(home):
    answer = aerobase("init", answers=["1980-05-01", "d"])  # then the terminal is gone
    assert answer.code == 130
    assert "Kept so far: birth date, category." in answer.out
    assert profile_of(home).birth_date == date(1980, 5, 1)
    assert profile_of(home).categories == (DatedCategory(category="d"),)


def test_a_changed_answer_may_hold_from_a_day_on(home):
    aerobase("init", "--birth-date", "1980-05-01", "--category", "c")
    answer = aerobase("init", answers=["", "c", "4", "2026-03-01", "", ""])
    assert answer.code == 0, answer.err
    profile = profile_of(home)
    assert profile.categories == (DatedCategory(category="c"),)
    assert not profile.health_on(date(2026, 2, 28)).pregnant
    assert profile.health_on(date(2026, 3, 1)).pregnant
    assert not profile.health.rate_medicine


def test_trouble_that_is_told_counts_for_twelve_months_and_can_be_over(home):
    aerobase("init", answers=["1980-05-01", "", "", "both calf, right achilles", "none"])
    today = init.clock().date()
    profile = profile_of(home)
    assert profile.health_on(today).prior_calf_side == "both"
    assert profile.health_on(today).prior_achilles_side == "right"
    assert profile.health_on(today + timedelta(days=367)).prior_calf_side is None
    aerobase("init", answers=["", "", "", "none"])
    assert profile_of(home).health_on(today).prior_calf_side is None


def test_the_rest_is_asked_when_it_is_wanted(home):
    aerobase("init", "--birth-date", "1980-05-01")
    who = ["female", "Europe/Madird", "Europe/Madrid", "imperial", "999", "190", "", ""]
    when = ["tue,sat", "sun", "60", "", "", "", ""]
    answer = aerobase("init", "--more", answers=[*who, *when])
    assert answer.code == 0, answer.err
    assert "Did you mean Europe/Madrid?" in " ".join(answer.out.split())
    profile = profile_of(home)
    assert (profile.sex, profile.zone_name, profile.units) == (
        "female", "Europe/Madrid", "imperial"
    )  # fmt: skip
    assert profile.hr_max == (Dated(value=190),)
    assert profile.availability.run_days == {1, 5}
    assert profile.availability.long_run_day == 6
    assert aerobase("init", "--more").code == 2


def test_a_condition_may_begin_and_end(run, home):
    run("--birth-date", "1980-05-01", "--category", "c")
    run("--pregnant", "--since", "2025-03-01")
    run("--not-pregnant", "--since", "2025-12-01")

    profile = profile_of(home)
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 11, 30), date(2025, 12, 1)]
    assert [profile.health_on(day).pregnant for day in days] == [False, True, True, False]
    assert not profile.health.pregnant


def test_an_injury_with_a_day_counts_for_twelve_months(run, home):
    run("--birth-date", "1980-05-01", "--calf", "right")
    run("--achilles", "left", "--since", "2025-03-01")

    profile = profile_of(home)
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2026, 3, 1), date(2026, 3, 2)]
    sides = [profile.health_on(day).prior_achilles_side for day in days]
    assert sides == [None, "left", "left", None]
    assert {profile.health_on(day).prior_calf_side for day in days} == {"right"}
    run("--achilles", "no", "--since", "2025-06-01")
    assert profile_of(home).health_on(date(2025, 7, 1)).prior_achilles_side is None


def test_with_a_leg_in_trouble_two_categories_stand_side_by_side(run):
    """Born 1980-05-01: 180 less the age on the clock's day, five beats apart."""
    age = 180 - int(re.search(r"180 - (\d+) years", run("--birth-date", "1980-05-01").output)[1])
    text = run("--category", "c", "--achilles", "left").output
    assert f"  b, {age - 5} bpm: injured, not improving" in text
    assert f"  c, {age} bpm: training four times a week or more" in text
    assert "In force is c. If b fits: aerobase init --category b" in text
    assert all(len(line) <= 80 or "profile.toml" in line for line in text.splitlines())
    assert f"  d, {age + 5} bpm" in run("--category", "d").output
    for settled in ("b", "a"):
        assert "bpm: injured" not in run("--category", settled).output
    run("--category", "c")
    assert "bpm: injured" in run("--hr-rest", "52").output
    assert "bpm: injured" not in run("--achilles", "no").output
    run("--achilles", "left")
    assert "bpm: injured" not in run("--ceiling", "150").output  # a measured one is in force


def test_json(run):
    answer = run("--ceiling", "150", "--json")

    said = json.loads(answer.stdout)
    assert said["ceiling_bpm"] == 150
    assert said["ceiling_method"] == "entered"
    assert said["changed"] is True


@pytest.mark.parametrize(
    ("today", "bpm"), [("2026-04-30", 135), ("2026-05-02", 134), ("2031-06-01", 129)]
)
def test_the_ceiling_is_said_of_the_day_that_is_looked_from(home, today, bpm):  # noqa: ARG001
    given = ("--birth-date", "1980-05-01", "--category", "c", "--timezone", "UTC")
    answer = aerobase("init", *given, "--today", today)
    assert answer.code == 0, answer.err
    assert f"Ceiling {bpm} bpm" in answer.out
    ahead = aerobase(
        "init", "--race-date", "2026-05-03", "--race-km", "10", "--today", "2026-05-01"
    )
    assert ahead.code == 0, ahead.err
