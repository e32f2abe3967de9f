"""What can happen to a data directory, done to it by real processes; nothing confirmed is lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.command_line import aerobase
from support.fit_bytes import START, whole_run
from support.processes import disk, group_is_gone, start, wait_until
from support.small_archives import content

from ingest.home.home import Home
from ingest.home.lock import exclusive
from ingest.imports.importing import BATCH_FILES, import_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = 40
DAY_S = 86_400

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty runs of ten minutes, one a day."""
    folder = tmp_path_factory.mktemp("runs")
    for day in range(FILES):
        (folder / f"{day:02}.fit").write_bytes(whole_run(600, start=START + day * DAY_S))
    return folder


@pytest.fixture(scope="module")
def expected(runs: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the archive holds when all went well."""
    home = Home(path=tmp_path_factory.mktemp("undisturbed") / "home")
    import_paths([runs], home=home)
    return content(home)


def examine(home: Path) -> list[dict[str, str]]:
    """Return the doctor's findings; each must say how to mend it."""
    answer = aerobase("doctor", "--json", "--home", home)
    found: list[dict[str, str]] = json.loads(answer.out)["findings"]
    assert answer.code == (3 if found else 0)
    assert all(one["text"] and one["mend"] for one in found)
    return found


@posix
@pytest.mark.parametrize("after_files", [0, 16, 33])
def test_kill_minus_nine_during_an_import(
    tmp_path: Path, runs: Path, expected: list[dict[str, Any]], after_files: int
) -> None:
    home = tmp_path / "home"
    process = start("import", "--home", home, runs)
    originals = home / "originals"
    wait_until(
        lambda: originals.is_dir() and len(list(originals.iterdir())) >= after_files, process
    )
    process.kill()
    process.communicate()
    assert group_is_gone(process.pid), "decoding processes outlived the one that was killed"
    if (home / "archive.sqlite").exists():
        known = {one["id"] for one in content(Home(path=home))}
        assert known <= {one["id"] for one in expected}
        codes = {one["code"] for one in examine(home)}
        assert codes <= {"original_unknown", "leftover"}
    assert aerobase("import", "--home", home, runs).code == 0
    assert content(Home(path=home)) == expected
    assert examine(home) == []


# The import, stopped where its second batch of originals is kept and none of it is in the archive.
BLOCKED = """
import signal
from ingest.archive import keeping
from planner.cli import main

# Who started the tests may ignore the signal, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

def keep_all(*given, kept=keeping.keep_all, batches=[]):
    kept(*given)
    batches.append(given)
    if len(batches) == 2:
        print("here", flush=True)
        signal.pause()

keeping.keep_all = keep_all
main()
"""


@posix
def test_control_c_stops_at_once_and_loses_nothing(
    tmp_path: Path, runs: Path, expected: list[dict[str, Any]]
) -> None:
    home = tmp_path / "home"
    process = start("import", "--home", home, runs, program=BLOCKED)
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.split() == [b"Stopped."]
    assert group_is_gone(process.pid)
    stored = content(Home(path=home))
    assert len(stored) == BATCH_FILES
    assert {one["code"] for one in examine(home)} == {"original_unknown"}
    assert aerobase("import", "--home", home, runs).code == 0
    assert content(Home(path=home)) == expected


@posix
@pytest.mark.parametrize(("name", "bytes_least"), [("", 0), ("-wal", 1), ("-wal", 100_000)])
def test_kill_minus_nine_during_a_rebuild(
    tmp_path: Path, runs: Path, expected: list[dict[str, Any]], name: str, bytes_least: int
) -> None:
    home = tmp_path / "home"
    import_paths([runs], home=Home(path=home))
    fresh = home / f"archive.sqlite.new{name}"
    process = start("rebuild", "--home", home)
    wait_until(lambda: fresh.exists() and fresh.stat().st_size >= bytes_least, process)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was over before it could be killed"
    assert group_is_gone(process.pid)
    assert content(Home(path=home)) == expected
    assert {one["code"] for one in examine(home)} <= {"leftover"}
    assert aerobase("rebuild", "--home", home).code == 0
    assert content(Home(path=home)) == expected
    assert examine(home) == []


@posix
def test_who_has_to_wait_is_told(tmp_path: Path, runs: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with exclusive(home / "archive.lock"):
        process = start("import", "--home", home, runs / "00.fit")
        assert process.stderr is not None
        assert b"waiting" in process.stderr.readline()
        assert process.poll() is None
    process.communicate()
    assert process.returncode == 0


@posix
def test_two_imports_at_once_take_every_file_once(
    tmp_path: Path, runs: Path, expected: list[dict[str, Any]]
) -> None:
    home = tmp_path / "home"
    both = [start("import", "--json", "--home", home, runs) for _ in range(2)]
    said = [json.loads(process.communicate()[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum(one["imported"] for one in said) == FILES
    assert sum(one["duplicate"] for one in said) == FILES
    assert content(Home(path=home)) == expected
    assert examine(home) == []


@posix
def test_reading_goes_on_while_an_import_writes(tmp_path: Path, runs: Path) -> None:
    home = tmp_path / "home"
    assert aerobase("import", "--home", home, runs / "00.fit").code == 0
    process = start("import", "--home", home, runs)
    seen = []
    while process.poll() is None:
        answer = aerobase("sessions", "--json", "--home", home)
        assert (answer.code, answer.err) == (0, "")
        seen.append(len(json.loads(answer.out)))
    process.communicate()
    assert seen[0] < FILES
    assert seen == sorted(seen)


def limit(size: int) -> None:
    import resource  # noqa: PLC0415 - only POSIX has it

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@posix
@pytest.mark.parametrize("size", [30_000, 60_000, 120_000])  # in the tables; in the sessions
def test_a_file_that_may_not_grow_ends_in_one_sentence_and_loses_nothing(
    tmp_path: Path, runs: Path, expected: list[dict[str, Any]], size: int
) -> None:
    home = tmp_path / "home"
    process = start("import", "--home", home, runs, preexec_fn=partial(limit, size))
    _, err = process.communicate()
    assert process.returncode == 1
    assert b"Traceback" not in err
    assert b"kept" in err
    examine(home)
    assert aerobase("import", "--home", home, runs).code == 0
    assert content(Home(path=home)) == expected
    assert examine(home) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KiB, where this machine lets us make one."""
    place = tmp_path / "small"
    with disk(place, 400 << 10) as made:
        if made is None:
            pytest.skip("this machine lets us make no small disk")
        yield place


def test_a_full_disk_ends_in_one_sentence_and_loses_nothing(
    small_disk: Path, tmp_path: Path, runs: Path, expected: list[dict[str, Any]]
) -> None:
    home = small_disk / "home"
    process = start("import", "--home", home, runs)
    _, err = process.communicate()
    assert process.returncode == 1
    assert b"Traceback" not in err
    assert b"Free some space" in err
    stored = content(Home(path=home))
    said = aerobase("log", "note", "Full disk", "--home", home)
    assert said.code in {0, 1}
    examine(home)
    larger = tmp_path / "larger"
    shutil.copytree(home, larger)
    assert content(Home(path=larger)) == stored
    assert aerobase("import", "--home", larger, runs).code == 0
    assert content(Home(path=larger)) == expected
    assert examine(larger) == []


@contextlib.contextmanager
def read_only(home: Path) -> Iterator[None]:
    """Take the right to write away, from root too: its power over files is laid down."""
    for path in [home, *home.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path in [home, *home.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user may enter."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


READING = (["sessions", "--json"], ["balance", "--json"], ["flags", "--json"], ["load", "--json"])


@posix
@pytest.mark.parametrize("killed", [False, True])
def test_a_read_only_home_can_be_read(open_place: Path, runs: Path, killed: bool) -> None:  # noqa: FBT001 - a parameter
    home = open_place / "home"
    assert aerobase("import", "--home", home, runs / "00.fit", runs / "01.fit").code == 0
    if killed:  # a write-ahead log lies beside the archive
        code = (
            "import os, sys; from ingest.home.home import Home;"
            "from ingest.imports.opening import open_archive;"
            "a = open_archive(Home.locate(sys.argv[1]), write=True);"
            "a.connection.execute('CREATE TABLE left_behind (x)'); os._exit(9)"
        )
        subprocess.run([sys.executable, "-c", code, home], check=False)
        assert (home / "archive.sqlite-wal").stat().st_size > 0
    today = ["--today", "2021-09-12", "--home", home]
    before = [aerobase(*arguments, *today).out for arguments in READING]
    doctor_before = aerobase("doctor", "--home", home)
    assert doctor_before.code == 0
    if killed:
        subprocess.run([sys.executable, "-c", code, home], check=False)
    refused = aerobase("import", "--home", home, open_place / "nothing")  # loads what it needs
    with read_only(home):
        answers = [aerobase(*arguments, *today) for arguments in READING]
        refused = aerobase("import", "--home", home, open_place)
    assert [answer.out for answer in answers] == before
    assert {answer.code for answer in answers} == {0}
    assert refused.code == 1
    assert "cannot be written" in refused.err
    assert "Traceback" not in refused.err
