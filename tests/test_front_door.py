"""The front door: names without bodies, one place where errors end, nothing heavy for --help."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

from ingest.errors import AerobaseError
from planner import cli

ROOT = Path(__file__).parents[1]

# The commands that others rely on.
CONTRACT = [
    "init",
    "import",
    "sessions",
    "balance",
    "thresholds",
    "load",
    "flags",
    "log",
    "status",
    "today",
    "done",
    "plan",
    "report",
    "export",
    "rebuild",
    "doctor",
    "forget",
    "demo",
]

HEAVY = {"numpy", "pandas", "plotly", "jinja2", "fitparse", "fit_tool", "sqlite3", "icalendar"}


def modules_after(*arguments: str, whole: bool = False) -> set[str]:
    """Return the names of all top-level modules that one run of the command has loaded.

    ``whole``: of all modules, each with its packages' names.
    """
    code = (
        "import sys, json\n"
        "from planner.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    loaded = json.loads(answer.stderr.splitlines()[-1])
    return {name if whole else name.split(".")[0] for name in loaded}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not modules_after(*arguments) & (HEAVY | {"reports", "ingest"})


@pytest.mark.parametrize("name", ["import", "sessions", "flags", "plan", "log", "status"])
def test_daily_commands_load_no_frames_and_no_figures(name: str) -> None:
    assert not modules_after(name, "--help") & {"pandas", "plotly"}


SAID = (
    ("log", "pain", "2", "left", "achilles"),
    ("log", "pain", "0", "left", "achilles", "morning"),
    ("log", "stress", "2"),
    ("log", "sleep", "7:30"),
    ("log", "rhr", "50"),
    ("log", "strength", "squat"),
    ("log", "note", "new shoes"),
    ("log", "list"),
)
FACTS = {"ingest.archive.archive", "ingest.session.facts", "planner.athlete"}


@pytest.mark.parametrize("words", SAID, ids=" ".join)
def test_a_word_in_the_diary_loads_no_facts_and_no_arrays(home: Path, words: tuple[str]) -> None:
    """It is put into the archive's views all the same."""
    fill(home, weeks_of_runs(date(2026, 5, 19), 2))
    assert modules_after("report", "-o", str(home / "page.html")) >= {"numpy"}  # makes the views
    loaded = modules_after(*words, whole=True)
    assert not loaded & (HEAVY - {"sqlite3"} | FACTS)
    assert ("sqlite3" in loaded) == (words[1] != "list")
    with closing(sqlite3.connect(home / "archive.sqlite")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM v_diary").fetchone()
    assert count == (words[1] != "list")


LOOKS = ("sessions", "thresholds", "load", "wellness")


@pytest.mark.parametrize("name", LOOKS)
def test_who_only_looks_loads_no_warnings_and_no_week(home: Path, name: str) -> None:
    fill(home, weeks_of_runs(date(2026, 5, 19), 2))
    loaded = modules_after(name, whole=True)
    assert "planner.athlete" in loaded
    assert not loaded & {"planner.flags.checks", "planner.week.model", "planner.known_names"}
    assert not loaded & (HEAVY - {"sqlite3", "numpy"})


def test_names_in_the_profile_are_known_though_they_are_loaded_late(home: Path) -> None:
    home.mkdir()
    (home / "profile.toml").write_text("[limits]\nclass_coverage = 0.8\n")
    assert "planner.known_names" in modules_after("sessions", whole=True)


def test_only_a_follower_loads_what_watches_folders(home: Path) -> None:
    run = str(ROOT / "fixtures" / "watch" / "easy-run.fit")
    assert "watchdog" not in modules_after("import", "--help")
    loaded = modules_after("import", run, "--home", str(home))
    assert "ingest" in loaded
    assert "watchdog" not in loaded


def test_every_command_that_others_rely_on_exists() -> None:
    assert set(CONTRACT) <= set(cli.COMMANDS)


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_loads_and_explains_itself(name: str) -> None:
    context = click.Context(cli.app)
    command = cli.app.get_command(context, name)
    assert command is not None
    answer = CliRunner().invoke(cli.app, [name, "--help"])
    assert answer.exit_code == 0
    assert "Usage:" in answer.output
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{name} {parameter.opts} has no help"


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_is_in_the_documents(name: str) -> None:
    assert re.search(
        rf"^## `{name}\b", (ROOT / "docs/commands.md").read_text("utf-8"), re.MULTILINE
    )


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_option_is_in_the_documents(name: str) -> None:
    page = (ROOT / "docs/commands.md").read_text("utf-8")
    part = re.split(rf"^## `{name}\b", page, flags=re.MULTILINE)[1].split("\n## ")[0]
    told = part + page.split("\n## ")[0]
    command = cli.app.get_command(click.Context(cli.app), name)
    assert command is not None
    for option in options_of(command):
        assert option in told, f"{name} {option} is not in docs/commands.md"


def options_of(command: click.Command) -> set[str]:
    own = {
        max(parameter.opts, key=len)
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
    }
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            own |= {name} | options_of(inner)
    return own


def test_the_documents_name_no_command_that_is_not_there() -> None:
    told = re.findall(
        r"^## `([a-z]+)", (ROOT / "docs/commands.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(told) == sorted(cli.COMMANDS)


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a command in place of the real ones that raises ``error``."""

    @click.command()
    def broken() -> None:
        raise error

    monkeypatch.setattr(cli.FrontDoor, "get_command", lambda *_: broken)


def ended(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_what_cannot_be_done_is_one_message_with_a_hint(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(AerobaseError("It rains.", hint="Take a coat."), monkeypatch)
    assert ended(["status"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "aerobase: It rains.\n  Take a coat.\n"
    assert not home.exists()


def test_an_error_carries_its_own_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    class AttentionError(AerobaseError):
        exit_code = 3

    fail_with(AttentionError("Look."), monkeypatch)
    assert ended(["status"]) == 3


def test_an_unexpected_error_goes_to_the_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(RuntimeError("secret detail"), monkeypatch)
    assert ended(["status"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "aerobase: something unexpected went wrong (RuntimeError).\n"
        f"  Nothing was lost. The details are in {home / 'aerobase.log'}; "
        "--debug shows them here.\n"
    )
    kept = (home / "aerobase.log").read_text("utf-8")
    assert "Traceback" in kept
    assert "secret detail" in kept


def test_the_log_lies_in_the_home_that_was_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(RuntimeError("x"), monkeypatch)
    assert ended(["--home", str(tmp_path / "other"), "status"]) == 1
    assert (tmp_path / "other" / "aerobase.log").is_file()
    assert not home.exists()


def test_debug_shows_the_traceback(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(RuntimeError("secret detail"), monkeypatch)
    assert ended(["--debug", "status"]) == 1
    assert "Traceback" in capsys.readouterr().err
    assert not home.exists()


def test_a_home_that_cannot_hold_a_log_still_gives_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    fail_with(RuntimeError("x"), monkeypatch)
    assert ended(["--home", str(blocked), "status"]) == 1
    assert capsys.readouterr().err == (
        "aerobase: something unexpected went wrong (RuntimeError).\n"
        "  Nothing was lost. Run it again as `aerobase --debug …` for the details.\n"
    )


@pytest.mark.parametrize("arguments", [["nonsense"], ["sessions", "--nonsense"], ["--nonsense"]])
def test_a_slip_of_the_pen_is_a_usage_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(arguments) == 2
    assert "Usage:" in capsys.readouterr().err


def test_a_day_that_is_none_is_a_usage_error(home: Path) -> None:
    assert ended(["--home", str(home), "plan", "--today", "2026-02-30"]) == 2


def test_an_interruption_is_not_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    assert ended(["status"]) == 130
    assert capsys.readouterr().err.strip() == "Stopped."


def test_a_status_that_stands_loads_nothing_heavy(home: Path) -> None:
    fill(home, weeks_of_runs(date(2026, 5, 19), 8))
    long_ago = 1_700_000_000
    for path in home.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert modules_after("status") >= {"numpy", "sqlite3"}
    assert not modules_after("status") & HEAVY


@pytest.mark.parametrize(("given", "threads"), [(None, "1"), ("4", "4")])
def test_arrays_are_small_and_wake_no_threads(
    monkeypatch: pytest.MonkeyPatch, given: str | None, threads: str
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    if given is not None:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", given)
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert os.environ["OPENBLAS_NUM_THREADS"] == threads


def test_help_loads_click_and_the_standard_library() -> None:
    """What takes a fraction of a second even on a busy machine."""
    answer = subprocess.run(
        [sys.executable, "-c", "import sys, click; print(*{m.split('.')[0] for m in sys.modules})"],
        capture_output=True,
        text=True,
        check=True,
    )
    needed = set(answer.stdout.split()) | sys.stdlib_module_names | {"planner"}
    assert modules_after("--help") <= needed


def test_the_installed_command_is_there() -> None:
    script = Path(sys.executable).with_name("aerobase.exe" if os.name == "nt" else "aerobase")
    if not script.exists():
        pytest.skip("not installed as an application here")
    answer = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"aerobase, version \d+\.\d+\.\d+\n", answer.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("plan", "--help"),
        ("flags", "--limits"),
        ("sessions",),
        ("sessions", "--json"),
        ("export", "sessions"),
    ],
)
def test_a_reader_that_goes_away_is_no_failure(tmp_path, arguments):
    """As in `aerobase sessions | head -0`: nobody reads, nothing is said, and the code is 0."""
    read, write = os.pipe()
    os.close(read)
    # As for a runner, output is buffered: what is left in it must not fail at Python's end.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, "-m", "aerobase", *arguments],
        stdout=write,
        stderr=subprocess.PIPE,
        env={**usual, "AEROBASE_HOME": str(tmp_path)},
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
