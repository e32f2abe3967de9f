"""What is looked for in a home, each trouble found where it is and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from support.fit_bytes import START, whole_run

from ingest.archive import originals
from ingest.home import journal
from ingest.home.home import Home
from ingest.imports.checking import forgotten_gone, originals_whole
from ingest.imports.importing import import_paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two_runs(tmp_path: Path) -> Home:
    folder = tmp_path / "runs"
    folder.mkdir()
    for day in range(2):
        (folder / f"{day}.fit").write_bytes(whole_run(60, start=START + 86_400 * day))
    home = Home(path=tmp_path / "home")
    import_paths([folder], home=home)
    return home


def test_originals_as_they_came_are_no_finding(two_runs: Home) -> None:
    assert len(originals.kept(two_runs)) == 2
    assert list(originals_whole(two_runs)) == []


def test_one_changed_byte_of_an_original_is_found_and_its_file_named(two_runs: Home) -> None:
    path = originals.original_path(two_runs, sorted(originals.kept(two_runs))[1])
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(bytes(data))

    (finding,) = originals_whole(two_runs)

    assert finding.code == "original_damaged"
    assert str(path) in finding.mend


def test_an_original_that_is_there_though_forgotten_is_named_and_no_other(two_runs: Home) -> None:
    assert list(forgotten_gone(two_runs)) == []
    gone, _ = sorted(originals.kept(two_runs))
    now = datetime(2026, 5, 20, 9, tzinfo=UTC)
    journal.append(two_runs, kind="forget", day=now.date(), data={"sha256": [gone]}, now=now)

    (finding,) = forgotten_gone(two_runs)

    assert finding.code == "forgotten_left"
    assert gone in finding.text
