"""Bad input: one clear sentence with what to do, the right exit code, and nothing lost."""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.command_line import Answer, aerobase

from reports.demo.fit_activity import fit_bytes
from reports.demo.seasons import season

pytestmark = pytest.mark.usefixtures("home")

LAST_DAY = date(2026, 5, 20)
BORN = "1980-05-01"


@pytest.fixture(scope="module")
def run_bytes() -> list[bytes]:
    """Two whole runs as FIT files."""
    made = season("steady", last_day=LAST_DAY)
    shortest = sorted(made.activities, key=lambda activity: len(activity.stream))[:2]
    return [fit_bytes(activity) for activity in shortest]


def said(answer: Answer) -> str:
    """Return what the user was told on stderr, and that it is no traceback."""
    assert "Traceback" not in answer.err
    assert "Traceback" not in answer.out
    return answer.err


def one_sentence_and_a_hint(answer: Answer) -> None:
    lines = said(answer).strip().splitlines()
    assert lines[0].startswith("aerobase: ")
    assert lines[0].rstrip().endswith(".")
    assert len(lines) >= 2, "no hint"
    assert all(line.startswith("  ") for line in lines[1:])


def reasons(answer: Answer) -> dict[str, tuple[str, str | None]]:
    document = json.loads(answer.out)
    return {Path(f["source"]).name: (f["outcome"], f["reason"]) for f in document["files"]}


def test_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    answer = aerobase("import", folder)
    assert answer.code == 1
    one_sentence_and_a_hint(answer)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    answer = aerobase("import", tmp_path / "nowhere")
    assert answer.code in {1, 2}
    assert "nowhere" in said(answer)


def test_a_text_file_named_fit(tmp_path: Path) -> None:
    path = tmp_path / "notes.fit"
    path.write_text("Ran with Kim, felt good.\n" * 20)
    answer = aerobase("import", path, "--json")
    assert answer.code == 3
    outcome, reason = reasons(answer)["notes.fit"]
    assert outcome == "refused"
    assert reason
    assert path.read_text().startswith("Ran with Kim")
    said(answer)


@pytest.mark.parametrize("content", [b"", b"\x0e"])
def test_a_file_of_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nothing.fit"
    path.write_bytes(content)
    answer = aerobase("import", path, "--json")
    assert answer.code == 3
    assert reasons(answer)["nothing.fit"][0] == "refused"


@pytest.mark.parametrize("share", [0.25, 0.6, 0.99])
def test_a_truncated_file(tmp_path: Path, run_bytes: list[bytes], share: float) -> None:
    whole = run_bytes[0]
    path = tmp_path / "cut.fit"
    path.write_bytes(whole[: int(len(whole) * share)])
    answer = aerobase("import", path, "--json")
    document = json.loads(answer.out)
    assert answer.code == 0
    assert document["salvaged"] == 1
    sessions = json.loads(aerobase("sessions", "--json").out)
    assert len(sessions) == 1
    assert sessions[0]["quality"]
    assert 0 < sessions[0]["duration_s"] < 3600


def test_one_bad_file_never_stops_the_others(tmp_path: Path, run_bytes: list[bytes]) -> None:
    for name, data in {
        "a.fit": run_bytes[0],
        "b.fit": b"no watch file at all",
        "c.fit": run_bytes[1],
        "d.fit": b"",
    }.items():
        (tmp_path / name).write_bytes(data)
    answer = aerobase("import", tmp_path, "--json")
    document = json.loads(answer.out)
    assert answer.code == 3
    assert (document["imported"], document["refused"]) == (2, 2)
    assert len(json.loads(aerobase("sessions", "--json").out)) == 2


def test_refusals_are_told_to_people_too(tmp_path: Path, run_bytes: list[bytes]) -> None:
    (tmp_path / "good.fit").write_bytes(run_bytes[0])
    (tmp_path / "bad.fit").write_bytes(b"no watch file at all")
    answer = aerobase("import", tmp_path)
    assert answer.code == 3
    assert "bad.fit" in answer.out + answer.err
    said(answer)


@pytest.mark.parametrize(
    "command",
    [
        ["sessions"],
        ["balance"],
        ["flags"],
        ["status"],
        ["thresholds"],
        ["load"],
    ],
)
def test_without_birth_date_and_threshold(
    tmp_path: Path, run_bytes: list[bytes], command: list[str]
) -> None:
    """No ceiling may be guessed; what does not need one is shown."""
    path = tmp_path / "run.fit"
    path.write_bytes(run_bytes[0])
    assert aerobase("import", path).code == 0
    answer = aerobase(*command)
    said(answer)
    assert answer.code == 0, answer.err


def test_without_birth_date_nothing_is_classed(tmp_path: Path, run_bytes: list[bytes]) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(run_bytes[0])
    aerobase("import", path)
    (session,) = json.loads(aerobase("sessions", "--json").out)
    assert session["class"] == "unknown"
    assert session["ceiling_bpm"] is None
    assert session["above_s"] is None
    assert session["class_reason"]
    answer = aerobase("plan", "--today", "2026-05-20")
    assert answer.code == 0
    assert "go by the talk test" in answer.out
    assert "birth date" in answer.out


