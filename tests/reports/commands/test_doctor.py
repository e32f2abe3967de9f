"""`doctor` finds what stops other commands, and days that cannot be."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.fit_bytes import whole_run
from support.wellness_files import at, fit_s

from ingest.home import journal
from ingest.home.home import Home

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--today", "2026-05-20")
COMMANDS = (
    ["status"],
    ["sessions", "--json"],
    ["plan", "--json"],
    ["today"],
    ["flags"],
    ["report"],
)


@pytest.fixture
def runner(home: Path, tmp_path: Path) -> Path:
    """A home with a profile and a run of 5 May 2026."""
    aerobase("init", "--birth-date", "1980-05-01", "--category", "c", "--timezone", "Europe/Madrid")
    ran(tmp_path, "2026-05-05 08:00")
    assert aerobase("doctor", *TODAY).code == 0
    return home


def ran(folder: Path, when: str) -> str:
    """Import ten minutes of running; return the session's id."""
    path = folder / "run.fit"
    path.write_bytes(whole_run(600, start=fit_s(at(when))))
    answer = aerobase("import", path, "--json")
    assert answer.code == 0, answer.err
    (one,) = json.loads(answer.out)["files"]
    return str(one["sessions"][0])


def found(*arguments: str) -> list[tuple[str, str]]:
    answer = aerobase("doctor", "--json", *arguments)
    findings = json.loads(answer.out)["findings"]
    assert answer.code == (3 if findings else 0)
    assert all(one["mend"] for one in findings)
    return [(one["code"], one["text"]) for one in findings]


def born(home: Path, day: str) -> None:
    profile = home / "profile.toml"
    profile.write_text(profile.read_text().replace("1980-05-01", day))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2062-05-01", "is not before 2026-05-20"),
        ("2026-05-20", "is not before 2026-05-20"),
        ("0980-05-01", "is more than 110 years ago"),
    ],
)
def test_a_birth_date_that_cannot_be_is_said_by_all_and_found(
    runner: Path, day: str, words: str
) -> None:
    born(runner, day)
    assert found(*TODAY) == [("profile", f"The birth date {day} {words}.")]
    for command in COMMANDS:
        answer = aerobase(*command, *TODAY)
        assert (answer.code, answer.out) == (1, ""), command
        assert words in answer.err
        assert "unexpected" not in answer.err
    assert aerobase("init", "--birth-date", "1980-05-01").code == 0  # as the hint says
    assert found(*TODAY) == []


def test_a_runner_born_yesterday_stops_nothing(runner: Path) -> None:
    """The days before count no age."""
    born(runner, "2026-05-19")
    for command in COMMANDS:
        answer = aerobase(*command, *TODAY)
        assert "unexpected" not in answer.err, command


@pytest.mark.usefixtures("runner")
def test_a_session_still_to_come_is_found_as_seen_from_today(tmp_path: Path) -> None:
    late = ran(tmp_path, "2031-04-02 09:00")
    ((code, text),) = found(*TODAY)
    assert code == "date"
    assert text == f"A session is dated after today, 2026-05-20: {late} of 2031-04-02."
    assert found("--today", "2031-04-02") == []
    assert [code for code, _ in found("--today", "2026-05-04")] == ["date"]


def test_a_session_from_before_the_birth_is_found(runner: Path) -> None:
    born(runner, "2026-05-06")
    ((code, text),) = found(*TODAY)
    assert code == "date"
    assert "dated before the birth date" in text
    assert "2026-05-05" in text


@pytest.mark.usefixtures("runner")
def test_of_many_some_are_named(tmp_path: Path) -> None:
    for day in range(1, 6):
        ran(tmp_path, f"2031-04-0{day} 09:00")
    ((_, text),) = found(*TODAY)
    assert text.startswith("5 sessions are dated after today, 2026-05-20: ")
    assert text.endswith("of 2031-04-03 and 2 more.")


def test_what_stops_the_reading_of_the_archive_is_told_once(runner: Path) -> None:
    (runner / "archive.sqlite").write_bytes(b"")
    assert [code for code, _ in found(*TODAY)] == ["archive"]
    (runner / "profile.toml").write_text("[runner")
    assert [code for code, _ in found(*TODAY)] == ["archive", "profile"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01"])
@pytest.mark.usefixtures("runner")
def test_no_command_takes_a_day_that_the_journal_could_not_keep(day: str) -> None:
    for command in (["status"], ["log", "note", "text"], ["plan"]):
        answer = aerobase(*command, "--today", day)
        assert answer.code == 2
        assert "no day of our time" in answer.err
    assert aerobase("log", "note", "text", "--date", day).code == 2
    assert found(*TODAY) == []


def test_a_profile_with_a_byte_order_mark_is_read_and_changed(runner: Path) -> None:
    profile = runner / "profile.toml"
    profile.write_bytes(b"\xef\xbb\xbf" + profile.read_bytes())
    before = json.loads(aerobase("sessions", "--json").out)
    assert before[0]["ceiling_bpm"] == 134  # 180 - 46
    assert found(*TODAY) == []
    assert aerobase("init", "--category", "b").code == 0
    assert json.loads(aerobase("sessions", "--json").out)[0]["ceiling_bpm"] == 129


def test_an_old_pain_without_a_place_whose_words_name_one_is_listed(home):
    at_home = Home(path=home)
    at_home.ensure()
    for text, place in (
        ("left achiles sore", None),
        ("my knee", "other"),
        ("odd feeling", "other"),
    ):
        entry = {"kind": "pain", "score": 4, "text": text, "place": place}
        now = datetime(2026, 5, 18, tzinfo=UTC)
        journal.append(at_home, kind="log", day=date(2026, 5, 18), data=entry, now=now)
    answer = aerobase("doctor")
    assert answer.code == 0, answer.out
    said = " ".join(answer.out.split())
    fixes = re.findall(r"aerobase log correct ([0-9a-f]+) (\S+)", said)
    assert [place for _, place in fixes] == ["achilles", "knee"]
    for entry_id, place in fixes:
        assert aerobase("log", "correct", entry_id, place).code == 0
    assert "log correct" not in aerobase("doctor").out
