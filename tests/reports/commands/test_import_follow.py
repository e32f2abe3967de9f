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
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from support.command_line import aerobase
from support.fit_bytes import START, whole_run

from ingest.home.home import HomeError
from reports import opening
from reports.commands import import_follow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.imports.following import Bell
    from ingest.imports.importing import ImportReport

    Take: TypeAlias = Callable[[list[Path]], list[Path]]

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


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_sigterm_in_the_middle_of_a_long_import_keeps_whole_files_only(
    home: Path, folder: Path
) -> None:
    for day in range(250):
        (folder / f"{day:03}.fit").write_bytes(whole_run(1200, start=START + day * 86_400))
    one = Follower(home, folder, "--json")
    try:
        until(lambda: any((home / "originals").rglob("*.fit*")))  # it has begun to store
        assert one.stop() == 0
    finally:
        one.process.kill()
        one.process.wait()
    assert "Traceback" not in one.err.read_text()
    kept = len(json.loads(aerobase("sessions", "--json").out))
    assert 0 < kept < 250
    assert len(one.lines()) == kept
    assert aerobase("doctor").code == 0
    again = json.loads(aerobase("import", folder, "--json").out)
    assert (again["imported"], again["duplicate"]) == (250 - kept, kept)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_what_holds_no_run_is_skipped_as_when_the_folder_is_imported(
    follower: Follower, folder: Path
) -> None:
    until(lambda: len(follower.lines()) == 1)
    (folder / "Thumbs.db").write_bytes(b"of the system")
    (folder / "notes.txt").write_text("Felt good.")
    until(lambda: len(follower.lines()) == 2)
    assert json.loads(follower.lines()[1])["outcome"] == "skipped"
    assert follower.stop() == 0


def following(monkeypatch: pytest.MonkeyPatch, story: Callable[[Take, Bell], None]) -> None:
    """Put a story of what is taken in the place of the loop that looks at the folder."""

    def told(_: Path, *, take: Take, bell: Bell, **__: object) -> None:
        story(take, bell)

    monkeypatch.setattr(import_follow, "follow", told)


def test_trouble_is_said_once_and_the_files_are_tried_again(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = folder / "run.fit"
    run.write_bytes(whole_run())
    real, full = import_follow.import_paths, [True]

    def import_paths(*words: object, **options: object) -> ImportReport:
        if full[0]:
            raise HomeError("The disk is full.", hint="Make room.")
        return real(*words, **options)

    def story(take: Take, _: Bell) -> None:
        assert take([run]) == [run]
        assert take([run]) == [run]
        full[0] = False
        assert take([run]) == []

    monkeypatch.setattr(import_follow, "import_paths", import_paths)
    following(monkeypatch, story)
    answer = aerobase("import", "--follow", folder, "--json")
    assert answer.code == 0
    assert answer.err.count("The disk is full.") == 1
    assert [json.loads(line)["outcome"] for line in answer.out.splitlines()] == ["imported"]
    assert home.exists()


def test_a_file_that_cannot_be_opened_is_said_once_and_read_when_it_can(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = folder / "run.fit"
    run.write_bytes(whole_run())
    real, held = Path.open, [True]

    def opened(path: Path, *words: object, **options: object) -> object:
        if path == run and held[0]:
            raise PermissionError(13, "Permission denied")
        return real(path, *words, **options)

    def story(take: Take, _: Bell) -> None:
        assert take([run]) == [run]
        assert take([run]) == [run]
        held[0] = False
        assert take([run]) == []

    monkeypatch.setattr(Path, "open", opened)
    following(monkeypatch, story)
    answer = aerobase("import", "--follow", folder, "--json")
    assert answer.code == 0
    told = [json.loads(line)["outcome"] for line in answer.out.splitlines()]
    assert told == ["refused", "imported"]
    assert home.exists()


def test_the_day_is_asked_anew_for_each_file(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aerobase("init", "--birth-date", "1980-05-01", "--timezone", "Europe/Madrid")
    first, second = folder / "1.fit", folder / "2.fit"
    first.write_bytes(whole_run(start=START + 86_400))  # 9 September 2021
    second.write_bytes(whole_run(900, start=START + 86_400 + 7200))
    said: list[str] = []

    def story(take: Take, _: Bell) -> None:
        for day, file in ((8, first), (9, second)):
            now = datetime(2021, 9, day, 21, 30, tzinfo=UTC)
            monkeypatch.setattr(opening, "clock", lambda now=now: now)
            take([file])
            said.append(sys.stderr.getvalue())  # type: ignore[attr-defined]

    following(monkeypatch, story)
    assert aerobase("import", "--follow", folder).code == 0
    assert "dated after today, the first on 2021-09-09" in said[0]
    assert said[1] == said[0]
    assert home.exists()


def test_the_home_itself_is_not_followed(home: Path) -> None:
    home.mkdir()
    answer = aerobase("import", "--follow", home)
    assert answer.code == 1
    assert "its own files" in answer.err


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