def test_where_no_ceiling_may_be_given_the_week_says_effort(
    tmp_path: Path, run_bytes: list[bytes]
) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(run_bytes[0])
    aerobase("init", "--birth-date", BORN, "--category", "c", "--pacemaker")
    aerobase("import", path)
    plan = json.loads(aerobase("plan", "--today", "2026-05-20", "--json").out)
    assert plan["ceiling_bpm"] is None
    assert plan["band_bpm"] is None
    runs = [day["run"] for day in plan["days"] if day["run"]]
    assert runs
    assert all(run["effort"] and run["band_bpm"] is None for run in runs)


def test_a_birth_date_that_is_none(home: Path) -> None:
    answer = aerobase("init", "--birth-date", "1980-02-31", "--category", "c")
    assert answer.code == 2
    said(answer)
    assert not (home / "profile.toml").exists()


def test_a_profile_that_is_no_toml(home: Path) -> None:
    home.mkdir()
    (home / "profile.toml").write_text("birth_date = = 1980\n")
    for command in (["sessions"], ["status"], ["plan"]):
        answer = aerobase(*command)
        assert answer.code == 1
        one_sentence_and_a_hint(answer)
        assert "profile.toml" in answer.err
    assert (home / "profile.toml").read_text() == "birth_date = = 1980\n"


def blocked_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home that cannot be written, by root neither: a file stands in its way."""
    way = tmp_path / "file"
    way.write_text("here first")
    path = way / "home"
    monkeypatch.setenv("AEROBASE_HOME", str(path))
    return path


def test_a_home_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_bytes: list[bytes]
) -> None:
    blocked_home(tmp_path, monkeypatch)
    run = tmp_path / "run.fit"
    run.write_bytes(run_bytes[0])
    for command in (
        ["init", "--birth-date", BORN, "--category", "c"],
        ["import", run],
        ["log", "note", "windy"],
    ):
        answer = aerobase(*command)
        assert answer.code == 1, command
        one_sentence_and_a_hint(answer)
    assert (tmp_path / "file").read_text() == "here first"
    assert run.read_bytes() == run_bytes[0]


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_a_home_without_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_bytes: list[bytes]
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    monkeypatch.setenv("AEROBASE_HOME", str(closed))
    run = tmp_path / "run.fit"
    run.write_bytes(run_bytes[0])
    answer = aerobase("import", run)
    assert answer.code == 1
    one_sentence_and_a_hint(answer)


@pytest.mark.parametrize("command", ["sessions", "balance", "flags", "plan", "load"])
def test_a_clock_before_the_first_run(
    home: Path, tmp_path: Path, run_bytes: list[bytes], command: str
) -> None:
    """Everything dated later is hidden; nothing is stored, nothing lost."""
    path = tmp_path / "run.fit"
    path.write_bytes(run_bytes[0])
    aerobase("init", "--birth-date", BORN, "--category", "c", "--timezone", "UTC")
    aerobase("import", path)
    before = files(home)
    early = ("--today", "2001-01-01") if command != "sessions" else ("--until", "2001-01-01")
    answer = aerobase(command, *early)
    said(answer)
    assert answer.code == 0, answer.err
    document: Any = json.loads(aerobase(command, *early, "--json").out)
    if isinstance(document, list):
        assert document == []
    kept = files(home)
    assert {name: kept[name] for name in before if "originals" in name} == {
        name: data for name, data in before.items() if "originals" in name
    }
    assert len(json.loads(aerobase("sessions", "--json").out)) == 1


def test_an_early_look_stores_no_plan_over_a_newer_one(
    home: Path, tmp_path: Path, run_bytes: list[bytes]
) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(run_bytes[0])
    aerobase("init", "--birth-date", BORN, "--category", "c", "--timezone", "UTC")
    aerobase("import", path)
    aerobase("plan", "--today", "2026-05-20")
    journal = (home / "journal.jsonl").read_bytes()
    assert aerobase("plan", "--today", "2001-01-01").code == 0
    assert (home / "journal.jsonl").read_bytes() == journal


def files(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("command", ["sessions", "status", "plan"])
def test_before_anything_was_imported(command: str) -> None:
    """A first look at an empty home says what to do next, and makes no error of it."""
    answer = aerobase(command)
    said(answer)
    assert answer.code in {0, 1}
    assert re.search(r"aerobase (init|import)|import", answer.out + answer.err)


def test_the_future_is_no_obstacle(tmp_path: Path, run_bytes: list[bytes]) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(run_bytes[0])
    aerobase("init", "--birth-date", BORN, "--category", "c", "--timezone", "UTC")
    aerobase("import", path)
    late = (LAST_DAY + timedelta(days=900)).isoformat()
    for command in ("flags", "status", "plan", "balance", "load"):
        answer = aerobase(command, "--today", late)
        assert answer.code == 0, answer.err
        said(answer)
