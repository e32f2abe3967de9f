"""The command `plan`: its JSON, its text, what it stores."""

from __future__ import annotations

import json
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import facts
from support.stored_home import fill

from ingest.home import journal
from ingest.home.home import Home

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


def runs(week):
    return [day["run"]["duration_s"] for day in week["days"]]


@pytest.mark.usefixtures("runner")
def test_move_skip_less_and_undo_change_the_stored_week():
    first = asked("--today", "2026-05-18")
    assert [n for n, seconds in enumerate(runs(first)) if seconds] == [0, 2, 4]
    moved = aerobase("plan", "move", "fri", "sat", "--today", "2026-05-18", "--json")
    assert moved.code == 0, moved.err
    week = json.loads(moved.out)
    assert [n for n, seconds in enumerate(runs(week)) if seconds] == [0, 2, 5]
    assert week["changes"][0] == "Planned anew because of your changes by hand."
    assert aerobase("plan", "less", "--today", "2026-05-18").code == 0
    assert max(runs(asked("--today", "2026-05-18"))) == 60 * int(0.8 * 21)
    assert aerobase("plan", "skip", "2026-05-20", "--today", "2026-05-18").code == 0
    assert runs(asked("--today", "2026-05-18"))[2] == 0
    for _ in range(3):
        assert aerobase("plan", "undo", "--today", "2026-05-18").code == 0
    assert runs(asked("--today", "2026-05-18")) == runs(first)


CHANGES = (
    (("skip", "fri"),),
    (("move", "fri", "sat"),),
    (("less",),),
    (("move", "fri", "sat"), ("skip", "wed")),
    (("less",), ("move", "fri", "sat"), ("skip", "wed")),
)


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize("week", [(), ("--next",)])
@pytest.mark.parametrize("pain", ["2", "3"])
@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_undo_gives_back_the_week_also_while_a_warning_holds_it(changes, pain, week):
    """Care takes care that no day gets more than it had: what was taken out by hand, it had."""
    day = ("--today", "2026-05-18")
    for morning in ("2026-05-16", "2026-05-17", "2026-05-18"):
        score = pain if morning == "2026-05-18" else "1"
        said = ("log", "pain", score, "left", "achilles", "morning", "--date", morning)
        assert aerobase(*said, *day).code == 0
    first = asked(*week, *day)
    assert first["effect"] in {"hold", "easier"}
    for words in changes:
        answer = aerobase("plan", *week, *words, *day)
        assert answer.code == 0, answer.err
        assert f"Undo: aerobase {' '.join(('plan', *week, 'undo'))}" in answer.out
    assert runs(asked(*week, *day)) != runs(first)
    for _ in changes:
        assert aerobase("plan", *week, "undo", *day).code == 0
    again = asked(*week, *day)
    assert runs(again) == runs(first)
    assert [day["strength"] for day in again["days"]] == [day["strength"] for day in first["days"]]


@pytest.mark.usefixtures("runner")
def test_a_day_to_come_is_never_called_gone():
    day = ("--today", "2026-05-18")
    said = ("log", "pain", "3", "left", "achilles", "morning", "--date")
    for morning in ("2026-05-17", "2026-05-18"):
        assert aerobase(*said, morning, *day).code == 0
    asked(*day)
    explained = asked("--explain", "fri", *day)
    assert explained["why_not"]
    assert [one for one in explained["why_not"] if one["reason"] == "gone"] == []


@pytest.mark.usefixtures("runner")
def test_what_is_said_before_the_change_counts_for_it():
    asked("--next", "--today", "2026-05-18")
    words = ("plan", "--next", "--today", "2026-05-18", "--json", "move", "fri", "sat")
    moved = aerobase(*words)
    assert moved.code == 0, moved.err
    week = json.loads(moved.out)
    assert week["week_start"] == "2026-05-25"
    assert [n for n, seconds in enumerate(runs(week)) if seconds] == [0, 2, 5]
    assert [n for n, s in enumerate(runs(asked("--today", "2026-05-18"))) if s] == [0, 2, 4]


