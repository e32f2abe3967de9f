"""`aerobase log`: typed quickly, kept in the journal, shown, taken back."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from support.command_line import aerobase
from support.made_sessions import facts
from support.stored_home import fill

from ingest.imports.opening import open_archive
from planner.body.pain import ACCEPTABLE, EASES_FROM, SAFE, STOP_SCORE, WELL_SCORE
from planner.cli import main
from planner.profile.limits import Limits

TODAY = ("--today", "2026-05-20")


@pytest.fixture
def log(home, capsys):
    def run(*words: str, code: int = 0):
        with pytest.raises(SystemExit) as stop:
            main(["--home", str(home), "log", *words])
        said = capsys.readouterr()
        assert stop.value.code == code, said.err
        return said

    return run


def book(log, *more: str):
    return json.loads(log("list", "--json", *more).out)


def test_the_help_says_what_a_score_of_pain_does():
    """By the limits that decide: 3 is safe, 5 acceptable, 2 ends a stop."""
    text = " ".join(aerobase("log", "--help").out.split())
    limits = Limits()
    assert (
        f"Up to {limits[SAFE]:g} running goes on, at {EASES_FROM} and {limits[ACCEPTABLE]:g}"
        in text
    )
    assert f"above {STOP_SCORE} or with a limp it stops" in text
    assert WELL_SCORE == 2
    assert "Two or less ends a stop" in text


def test_pain_typed_as_words(log):
    log(
        "pain",
        "4",
        "left",
        "achilles",
        "next",
        "morning",
        "on",
        "the",
        "stairs",
        "--today",
        "2026-05-20",
    )
    (entry,) = book(log, "--today", "2026-05-20")
    del entry["id"]
    assert entry == {
        "date": "2026-05-20",
        "kind": "pain",
        "score": 4.0,
        "place": "achilles",
        "side": "left",
        "when": "next morning",
        "text": "on the stairs",
        "values": {},
    }


def test_options_say_the_same_as_words(log):
    log(
        "pain",
        "--score",
        "4",
        "--side",
        "left",
        "--place",
        "achilles",
        "--when",
        "after",
        "--date",
        "2026-05-19",
        "--today",
        "2026-05-20",
    )
    (entry,) = book(log, "--today", "2026-05-20")
    assert (entry["date"], entry["score"], entry["when"]) == ("2026-05-19", 4.0, "after")


def test_strength_is_one_entry_an_exercise(log):
    log("strength", "squat", "balance", "--hold-s", "60")
    values = [entry["values"] for entry in book(log)]
    assert values == [
        {"exercise": "squat", "hold_s": 60.0},
        {"exercise": "balance", "hold_s": 60.0},
    ]


def test_a_test_of_both_legs_is_two_entries(log):
    log("balance-test", "--level", "b2", "--left", "9", "--right", "14")
    log("tenderness", "--left", "3", "--right", "0")
    sides = [(entry["kind"], entry["side"]) for entry in book(log)]
    assert sides == [
        ("balance-test", "left"),
        ("balance-test", "right"),
        ("tenderness", "left"),
        ("tenderness", "right"),
    ]
    assert book(log, "--kind", "tenderness")[0]["place"] == "soleus"


def test_a_declared_test_is_the_days_run_or_the_one_named(log, home):
    run = fill(home, [facts(date(2026, 5, 18), [(3600, 140)])])
    with open_archive(run) as archive:
        (known,) = (one.id for one in archive.sessions())
    today = ("--today", "2026-05-20")
    log("maf-test", "--course", "track", "--date", "2026-05-18", *today)
    log("drift-test", known[:8], "--date", "2026-05-18", *today)
    first, second = book(log, *today)
    assert first["values"] == {"session": known, "course": "track"}
    assert second["values"] == {"session": known}
    assert "of 2026-05-18" in log("maf-test", known, *today, code=1).err
    assert "No session" in log("maf-test", "ffffffff", *today, code=1).err


def test_a_test_declared_before_its_import_says_so(log):
    assert "declare it again" in log("maf-test", "--course", "track").out


def test_nothing_later_than_today_is_shown(log):
    log("note", "later", "--today", "2026-05-20")
    assert book(log, "--today", "2026-05-19") == []


def test_an_entry_is_removed_by_its_id_on_every_day(log):
    log("note", "wrong", "--today", "2026-05-20")
    (entry,) = book(log, "--today", "2026-05-20")
    log("remove", entry["id"])
    assert book(log, "--today", "2026-05-20") == []
    assert "Nothing is written" in log("list").out


def test_an_unknown_id_is_said(log):
    assert "zz" in log("remove", "zz", code=1).err


def test_pain_without_a_number_keeps_nothing(log):
    assert "0 to 10" in log("pain", "left", code=1).err
    assert book(log) == []


def test_of_two_entries_one_wrong_keeps_neither(log):
    log("tenderness", "--left", "3", "--right", "30", code=2)
    assert book(log) == []


def test_the_future_is_not_a_diary(log):
    said = log("note", "x", "--date", "2026-05-21", "--today", "2026-05-20", code=2)
    assert "future" in said.err


def test_every_other_kind_is_kept(log):
    for words in (
        ("soreness", "3", "soleus"),
        ("stiffness", "2", "achilles", "left", "--minutes", "10"),
        ("stress", "6", "deadline"),
        ("sleep", "6.5", "--score", "4"),
        ("squat-test", "60", "--level", "S2", "--hr-rise", "12"),
        ("knee-bend-test", "2", "right", "--unstable"),
        ("drift-test", "--course", "treadmill"),
        ("illness", "--fever", "flu"),
        ("rhr", "48"),
        ("hrv", "62.5"),
    ):
        log(*words)
    kept = {entry["kind"]: entry for entry in book(log)}
    assert kept["squat-test"]["values"] == {"level": "S2", "hold_s": 60.0, "hr_rise_bpm": 12.0}
    assert kept["knee-bend-test"]["values"] == {"unstable": True}
    assert kept["illness"]["values"] == {"fever": True, "over": False}
    assert kept["sleep"]["values"] == {"hours": 6.5}
    assert kept["stress"]["text"] == "deadline"
    assert kept["wellness"]["values"] == {"hrv_rmssd_ms": 62.5}


def test_an_illness_is_said_as_it_was_meant(log):
    said = [log("illness", *words, *TODAY).out.split("illness")[1].strip()
            for words in (["--fever"], [], ["--over"])]  # fmt: skip
    assert said == [", fever", ", no fever", ", over"]


def test_the_diary_goes_out_as_csv_and_comes_back_once(log, home, tmp_path):
    log("pain", "4", "left", "achilles", "=1+1", *TODAY)
    log("balance-test", "--left", "40", "--right", "30", *TODAY)
    path = tmp_path / "diary.csv"
    log("export", "-o", str(path), *TODAY)
    before = [{**entry, "id": None} for entry in book(log, *TODAY)]
    (home / "journal.jsonl").unlink()
    assert log("import", str(path), *TODAY).out == "3 entries kept, 0 known already.\n"
    assert [{**entry, "id": None} for entry in book(log, *TODAY)] == before
    assert log("import", str(path), *TODAY).out == "0 entries kept, 3 known already.\n"
    assert log("sleep", "7:20", *TODAY).out.endswith("  sleep, 7.33 h\n")
    log("export", "-o", str(path), *TODAY)
    assert log("import", str(path), *TODAY).out == "0 entries kept, 4 known already.\n"


def test_one_entry_that_is_read_is_one_entry(log, tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("date,kind,score\n2026-05-20,pain,4\n")
    assert log("import", str(path), *TODAY).out == "1 entry kept, 0 known already.\n"


def test_a_bad_row_keeps_nothing(log, tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("date,kind,score\n2026-05-20,pain,4\n2026-05-20,pain,40\n")
    assert "Row 3" in log("import", str(path), *TODAY, code=1).err
    assert book(log, *TODAY) == []
    assert "cannot be read" in log("import", str(tmp_path / "none.csv"), *TODAY, code=1).err


def test_the_future_is_not_imported(log, tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("date,kind\n2026-05-21,note\n")
    assert "future" in log("import", str(path), *TODAY, code=1).err


def test_sides_are_compared(log):
    log("balance-test", "--left", "40", "--right", "30", *TODAY)
    assert "right worse, by 25 %" in log("sides", *TODAY).out
    (row,) = json.loads(log("sides", "--json", *TODAY).out)
    assert (row["worse"], row["difference"]) == ("right", 10)


@pytest.mark.parametrize(
    ("earlier", "words", "asks"),
    [
        ((), ("6", "knee"), True),
        ((), ("5", "knee"), False),
        ((), ("2", "calf", "both"), True),
        (("2", "soleus", "left"), ("2", "calf", "right"), True),
        (("2", "soleus", "left"), ("2", "soleus", "left"), False),
        (("2", "knee", "left"), ("2", "knee", "right"), True),
        (("2", "knee", "left"), ("2", "hip", "right"), False),
        ((), ("0", "calf", "both"), False),
        ((), ("3", "shin", "left"), True),
        (("2", "shin", "left"), ("3", "shin", "left"), False),
        ((), ("0", "foot"), False),
    ],
)
def test_which_pain_asks_for_the_red_flag_questions(log, earlier, words, asks):
    if earlier:
        log("pain", *earlier, "--date", "2026-05-18", *TODAY)
    assert ("redflag --ask" in log("pain", *words, *TODAY).err) is asks


def test_on_a_terminal_a_sign_that_applies_is_kept_as_a_red_flag(home):
    asked = aerobase("log", "pain", "7", "calf", "left", *TODAY, answers=["99", "none"])
    assert asked.code == 0, asked.err
    questions = dict(re.findall(r"(\d+) ([A-Z][^?]+)\?", asked.out))
    number = next(number for number, text in questions.items() if "more swollen" in text)
    answer = aerobase("log", "pain", "8", "calf", "left", *TODAY, answers=[number])
    assert answer.code == 0, answer.err
    entries = json.loads(aerobase("log", "list", "--json", *TODAY).out)
    assert [one["kind"] for one in entries] == ["pain", "pain", "redflag"]
    assert entries[-1]["values"] == {"name": "calf-swelling"}
    assert home.exists()


def test_the_red_flags_are_listed_with_their_questions(log):
    out = log("redflag").out
    assert "tendon-snap" in out
    assert max(len(line) for line in out.splitlines()) <= 80
    log("redflag", "mood", code=2)


def test_an_entry_is_corrected_by_its_id(log):
    log("pain", "4", "left", "achilles", "hill", "--date", "2026-05-18", *TODAY)
    (old,) = book(log, *TODAY)
    log("correct", old["id"], "5", "right", *TODAY)
    (new,) = book(log, *TODAY)
    assert new == old | {"id": new["id"], "score": 5.0, "side": "right"}
    log("correct", new["id"], "--date", "2026-05-19", "--set", "limp=yes", "--text", "", *TODAY)
    (last,) = book(log, *TODAY)
    assert (last["date"], last["values"]) == ("2026-05-19", {"limp": True})


def test_a_wrong_correction_keeps_the_old_entry(log):
    log("pain", "4", "knee", *TODAY)
    (old,) = book(log, *TODAY)
    log("correct", old["id"], "44", *TODAY, code=1)
    log("correct", old["id"], "--set", "mood=bad", *TODAY, code=1)
    log("correct", old["id"], "--date", "2026-05-21", *TODAY, code=2)
    assert book(log, *TODAY) == [old]


def test_one_leg_at_a_time(log):
    log("balance-test", "42", "--side", "left", "--level", "B2", *TODAY)
    (entry,) = book(log, *TODAY)
    assert (entry["side"], entry["values"]) == ("left", {"level": "B2", "seconds": 42.0})
    log("balance-test", *TODAY, code=2)


def test_heel_raises_are_an_entry_a_side(log):
    log("heel-raise-test", "--left", "25", "--right", "22", *TODAY)
    left, right = book(log, *TODAY)
    assert (left["side"], left["values"]) == ("left", {"reps": 25})
    assert (right["side"], right["values"]) == ("right", {"reps": 22})
    assert "heel raises: left 25, right 22; " in log("sides", *TODAY).out
    log("heel-raise-test", *TODAY, code=2)
