"""Who waits for another aerobase is told so once, and not for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.home import lock
from ingest.home.lock import BusyError, exclusive

if TYPE_CHECKING:
    from pathlib import Path


def test_a_long_wait_is_said_once_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "SAY_SO_S", 0.0)
    monkeypatch.setattr(lock, "LOOK_AGAIN_S", 0.01)
    path, told = tmp_path / "lock", []
    with exclusive(path):
        with (
            pytest.raises(BusyError) as caught,
            exclusive(path, patience_s=0.1, on_wait=lambda: told.append(1)),
        ):
            pytest.fail("it is held")
        with pytest.raises(BusyError), exclusive(path, patience_s=0.1):  # nobody to tell
            pytest.fail("it is held")
        with pytest.raises(BusyError), exclusive(path, patience_s=600, stop=lambda: True):
            pytest.fail("it is held")
    assert told == [1]
    assert caught.value.message == (f"Another aerobase has been writing to {tmp_path} for 0 s.")
    assert caught.value.hint == "Wait for it to end, or end it; nothing of yours was changed."
    with exclusive(path, patience_s=0.0, on_wait=lambda: told.append(2)):
        assert told == [1]


def test_a_wait_of_less_than_a_second_is_not_said(tmp_path: Path) -> None:
    told: list[int] = []
    with (
        exclusive(tmp_path / "lock"),
        pytest.raises(BusyError),
        exclusive(tmp_path / "lock", patience_s=0.05, on_wait=lambda: told.append(1)),
    ):
        pytest.fail("it is held")
    assert told == []
