"""Headers, lengths, check sums and chained files."""

from __future__ import annotations

import time
import tracemalloc

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.errors import UnreadableFileError
from ingest.fit import read_fit
from ingest.fit.protocol import crc16

SOUND = fb.whole_run(40)


def codes(data: bytes) -> list[str]:
    return [note.code for note in read_fit(data).notes]


def test_check_sum_against_the_protocols_own_table() -> None:
    assert crc16(b"123456789") == 0xBB3D  # CRC-16/ARC's published check value
    for length in (0, 1, 2, 1000):
        data = bytes(n * 7 % 256 for n in range(length))
        assert crc16(data) == fb.crc16(data)


@pytest.mark.parametrize(
    "options",
    [{"header": 12}, {"header": 14}, {"header": 14, "header_crc": False}],
)
def test_headers_of_old_and_new_devices(options: dict[str, int]) -> None:
    fit = fb.session(fb.run(5), fb.START, 4)

    file = read_fit(fit.build(**options))

    assert (len(file.activities[0].stream), file.salvaged, file.notes) == (5, False, ())


def test_chained_files_are_read_one_after_the_other() -> None:
    second = fb.whole_run(30, start=fb.START + 10_000)

    first_leg, second_leg = read_fit(SOUND + second).activities

    assert (len(first_leg.stream), len(second_leg.stream)) == (40, 30)
    assert (second_leg.start_utc - first_leg.start_utc).total_seconds() == 10_000


def test_settings_chained_behind_an_activity_do_not_matter() -> None:
    settings = fb.file_id(fb.FitFile(), kind=2).build()

    file = read_fit(SOUND + settings)

    assert (file.kind, len(file.activities), file.salvaged) == ("activity", 1, False)


@pytest.mark.parametrize("kind", [2, 5, 6])
def test_other_kinds_hold_no_activity(kind: int) -> None:
    words = {2: "settings", 5: "workout", 6: "course"}

    file = read_fit(fb.file_id(fb.FitFile(), kind=kind).build())

    assert (file.kind, file.activities, file.salvaged) == (words[kind], (), False)


@pytest.mark.parametrize("junk", [bytes(64), b"\xff" * 3, b"<html>not found</html>", b"x"])
def test_junk_behind_the_end(junk: bytes) -> None:
    file = read_fit(SOUND + junk)

    assert codes(SOUND + junk) == ["trailing_junk"]
    assert file.salvaged
    assert len(file.activities[0].stream) == 40


def test_junk_between_chained_files() -> None:
    data = SOUND + bytes(range(100)) + fb.whole_run(30, start=fb.START + 10_000)

    file = read_fit(data)

    assert [len(activity.stream) for activity in file.activities] == [40, 30]
    assert codes(data) == ["garbage"]
    assert file.activities[0].notes == ()  # the first one is sound


def test_junk_before_the_header() -> None:
    data = bytes([1, 2, 200, 4]) * 9 + SOUND

    assert len(read_fit(data).activities[0].stream) == 40
    assert codes(data) == ["garbage"]


@pytest.mark.parametrize("size", [0, 5, 100, 1_000_000, 0xFFFF_FFFF])
def test_a_length_that_lies_under_a_true_check_sum(size: int) -> None:
    """Some writers fill in another length, or none, but sum up what they wrote."""
    data = fb.session(fb.run(40), fb.START, 39, metres=117).build(size=size)

    file = read_fit(data)

    assert codes(data) == ["wrong_size"]
    assert len(file.activities[0].stream) == 40
    assert file.activities[0].summary.distance_m == 117


@pytest.mark.parametrize("flip", [4, 5, 6, 7])
def test_a_changed_length_under_the_old_check_sum(flip: int) -> None:
    data = bytearray(SOUND)
    data[flip] ^= 0x15

    file = read_fit(bytes(data))

    assert codes(bytes(data)) == ["wrong_size"]
    assert len(file.activities[0].stream) == 40


def test_a_file_that_was_never_closed() -> None:
    """After an empty battery: length 0, no check sum, no session."""
    data = fb.run(40).build(size=0)[:-2]

    file = read_fit(data)

    (activity,) = file.activities
    assert codes(data) == ["truncated"]
    assert (activity.sport, len(activity.stream)) == ("unknown", 40)


def test_a_last_message_that_is_cut_under_a_true_check_sum_is_said() -> None:
    fit = fb.run(40)
    del fit.body[-1:]

    assert codes(fit.build()) == ["truncated"]
    assert len(read_fit(fit.build()).activities[0].stream) == 39


def test_a_wrong_check_sum_alone_costs_nothing() -> None:
    data = fb.session(fb.run(40), fb.START, 39).build(crc=False)

    file = read_fit(data)

    assert codes(data) == ["bad_crc"]
    np.testing.assert_array_equal(file.activities[0].stream.hr_bpm, 100.0 + np.arange(40))


@pytest.mark.parametrize(
    "data",
    [
        fb.FitFile().build()[:12],
        fb.FitFile().build(),
        fb.FitFile().build() + bytes(50),
        b"\x0e\x20\x00\x00\xff\xff\xff\xff.FIT",
        b"\x00" * 8 + b".FIT",
    ],
)
def test_a_header_alone_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="no readable data"):
        read_fit(data)


def test_bytes_that_claim_a_million_files_cost_no_more_than_others() -> None:
    claims = fb.FitFile().build(size=0x0FFF_FFFF)[:14] * 70_000
    tracemalloc.start()
    start = time.process_time()

    file = read_fit(SOUND + claims)

    elapsed_s = time.process_time() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(file.activities) == 1
    assert "trailing_junk" in [note.code for note in file.notes]
    assert elapsed_s < 2
    assert peak < 10 * len(claims)
