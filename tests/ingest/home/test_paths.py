"""Whatever takes a home takes its path as well."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.fit_bytes import whole_run

from ingest.home.home import Home, HomeError
from ingest.imports.checking import check_home
from ingest.imports.forgetting import forget, forget_everything, forgotten, take_back
from ingest.imports.importing import import_paths
from ingest.imports.opening import open_archive
from ingest.imports.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.home.home import AnyHome

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("kind", [str, Path, lambda path: Home(path=path)])
def test_a_home_may_be_given_by_its_path(
    home: Path, tmp_path: Path, kind: Callable[[Path], AnyHome]
) -> None:
    given = kind(home)
    (tmp_path / "run.fit").write_bytes(whole_run(90))
    (file,) = import_paths([tmp_path / "run.fit"], home=given).files
    assert file.sha256 is not None
    assert rebuild(given).sessions == 1
    assert check_home(given) == ()
    with open_archive(given, write=True) as archive:
        assert len(archive.sessions()) == 1
        forget(given, archive, [file.sha256], now=NOW)
    assert forgotten(given) == {file.sha256: NOW.date()}
    take_back(given, [file.sha256], now=NOW)
    assert forgotten(given) == {}
    assert forget_everything(given) == []
    assert not home.exists()


def test_a_path_may_begin_with_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    with open_archive("~/running", write=True) as archive:
        assert archive.home.path == tmp_path / "running"


NAMES = {
    "archive": "archive.sqlite",
    "archive_before": "archive.sqlite.before",
    "profile": "profile.toml",
    "journal": "journal.jsonl",
    "originals": "originals",
    "lock": "archive.lock",
    "follow_lock": "follow.lock",
    "log": "aerobase.log",
    "asked": "asked.json",
    "status": "status.json",
    "judged": "judged.json",
    "packed": "packed.txt",
    "report": "report.html",
}


@pytest.mark.parametrize("name", NAMES)
def test_all_that_a_home_has_is_taken_away_with_it_and_nothing_else(home: Path, name: str) -> None:
    """Another program's page may have the name of ours."""
    ours = getattr(Home(path=home), name)
    assert ours == home / NAMES[name]
    home.mkdir()
    (home / "mine.txt").touch()
    ours.write_text("<html><title>aerobase, a page</title>" if name == "report" else "")
    assert Home(path=home).contents() == (ours,)
    (home / "report.html").write_text("<html><title>another page</title>")
    assert home / "report.html" not in Home(path=home).contents()


@pytest.mark.parametrize("lacks", [os.W_OK, os.X_OK])
def test_a_folder_that_cannot_be_written_or_entered_is_no_home(
    home: Path, monkeypatch: pytest.MonkeyPatch, lacks: int
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: not mode & lacks)
    with pytest.raises(HomeError) as refused:
        Home(path=home).ensure()
    assert refused.value.message == f"The data directory {home} cannot be written."
    assert refused.value.hint == "Change its permissions, or name another one with --home DIR."


def test_a_home_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeError) as refused:
        Home(path=tmp_path / "file" / "home").ensure()
    assert refused.value.hint == "Name another one with --home DIR or AEROBASE_HOME."
