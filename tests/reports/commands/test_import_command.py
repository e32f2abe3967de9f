"""`import`, `rebuild`, `doctor` and `forget` as a user and a script meet them."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from support.command_line import aerobase
from support.fit_bytes import START, FitFile, file_id, whole_run

from reports.terminal.importing import ProgressBar

DAY_S = 86_400
TODAY = ["--today", "2021-09-12"]


@pytest.fixture(autouse=True)
def _home(home: Path) -> None:
    """Every test has a home of its own."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three runs, one of them twice, one torn, a text and a settings file."""
    made = tmp_path / "watch"
    made.mkdir()
    (made / "1.fit").write_bytes(whole_run(600))
    (made / "2.fit").write_bytes(whole_run(600, start=START + DAY_S))
    (made / "2 again.fit").write_bytes(whole_run(600, start=START + DAY_S))
    (made / "3.fit").write_bytes(whole_run(600, start=START + 2 * DAY_S)[:-2000])
    (made / "notes.fit").write_text("Felt good.")
    (made / "settings.fit").write_bytes(file_id(FitFile(), kind=2).build())
    return made


def test_the_json_is_one_document_that_adds_up(folder: Path) -> None:
    answer = aerobase("import", folder, "--json")
    assert answer.code == 3
    assert answer.err == ""
    document = json.loads(answer.out)
    counts = {"imported": 2, "duplicate": 1, "refused": 1, "salvaged": 1, "skipped": 1}
    assert {key: document[key] for key in counts} == counts
    assert document["elapsed_s"] > 0
    assert [Path(file["source"]).name for file in document["files"]] == [
        "1.fit",
        "2 again.fit",
        "2.fit",
        "3.fit",
        "notes.fit",
        "settings.fit",
    ]
    for file in document["files"]:
        assert set(file) == {"source", "sha256", "outcome", "reason", "sessions"}
        assert len(file["sha256"]) == 64
    listed = json.loads(aerobase("sessions", "--json", *TODAY).out)
    named = {name for file in document["files"] for name in file["sessions"]}
    assert {session["id"] for session in listed} == named


def test_the_text_names_what_to_look_at_and_ends_with_the_verdict(folder: Path) -> None:
    answer = aerobase("import", folder, *TODAY)
    assert answer.code == 3
    assert answer.out.splitlines()[0].startswith("Read 6 files in")
    unbroken = "".join(answer.out.split())  # a long path goes on in the next line
    assert "notes.fit" in unbroken
    assert "3.fit" in unbroken
    assert "Sunday 12 September 2021" in answer.out
    assert "Read:" in answer.out
    assert all(len(line) <= 80 for line in answer.out.splitlines())


def test_a_session_dated_after_today_is_said_when_read_and_never_stored(folder: Path) -> None:
    early = ("--today", "2021-09-07")  # the first run is of the eighth
    text = aerobase("import", folder / "1.fit", *early)
    assert "A session is dated after today, the first on 2021-09-08" in text.err
    assert aerobase("import", folder / "1.fit", *early).err == ""  # known already
    assert "dated after" in aerobase("import", folder / "2.fit", "--json", *early).err
    stored = json.loads(aerobase("sessions", "--json", *TODAY).out)
    assert not any("after_today" in note for session in stored for note in session["quality"])
    assert len(stored) == 2
    assert "dated after" not in aerobase("import", folder / "3.fit", *TODAY).err


def test_files_of_days_are_said_to_be_that() -> None:
    watch = Path(__file__).parents[3] / "fixtures" / "watch"
    one = aerobase("import", watch / "monitoring.fit", *TODAY).out
    assert "1 file holds values of days" in one
    both = aerobase("import", watch / "night.fit", watch / "easy-run.fit", *TODAY).out
    assert "1 file holds values of days" in both
    assert "values of days" not in aerobase("import", watch / "pause.fit", *TODAY).out


def test_salvage_alone_is_no_trouble(folder: Path) -> None:
    assert aerobase("import", folder / "3.fit").code == 0


def test_all_refused_is_attention_and_no_file_is_failure(folder: Path, tmp_path: Path) -> None:
    assert aerobase("import", folder / "notes.fit").code == 3
    (tmp_path / "empty").mkdir()
    for arguments in ([tmp_path / "empty"], [tmp_path / "gone"]):
        answer = aerobase("import", *arguments, "--json")
        assert answer.code == 1
        assert json.loads(answer.out)["files"] == []
        assert len(answer.err.splitlines()) == 2


