"""What a folder's watcher makes of the system's events."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from watchdog import events

from ingest.imports import watching
from ingest.imports.following import Bell
from ingest.imports.watching import FolderWatcher


class Counting(Bell):
    """A bell that says how often it rang."""

    rung = 0

    def ring(self) -> None:
        self.rung += 1
        super().ring()


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FolderWatcher:
    """A watcher without events of the system."""
    monkeypatch.setattr(watching, "is_remote", lambda _: True)
    return FolderWatcher(tmp_path, Counting())


def test_a_remote_folder_has_no_events(alone: FolderWatcher) -> None:
    assert not alone.events
    began = time.monotonic()
    assert alone.wait(0.05) == frozenset()
    assert 0.04 < time.monotonic() - began < 5
    alone.close()


@pytest.mark.parametrize(
    ("event", "rings"),
    [
        (events.FileCreatedEvent("a"), True),
        (events.FileModifiedEvent("a"), True),
        (events.FileClosedEvent("a"), True),
        (events.FileDeletedEvent("a"), True),
        (events.DirCreatedEvent("a"), True),
        (events.FileMovedEvent("a.part", "a"), True),
        (events.FileOpenedEvent("a"), False),  # a look at a file is no change
        (events.FileClosedNoWriteEvent("a"), False),
    ],
)
def test_every_change_ends_the_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: events.FileSystemEvent, *, rings: bool
) -> None:
    monkeypatch.setattr(watching, "is_remote", lambda _: True)
    bell = Counting()
    FolderWatcher(tmp_path, bell).on_any_event(event)
    assert bell.rung == (1 if rings else 0)


def test_what_was_renamed_is_told_once(alone: FolderWatcher) -> None:
    alone.on_any_event(events.FileCreatedEvent("new.fit"))
    alone.on_any_event(events.FileMovedEvent("a.part", "a.fit"))
    alone.on_any_event(events.FileMovedEvent("b.part", "b.fit"))
    alone.on_any_event(events.DirMovedEvent("may", "june"))
    assert alone.wait(60) == {Path("a.fit"), Path("b.fit")}
    assert alone.wait(0) == frozenset()


def test_a_rename_wakes_a_watcher_and_closing_ends_it(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    part = tmp_path / "below" / "a.part"
    part.write_bytes(b"x")
    bell = Counting()
    watcher = FolderWatcher(tmp_path, bell)
    if not watcher.events:  # this system gives none
        pytest.skip("no events here")
    try:
        part.rename(part.with_suffix(".fit"))
        renamed: frozenset[Path] = frozenset()
        until = time.monotonic() + 20
        while not renamed and time.monotonic() < until:
            renamed |= watcher.wait(1)
        assert renamed == {part.with_suffix(".fit")}
    finally:
        watcher.close()
    told = bell.rung
    (tmp_path / "late.fit").write_bytes(b"x")
    assert watcher.wait(0.2) == frozenset()
    assert bell.rung == told


def test_where_the_system_refuses_to_watch_there_are_no_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def schedule(self, *_: object, **__: object) -> None:
            raise OSError(28, "no watches left")

    monkeypatch.setattr(watching, "Observer", Refusing)
    watcher = FolderWatcher(tmp_path, Counting())
    assert not watcher.events
    watcher.close()
