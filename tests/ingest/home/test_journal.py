"""The journal: whole lines or nothing, from any number of processes, whatever the clock says."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from io import FileIO
from typing import TYPE_CHECKING

import pytest

from ingest.home import journal
from ingest.home.home import Home

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.home.events import Event

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
DAY = date(2026, 5, 20)


@pytest.fixture
def at(home: Path) -> Home:
    return Home(path=home)


def say(home: Home, text: str, now: datetime = NOW) -> Event:
    return journal.append(home, kind="log", day=DAY, data={"kind": "note", "text": text}, now=now)


def texts(home: Home) -> list[str]:
    return [event.data["text"] for event in journal.read(home)]


def test_what_was_said_comes_back_in_order(at: Home) -> None:
    said = [say(at, "Wade läuft 🏃"), say(at, "two\nlines"), say(at, "two\nlines")]
    assert journal.read(at) == tuple(said)
    assert len({event.id for event in said}) == 3


def test_nothing_said_is_nothing(at: Home) -> None:
    assert journal.read(at) == ()
    assert not at.path.exists()


def test_a_clock_that_jumps_back_changes_no_order(at: Home) -> None:
    for number, hours in enumerate((0, 5, -26, 9000, -9000)):
        say(at, str(number), NOW + timedelta(hours=hours))
    assert texts(at) == ["0", "1", "2", "3", "4"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_private(at: Home) -> None:
    say(at, "one")
    assert stat.S_IMODE(at.journal.stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_torn_last_line_is_passed_over_and_gives_way(at: Home, cut: int) -> None:
    say(at, "one")
    say(at, "two")
    at.journal.write_bytes(at.journal.read_bytes()[: -cut - 1])
    assert texts(at) == ["one"]
    say(at, "three")
    assert texts(at) == ["one", "three"]
    assert at.journal.read_bytes().endswith(b"\n")


def test_a_last_line_that_lacks_only_its_end_stays(at: Home) -> None:
    say(at, "one")
    at.journal.write_bytes(at.journal.read_bytes().rstrip())
    say(at, "two")
    assert texts(at) == ["one", "two"]


def test_a_torn_line_longer_than_a_block_gives_way_whole(at: Home) -> None:
    say(at, "one")
    say(at, "x" * 200_000)
    at.journal.write_bytes(at.journal.read_bytes()[:-9])
    say(at, "two")
    assert texts(at) == ["one", "two"]


def test_damage_in_the_middle_is_told_and_nothing_is_thrown_away(at: Home) -> None:
    say(at, "one")
    at.journal.write_bytes(at.journal.read_bytes() + b"{damaged\n")
    say(at, "two")
    before = at.journal.read_bytes()
    with pytest.raises(journal.JournalError) as refused:
        journal.read(at)
    assert refused.value.message == f"Line 2 of the journal {at.journal} is damaged: it is no JSON."
    assert refused.value.hint == f"{journal.MEND.capitalize()}."
    assert at.journal.read_bytes() == before


def test_every_damaged_line_is_found_and_the_others_are_read(at: Home) -> None:
    say(at, "one")
    at.journal.write_bytes(at.journal.read_bytes() + b"{damaged\n[]\n\n")
    say(at, "two")
    events, damages = journal.scan(at)
    assert [event.data["text"] for event in events] == ["one", "two"]
    assert [event.line for event in events] == [1, 5]
    assert [(one.line, one.what) for one in damages] == [
        (2, "it is no JSON"),
        (3, "it is no JSON object"),
    ]


def test_a_journal_saved_by_an_editor_is_the_same(at: Home) -> None:
    said = [say(at, "one"), say(at, "two")]
    at.journal.write_bytes(b"\xef\xbb\xbf" + at.journal.read_bytes().replace(b"\n", b"\r\n"))
    assert journal.read(at) == tuple(said)
    third = say(at, "three")
    assert journal.read(at) == (*said, third)


def test_a_last_line_that_a_hand_spoilt_is_told_and_never_thrown_away(at: Home) -> None:
    say(at, "one")
    say(at, "two")
    spoilt = at.journal.read_bytes().rstrip().replace(b"2026-05-20", b"2026-05-50")
    at.journal.write_bytes(spoilt)
    say(at, "three")
    assert at.journal.read_bytes().startswith(spoilt + b"\n")
    with pytest.raises(journal.JournalError) as refused:
        journal.read(at)
    assert refused.value.message == (
        f"Line 1 of the journal {at.journal} is damaged: "
        'its `at_utc` is "2026-05-50T09:00:00.000000Z", not an instant (2026-05-20T09:00:00Z).'
    )
    assert [one.line for one in journal.scan(at)[1]] == [1, 2]


def test_what_a_newer_version_wrote_stays_where_it_is(at: Home) -> None:
    newer = (
        b'{"id": "x", "kind": "heart_scan", "at_utc": "2031-01-01T00:00:00Z",'
        b' "day": "2031-01-01", "data": {"a": [1]}, "tag": 3}\n'
    )
    say(at, "one")
    at.journal.write_bytes(at.journal.read_bytes() + newer)
    say(at, "two")
    assert [event.kind for event in journal.read(at)] == ["log", "heart_scan", "log"]
    assert newer in at.journal.read_bytes()


def test_a_disk_that_fills_up_in_the_middle_of_a_line_leaves_whole_lines(
    at: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(at, "one")
    before = at.journal.read_bytes()

    class AlmostFull(FileIO):
        def write(self, data: bytes, /) -> int:  # type: ignore[override]
            if self.tell() > len(before):
                raise OSError(28, "No space left on device")
            return super().write(bytes(data[:10]))

    monkeypatch.setattr(
        os, "fdopen", lambda descriptor, *_, **__: AlmostFull(descriptor, "r+b", closefd=True)
    )
    with pytest.raises(journal.JournalError) as refused:
        say(at, "two")
    assert refused.value.message == (
        f"The journal {at.journal} cannot be written: No space left on device."
    )
    assert refused.value.hint == "Check the disk's free space and the file's permissions."
    monkeypatch.undo()
    assert at.journal.read_bytes() == before
    say(at, "three")
    assert texts(at) == ["one", "three"]


def test_processes_that_write_at_once_lose_no_line(at: Home) -> None:
    code = (
        "import sys; from datetime import *; from ingest.home import journal;"
        "from ingest.home.home import Home; h = Home.locate(sys.argv[1])\n"
        "for n in range(50): journal.append(h, kind='log', day=date(2026, 5, 20),"
        " data={'kind': 'note', 'text': sys.argv[2] + str(n)},"
        " now=datetime(2026, 5, 20, tzinfo=UTC))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(at.path), name]) for name in "abc"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert sorted(texts(at)) == sorted(f"{name}{n}" for name in "abc" for n in range(50))
    assert len({event.id for event in journal.read(at)}) == 150
