"""What is kept for the next look is read as it was written, or made anew."""

from __future__ import annotations

import stat
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from ingest.home import judged
from ingest.home.home import Home

if TYPE_CHECKING:
    from pathlib import Path

KEPT = {"a1": {"class": "aerobic", "share": 0.5}, "b2": ["Wade läuft", None]}


@pytest.fixture
def made(home: Path) -> Home:
    home.mkdir()
    return Home(path=home)


def test_what_is_kept_comes_back_until_it_is_removed(made: Home) -> None:
    assert judged.read(made) == {}
    judged.write(made, KEPT)
    assert judged.read(made) == KEPT
    judged.write(made, {"c3": 1})
    assert judged.read(made) == {"c3": 1}
    judged.remove(made)
    assert not made.judged.exists()
    judged.remove(made)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_private(made: Home) -> None:
    judged.write(made, KEPT)
    assert stat.S_IMODE(made.judged.stat().st_mode) == 0o600


def test_a_file_of_which_any_byte_is_another_is_as_none(made: Home) -> None:
    """But for the case of the letters of its check sum, which mean the same."""
    judged.write(made, KEPT)
    data = made.judged.read_bytes()
    for place in range(len(data)):
        made.judged.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert judged.read(made) == {}, place
        made.judged.write_bytes(data[:place])
        assert judged.read(made) == {}, place


def test_what_is_no_object_is_nothing(made: Home) -> None:
    for body in (b"[1, 2]", b"7", b"{", b""):
        made.judged.write_bytes(b"%08x\n" % zlib.crc32(body) + body)
        assert judged.read(made) == {}
        judged.change(made, {"c3": 1}, of={"a1"})
        assert judged.read(made) == {"c3": 1}


def test_a_change_keeps_what_stays_as_it_was_written(made: Home) -> None:
    judged.write(made, KEPT | {"c3": 7, "d4": ["{\n", ",\n", "\n}", "\\"]})
    lines = made.judged.read_bytes().split(b"\n")
    judged.change(made, {"b2": [1], "e5": "Ü"}, of={"a1", "b2", "d4", "e5", "f6"})
    assert judged.read(made) == {
        "a1": KEPT["a1"],
        "b2": [1],
        "d4": ["{\n", ",\n", "\n}", "\\"],
        "e5": "Ü",
    }
    assert made.judged.read_bytes().split(b"\n")[2:4] == [lines[2], lines[5] + b","]
    judged.change(made, {}, of=set())
    assert judged.read(made) == {}
    judged.change(made, {"a1": 1}, of={"a1"})
    assert judged.read(made) == {"a1": 1}


def test_a_change_takes_nothing_out_of_a_damaged_file(made: Home) -> None:
    judged.write(made, KEPT)
    data = made.judged.read_bytes()
    made.judged.write_bytes(data.replace(b"0.5", b"0.6"))
    judged.change(made, {"b2": 1}, of={"a1", "b2"})
    assert judged.read(made) == {"b2": 1}


def test_a_change_keeps_what_another_has_written_meanwhile(made: Home) -> None:
    judged.write(made, KEPT)
    judged.change(made, {"c3": 1}, of={"a1", "b2", "c3", "d4"})
    judged.change(made, {"d4": 2}, of={"a1", "b2", "c3", "d4"})
    assert judged.read(made) == KEPT | {"c3": 1, "d4": 2}


def test_where_it_cannot_be_written_it_is_not(home: Path) -> None:
    judged.write(Home(path=home), KEPT)
    assert not home.exists()
