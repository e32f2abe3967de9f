"""After an upgrade the first command makes the archive anew, and says how far it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from support.command_line import aerobase
from support.fit_bytes import START, whole_run

from ingest.archive.version import SCHEMA
from reports.terminal import importing


@pytest.fixture
def old(home, tmp_path):
    """A home whose archive has an older form."""
    for day in range(3):
        (tmp_path / f"{day}.fit").write_bytes(whole_run(60, start=START + 86_400 * day))
    assert aerobase("import", str(tmp_path)).code == 0
    with closing(sqlite3.connect(home / "archive.sqlite")) as archive:
        archive.execute(f"PRAGMA user_version = {SCHEMA - 1}")


@pytest.mark.usefixtures("old")
def test_how_far_it_is_is_told_where_it_takes_long(monkeypatch):
    monkeypatch.setattr(importing, "QUIET_S", 0.0)
    monkeypatch.setattr(importing, "LINE_S", 0.0)
    answer = aerobase("sessions", "--json")
    assert answer.code == 0
    assert "3 of 3 files read anew after the upgrade" in answer.err
    assert "read anew" not in aerobase("sessions", "--json").err  # it comes once


@pytest.mark.usefixtures("old")
def test_nothing_is_said_where_it_is_quick():
    assert "read anew" not in aerobase("sessions", "--json").err


@pytest.mark.usefixtures("old")
def test_what_it_was_before_is_named_once(home):
    assert f"kept as {home / 'archive.sqlite.before'}" in aerobase("sessions", "--json").err
    assert "kept as" not in aerobase("sessions", "--json").err