@pytest.mark.parametrize(
    "change", [("move", "wed", "thu"), ("move", "fri", "wed"), ("skip", "wed")]
)
def test_a_day_already_run_is_said_to_be_run(runner, change):
    asked("--today", "2026-05-18")
    fill(runner.path, [facts(date(2026, 5, 20), [(21 * 60, 120)])])
    answer = aerobase("plan", *change, "--today", "2026-05-20")
    assert answer.code == 1
    assert "Wednesday 20 May 2026 has been run" in answer.err


def test_a_change_that_breaks_a_rule_is_refused_and_stores_nothing(runner):
    asked("--today", "2026-05-18")
    before = len(journal.read(runner))
    answer = aerobase("plan", "move", "fri", "thu", "--today", "2026-05-18")
    assert answer.code == 1  # beginners run every other day: Wednesday is beside Thursday
    assert "every other day" in answer.err
    assert len(journal.read(runner)) == before


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("undo",), "Nothing was changed by hand"),
        (("skip", "mon"), "is gone"),
        (("skip", "2027-01-01"), "not in the week"),
        (("skip", "sun"), "no run is planned"),
    ],
)
def test_what_cannot_be_changed_is_one_sentence(arguments, said):
    answer = aerobase("plan", *arguments, "--today", "2026-05-19")
    assert answer.code == 1
    assert said in answer.err
    assert answer.out == ""


@pytest.mark.usefixtures("runner")
def test_explain_says_why_and_why_not():
    answer = aerobase("plan", "--explain", "wed", "--today", "2026-05-18", "--json")
    found = json.loads(answer.out)
    assert found["date"] == "2026-05-20"
    assert found["kind"] == "run_walk"
    assert found["reasons"]
    assert [one["weekday"] for one in found["why_not"]][:2] == ["Monday", "Tuesday"]
    text = aerobase("plan", "--explain", "wed", "--today", "2026-05-18").out
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.usefixtures("runner")
def test_a_day_that_is_no_day_is_a_usage_error():
    assert aerobase("plan", "--explain", "someday", "--today", "2026-05-18").code == 2


@pytest.mark.usefixtures("runner")
def test_next_week_opens_with_what_changed_since_this_one():
    asked("--today", "2026-05-18")
    following = asked("--next", "--today", "2026-05-24")
    assert following["changes"][0].startswith("This week asks for 1 h 03 min")
    assert "of 1 h 03 min planned last week you ran 0 min." in following["changes"][-1].lower()


def test_limits_are_listed_with_the_runners_own_value(runner):
    with runner.profile.open("a", encoding="utf-8") as file:
        file.write("\n[limits]\nplan_taper_days = 21\n")
    rows = {row["key"]: row for row in json.loads(aerobase("plan", "--limits", "--json").out)}
    assert rows["plan_taper_days"]["value"] == 21
    assert rows["plan_taper_days"]["default"] == 14
    assert rows["class_coverage"]["value"] == rows["class_coverage"]["default"] == 0.7
    assert all(row["tag"] and row["source"] for row in rows.values())
    text = aerobase("plan", "--limits").out
    assert "plan_taper_days = 21 d  [published]" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.usefixtures("runner")
def test_explain_without_a_day_tells_the_whole_week():
    answer = aerobase("plan", "--today", "2026-05-18", "--explain", "--json")
    assert [one["date"] for one in json.loads(answer.out)][::6] == ["2026-05-18", "2026-05-24"]
    text = aerobase("plan", "--today", "2026-05-18", "--explain").out
    assert "Monday" in text
    assert "Sunday" in text
    assert "Penalties" not in text
    more = aerobase("plan", "--today", "2026-05-18", "--explain", "--rules").out
    assert "Penalties of this week" in more