def test_a_missing_path_beside_a_good_one_is_named(folder: Path) -> None:
    answer = aerobase("import", folder / "gone.fit", folder / "1.fit", "--json")
    assert answer.code == 3
    document = json.loads(answer.out)
    assert [file["outcome"] for file in document["files"]] == ["refused", "imported"]
    assert document["files"][0]["sha256"] is None


def test_a_profile_that_cannot_be_read_spoils_the_verdict_only(folder: Path, home: Path) -> None:
    home.mkdir()
    (home / "profile.toml").write_text("not [toml")
    answer = aerobase("import", folder / "1.fit")
    assert answer.code == 0
    assert answer.out.startswith("Read 1 file in")
    assert "No verdict" in answer.err


def test_import_loads_no_tables_and_no_figures(folder: Path, home: Path) -> None:
    code = (
        "import sys; from planner.cli import main\n"
        "try: main(['import', '--home', sys.argv[1], sys.argv[2]])\n"
        "except SystemExit as stop: assert stop.code == 0, stop.code\n"
        "heavy = {'pandas', 'plotly', 'jinja2', 'icalendar'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, home, folder / "1.fit"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_log_of_an_unexpected_error_is_private_too(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ingest.imports.importing.import_paths", fail)
    assert aerobase("import", "--home", home, folder).code == 1
    assert "ZeroDivisionError" in (home / "aerobase.log").read_text()
    assert (home / "aerobase.log").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_is_drawn_on_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = [100.0]
    monkeypatch.setattr("reports.terminal.importing.time.monotonic", lambda: now_s[0])
    terminal, pipe = Terminal(), io.StringIO()
    bars = [ProgressBar(terminal), ProgressBar(pipe)]
    for now_s[0], done in ((100.9, 10), (101.5, 60), (101.55, 61)):
        for bar in bars:
            bar(done, 120)
    assert terminal.getvalue() == f"\r[{'#' * 15}{'-' * 15}] 60 of 120 files "
    for bar in bars:
        bar.clear()
    assert terminal.getvalue().endswith("\r")
    assert pipe.getvalue() == ""
    quiet = ProgressBar(terminal, quiet=True)
    now_s[0] = 109.0
    before = terminal.getvalue()
    quiet(61, 120)
    assert terminal.getvalue() == before


def test_where_nobody_looks_a_line_comes_every_ten_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now_s = [100.0]
    monkeypatch.setattr("reports.terminal.importing.time.monotonic", lambda: now_s[0])
    pipe = io.StringIO()
    bar = ProgressBar(pipe, what="runs")
    for now_s[0], done in ((109.9, 10), (110.1, 20), (119.0, 30), (121.0, 40)):
        bar(done, 120)
    bar.clear()
    assert pipe.getvalue() == "20 of 120 runs\n40 of 120 runs\n"


COMMANDS = (["sessions"], ["balance"], ["flags"], ["load"], ["thresholds"])


def test_rebuild_gives_equal_json_everywhere(folder: Path, home: Path) -> None:
    aerobase("import", folder)
    aerobase("log", "pain", "3", "--place", "achilles", *TODAY)
    before = [aerobase(*command, "--json", *TODAY).out for command in COMMANDS]
    assert all(len(out) > 2 for out in before)
    (home / "archive.sqlite").write_bytes(b"not a database")
    assert aerobase("sessions").code == 1
    answer = aerobase("rebuild", "--json")
    assert (answer.code, json.loads(answer.out)) == (
        0,
        {"files": 3, "sessions": 3, "troubles": [], "carried": []},
    )
    assert [aerobase(*command, "--json", *TODAY).out for command in COMMANDS] == before


def test_rebuild_leaves_a_damaged_original_out_and_says_so(folder: Path, home: Path) -> None:
    aerobase("import", folder)
    victim = min((home / "originals").iterdir())
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")
    answer = aerobase("rebuild")
    assert answer.code == 3
    assert victim.name in answer.err
    assert len(json.loads(aerobase("sessions", "--json").out)) == 2


def findings(code: int = 3) -> dict[str, dict[str, str]]:
    answer = aerobase("doctor", "--json")
    assert answer.code == code, answer.out
    return {found["code"]: found for found in json.loads(answer.out)["findings"]}


def test_the_doctor_finds_nothing_in_a_sound_home(folder: Path) -> None:
    aerobase("import", folder)
    assert findings(0) == {}
    assert aerobase("doctor").out.startswith("All is sound in ")


