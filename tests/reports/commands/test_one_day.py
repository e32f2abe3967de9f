"""One judged day: every view shows the same one, and every check is asked once for it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, timedelta

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

from planner.flags.checks import CHECKS

MONDAY = date(2026, 5, 18)


@pytest.fixture
def runner(home):
    """Half a year of runs on Tuesdays, Thursdays and Sundays; a MAF test is due."""
    return fill(home, weeks_of_runs(MONDAY - timedelta(days=1), 26, days=(1, 3, 6)))


def said(*words: str) -> str:
    answer = aerobase(*words)
    assert answer.code == 0, answer.err
    return answer.out


def days_of(*words: str):
    return {day["date"]: day for day in json.loads(said(*words))["days"]}


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize("word", [("stress", "9"), ("sleep", "5")])
def test_a_bad_morning_makes_the_test_easy_in_every_view(word, tmp_path):
    planned = days_of("plan", "--json", "--today", str(MONDAY))
    day = next(one for one, found in planned.items() if found["run"]["kind"] == "maf_test")
    today = ("--today", day)
    said("log", *word, *today)

    shown = json.loads(said("today", "--json", *today))
    week = json.loads(said("plan", "--json", *today))
    run = next(one["run"] for one in week["days"] if one["date"] == day)
    assert run == shown["run"]
    assert run["kind"] == "easy"
    assert shown["changes"] == week["changes"][-1:]
    assert "Easy instead of maf test" in shown["changes"][0]
    assert "MAF" not in said("status", *today)
    said("export", "plan", "-o", str(tmp_path / "week.csv"), *today)
    rows = csv.DictReader((tmp_path / "week.csv").read_text(encoding="utf-8").splitlines())
    assert [row["kind"] for row in rows if row["date"] == day] == ["easy"]
    said("export", "plan", "--format", "ics", "-o", str(tmp_path / "week.ics"), *today)
    assert "MAF test" not in (tmp_path / "week.ics").read_text(encoding="utf-8")
    said("export", "plan", "--format", "fit", "-o", str(tmp_path / "watch"), *today)
    (file,) = (tmp_path / "watch").glob(f"{day}-run1.fit")
    assert b"MAF test" not in file.read_bytes()
    # The next day that is what stood on it, and what was planned for other days never changed.
    tomorrow = str(date.fromisoformat(day) + timedelta(days=1))
    after = days_of("plan", "--json", "--today", tomorrow)
    kinds = {one: (found["run"] or {}).get("kind") for one, found in planned.items()}
    assert {one: (found["run"] or {}).get("kind") for one, found in after.items()} == (
        kinds | {day: "easy"}
    )


@pytest.fixture
def asked():
    """Count how often each check is asked about which day."""
    counts = Counter()
    kept = [(check, check.find, check.combine) for check in CHECKS]

    def counted(name, function):
        def ask(known, *others):
            counts[name, known.today] += 1
            return function(known, *others)

        return function and ask

    for check, find, combine in kept:
        object.__setattr__(check, "find", counted(check.name, find))
        object.__setattr__(check, "combine", counted(check.name, combine))
    yield counts
    for check, find, combine in kept:
        object.__setattr__(check, "find", find)
        object.__setattr__(check, "combine", combine)


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("today",),
        ("today", "--stress", "9"),
        ("plan",),
        ("plan", "--next"),
        ("plan", "--explain"),
        ("plan", "less"),
        ("flags",),
        ("flags", "--all"),
        ("balance",),
        ("balance", "--json"),
        ("export", "plan", "-o", "week.csv"),
        ("report", "-o", "page.html"),
    ],
    ids=" ".join,
)
def test_each_check_is_asked_once_a_day(asked, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said(*words, "--today", "2026-05-20")
    assert {name for name, day in asked if day == date(2026, 5, 20)} == {
        check.name for check in CHECKS
    }
    assert set(asked.values()) == {1}


def test_a_day_that_is_run_is_asked_for_again_by_no_view(home):
    fill(home, weeks_of_runs(MONDAY + timedelta(days=1), 26, days=(1, 3, 6)))
    today = ("--today", str(MONDAY + timedelta(days=1)))
    status, morning = said("status", *today), said("today", "--no-ask", *today)

    assert "Today: Run already: " in status
    assert "Run already: " in morning
    assert not any(one in status + morning for one in ("Easy run", "MAF test", "Long run"))
