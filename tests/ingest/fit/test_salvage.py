"""Broken files: what can be read is kept, nothing is invented."""

from __future__ import annotations

import time
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.errors import UnreadableFileError
from ingest.fit import read_fit
from ingest.fit.salvage import trusted

if TYPE_CHECKING:
    from ingest.session.activity import Stream

SECONDS = 200
SOUND = fb.whole_run(SECONDS)
HEADER, RECORD = 14, 14  # bytes of the header; of one record message
FIRST_RECORD = SOUND.index(b"\x01" + fb.START.to_bytes(4, "little"))
LAST_RECORD = FIRST_RECORD + SECONDS * RECORD


def assert_true_rows(stream: Stream, *, missing: int) -> None:
    """Every row is one that was written; at most ``missing`` of them are not there."""
    assert len(stream) >= SECONDS - missing
    seconds = stream.t_s
    np.testing.assert_array_equal(stream.hr_bpm, 100 + seconds % 60)
    np.testing.assert_array_equal(stream.distance_m, 3 * seconds)


@pytest.mark.parametrize("cut", [*range(FIRST_RECORD + 1, FIRST_RECORD + 40), LAST_RECORD + 9])
def test_truncated_anywhere_keeps_every_whole_record(cut: int) -> None:
    whole = min((cut - FIRST_RECORD) // RECORD, SECONDS)

    file = read_fit(SOUND[:cut])

    assert file.salvaged
    assert [note.code for note in file.notes] == ["truncated"]
    assert sum(len(activity.stream) for activity in file.activities) == whole


def test_truncated_before_any_message_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read_fit(SOUND[: HEADER + 3])


@pytest.mark.parametrize("place", [FIRST_RECORD + 50 * RECORD, FIRST_RECORD + 50 * RECORD + 6])
@pytest.mark.parametrize("junk", [b"\xee" * 40, bytes(30), bytes(range(1, 120)), b"\x01\x01\x02"])
def test_bytes_put_in_between(place: int, junk: bytes) -> None:
    file = read_fit(SOUND[:place] + junk + SOUND[place:])

    (activity,) = file.activities
    assert file.salvaged
    assert activity.sport == "running"
    assert_true_rows_but_few(activity.stream, at=50)


@pytest.mark.parametrize("place", [FIRST_RECORD + 50 * RECORD, FIRST_RECORD + 50 * RECORD + 6])
@pytest.mark.parametrize("length", [1, 3, 13, 100, 500])
def test_bytes_taken_out(place: int, length: int) -> None:
    file = read_fit(SOUND[:place] + SOUND[place + length :])

    (activity,) = file.activities
    assert file.salvaged
    assert_true_rows_but_few(activity.stream, at=50, lost=length // RECORD + 1)


@pytest.mark.parametrize("head", [b"\x40\x01\x00", b"\x40\x00\x02"])
def test_what_no_definition_begins_with_is_no_cut_one(head: bytes) -> None:
    """With a reserved byte or a byte order that FIT has not, the records behind are read."""
    place = FIRST_RECORD + 180 * RECORD
    too_long = head + b"\x14\x00\xff"  # 255 fields: 771 bytes, more than are left
    assert len(SOUND) - place < 771

    (activity,) = read_fit(SOUND[:place] + too_long + SOUND[place:]).activities

    assert_true_rows_but_few(activity.stream, at=180)


def assert_true_rows_but_few(stream: Stream, *, at: int, lost: int = 1) -> None:
    """All rows are true but at most one at the damage; few around it are missing."""
    seconds = stream.t_s
    wrong = (stream.hr_bpm != 100 + seconds % 60) | (stream.distance_m != 3 * seconds)
    assert np.count_nonzero(wrong) <= 1
    assert np.abs(seconds[wrong] - at).max(initial=0) <= lost + 1
    assert len(stream) >= SECONDS - lost - 5


def test_two_broken_places_cost_only_the_rows_around_them() -> None:
    """What looks like a definition, thirteen rows before a hole, does not hide those between."""
    data = bytearray(SOUND)
    hole = FIRST_RECORD + 56 * RECORD + 7
    del data[hole : hole + 11]
    head = FIRST_RECORD + 43 * RECORD
    data[head:head] = b"\x40\0\0"

    (activity,) = read_fit(bytes(data)).activities

    assert activity.sport == "running"
    assert_true_rows(activity.stream, missing=10)


@pytest.mark.parametrize("byte", [0x3E, 0xA5, 0xEE])
def test_overwritten_bytes(byte: int) -> None:
    data = bytearray(SOUND)
    begin = FIRST_RECORD + 80 * RECORD + 3
    data[begin : begin + 60] = bytes([byte]) * 60

    file = read_fit(bytes(data))

    (activity,) = file.activities
    assert [note.code for note in file.notes] == ["bad_crc", "garbage"]
    assert activity.damaged
    assert_true_rows_but_few(activity.stream, at=80, lost=6)
    assert activity.summary.elapsed_s == SECONDS - 1


def test_every_single_changed_byte_is_survived() -> None:
    """One wrong byte costs a few rows at most, unless it hits the records' definition."""
    definition = range(FIRST_RECORD - 18, FIRST_RECORD)
    for place in range(HEADER, len(SOUND) - 2):
        data = bytearray(SOUND)
        data[place] ^= 0x41
        file = read_fit(bytes(data))
        assert file.salvaged, place
        if place not in definition:
            assert sum(len(a.stream) for a in file.activities) >= SECONDS - 4, place


def test_a_session_out_of_garbage_is_not_believed() -> None:
    fit = fb.run(50)
    fb.session(fit, fb.START + 90_000_000, 10, sport=2)
    data = fb.session(fit, fb.START, 49).build(crc=False)

    (activity,) = read_fit(data).activities

    assert activity.sport == "running"


def test_damage_over_and_over_ends_in_time() -> None:
    """A broken byte in every tenth record of a long file: restarts are limited."""
    data = bytearray(fb.whole_run(5000))
    for place in range(FIRST_RECORD, len(data) - 2, 10 * RECORD):
        data[place] = 0x3F

    file = read_fit(bytes(data))

    assert file.salvaged
    assert len(file.activities[0].stream) >= 600  # as far as the restarts reach


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        ([0, 1, 2, 3], [0, 1, 2, 3]),
        ([0, 1, 90_000_000, 2, 3], [0, 1, 3, 4]),
        ([0, 1, 500, 2, 3, 4], [0, 1, 3, 4, 5]),
        ([5, 5, 4, 6, 6], [0, 1, 3, 4]),
        ([np.nan, 1, 2], [1, 2]),
        ([0, 1, 2, 3, 86_402], [0, 1, 2, 3, 4]),  # a day from the middle, and a second more
        ([0, 1, 2, 3, 86_403], [0, 1, 2, 3]),
    ],
)
def test_times_that_can_be_true(times: list[float], kept: list[int]) -> None:
    keep = trusted(np.array(times) + fb.START)

    np.testing.assert_array_equal(np.flatnonzero(keep), kept)


