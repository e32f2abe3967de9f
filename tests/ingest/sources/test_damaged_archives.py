"""Archives with faults: what is sound in them is read, and the archive is named, not the watch."""

from __future__ import annotations

import errno
import gzip
import io
import os
import random
import struct
import tempfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from support.fit_bytes import START, whole_run

from ingest.home.home import Home
from ingest.imports.importing import import_paths
from ingest.sources.model import Found, Quota
from ingest.sources.searching import find
from ingest.sources.streams import DamagedError, Gunzip, damage_told, damaged

if TYPE_CHECKING:
    from collections.abc import Callable

RUN = whole_run(30)
LONG_RUN = whole_run(900, start=START - 86_400)
NAMES = ("1.fit", "in/2.fit", "3.fit")
RUNS = {name: whole_run(20, start=START + 86_400 * place) for place, name in enumerate(NAMES)}
SIGNATURE_OF_LIST = b"PK\x01\x02"


class Pipe(io.RawIOBase):
    """Where a writer can only go on: it then writes sizes behind a member, not before it."""

    def __init__(self) -> None:
        self.out = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.out += data
        return len(data)


def zipped(method: int = zipfile.ZIP_DEFLATED, *, large: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in RUNS.items():
            with archive.open(name, "w", force_zip64=large) as member:
                member.write(data)
    return out.getvalue()


def streamed() -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, data in RUNS.items():
            archive.writestr(name, data)
    return bytes(pipe.out)


WRITERS: dict[str, Callable[[], bytes]] = {
    "deflated": zipped,
    "stored": lambda: zipped(zipfile.ZIP_STORED),
    "in the large form": lambda: zipped(large=True),
    "streamed": streamed,
}


def search(data: bytes, name: str = "a.zip", quota: Quota | None = None) -> list[Found]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(find([path], scratch=Path(folder), quota=quota))


def flipped(data: bytes, place: int, bit: int = 0) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def byte_by_byte(packed: bytes, word: int) -> bytes:
    """What zlib gives of a stream until it meets a fault: a slow and obvious oracle."""
    engine, out = zlib.decompressobj(word), bytearray()
    for value in packed:
        try:
            out += engine.decompress(bytes([value]))
        except zlib.error:
            break
    return bytes(out)


@pytest.mark.parametrize("writer", WRITERS)
def test_of_a_sound_archive_nothing_is_said(writer: str) -> None:
    found = search(WRITERS[writer]())

    assert [one.data for one in found] == list(RUNS.values())
    assert all(one.damage is None and one.outcome is None for one in found)


@pytest.mark.parametrize(
    "tail",
    [b"", bytes(512), b"junk", gzip.compress(b"")],
    ids=["nothing", "zeros", "junk", "another file"],  # its bytes hold the time
)
def test_of_a_sound_gzip_file_nothing_is_said(tail: bytes) -> None:
    (found,) = search(gzip.compress(LONG_RUN) + tail, "1.fit.gz")

    assert (found.data, found.damage) == (LONG_RUN, None)


@pytest.mark.parametrize("place", range(0, len(RUNS[NAMES[1]]), 23))
def test_one_wrong_bit_of_a_stored_member_costs_that_bit(place: int) -> None:
    data = zipped(zipfile.ZIP_STORED)
    at = data.index(RUNS[NAMES[1]]) + place

    first, second, third = search(flipped(data, at, place % 8))

    assert (first.data, third.data) == (RUNS[NAMES[0]], RUNS[NAMES[2]])
    assert first.damage is third.damage is None
    if second.outcome is None:  # else the signature itself was hit, and its name is no longer .fit
        assert second.data == flipped(RUNS[NAMES[1]], place, place % 8)
        assert "zip archive" in str(second.damage)
        assert "check sum" in str(second.damage)


def test_a_wrong_check_sum_of_a_deflated_member_costs_nothing() -> None:
    data = zipped()
    at = data.index(SIGNATURE_OF_LIST) + 16

    first, *others = search(flipped(data, at))

    assert first.data == RUNS[NAMES[0]]
    assert "check sum" in str(first.damage)
    assert all(one.damage is None for one in others)


def test_a_fault_in_a_gzip_file_keeps_what_comes_before_it() -> None:
    data = gzip.compress(LONG_RUN)
    chance = random.Random(1)  # noqa: S311 - nothing secret
    for place in (*range(10, len(data) - 8, 211), *range(len(data) - 8, len(data))):
        wrong = flipped(data, place, chance.randrange(8))
        (found,) = search(wrong, "1.fit.gz")
        expected = byte_by_byte(wrong, 31)
        assert (found.data or b"") == expected
        assert "gzip file" in str(found.damage or found.reason)
    assert expected == LONG_RUN  # in its last bytes stand only the sums


@pytest.mark.parametrize("cut", [1, 8, 9, 100, 1000])
def test_a_gzip_file_that_breaks_off(cut: int) -> None:
    data = gzip.compress(LONG_RUN)[:-cut]

    (found,) = search(data, "1.fit.gz")

    assert found.data == byte_by_byte(data, 31)
    assert "gzip file" in str(found.damage)
    assert "breaks off" in str(found.damage)


@pytest.mark.parametrize("writer", WRITERS)
def test_an_archive_cut_anywhere_keeps_its_whole_members(writer: str) -> None:
    data = WRITERS[writer]()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        begins = [info.header_offset for info in archive.infolist()]
    start_of_list = data.index(SIGNATURE_OF_LIST)
    ends = [*begins[1:], start_of_list]
    for cut in range(begins[0] + 4, len(data), 7):
        found = search(data[:cut])
        whole = [run for run, end in zip(RUNS.values(), ends, strict=True) if end <= cut]
        assert [one.data for one in found][: len(whole)] == whole
        assert all(one.damage is None for one in found[: len(whole)])
        # The archive itself is told of unless all members are there.
        told = [one for one in found if one.source.endswith("a.zip")]
        assert [one.outcome for one in told] == ([] if cut >= start_of_list + 4 else ["refused"])
        assert all("zip archive" in str(one.reason) for one in told)


def test_the_member_in_which_an_archive_breaks_off_is_read_as_far_as_it_goes() -> None:
    data = zipped(zipfile.ZIP_STORED)
    cut = data.index(RUNS[NAMES[2]]) + 200

    *_, torn, archive = search(data[:cut])

    assert torn.data == RUNS[NAMES[2]][:200]
    assert "breaks off" in str(torn.damage)
    assert archive.outcome == "refused"


@pytest.mark.parametrize("writer", WRITERS)
def test_a_list_with_a_fault_costs_no_member(writer: str) -> None:
    data = WRITERS[writer]()
    start, end = data.index(SIGNATURE_OF_LIST), data.rindex(b"PK\x05\x06")
    for place in (start, start + 4 + 46, end + 2, end + 16):
        found = search(flipped(data, place))
        assert [one.data for one in found if one.outcome is None] == list(RUNS.values())


def test_a_member_that_is_not_where_its_list_says_is_one_outcome() -> None:
    data = zipped()
    second = data.index(SIGNATURE_OF_LIST, data.index(SIGNATURE_OF_LIST) + 4)

    found = search(flipped(data, second + 42, 1))  # where the list states the member's place

    first, _, third = RUNS.values()
    assert [one.data for one in found] == [first, None, third]
    assert found[1].outcome == "refused"
    assert "zip archive" in str(found[1].reason)


@pytest.mark.parametrize("flag", [0x800, 0])
def test_a_name_that_is_no_text_is_no_reason_to_refuse_a_member(flag: int) -> None:
    data = bytearray(zipped().replace(b"in/2", b"\xff\xfe\x80\xc3"))
    with zipfile.ZipFile(io.BytesIO(zipped())) as archive:
        begins = [info.header_offset for info in archive.infolist()]
    listed = [at for at in range(len(data)) if data[at : at + 4] == SIGNATURE_OF_LIST]
    for at in (begins[1] + 6, listed[1] + 8):
        struct.pack_into("<H", data, at, flag)

    found = search(bytes(data))

    assert [one.data for one in found] == list(RUNS.values())
    assert all(one.source.isprintable() for one in found)


def without_list(data: bytes) -> bytes:
    """Return the members and the list's first bytes: all is there, and must be walked through."""
    return data[: data.index(SIGNATURE_OF_LIST) + 4]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_only_the_list_can_open_is_refused_and_the_next_is_read(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("1.fit", RUN, method)
        archive.writestr("2.fit", RUN, zipfile.ZIP_DEFLATED)

    rare, plain = search(without_list(out.getvalue()))

    assert (rare.outcome, plain.data) == ("refused", RUN)
    assert "zip archive" in str(rare.reason)
    assert [one.data for one in search(out.getvalue())] == [RUN, RUN]


def test_without_a_list_hidden_and_locked_members_stay_so() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("__MACOSX/._1.fit", "1.fit", "2.fit", "folder/"):
            archive.writestr(name, RUN)
    data = bytearray(out.getvalue())
    data[data.index(b"1.fit", 100) - 30 + 6] |= 1
    data = bytearray(without_list(bytes(data)))

    locked, plain = search(bytes(data))

    assert (locked.outcome, plain.data) == ("refused", RUN)
    assert "password" in str(locked.reason)


def test_a_bomb_without_a_list_ends_at_its_budget_too() -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.writestr("1.fit", RUN)
        for number in range(8):
            archive.writestr(f"._{number}", bytes(32 << 20))  # unpacked only to find its end
    data = without_list(bytes(pipe.out))
    tracemalloc.start()
    run, bomb = search(data, quota=Quota(expanded_bytes=64 << 20, expansion=1))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert run.data == RUN
    assert (bomb.outcome, "bomb" in str(bomb.reason)) == ("refused", True)
    assert peak < 16 << 20


@pytest.mark.parametrize(
    "name", ["L\u00e4ufe.fit", "\u041f\u0440\u043e\u0431\u0435\u0436\u043a\u0430.fit"]
)
def test_names_without_a_list_are_read_as_they_were_written(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, RUN)  # names beyond ASCII carry the flag of UTF-8
    (found,) = search(without_list(out.getvalue()))
    assert found.source.endswith(name)


def test_what_only_packs_well_is_no_bomb() -> None:
    """A watch's empty log packs to a thousandth; only beyond a gigabyte does that count."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.txt", bytes(48 << 20))
        archive.writestr("1.fit", RUN)
    found = search(out.getvalue())
    assert 200 * len(out.getvalue()) < 48 << 20
    assert "refused" not in {one.outcome for one in found}
    assert [one.data for one in found if one.data] == [RUN]


def test_without_a_list_members_are_counted_as_they_come() -> None:
    data = without_list(zipped())

    assert len(search(data, quota=Quota(members=3))) == 3
    *found, told = search(data, quota=Quota(members=2))
    assert len(found) == 2
    assert (told.outcome, told.reason) == ("refused", "it holds too many files")


def imported(folder: Path, files: dict[str, bytes]) -> dict[str, tuple[str, str | None]]:
    """Import the files; name -> outcome and reason."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    report = import_paths([folder], home=Home(path=folder / "home"))
    return {
        Path(file.source).name.rpartition("!")[2]: (file.outcome, file.reason)
        for file in report.files
    }


def test_an_import_names_the_archive(tmp_path: Path) -> None:
    stored = zipped(zipfile.ZIP_STORED)
    at = stored.index(RUNS["3.fit"]) + len(RUNS["3.fit"]) // 2

    told = imported(
        tmp_path, {"a.zip": flipped(stored, at), "b.fit.gz": gzip.compress(LONG_RUN)[:-300]}
    )

    assert told["1.fit"] == ("imported", None)
    assert told["2.fit"] == ("imported", None)
    assert told["3.fit"][0] == told["b.fit.gz"][0] == "salvaged"
    assert "zip archive" in str(told["3.fit"][1])
    assert "gzip file" in str(told["b.fit.gz"][1])


def test_an_import_that_gets_nothing_out_of_an_archive_names_it_each_time(tmp_path: Path) -> None:
    torn = gzip.compress(LONG_RUN)[:40]
    for _ in range(2):
        outcome, reason = imported(tmp_path, {"b.fit.gz": torn})["b.fit.gz"]
        assert outcome == "refused"
        assert "gzip file" in str(reason)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ValueError("odd"), "The zip archive is damaged (it cannot be unpacked); fetch it again."),
        (OSError("odd"), "The zip archive is damaged (it cannot be unpacked); fetch it again."),
        (NotImplementedError(), "The zip archive is packed in a way that Python cannot open."),
        (damaged("gzip file", "cut"), "The gzip file is damaged (cut); fetch it again."),
    ],
)
def test_what_an_unpacker_meets_is_told_as_damage(error: Exception, says: str) -> None:
    with pytest.raises(DamagedError) as caught, damage_told("zip archive"):
        raise error
    assert str(caught.value) == says


