"""What aerobase writes into its home is its owner's alone, and goes with `forget --all`."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from support.command_line import aerobase
from support.fit_bytes import START, whole_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = ("--today", "2021-09-10")


@pytest.fixture
def open_mask() -> Iterator[int]:
    """Files are born readable by all unless someone says otherwise."""
    before = os.umask(0)
    yield before
    os.umask(before)


@pytest.fixture
def used(home: Path, tmp_path: Path, open_mask: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which everything that writes was called, under the most open mask."""
    assert open_mask
    aerobase("init", "--birth-date", "1980-05-01", "--category", "c")
    for day in range(3):
        path = tmp_path / f"{day}.fit"
        path.write_bytes(whole_run(900, start=START + 86_400 * day))
        assert aerobase("import", path).code == 0
    assert aerobase("thresholds", "set", "lthr", "165", *TODAY).code == 0
    assert aerobase("log", "note", "said", *TODAY).code == 0
    assert aerobase("plan", *TODAY).code == 0
    assert aerobase("report", *TODAY).code == 0
    assert aerobase("rebuild").code == 0
    with monkeypatch.context() as patch:
        patch.setattr("reports.commands.load.load_athlete", None)
        assert aerobase("load").code == 1
    return home


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_every_file_of_ours_is_the_owners_alone(used: Path) -> None:
    modes = {
        path.relative_to(used).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in used.rglob("*")
    }
    assert {
        "report.html",
        "profile.toml",
        "profile.toml.bak",
        "journal.jsonl",
        "aerobase.log",
    } <= set(modes)
    assert {name: mode for name, mode in modes.items() if mode not in {0o600, 0o700}} == {}
    assert aerobase("doctor", *TODAY).code == 0


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_page_that_others_can_read_is_found(used: Path) -> None:
    (used / "report.html").chmod(0o644)
    answer = aerobase("doctor", *TODAY)
    assert answer.code == 3
    assert "report.html" in answer.out


def test_forgetting_everything_takes_the_page_with_it(used: Path) -> None:
    (used / ".report.html.x1y2z3").write_bytes(b"half a page")
    assert aerobase("forget", "--all", "--yes").code == 0
    assert not used.exists()


def test_a_page_of_that_name_that_is_not_ours_stays(used: Path) -> None:
    (used / "report.html").write_text("<title>Quarterly report</title>")
    answer = aerobase("forget", "--all", "--yes")
    assert answer.code == 0
    assert [path.name for path in used.iterdir()] == ["report.html"]
    assert "Not ours, and still there: report.html" in answer.out


def test_a_redacted_page_is_ours_too(used: Path) -> None:
    assert aerobase("report", "--redact", *TODAY).code == 0
    assert aerobase("forget", "--all", "--yes").code == 0
    assert not used.exists()
