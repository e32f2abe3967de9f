"""What is written lies on the disk before it counts, names as well as bytes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from ingest.home.files import sync_directory, write_atomic

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the files and folders that were flushed, in their order."""
    numbers: list[int] = []
    flush = os.fsync

    def noted(descriptor: int) -> None:
        numbers.append(os.fstat(descriptor).st_ino)
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    return numbers


def test_a_file_is_flushed_before_it_gets_its_name(tmp_path: Path, flushed: list[int]) -> None:
    path = tmp_path / "week.json"
    write_atomic(path, b"{}")
    assert flushed == [path.stat().st_ino]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no directories")
def test_a_folder_s_names_are_flushed(tmp_path: Path, flushed: list[int]) -> None:
    sync_directory(tmp_path)
    assert flushed == [tmp_path.stat().st_ino]


def test_a_folder_that_cannot_be_flushed_is_no_error(tmp_path: Path, flushed: list[int]) -> None:
    sync_directory(tmp_path / "missing")
    assert flushed == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_file_is_as_open_as_the_users_mask_lets_it_be(
    tmp_path: Path, mask: int, mode: int
) -> None:
    before = os.umask(mask)
    try:
        write_atomic(tmp_path / "page.html", b"")
        assert os.umask(mask) == mask  # it is put back
    finally:
        os.umask(before)
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == mode
    write_atomic(tmp_path / "page.html", b"", mode=0o600)
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o600
