"""Every sign that needs a clinician, through every command: nothing is offered that it bars."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import PROFILE, fill

from planner.flags.red_flag_signs import RED_FLAGS

MONDAY = date(2026, 5, 18)
# By name what must stand (JUDGEMENT 8); a sign that is not named here stops everything.
EFFECTS = {"missed-periods": "no_quality", "quinolone": "hold", "after-birth": "no_run"}
HARD = {"quality", "strides"}
TESTS = {"maf_test", "drift_test"}
BARRED = {
    "no_quality": HARD,
    "hold": HARD | TESTS | {"long"},
    "no_run": {"easy", "recovery", "run_walk", "long"} | HARD | TESTS,
    "stop": {"easy", "recovery", "run_walk", "walk", "long"} | HARD | TESTS,
}
WHOM = re.compile(r"clinician|emergency|midwife|doctor")
ASKS_FOR_ALL = """
[availability]
quality_wanted = true
strides_wanted = true
"""


@pytest.fixture
def runner(home):
    """Nine weeks of easy runs; a test is due, strides and quality are wished for."""
    return fill(home, weeks_of_runs(MONDAY - timedelta(days=1), 9, days=(1, 3, 6)), PROFILE
                + ASKS_FOR_ALL)  # fmt: skip


def said(*words: str, day: date = MONDAY) -> str:
    answer = aerobase(*words, "--today", str(day))
    assert answer.code == 0, answer.err
    return answer.out + answer.err


def planned(*words: str) -> list[dict]:
    return json.loads(said("plan", "--json", *words))["days"]


def runs(day: dict) -> set[str]:
    return {one["kind"] for one in (day["run"], *day["more_runs"]) if one} - {"rest"}


def plain(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.usefixtures("runner")
def test_without_a_sign_all_of_it_is_offered():
    kinds = set().union(*(runs(day) for day in planned()))
    assert "maf_test" in kinds
    assert any(week["maf_test"] for week in json.loads(said("plan", "--season", "--json"))["weeks"])
    assert any(day["strength"] for day in planned())


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize("sign", RED_FLAGS, ids=lambda sign: sign.name)
def test_a_sign_bars_in_every_view_what_it_must(sign, tmp_path):
    effect = EFFECTS.get(sign.name, "stop")
    stopped = effect == "stop"
    said("log", "pain", "1", "knee", "left")  # a small sign, of which nothing is drawn beside it
    heard = plain(said("log", "redflag", sign.name))
    assert sign.say in heard
    assert WHOM.search(sign.say)

    assert sign.say in plain(said("today"))
    shown = json.loads(said("today", "--json"))
    for days in (planned(), planned("--next")):
        for day in [*days, shown]:
            assert not runs(day) & BARRED[effect]
            assert not (stopped and (day["strength"] or day["checks"]))
    assert sign.say in plain(said("plan"))

    season = json.loads(said("plan", "--season", "--json"))
    ahead = season["weeks"][effect == "no_quality" :]  # its plan may still hold a test
    assert not any(week["maf_test"] for week in ahead)
    if effect in {"stop", "no_run"}:
        assert season["weeks"][0]["target_s"] == 0
        assert all(week["target_s"] is None for week in season["weeks"][1:])
    sizes = [week["target_s"] for week in season["weeks"] if week["target_s"] is not None]
    assert max(sizes) <= 3 * 45 * 60  # never above the usual week

    page = tmp_path / "page.html"
    said("report", "-o", str(page))
    html = page.read_text("utf-8")
    bare = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    visible = plain(re.sub(r"<[^>]+>", " ", bare))
    assert sign.say in visible.replace("&#39;", "'")
    assert ('class="ladder"' in html) is not stopped
    assert ('class="strength"' in html) is not stopped
    assert 'class="press"' not in html

    said("export", "plan", "-o", str(tmp_path / "week.csv"))
    rows = csv.DictReader((tmp_path / "week.csv").read_text("utf-8").splitlines())
    assert not {row["kind"] for row in rows} & BARRED[effect]
    said("export", "plan", "--format", "ics", "-o", str(tmp_path / "week.ics"))
    calendar = (tmp_path / "week.ics").read_text("utf-8")
    assert "MAF test" not in calendar or effect == "no_quality"
    assert ("SUMMARY:Strength" in calendar) is not stopped
    said("export", "plan", "--format", "fit", "-o", str(tmp_path / "watch"))
    names = {file.name for file in (tmp_path / "watch").glob("*.fit")}
    assert any("run" in name for name in names) is (effect in {"hold", "no_quality"})
    assert bool(names) is not stopped


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize("sign", RED_FLAGS, ids=lambda sign: sign.name)
def test_a_sign_is_cleared_with_a_note_and_not_without(sign):
    said("log", "redflag", sign.name)
    flag = f"red_flag-{sign.name}"
    assert aerobase("flags", "clear", flag, "--today", str(MONDAY)).code == 2
    said("flags", "clear", flag, "--note", "seen to")
    after = MONDAY + timedelta(days={"quinolone": 30, "after-birth": 84}.get(sign.name, 0))
    standing = {one["id"] for one in json.loads(said("flags", "--json", day=after))}
    assert flag not in standing
    if after > MONDAY:
        before = json.loads(said("flags", "--json", day=after - timedelta(days=1)))
        (one,) = [one for one in before if one["id"] == flag]
        assert f"holds until {after}" in one["advice"][-1]


@pytest.mark.usefixtures("runner")
def test_a_sore_shin_at_night_without_periods_gets_a_stop_and_no_test():
    said("log", "redflag", "missed-periods")
    assert any("maf_test" in runs(day) for day in planned())
    said("log", "pain", "2", "shin", "left")
    assert all(runs(day) == set() for day in planned())


@pytest.mark.parametrize("sign", ["fainting", "quinolone", "after-birth"])
def test_no_view_speaks_of_the_test_of_a_doubted_ceiling_beside_a_sign_that_bars_it(home, sign):
    hard = weeks_of_runs(MONDAY - timedelta(days=1), 26, days=(1, 3, 6), minutes=60, bpm=160)
    fill(home, hard, '[runner]\nbirth_date = 1980-05-01\ntimezone = "Europe/Madrid"\n')
    assert "drift_test" in set().union(*(runs(day) for day in planned()))
    assert "drift test" in plain(said("status"))
    said("log", "redflag", sign)
    assert "drift" not in said("status") + said("today")
    assert "drift_test" not in set().union(*(runs(day) for day in planned()))


def test_no_test_in_pregnancy_though_a_ceiling_is_entered(home):
    history = weeks_of_runs(MONDAY - timedelta(days=1), 9, days=(1, 3, 6))
    fill(home, history, PROFILE.replace("male", "female") + "[health]\npregnant = true\n")
    weeks = json.loads(said("plan", "--season", "--json"))["weeks"]
    assert not any(week["maf_test"] for week in weeks)
    assert not set().union(*(runs(day) for day in planned())) & (TESTS | HARD)
    assert "midwife" in said("plan")


def test_a_pregnancy_that_ended_asks_for_what_is_due_after_a_birth(home):
    health = "[health]\npregnant = [{since = 2025-08-01, value = true}, "
    ended = "{since = 2026-05-01, value = false}]\n"
    history = weeks_of_runs(date(2026, 4, 1), 26, days=(1, 3, 6))
    fill(home, history, PROFILE.replace('"male"', '"female"') + health + ended)
    assert all(runs(day) == set() for day in planned())
    assert "After a pregnancy" in said("today")
    said("log", "redflag", "after-birth", "--date", "2026-05-01")
    said("flags", "clear", "red_flag-after-birth", "--note", "free of signs")
    assert all(runs(day) == set() for day in planned())
    (first,) = {one for day in planned_on(date(2026, 7, 27)) for one in runs(day)}
    assert first == "run_walk"


def planned_on(day: date) -> list[dict]:
    return json.loads(said("plan", "--json", day=day))["days"]


@pytest.mark.usefixtures("runner")
def test_the_safety_questions_are_due_once_a_quarter_and_answered_by_one_command():
    line = "if none applies: aerobase log redflag --none"
    assert line in said("today")
    assert json.loads(said("today", "--json"))["safety"]
    said("log", "redflag", "--none")
    assert line not in said("today")
    assert json.loads(said("today", "--json", day=MONDAY + timedelta(days=92)))["safety"] is None
    assert line in said("today", day=MONDAY + timedelta(days=93))
    (kept,) = json.loads(said("log", "list", "--json"))
    assert (kept["kind"], kept["text"]) == ("safety", "none")