def test_the_doctor_finds_each_trouble_and_its_mend_works(folder: Path, home: Path) -> None:
    aerobase("import", folder)
    sound = aerobase("sessions", "--json").out
    originals = sorted((home / "originals").iterdir())

    originals[0].write_bytes(b"changed")
    assert str(originals[0]) in findings()["original_damaged"]["mend"]
    originals[0].unlink()
    assert originals[0].stem in findings()["original_missing"]["text"]
    aerobase("import", folder)
    assert findings(0) == {}

    with (home / "journal.jsonl").open("a") as stream:
        stream.write('{"id": "torn')
    (home / "journal.jsonl").chmod(0o600)
    assert "journal_torn" in findings()
    aerobase("log", "note", "Better")
    assert findings(0) == {}

    (home / "of another program.txt").touch(mode=0o644)
    assert findings(0) == {}
    originals[1].chmod(0o644)
    assert "mode" in findings()
    originals[1].chmod(0o600)

    shutil.copy(folder / "settings.fit", home / "originals" / f"{'0' * 64}.fit")
    (home / "originals" / f"{'0' * 64}.fit").chmod(0o600)
    assert "original_unknown" in findings()
    (home / "originals" / f"{'0' * 64}.fit").unlink()

    (home / "profile.toml").write_text("[runner]\nbirth_date = 'yesterday'\n")
    (home / "profile.toml").chmod(0o600)
    assert "profile" in findings()
    (home / "profile.toml").unlink()

    (home / "archive.sqlite").write_bytes(b"gone " * 1000)
    assert "rebuild" in findings()["archive"]["mend"]
    assert aerobase("rebuild").code == 0
    assert findings(0) == {}
    assert aerobase("sessions", "--json").out == sound


def journal_line(event: str = "log", day: str = "2026-05-20", **data: object) -> str:
    instant = "2026-05-20T00:00:00Z"
    return json.dumps({"id": "a", "kind": event, "at_utc": instant, "day": day, "data": data})


@pytest.mark.parametrize(
    ("line", "code", "stops", "says"),
    [
        ("{damaged", "journal", True, "it is no JSON"),
        ("[1]", "journal", True, "no JSON object"),
        (journal_line(day="2026-05-40", kind="note"), "journal", True, "`day`"),
        (journal_line("move", day="2026-05-20"), "journal", True, "`week_start` is missing"),
        (journal_line("scan"), "journal_unknown", False, "'scan'"),
        (journal_line(kind="mood"), "journal_unknown", False, "'mood'"),
        (journal_line(kind="sleep", values={"hours": "x"}), "diary", True, "'hours'"),
        (journal_line(kind="sleep", values={"hours": 70}), "diary", False, "hours 70"),
        (journal_line("plan", week_start="2026-05-18", plan={}), "plan", False, "is missing"),
    ],
)
def test_the_doctor_names_each_line_of_the_journal_that_is_not_right(
    home: Path, line: str, code: str, *, stops: bool, says: str
) -> None:
    aerobase("log", "note", "one")
    path = home / "journal.jsonl"
    path.write_bytes(path.read_bytes() + line.encode() + b"\n")
    aerobase("log", "note", "two")
    finding = findings()[code]
    assert "ine 2 of the journal" in finding["text"]
    assert says in finding["text"]
    assert finding["mend"]
    for words in (("log", "list"), ("today",), ("flags",), ("balance",), ("log", "export")):
        answer = aerobase(*words)
        assert answer.code == (1 if stops else 0), words
        assert ("ine 2 of the journal" in answer.err) is stops
        assert "unexpected" not in answer.err
    assert path.read_bytes().splitlines()[1] == line.encode()


def test_the_doctor_names_every_damaged_line(home: Path) -> None:
    aerobase("log", "note", "one")
    with (home / "journal.jsonl").open("a") as stream:
        stream.write("{damaged\n[]\n")
    told = json.loads(aerobase("doctor", "--json").out)["findings"]
    assert [one["text"].split(" of")[0] for one in told] == ["Line 2", "Line 3"]


