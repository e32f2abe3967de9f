"""The lock as Windows has it, on a stand-in of its library: a byte of the file, held or refused."""

from __future__ import annotations

import importlib.util
import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

import ingest.home.lock

if TYPE_CHECKING:
    from pathlib import Path


class Bytes(ModuleType):
    """Windows' ``msvcrt`` as far as locks go: by file, whichever descriptor asks."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (self.LK_NBLCK, 1)
        self.let_go()
        found = os.fstat(descriptor)
        if self.held.setdefault((found.st_dev, found.st_ino), descriptor) != descriptor:
            raise PermissionError(13, "Permission denied")  # as Windows says it

    def let_go(self) -> None:
        """Give back what closed descriptors held, as the system does."""
        for file, descriptor in list(self.held.items()):
            try:
                os.fstat(descriptor)
            except OSError:
                del self.held[file]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of locks, loaded as Windows loads it."""
    monkeypatch.setitem(sys.modules, "msvcrt", Bytes())
    spec = importlib.util.spec_from_file_location("locks_of_windows", ingest.home.lock.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        spec.loader.exec_module(module)
    return module


def test_one_holds_it_and_the_next_is_told(windows: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "archive.lock"
    busy = pytest.raises(windows.BusyError, match="Another aerobase")
    with windows.exclusive(path), busy, windows.exclusive(path, patience_s=0):
        pytest.fail("two at once")
    with windows.exclusive(path, patience_s=0):  # given back
        pass


def test_who_waits_goes_on_when_it_is_given_back(windows: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "archive.lock"
    first = windows.exclusive(path)
    first.__enter__()
    looks = []

    def stop() -> bool:
        looks.append(1)
        if len(looks) == 2:
            first.__exit__(None, None, None)
        return False

    with windows.exclusive(path, patience_s=60, stop=stop):
        assert len(looks) == 2
