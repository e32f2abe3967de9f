"""`import` without a path: asks on a terminal, lists elsewhere, and reads nothing unasked."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.fit_bytes import whole_run

from ingest.sources import at_hand

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory that is not that of whoever runs the tests."""
    path = tmp_path / "ana"
    path.mkdir()
    monkeypatch.setenv("HOME", str(path))
    monkeypatch.setenv("USERPROFILE", str(path))
    return path


@pytest.fixture
def watch(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mounted watch with one run, beside one that holds none."""
    assert not home.exists()
    folder = tmp_path / "my watch" / "GARMIN" / "Activity"
    folder.mkdir(parents=True)
    (folder / "run.fit").write_bytes(whole_run())
    monkeypatch.setattr(at_hand, "volumes", lambda: [tmp_path / "my watch", tmp_path / "none"])
    return folder


def test_off_a_terminal_it_lists_reads_nothing_and_ends_with_one(watch: Path, home: Path) -> None:
    answer = aerobase("import")
    assert answer.code == 1
    assert answer.out == ""
    assert "1 file, the newest of" in answer.err
    assert shlex.quote(str(watch)) in answer.err
    assert not home.exists()


def test_json_stays_one_document(watch: Path, home: Path) -> None:
    assert watch
    answer = aerobase("import", "--json")
    assert answer.code == 1
    assert json.loads(answer.out)["imported"] == 0
    assert not home.exists()


@pytest.mark.parametrize("typed", [[""], ["1"], ["2", "1"]])
def test_on_a_terminal_what_is_chosen_is_read(watch: Path, typed: list[str]) -> None:
    assert watch
    answer = aerobase("import", answers=[*typed, ""])
    assert answer.code == 0, answer.err
    assert "1 imported" in answer.out


def test_nothing_chosen_reads_nothing(watch: Path, home: Path) -> None:
    assert watch
    answer = aerobase("import", answers=["n"])
    assert answer.code == 1
    assert "Nothing was read" in answer.err
    assert not home.exists()


def test_an_apps_folder_is_named_beside_the_watch(watch: Path, user: Path) -> None:
    assert watch
    app = user / "Documents" / "Zwift" / "Activities"
    app.mkdir(parents=True)
    (app / "ride.fit").write_bytes(whole_run(90))
    answer = aerobase("import")
    assert answer.code == 1
    assert "1  Garmin" in answer.err
    assert "2  Zwift" in answer.err


def test_no_watch_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_hand, "volumes", list)
    answer = aerobase("import")
    assert answer.code == 1
    assert "aerobase import FOLDER" in answer.err
    assert not home.exists()