@pytest.mark.parametrize("error", [MemoryError(), OSError(5, "the disk's own")])
def test_what_is_no_damage_is_not_told_as_such(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, damage_told("zip archive"):
        raise error
    assert caught.value is error


@pytest.mark.parametrize("size", [1000, 1 << 20])
def test_the_parts_of_a_gzip_file_follow_each_other(size: int) -> None:
    """Whole even where what packs them took bytes of the next part along."""
    chance = np.random.default_rng(7)
    parts = [chance.bytes(length) for length in (10, 3_000_000, 0, 200_000)]
    stream = Gunzip(io.BytesIO(b"".join(gzip.compress(part) for part in parts) + b"tail"))
    assert b"".join(iter(lambda: stream.read(size), b"")) == b"".join(parts)


def test_a_disk_that_fails_while_a_file_is_read_is_told_of_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    for name in ("1.fit", "2.fit"):
        (tmp_path / name).write_bytes(RUN)
    opened = Path.open

    def failing(path: Path, *how: Any) -> Any:
        return Failing() if path.name == "1.fit" else opened(path, *how)

    monkeypatch.setattr(Path, "open", failing)
    first, second = find([tmp_path], scratch=tmp_path)
    assert (first.outcome, second.outcome) == ("refused", None)
    assert first.source == str(tmp_path / "1.fit")
    assert os.strerror(errno.EIO) in str(first.reason)
