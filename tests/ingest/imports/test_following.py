"""Which files of a followed folder are read, and when: standing still, renamed, there before."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from ingest.imports import following
from ingest.imports.following import SETTLED_S, Bell, Settling, follow, stamps

A, B = Path("a.fit"), Path("b.fit")
NS = 1_000_000_000


def test_a_file_is_read_once_it_stands_still_and_once_only():
    settling = Settling(looked=True)
    assert settling.ready({A: (10, 5)}, 0.0, 0) == []
    assert settling.waits
    assert settling.ready({A: (20, 6)}, SETTLED_S, 0) == []  # it grew: counted anew
    assert settling.ready({A: (20, 6)}, 2 * SETTLED_S - 0.1, 0) == []
    assert settling.ready({A: (20, 6)}, 2 * SETTLED_S, 0) == [A]
    assert settling.ready({A: (20, 6)}, 9.0, 0) == []
    assert not settling.waits


def test_a_file_that_changes_after_it_was_read_is_read_again():
    settling = Settling(looked=True)
    settling.ready({A: (10, 5)}, 0.0, 0, frozenset({A}))
    assert settling.ready({A: (11, 6)}, 1.0, 0) == []
    assert settling.ready({A: (11, 6)}, 1.0 + SETTLED_S, 0) == [A]


def test_a_file_that_could_not_be_read_is_ready_again_later_or_once_it_changes():
    settling = Settling(looked=True)
    assert settling.ready({A: (1, 5), B: (1, 5)}, 0.0, 0, frozenset({A, B})) == [A, B]
    settling.again([A, B], 0.0)
    assert settling.ready({A: (1, 5), B: (1, 5)}, 29.0, 0) == []
    assert settling.ready({A: (1, 5), B: (2, 6)}, 30.0, 0) == [A]
    assert settling.ready({A: (1, 5), B: (2, 6)}, 30.0 + SETTLED_S, 0) == [B]
    settling.again([Path("gone.fit")], 40.0)
    assert not settling.waits


@pytest.mark.skipif(os.name != "posix", reason="timers of POSIX")
def test_a_signal_may_ring_at_any_moment():
    bell, rung = Bell(), []

    def ring(*_):
        rung.append(1)
        bell.ring()

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        ends_s = time.monotonic() + 60
        while len(rung) < 500 and time.monotonic() < ends_s:
            bell.wait(60)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(rung) >= 500
    bell.end()
    bell.wait(60)  # returns at once
    assert bell.ended


def test_what_is_renamed_into_place_is_whole():
    settling = Settling(looked=True)
    assert settling.ready({A: (10, 5), B: (10, 5)}, 0.0, 0, frozenset({B})) == [B]


def test_at_the_first_look_what_is_older_stands_still_and_what_is_new_does_not():
    settling = Settling()
    clock_ns = 100 * NS
    assert settling.ready({A: (1, 90 * NS), B: (1, 99 * NS)}, 0.0, clock_ns) == [A]
    later = Path("c.fit")
    assert settling.ready({later: (1, 1)}, 0.5, clock_ns) == []  # a copy may keep an old time


def test_a_file_that_goes_before_it_settles_is_forgotten():
    settling = Settling(looked=True)
    settling.ready({A: (10, 5)}, 0.0, 0)
    assert settling.ready({}, 1.0, 0) == []
    assert not settling.waits


def test_hidden_files_the_home_and_links_to_folders_are_passed_over(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "home").mkdir()
    for name in ("run.fit", ".part.fit", "Thumbs.db", "deep/b.fit", "home/archive.sqlite"):
        (tmp_path / name).write_bytes(b"x")
    if os.name == "posix":
        (tmp_path / "link").symlink_to(tmp_path / "deep")
    spelt = tmp_path / "deep" / ".." / "home"  # the same folder by another name
    found = [path.name for path, _ in stamps(tmp_path, spelt)]
    assert sorted(found) == ["b.fit", "run.fit"]


class Steps:
    """A watcher whose waits are the steps of a story."""

    def __init__(self, steps, *, events=True):
        self.steps, self.events, self.waited, self.closed = iter(steps), events, [], 0

    def wait(self, longest_s):
        self.waited.append(longest_s)
        return next(self.steps)()

    def close(self):
        self.closed += 1


def test_a_folder_that_goes_away_is_waited_for_and_said_once(tmp_path, monkeypatch):
    folder, bell, taken, gone = tmp_path / "card", Bell(), [], []
    folder.mkdir()

    def unplug():
        folder.rmdir()
        threading.Timer(0.05, folder.mkdir).start()
        return frozenset()

    def new():
        (folder / "run.fit").write_bytes(b"x")
        return frozenset({folder / "run.fit"})

    def end():
        bell.end()
        return frozenset()

    monkeypatch.setattr("ingest.imports.following.WAIT_S", 0.01)
    watchers = [Steps([unplug]), Steps([new, end])]
    started = iter(watchers)
    follow(
        folder,
        leave_out=tmp_path / "home",
        take=lambda files: taken.append(files) or [],
        say_gone=lambda: gone.append(1),
        watch=lambda _: next(started),
        bell=bell,
    )
    assert taken == [[folder / "run.fit"]]
    assert gone == [1]
    assert [one.closed for one in watchers] == [1, 1]


def test_another_folder_of_the_same_name_is_watched_anew(tmp_path):
    folder, bell = tmp_path / "card", Bell()
    folder.mkdir()

    def swap():
        folder.rename(tmp_path / "old")
        folder.mkdir()
        return frozenset()

    def end():
        bell.end()
        return frozenset()

    watchers = [Steps([swap]), Steps([end])]
    started = iter(watchers)
    follow(
        folder,
        leave_out=tmp_path / "home",
        take=lambda _: [],
        say_gone=lambda: pytest.fail("it was there at each look"),
        watch=lambda _: next(started),
        bell=bell,
    )
    assert [one.closed for one in watchers] == [1, 1]


@pytest.mark.parametrize(("events", "growing", "longest_s"), [
    (True, False, 30.0), (True, True, 2.0), (False, False, 2.0),
])  # fmt: skip
def test_it_looks_often_where_no_events_come_or_a_file_grows(tmp_path, events, growing, longest_s):
    bell = Bell()
    if growing:
        (tmp_path / "run.fit").write_bytes(b"x")

    def end():
        bell.end()
        return frozenset()

    watcher = Steps([end], events=events)
    follow(
        tmp_path,
        leave_out=tmp_path / "home",
        take=lambda _: [],
        say_gone=lambda: None,
        watch=lambda _: watcher,
        bell=bell,
    )
    assert watcher.waited == [longest_s]


def test_a_folder_that_is_gone_between_two_looks_hides_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.fit").write_bytes(b"x")

    def gone(*_: object) -> bool:
        raise FileNotFoundError

    monkeypatch.setattr(following, "is_same", gone)
    assert [path.name for path, _ in stamps(tmp_path, tmp_path / "home")] == ["b.fit"]
