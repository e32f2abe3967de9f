"""A home whose archive is gone, empty or short: it is said, and made whole again."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from support.command_line import aerobase
from support.fit_bytes import START, whole_run
from support.small_archives import content

from ingest.archive import replacing
from ingest.archive.trouble import ArchiveError
from ingest.home.home import Home
from ingest.imports import rebuilding
from ingest.imports.importing import import_paths
from ingest.imports.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RUNS = 6
READING = (["sessions"], ["status"], ["flags"], ["balance", "--json"], ["plan"], ["wellness"])


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    folder = tmp_path / "runs"
    folder.mkdir()
    for day in range(RUNS):
        (folder / f"{day}.fit").write_bytes(whole_run(600, start=START + 86_400 * day))
    return folder


@pytest.fixture
def at(home: Path, runs: Path) -> Home:
    """A home with six runs and a birth date."""
    assert aerobase("init", "--birth-date", "1980-05-01", "--category", "c").code == 0
    import_paths([runs], home=Home(path=home))
    return Home(path=home)


@pytest.fixture
def truth(at: Home) -> list[dict[str, Any]]:
    return content(at)


def missing(home: Home) -> None:
    home.archive.unlink()


def empty(home: Home) -> None:
    home.archive.write_bytes(b"")


def without_tables(home: Home) -> None:
    home.archive.unlink()
    with closing(sqlite3.connect(home.archive)) as connection:
        connection.execute("VACUUM")
    home.archive.chmod(0o600)


lost = pytest.mark.parametrize("lose", [missing, empty, without_tables])


@lost
@pytest.mark.parametrize("command", READING, ids=lambda words: words[0])
@pytest.mark.usefixtures("truth")
def test_no_command_takes_it_for_no_run_yet(
    at: Home, lose: Callable[[Home], None], command: list[str]
) -> None:
    lose(at)
    answer = aerobase(*command)
    assert (answer.code, answer.out) == (1, "")
    what = "missing" if lose is missing else "empty"
    assert f"is {what}, though the original watch files are there" in answer.err
    assert "aerobase rebuild" in answer.err


@lost
def test_doctor_says_it_and_rebuild_mends_it(
    at: Home, truth: list[dict[str, Any]], lose: Callable[[Home], None]
) -> None:
    lose(at)
    answer = aerobase("doctor", "--json")
    assert answer.code == 3
    assert [one["code"] for one in json.loads(answer.out)["findings"]] == ["archive"]
    assert aerobase("rebuild").code == 0
    assert content(at) == truth
    assert aerobase("doctor").code == 0


@lost
def test_an_import_mends_it(
    at: Home, truth: list[dict[str, Any]], lose: Callable[[Home], None], tmp_path: Path
) -> None:
    lose(at)
    (tmp_path / "new.fit").write_bytes(whole_run(600, start=START - 86_400))
    answer = aerobase("import", tmp_path / "new.fit", "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["imported"] == 1
    assert content(at)[1:] == truth
    assert len(content(at)) == RUNS + 1


@lost
def test_forgetting_a_run_mends_it_first(
    at: Home, truth: list[dict[str, Any]], lose: Callable[[Home], None]
) -> None:
    lose(at)
    assert aerobase("forget", truth[0]["id"]).code == 0
    assert content(at) == truth[1:]


def test_a_home_where_nothing_was_read_yet_is_no_lost_one(home: Path) -> None:
    home.mkdir()
    (home / "archive.sqlite").touch()
    (home / "archive.sqlite").chmod(0o600)
    home.chmod(0o700)
    assert json.loads(aerobase("sessions", "--json").out) == []
    assert aerobase("doctor").code == 0


# The swap


def cut_short(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2)


def lose_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM session WHERE id = (SELECT min(id) FROM session)")
        connection.commit()


@pytest.mark.parametrize("spoil", [cut_short, lose_rows])
def test_a_short_archive_takes_no_whole_ones_place(
    at: Home,
    truth: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
) -> None:
    before = at.archive.read_bytes()

    def sealed(connection: sqlite3.Connection, path: Path) -> dict[str, int]:
        counted = replacing.seal(connection, path)
        spoil(path)
        return counted

    monkeypatch.setattr(rebuilding, "seal", sealed)
    with pytest.raises(ArchiveError, match=r"written whole|damaged"):
        rebuild(at)
    assert at.archive.read_bytes() == before
    assert not list(at.path.glob("*.new*"))
    assert content(at) == truth


def test_a_log_that_cannot_be_folded_into_the_file_stops_the_swap(
    at: Home, truth: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk, where closing leaves what it could not write beside the file."""
    before = at.archive.read_bytes()

    def sealed(connection: sqlite3.Connection, path: Path) -> dict[str, int]:
        with closing(sqlite3.connect(path)) as reader:  # keeps the log from being folded
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM session").fetchone()
            return replacing.seal(connection, path)

    monkeypatch.setattr("ingest.archive.connection.BUSY_S", 0.1)
    monkeypatch.setattr(rebuilding, "seal", sealed)
    with pytest.raises(ArchiveError):
        rebuild(at)
    assert at.archive.read_bytes() == before
    assert content(at) == truth


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB, where this machine lets us make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = shutil.which("mount") is not None and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], stderr=subprocess.DEVNULL
    )
    if not made:
        pytest.skip("this machine lets us make no small disk")
    yield place
    subprocess.check_call(["umount", place])


def test_a_rebuild_on_a_disk_nearly_full_leaves_one_whole_archive(disk: Path, runs: Path) -> None:
    """From room for nothing to room for all, page by page: log and file both need some."""
    home = Home(path=disk / "home")
    import_paths([runs], home=home)
    truth = content(home)
    step, codes = 4096, []
    with (disk / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while True:
            ballast.write(bytes(step))
    full = (disk / "ballast").stat().st_size
    for room in range(0, full, step):
        with (disk / "ballast").open("r+b") as ballast:
            ballast.truncate(full - room)
        answer = aerobase("rebuild", "--home", home.path)
        codes.append(answer.code)
        assert answer.code == 0 or "Free some space" in answer.err
        assert content(home) == truth
        assert not list(home.path.glob("*.new*"))
        if answer.code == 0:
            break
    assert codes[0] == 1
    assert codes[-1] == 0
    assert len(codes) > 4


def test_a_home_that_is_not_there_yet_is_made_by_a_rebuild(tmp_path: Path) -> None:
    new = Home(path=tmp_path / "not" / "yet")

    report = rebuild(new)

    assert (report.files, report.sessions, report.troubles) == (0, 0, {})
    assert new.originals.is_dir()
    assert content(new) == []
