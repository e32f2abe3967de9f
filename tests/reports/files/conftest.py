"""A home that has something for every table and view."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from support import fit_bytes as fb
from support.command_line import aerobase
from support.wellness_files import at, monitoring

from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import season

LAST_DAY = date(2026, 5, 20)
DAYS = 24


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with runs, wellness, a diary and a plan, as the last import left it."""
    folder = tmp_path_factory.mktemp("published")
    home, watch = folder / "home", folder / "watch"
    watch.mkdir()
    made = season("too_hard", last_day=LAST_DAY)
    for run, activity in zip(made.truth.runs, made.activities, strict=True):
        if run.day > LAST_DAY - timedelta(days=DAYS):
            (watch / f"{run.day}.fit").write_bytes(fit_bytes(smart_recorded(activity)))
    (watch / "day.fit").write_bytes(
        monitoring(offset_s=7200, resting=[(at("2026-05-18 05:30"), 49)])
    )
    # Of this one no file knows the local day: it is 10 May by UTC.
    (watch / "utc.fit").write_bytes(fb.whole_run(300, start=fb.START + 1705 * 86_400))
    here, today = ("--home", str(home)), ("--today", LAST_DAY.isoformat())
    who = ("--birth-date", "1983-02-11", "--category", "c", "--timezone", "Africa/Lagos")
    calls = (
        ("init", *who, "--hr-rest", "48"),
        ("log", "pain", "3", "left", "achilles", *today),
        ("log", "sleep", "7.5", *today),
        ("log", "note", "=1+1, größer", *today),
        ("import", str(watch), *today),
        ("plan", *today),
        ("import", str(watch), *today),
    )
    for words in calls:
        assert aerobase(*here, *words).code == 0, words
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of that home, to be changed."""
    return Path(shutil.copytree(filled, tmp_path / "home"))