def test_the_doctor_sees_a_page_of_the_archive_go_bad(folder: Path, home: Path) -> None:
    aerobase("import", folder)
    whole = bytearray((home / "archive.sqlite").read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    (home / "archive.sqlite").write_bytes(whole)
    found = findings()
    assert any("rebuild" in one["mend"] for one in found.values())
    assert aerobase("rebuild").code == 0
    assert findings(0) == {}


def test_the_doctor_of_no_home_says_where_to_begin() -> None:
    answer = aerobase("doctor")
    assert answer.code == 1
    assert "aerobase import" in answer.err


def test_forget_takes_a_session_and_all_that_belongs_to_it(folder: Path, home: Path) -> None:
    aerobase("import", folder)
    first, *rest = json.loads(aerobase("sessions", "--json").out)
    answer = aerobase("forget", first["id"][:7])
    assert answer.code == 0
    assert first["id"] in answer.out
    assert [one["id"] for one in json.loads(aerobase("sessions", "--json").out)] == [
        one["id"] for one in rest
    ]
    assert not (home / "originals" / f"{first['sha256']}.fit").exists()
    assert first["sha256"].encode() not in (home / "archive.sqlite").read_bytes()
    again = json.loads(aerobase("import", folder / "1.fit", "--json").out)
    assert again["files"][0]["outcome"] == "skipped"
    back = json.loads(aerobase("import", "--again", folder / "1.fit", "--json").out)
    assert back["files"][0]["sessions"] == [first["id"]]


def test_forget_needs_to_know_what(folder: Path) -> None:
    aerobase("import", folder)
    assert aerobase("forget").code == 2
    assert aerobase("forget", "--all", "abcd").code == 2
    answer = aerobase("forget", "ffffffff")
    assert answer.code == 1
    assert "aerobase sessions" in answer.err


def test_forget_everything_asks_or_is_told_and_touches_nothing_of_others(
    folder: Path, home: Path
) -> None:
    aerobase("import", folder)
    aerobase("log", "note", "Hello")
    (home / "originals of mine").mkdir()
    (home / "mine.lock").write_text("not of the program")
    unsure = aerobase("forget", "--all")
    assert unsure.code == 1
    assert "--yes" in unsure.err
    assert len(json.loads(aerobase("sessions", "--json").out)) == 3
    assert aerobase("forget", "--all", "--yes").code == 0
    assert {path.name for path in home.iterdir()} == {"mine.lock", "originals of mine"}
    assert (folder / "1.fit").exists()


@pytest.mark.parametrize(
    ("typed", "told", "asked"),
    [
        ("1980-05-01", "180-formula", True),
        ("", "no birth date", True),
        (None, "no birth date", False),  # no terminal is near
    ],
)
def test_on_a_terminal_import_asks_for_the_birth_date_once(
    folder: Path, typed: str | None, told: str, *, asked: bool
) -> None:
    run = folder / "1.fit"
    first = aerobase("import", run, *TODAY, answers=None if typed is None else [typed])
    assert ("Your birth date" in first.out + first.err) is asked
    last = " ".join(first.out.split())
    assert told in last[last.rindex("Sunday 12 September 2021") :]
    again = aerobase("import", folder / "2.fit", *TODAY, answers=[""])
    assert ("Your birth date" in again.out + again.err) is (told == "no birth date")


def test_a_birth_date_that_is_none_is_said(folder: Path) -> None:
    answer = aerobase("import", folder / "1.fit", *TODAY, answers=["first of May"])
    assert "first of May" in answer.err
    assert "Traceback" not in answer.err


WHOLE_RUN_DAY = "2021-09-08"  # of START


def test_a_planned_maf_test_says_how_it_becomes_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the runner knows whether the run of that day was the test."""
    assert not home.exists()
    aerobase("init", "--birth-date", "1980-05-01", "--timezone", "UTC")
    run = tmp_path / "run.fit"
    run.write_bytes(whole_run())
    planned = {"maf_test": [date.fromisoformat(WHOLE_RUN_DAY)]}
    monkeypatch.setattr("planner.past.asked.days_asked", lambda _, kind: planned.get(kind, []))
    told = aerobase("import", run, "--today", WHOLE_RUN_DAY)
    (session,) = json.loads(aerobase("sessions", "--json").out)
    said = " ".join(told.out.split())
    assert f"aerobase log maf-test {session['id'][:8]}" in said
    command = re.search(r"`aerobase (log maf-test \S+ --course) NAME`", said)
    assert command is not None
    assert aerobase(*command[1].split(), "track", "--date", WHOLE_RUN_DAY).code == 0
    again = aerobase("import", "--again", run, "--today", WHOLE_RUN_DAY)
    assert "A MAF test was planned" not in again.out
