"""Facts of an older program are derived again by themselves, from the original bytes."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from support.fit_bytes import START, whole_run
from support.small_archives import content

from ingest.archive import archive as archive_module
from ingest.archive import originals
from ingest.home import lock
from ingest.home.home import Home
from ingest.home.lock import BusyError, exclusive
from ingest.imports import refreshing
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from ingest.imports.rebuilding import rebuild
from ingest.session.facts import FACTS_VERSION

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def at(home: Path, tmp_path: Path) -> Home:
    """A home with two runs."""
    for day in range(2):
        (tmp_path / f"{day}.fit").write_bytes(whole_run(90, start=START + 86_400 * day))
    found = Home(path=home)
    import_paths([tmp_path / "0.fit", tmp_path / "1.fit"], home=found)
    return found


@pytest.fixture
def truth(at: Home) -> list[dict[str, Any]]:
    return content(at)


def spoil(home: Home, version: int) -> None:
    """Make the archive look like one an older program derived, wrongly."""
    with sqlite3.connect(home.archive) as connection:
        connection.execute("UPDATE session SET duration_s = 1, sport = 'chess'")
        connection.execute("UPDATE file SET facts_version = ?", (version,))
    connection.close()


def durations(home: Home) -> list[float]:
    connection = sqlite3.connect(home.archive)
    found = [row[0] for row in connection.execute("SELECT duration_s FROM session")]
    connection.close()
    return found


def test_older_facts_are_derived_again_when_read(at: Home, truth: list[dict[str, Any]]) -> None:
    spoil(at, FACTS_VERSION - 1)
    assert content(at) == truth
    assert durations(at) == [one["duration_s"] for one in truth]


def test_todays_facts_are_left_alone(at: Home, truth: list[dict[str, Any]]) -> None:
    spoil(at, FACTS_VERSION)
    assert content(at) != truth
    assert durations(at) == [1.0, 1.0]


@pytest.mark.parametrize("version", ["FACTS_VERSION", "DECODER_VERSION"])
def test_a_new_version_of_facts_or_decoder_derives_everything_again_once(
    at: Home, truth: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    spoil(at, FACTS_VERSION)
    monkeypatch.setattr(archive_module, version, getattr(archive_module, version) + 1)
    assert content(at) == truth
    with open_archive(at) as archive:
        assert archive.stale_files() == ()


def test_while_another_process_writes_they_are_derived_in_memory(
    at: Home, truth: list[dict[str, Any]]
) -> None:
    spoil(at, FACTS_VERSION - 1)
    with exclusive(at.lock):
        assert content(at) == truth
    assert durations(at) == [1.0, 1.0]


def test_without_its_original_a_session_stays_as_it_was(
    at: Home, truth: list[dict[str, Any]]
) -> None:
    spoil(at, FACTS_VERSION - 1)
    originals.remove(at, truth[0]["sha256"])
    first, second = content(at)
    assert first["duration_s"] == 1.0
    assert second == truth[1]


def test_a_session_without_its_original_is_not_tried_at_every_look(
    at: Home, truth: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(at, FACTS_VERSION - 1)
    originals.remove(at, truth[0]["sha256"])
    assert content(at)[1] == truth[1]

    def tried(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(refreshing, "derive_again", tried)
    assert content(at)[0]["duration_s"] == 1.0


def test_why_a_file_cannot_be_derived_again_is_told_by_its_hash(
    at: Home, truth: list[dict[str, Any]]
) -> None:
    lost, kept = truth[0]["sha256"], truth[1]["sha256"]
    originals.remove(at, lost)
    with open_archive(at, write=True) as archive:
        troubles = refreshing.derive_again(at, archive, [lost, kept])
    assert set(troubles) == {lost}
    assert "cannot be read" in troubles[lost]


def test_an_import_and_a_rebuild_remove_what_a_crash_left(at: Home, tmp_path: Path) -> None:
    left = at.originals / ".half"
    left.touch()
    import_paths([tmp_path / "0.fit"], home=at)
    assert not left.exists()
    left.touch()
    rebuild(at)
    assert not left.exists()


def test_progress_of_a_rebuild_is_told_file_by_file(at: Home) -> None:
    told: list[tuple[int, int]] = []
    rebuild(at, progress=lambda done, expected: told.append((done, expected)))
    assert told == [(1, 2), (2, 2)]


def test_the_lock_lets_one_in_and_goes_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with exclusive(path), pytest.raises(BusyError, match="Another aerobase"):
        exclusive(path, patience_s=0.1).__enter__()
    with exclusive(path, patience_s=0):
        pass
    if hasattr(os, "fork"):
        child = os.fork()
        if child == 0:
            exclusive(path).__enter__()
            os._exit(0)
        os.waitpid(child, 0)
        with exclusive(path, patience_s=0):
            pass


def test_who_waits_for_the_lock_is_told_where_it_could_go_on_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SAY_SO_S", 0.0)

    class Told(Exception):  # noqa: N818 - ends the waiting
        pass

    def tell() -> None:
        raise Told

    path = tmp_path / "archive.lock"
    with (
        exclusive(path),
        pytest.raises(Told),
        lock.exclusive_where_possible(path, on_wait=tell),
    ):
        pass
