"""Files whose first bytes are missing or wrong: read where the structure can be found."""

from __future__ import annotations

import contextlib
import random
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.errors import UnreadableFileError
from ingest.fit import read_fit

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 60
SOUND = fb.whole_run(SECONDS)
FIRST_RECORD = SOUND.index(b"\x01" + fb.START.to_bytes(4, "little"))
RECORD_DEFINITION = FIRST_RECORD - 6 - 3 * len(fb.RECORD_FIELDS)


def assert_the_whole_run(data: bytes) -> None:
    file = read_fit(data)
    (activity,) = file.activities
    assert [note.code for note in file.notes] == ["no_header"]
    assert file.salvaged
    assert activity.sport == "running"
    assert activity.summary.distance_m == 3 * (SECONDS - 1)
    np.testing.assert_array_equal(activity.stream.t_s, np.arange(SECONDS))
    np.testing.assert_array_equal(activity.stream.distance_m, 3.0 * np.arange(SECONDS))


@pytest.mark.parametrize("place", [8, 9, 10, 11])
@pytest.mark.parametrize("value", [0, 0x2F, 0xFF])
def test_a_signature_with_a_wrong_byte(place: int, value: int) -> None:
    assert_the_whole_run(SOUND[:place] + bytes([value]) + SOUND[place + 1 :])


@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"\x40"])
@pytest.mark.parametrize("length", [12, 14])
def test_a_header_overwritten(length: int, fill: bytes) -> None:
    assert_the_whole_run(fill * length + SOUND[length:])


@pytest.mark.parametrize("cut", range(1, RECORD_DEFINITION + 1))
def test_first_bytes_cut_before_the_records_are_defined(cut: int) -> None:
    assert_the_whole_run(SOUND[cut:])


@pytest.mark.parametrize("cut", [RECORD_DEFINITION + 1, FIRST_RECORD, FIRST_RECORD + 300])
def test_without_their_definition_records_mean_nothing(cut: int) -> None:
    with pytest.raises(UnreadableFileError, match="not a FIT file"):
        read_fit(SOUND[cut:])


def test_records_that_are_defined_again_are_read_from_there() -> None:
    fit = fb.run(30).define(1, 20, fb.RECORD_FIELDS)
    for second in range(30, SECONDS):
        fit.data(1, fb.START + second, 100 + second, 300 * second, 3000)
    data = fb.session(fit, fb.START, SECONDS - 1, metres=177).build()

    (activity,) = read_fit(data[FIRST_RECORD + 100 :]).activities

    np.testing.assert_array_equal(activity.stream.distance_m, 3.0 * np.arange(30, SECONDS))


@pytest.mark.parametrize("value", [0, 1, 11, 13, 15, 0x0E ^ 0x40, 200, 255])
def test_a_wrong_length_of_the_header(value: int) -> None:
    file = read_fit(bytes([value]) + SOUND[1:])

    assert [note.code for note in file.notes] == ["bad_crc"]
    assert len(file.activities[0].stream) == SECONDS


def test_a_longer_header_of_a_device_to_come() -> None:
    """The first byte tells the header's length, "may be increased in future"."""
    body = SOUND[14:-2]
    head = bytes([16]) + SOUND[1:12] + bytes(4)
    data = head + body
    file = read_fit(data + fb.crc16(data).to_bytes(2, "little"))

    assert file.notes == ()
    assert len(file.activities[0].stream) == SECONDS


def test_two_files_of_which_the_first_has_no_header() -> None:
    later = fb.whole_run(30, start=fb.START + 10_000)

    file = read_fit(SOUND[20:] + later)

    assert [len(activity.stream) for activity in file.activities] == [SECONDS, 30]
    assert [note.code for note in file.notes] == ["no_header"]
    assert file.activities[1].notes == ()


def test_times_in_compressed_headers() -> None:
    fit = fb.FitFile().define(0, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)])
    fit.define(1, 20, [fb.Field(3, fb.UINT8)])
    for second in range(40):
        if second % 8:
            fit.compressed(1, (fb.START + second) % 32, 100 + second)
        else:
            fit.data(0, fb.START + second, 100 + second)

    (activity,) = read_fit(fit.build()[9:]).activities

    np.testing.assert_array_equal(activity.stream.hr_bpm, 100 + np.arange(40))


def test_a_course_is_no_run_though_its_type_is_cut_off() -> None:
    fit = fb.file_id(fb.FitFile(), kind=6).define(2, 31, [fb.Field(5, fb.STRING, 8)])
    begin = len(fit.body) - 20  # in the middle of the definition of file_id's data
    fit.data(2, b"Round").define(1, 20, fb.RECORD_FIELDS)
    for second in range(30):
        fit.data(1, fb.START + second, 0xFF, 300 * second, 3000)

    file = read_fit(fit.build()[begin:])

    assert (file.kind, file.activities) == ("course", ())


OTHER = {
    "zeros": bytes(1 << 16),
    "doubles": np.arange(2.0, 20_000.0).tobytes(),
    "doubles, big-endian": np.arange(2.0, 20_000.0).astype(">f8").tobytes(),
    "numbers": np.arange(40_000, dtype="<u4").tobytes(),
    "times": (np.arange(20_000, dtype="<u4") + fb.START).tobytes(),
    "database": b"SQLite format 3\0\x10\0\1\1\0\x40\x20\x20" + bytes(9000),
    "picture": b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(60_000),  # noqa: S311
    **{f"noise {n}": random.Random(n).randbytes(60_000) for n in range(12)},  # noqa: S311
}


@pytest.mark.parametrize("name", OTHER)
def test_other_content_is_still_refused(name: str) -> None:
    with pytest.raises(UnreadableFileError, match="not a FIT file"):
        read_fit(OTHER[name])


@pytest.mark.parametrize(
    "pattern",
    [
        b"\x40\0\0",
        b"\x40\0\0\x14\0\x01\xfd\x04\x86\0",  # a definition over and over
        b"\x40\0\0\x14\0\x01\xfd\x04\x86\0" + fb.START.to_bytes(4, "little"),
        b"\0" + fb.START.to_bytes(4, "little") * 2,
    ],
)
def test_bytes_made_to_look_like_messages_cost_little(pattern: bytes) -> None:
    data = b"\xee" + pattern * ((2 << 20) // len(pattern))
    start = time.process_time()
    with contextlib.suppress(UnreadableFileError):
        read_fit(data)
    assert time.process_time() - start < 10


@pytest.mark.real_files
@pytest.mark.parametrize("place", range(3))
def test_a_real_run_without_its_header(place: int, shared: Path) -> None:
    files = sorted((shared / "fit" / "series").glob("*.fit"))
    data = files[place * (len(files) // 3)].read_bytes()

    (whole,), (cut,) = read_fit(data).activities, read_fit(data[13:]).activities

    np.testing.assert_array_equal(cut.stream.t_s, whole.stream.t_s)
    np.testing.assert_array_equal(cut.stream.hr_bpm, whole.stream.hr_bpm)
    assert cut.summary == whole.summary
