"""`init`: makes a profile, changes only what is given, refuses in one sentence."""

from __future__ import annotations

import json
from datetime import date

import click
import pytest
from click.testing import CliRunner
from support.command_line import aerobase

from ingest.errors import AerobaseError
from ingest.home.home import Home
from planner.names import NAMES
from planner.profile.category import category_from
from planner.profile.file import load_profile, parse_profile
from planner.profile.model import Dated, DatedCategory, Profile
from reports.commands import init
from reports.commands.init import command
from reports.commands.init_changes import text_with
from reports.commands.init_questions import ask


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
    assert "Ceiling today" in answer.output
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
    answer = run("--birth-date", "1.5.1980")

    assert answer.exit_code == 2
    assert "2026-05-20" in answer.output


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


PROFILE_ANSWERS = ["1990-05-01", "{sex}", "Europe/Madrid", *["n"] * 3, *["n"] * 4, "no", "no"]


@pytest.mark.parametrize(
    ("sex", "typed", "kept"),
    [
        ("female", ["4 3"], ["redflag fever-pain", "redflag missed-periods", "safety"]),
        ("male", ["none"], ["safety"]),
        ("female", ["12", "x", ""], []),
    ],
)
def test_on_a_terminal_the_safety_questions_are_one_question(home, sex, typed, kept):
    given = [one.format(sex=sex) for one in PROFILE_ANSWERS]
    answer = aerobase("init", answers=[*given, *typed])
    assert answer.code == 0, answer.err
    assert ("missed" in answer.out or "stayed away" in answer.out) is (sex == "female")
    entries = json.loads(aerobase("log", "list", "--json").out)
    said = [f"{one['kind']} {one['values'].get('name', '')}".strip() for one in entries]
    assert sorted(said) == kept
    assert home.exists()
    again = aerobase("init", "--hr-rest", "50")
    assert ("if none applies: aerobase log redflag --none" in again.out) is (kept == [])


def test_on_a_terminal_it_asks(home, monkeypatch):
    monkeypatch.setattr(init.sys, "stdin", type("Tty", (), {"isatty": lambda _: True})())
    answers = {}

    def ask(profile, **_):
        answers["seen"] = profile
        return {"birth_date": date(1980, 5, 1), "recovering": False, "hindered": False,
                "progressing": True, "pregnant": False, "achilles": "left"}  # fmt: skip

    monkeypatch.setattr(init, "ask", ask)
    init.command.callback(home=Home(path=home), as_json=False)

    profile = profile_of(home)
    assert profile.categories == (DatedCategory(category="d"),)
    assert profile.health.prior_achilles_side == "left"


def test_on_a_terminal_the_birth_date_says_its_form_and_can_be_skipped(home):
    skipped = ["", "female", "Europe/Madrid", *["n"] * 3, *["n"] * 4, "no", "no", ""]
    answer = aerobase("init", answers=skipped)
    assert answer.code == 0, answer.err
    assert "Birth date (YYYY-MM-DD, empty to skip)" in answer.out
    assert profile_of(home).birth_date is None
    assert profile_of(home).sex == "female"


def test_the_questions_themselves():
    found = {}

    @click.command()
    def asking():
        found.update(ask(Profile(), zone_name="Europe/Berlin"))

    typed = "1980-05-01\nfemale\nEurope/Madird\nEurope/Madrid\nn\ny\ny\nn\nn\nn\nleft\nno\n"
    answer = CliRunner().invoke(asking, input=typed)

    assert answer.exit_code == 0, answer.output
    assert "Time zone [Europe/Berlin]" in answer.output
    assert "Did you mean Europe/Madrid?" in answer.output
    assert found == {
        "birth_date": date(1980, 5, 1),
        "sex": "female",
        "timezone": "Europe/Madrid",
        "recovering": False,
        "hindered": True,
        "progressing": False,
        "rate_medicine": True,
        "achilles": "left",
        "calf": "no",
    }


def test_asked_again_changed_conditions_get_a_day():
    text = '[runner]\nbirth_date = 1980-05-01\ncategory = "c"\n'
    found = {}

    @click.command()
    def asking():
        found.update(ask(parse_profile(text, NAMES, where="x")))

    answer = CliRunner().invoke(asking, input="\n\n\ny\nn\nn\nn\ny\n2026-03-01\nno\nno\n")

    assert answer.exit_code == 0, answer.output
    assert found["pregnant"] is True
    assert found["since"] == date(2026, 3, 1)
    assert "rate_medicine" not in found
    profile = parse_profile(text_with(text, found), NAMES, where="x")
    assert not profile.health_on(date(2026, 2, 28)).pregnant
    assert profile.health_on(date(2026, 3, 1)).pregnant


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


def test_json(run):
    answer = run("--ceiling", "150", "--json")

    said = json.loads(answer.stdout)
    assert said["ceiling_bpm"] == 150
    assert said["ceiling_method"] == "entered"
    assert said["changed"] is True