def test_without_any_time_of_day_nothing_can_be_trusted() -> None:
    assert not trusted(np.array([1.0, 2.0])).any()


def test_a_compressed_message_cut_off_alone() -> None:
    fit = fb.FitFile().define(1, 20, [fb.Field(3, fb.UINT8), fb.Field(5, fb.UINT32)])
    cut = fit.compressed(1, 3, 91, 700).build()[: HEADER + 12 + 4]

    assert read_fit(cut).activities == ()


def test_garbage_behind_the_session_costs_no_record() -> None:
    fit = fb.session(fb.run(SECONDS), fb.START, SECONDS - 1, metres=597)
    fit.define(4, 34, [fb.Field(253, fb.UINT32)]).data(4, fb.START + SECONDS)
    data = fit.raw(b"\x3e" * 50).build(crc=False)

    (activity,) = read_fit(data).activities

    assert_true_rows(activity.stream, missing=0)
    assert (activity.sport, activity.summary.distance_m) == ("running", 597)


NOTHING = 200_000
CLAIMS = {
    "sessions of a byte": (18, [fb.Field(5, fb.ENUM)], b"\5\1" * NOTHING),
    "laps of nothing": (19, [], b"\5" * NOTHING),
    "sports of nothing": (12, [], b"\5" * NOTHING),
    "devices of nothing": (23, [], b"\5" * NOTHING),
    "beats of nothing": (132, [fb.Field(6, fb.UINT8)], b"\5\1" * NOTHING),
    "intervals of nothing": (78, [fb.Field(0, fb.UINT16)], b"\5\1\2" * NOTHING),
    "records of nothing": (20, [fb.Field(8, fb.BYTE)], b"\5\1" * NOTHING),
    "stress of 3000 days": (
        227,
        [fb.Field(0, fb.SINT16), fb.Field(1, fb.UINT32)],
        b"".join(
            b"\5\1\0" + (fb.START + 86_400 * day).to_bytes(4, "little") for day in range(3000)
        ),
    ),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_claims_cost_no_more_than_their_bytes(name: str) -> None:
    number, fields, body = CLAIMS[name]
    fit = fb.run(3).define(5, number, fields).raw(body)
    if fields and fields[0].count == 1:  # one long array must not make every row as long
        wide = fb.Field(fields[0].number, fb.BYTE, 250)
        fit.define(6, number, [wide]).raw(b"\6" + b"\1" * 250)
    data = fit.build()
    tracemalloc.start()
    start = time.process_time()

    read_fit(data)

    elapsed_s = time.process_time() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 250 * len(data)
    assert elapsed_s < 10


@pytest.mark.parametrize("taken", [1, 9, 40])
def test_damage_before_the_first_record(taken: int) -> None:
    """The way back leads over definitions, those of messages nobody knows among them."""
    fit = fb.file_id(fb.FitFile()).define(4, 3, [fb.Field(8, fb.UINT8)] * 30)
    for _ in range(10):
        fit.data(4, *[48] * 30)
    for local, number in ((5, 233), (6, 65_280)):
        fit.define(local, number, [fb.Field(2, fb.BYTE, 4)]).data(local, [1, 2, 3, 4])
    fit.define(1, 20, fb.RECORD_FIELDS)
    for second in range(50):
        fit.data(1, fb.START + second, 100, 0, 0)
        fit.data(5, [4, 3, 2, 1])
    data = fb.session(fit, fb.START, 49).build()

    (activity,) = read_fit(data[:160] + data[160 + taken :]).activities

    assert (activity.sport, len(activity.stream)) == ("running", 50)


def test_beats_beside_a_broken_record_are_counted_once() -> None:
    """The way back begins at a record before the damage, whose beats were read already."""
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    fit.define(5, 78, [fb.Field(0, fb.UINT16)])
    for second in range(SECONDS):
        fit.data(1, fb.START + second, 100, 300 * second, 3000).data(5, 500 + second)
    data = bytearray(fb.session(fit, fb.START, SECONDS - 1).build())
    data[data.index(b"\x01" + (fb.START + 120).to_bytes(4, "little"))] = 0x3E  # never defined

    (activity,) = read_fit(bytes(data)).activities

    assert activity.rr is not None
    intervals_ms = activity.rr.rr_ms
    assert (np.diff(intervals_ms) > 0).all()
    assert len(intervals_ms) >= SECONDS - 3


def test_where_a_whole_record_is_missing_the_check_sum_at_the_end_is_no_garbage() -> None:
    place = FIRST_RECORD + 50 * RECORD

    file = read_fit(SOUND[:place] + SOUND[place + RECORD :])

    assert [note.code for note in file.notes] == ["truncated"]
    assert_true_rows(file.activities[0].stream, missing=1)


def test_two_bytes_too_many_before_a_wrong_check_sum_are_garbage() -> None:
    data = bytearray(fb.session(fb.run(SECONDS), fb.START, SECONDS - 1).raw(b"\x3e\x3e").build())
    data[-1] ^= 1

    assert [note.code for note in read_fit(bytes(data)).notes] == ["bad_crc", "garbage"]
