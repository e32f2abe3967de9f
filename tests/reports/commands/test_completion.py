"""What a shell is given to complete: names, days, sessions; no home is made or written for it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.made_sessions import weeks_of_runs
from support.stored_home import fill

if TYPE_CHECKING:
    from pathlib import Path


def completed(*words: str, home: Path) -> list[str]:
    """Return what bash would be offered after these words, the last being begun."""
    told = subprocess.run(
        [sys.executable, "-m", "aerobase"],
        env={
            **os.environ,
            "AEROBASE_HOME": str(home),
            "COMP_WORDS": " ".join(("aerobase", *words)),
            "COMP_CWORD": str(len(words)),
            "_AEROBASE_COMPLETE": "bash_complete",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stderr == ""
    return [line.partition(",")[2] for line in told.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("st",), {"status"}),
        (("advice", "ac"), {"achilles"}),
        (("log", "pain", "--side", "l"), {"left"}),
        (("log", "strength", "s"), {"squat", "slrdl"}),
        (("sessions", "--since", "ye"), {"yesterday"}),
        (("completion", "z"), {"zsh"}),
    ],
)
def test_names_and_days_are_completed_and_no_home_is_made(tmp_path, words, offered):
    home = tmp_path / "none"
    assert set(completed(*words, home=home)) == offered
    assert not home.exists()


def test_sessions_are_completed_and_the_archive_stays_as_it_is(home):
    fill(home, weeks_of_runs(date(2026, 5, 19), 2))
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    ids = completed("forget", "", home=home)
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before
    listed = aerobase("sessions", "--today", "2026-05-20").out
    assert ids
    assert all(one in listed for one in ids)


def test_a_broken_archive_completes_nothing_and_says_nothing(home):
    home.mkdir()
    (home / "archive.sqlite").write_bytes(b"no archive at all, but long enough to be read")
    assert completed("sessions", "--session", "", home=home) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell(shell, home):
    answer = aerobase("completion", shell)
    assert answer.code == 0
    assert f"_AEROBASE_COMPLETE={shell}_complete" in answer.out
    assert not home.exists()


def test_another_shell_hears_which_there_are():
    answer = aerobase("completion", "powershell")
    assert answer.code == 2
    assert "One of: bash, zsh, fish" in answer.err
