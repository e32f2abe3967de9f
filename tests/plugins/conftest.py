"""A runner's home to ask plug-ins about, and a folder to install them into."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase as command
from support.made_plugins import LAST_DAY, ON

from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import season

if TYPE_CHECKING:
    from pathlib import Path

DAYS = 16


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a profile and the last runs of a generated season."""
    folder, home = tmp_path_factory.mktemp("watch"), tmp_path_factory.mktemp("made") / "home"
    whole = season("too_hard", last_day=LAST_DAY)
    for run, activity in zip(whole.truth.runs, whole.activities, strict=True):
        if run.day > LAST_DAY - timedelta(days=DAYS):
            (folder / f"{run.day}.fit").write_bytes(fit_bytes(smart_recorded(activity)))
    who = ("--birth-date", "1983-02-11", "--category", "c", "--timezone", "UTC")
    assert command("--home", home, "init", *who).code == 0
    assert command("--home", home, "import", folder, *ON).code == 0
    return home


@pytest.fixture
def runner(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, set as AEROBASE_HOME."""
    path = tmp_path / "home"
    shutil.copytree(made, path)
    monkeypatch.setenv("AEROBASE_HOME", str(path))
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"
