"""`import --follow` as a process of its own: files in pieces, renamed, a second one, signals."""

from __future__ import annotations

import json
import os
import plistlib
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.fit_bytes import START, whole_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_S = 60.0
PAGE = Path(__file__).parents[3] / "docs" / "follow.md"


def until(true: Callable[[], object]) -> None:
    ends_s = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends_s, "it never came"
        time.sleep(0.05)


class Follower:
    """A follower of a folder, whose lines are kept as they come."""

    def __init__(self, home: Path, folder: Path, *words: str) -> None:
        self.out = home.parent / "out.txt"
        self.err = home.parent / "err.txt"
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "aerobase", "import", "--follow", str(folder), *words],
                env={**os.environ, "AEROBASE_HOME": str(home), "PYTHONUNBUFFERED": "1"},
                stdout=out,
                stderr=err,
            )

    def lines(self) -> list[str]:
        return self.out.read_text().splitlines()

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "watch"
    path.mkdir()
    return path


@pytest.fixture
def follower(home: Path, folder: Path) -> Iterator[Follower]:
    aerobase("init", "--birth-date", "1980-05-01", "--timezone", "Europe/Madrid")
    (folder / "0.fit").write_bytes(whole_run())
    one = Follower(home, folder, "--json")
    yield one
    one.process.kill()
    one.process.wait()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_files_come_in_as_they_stand_still_and_sigterm_ends_well(
    follower: Follower, home: Path, folder: Path
) -> None:
    until(lambda: len(follower.lines()) == 1)  # what lay there before
    data = whole_run(900, start=START + 86_400)
    with (folder / "1.fit").open("wb") as stream:  # in pieces
        for begin in range(0, len(data), len(data) // 3 + 1):
            stream.write(data[begin : begin + len(data) // 3 + 1])
            stream.flush()
            time.sleep(0.2)
    (folder / ".part").write_bytes(whole_run(900, start=START + 2 * 86_400))
    (folder / ".part").rename(folder / "2.fit")
    until(lambda: len(follower.lines()) == 3)
    told = [json.loads(line) for line in follower.lines()]
    assert [one["outcome"] for one in told] == ["imported"] * 3
    second = aerobase("import", "--follow", folder)
    assert second.code == 1
    assert f"(process {follower.process.pid})" in second.err
    assert len(json.loads(aerobase("sessions", "--json").out)) == 3  # read beside it
    assert follower.stop() == 0
    assert "Traceback" not in follower.err.read_text()
    assert aerobase("doctor").code == 0
    assert (home / "follow.lock").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_folder_that_goes_is_waited_for_and_control_c_ends_well(
    follower: Follower, folder: Path
) -> None:
    until(lambda: len(follower.lines()) == 1)
    (folder / "0.fit").unlink()
    folder.rmdir()
    until(lambda: "waiting for it" in follower.err.read_text())
    folder.mkdir()
    (folder / "1.fit").write_bytes(b"no watch file at all")
    until(lambda: len(follower.lines()) == 2)
    assert json.loads(follower.lines()[1])["outcome"] == "refused"
    assert follower.stop(signal.SIGINT) == 0


@pytest.mark.parametrize("words", [(), ("gone",), ("a.fit",)])
def test_it_takes_one_folder_that_is_there(
    home: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "a.fit").write_bytes(b"x")
    answer = aerobase("import", "--follow", *(tmp_path / one for one in words))
    assert answer.code == 1
    assert "one folder that is there" in answer.err
    assert not home.exists()


def test_the_services_of_the_page_say_this_command() -> None:
    page = PAGE.read_text("utf-8")
    (plist,) = re.findall(r"```xml\n(.*?)```", page, re.DOTALL)
    command = plistlib.loads(plist.encode())["ProgramArguments"][-1]
    (unit,) = re.findall(r"^ExecStart=(.*)$", page, re.MULTILINE)
    for said in (command, unit, page):
        assert re.search(r"aerobase\"? import --follow ", said)
