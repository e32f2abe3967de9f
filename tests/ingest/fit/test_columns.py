"""Bytes to columns: base types, byte orders, definitions, headers."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.fit.container import read_segments

if TYPE_CHECKING:
    from ingest.fit.messages import Messages

UNUSED = 65_000  # a message number that the profile does not know: no scale, no offset

# (base type, a plain value, the value that means "invalid"): FIT protocol, table of base types.
BASE_TYPES = [
    (fb.ENUM, 7, 0xFF),
    (fb.SINT8, -5, 0x7F),
    (fb.UINT8, 200, 0xFF),
    (fb.SINT16, -3000, 0x7FFF),
    (fb.UINT16, 60_000, 0xFFFF),
    (fb.SINT32, -(2**30), 0x7FFF_FFFF),
    (fb.UINT32, 2**31 + 5, 0xFFFF_FFFF),
    (fb.FLOAT32, 0.5, struct.unpack("<f", b"\xff" * 4)[0]),
    (fb.FLOAT64, -1e15, struct.unpack("<d", b"\xff" * 8)[0]),
    (fb.UINT8Z, 3, 0),
    (fb.UINT16Z, 300, 0),
    (fb.UINT32Z, 70_000, 0),
    (fb.BYTE, 12, 0xFF),
    (fb.SINT64, -(2**50), 2**63 - 1),
    (fb.UINT64, 2**52, 2**64 - 1),
    (fb.UINT64Z, 9, 0),
]


def table(fit: fb.FitFile, number: int = UNUSED) -> Messages:
    (segment,) = read_segments(fit.build())
    return segment.messages(number)


@pytest.mark.parametrize("big_endian", [False, True])
@pytest.mark.parametrize(("kind", "value", "invalid"), BASE_TYPES)
def test_base_types(kind: int, value: float, invalid: float, *, big_endian: bool) -> None:
    fit = fb.FitFile(big_endian=big_endian).define(0, UNUSED, [fb.Field(1, kind)])
    fit.data(0, value).data(0, invalid)

    np.testing.assert_array_equal(table(fit).raw(1), [value, np.nan])


@pytest.mark.parametrize(
    ("kind", "pattern"), [(fb.FLOAT32, "0100807f"), (fb.FLOAT64, "01" + "00" * 5 + "f07f")]
)
def test_any_nan_is_unknown(kind: int, pattern: str) -> None:
    """A signalling NaN, little-endian: numpy would warn of it."""
    fit = fb.FitFile().define(0, UNUSED, [fb.Field(1, kind)]).raw(b"\0" + bytes.fromhex(pattern))

    np.testing.assert_array_equal(table(fit).raw(1), [np.nan])


@pytest.mark.parametrize("kind", [fb.FLOAT64, fb.UINT64])
def test_a_time_that_32_bits_cannot_hold_is_unknown(kind: int) -> None:
    clock = fb.Field(253, kind)
    fit = fb.FitFile().define(0, 20, [clock]).data(0, 2**40).data(0, fb.START)
    fit.define(1, 18, [fb.Field(2, kind), fb.Field(5, fb.ENUM)]).data(1, 2**60, 1)
    fit.define(2, 211, [clock, fb.Field(1, fb.UINT8)]).data(2, 2**60, 50)

    file = read_fit(fit.build())

    assert (len(file.activities), len(file.activities[0].stream)) == (1, 1)
    assert not file.wellness


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), 1e300])
def test_a_float_beyond_measure_is_unknown(value: float) -> None:
    fit = fb.FitFile().define(0, UNUSED, [fb.Field(1, fb.FLOAT64)]).data(0, value).data(0, 1e17)

    np.testing.assert_array_equal(table(fit).raw(1), [np.nan, 1e17])


def test_type_byte_without_its_top_bit() -> None:
    fit = fb.FitFile().define(0, UNUSED, [fb.Field(1, fb.UINT32)]).data(0, 5)
    fit.body[8] &= 0x7F

    np.testing.assert_array_equal(table(fit).raw(1), [5.0])


def test_both_byte_orders_in_one_file() -> None:
    fit = fb.FitFile()
    fit.define(0, UNUSED, [fb.Field(1, fb.UINT16)]).data(0, 258)
    fit.define(1, UNUSED, [fb.Field(1, fb.UINT16)], big_endian=True).data(1, 259).data(0, 260)

    np.testing.assert_array_equal(table(fit).raw(1), [258.0, 259.0, 260.0])


def test_a_local_type_defined_anew() -> None:
    fit = fb.FitFile()
    fit.define(0, UNUSED, [fb.Field(1, fb.UINT8)]).data(0, 1)
    fit.define(0, UNUSED, [fb.Field(2, fb.UINT8), fb.Field(1, fb.UINT32)]).data(0, 9, 100_000)
    fit.define(0, UNUSED, [fb.Field(1, fb.UINT8)]).data(0, 3)

    np.testing.assert_array_equal(table(fit).raw(1), [1.0, 100_000.0, 3.0])
    np.testing.assert_array_equal(table(fit).raw(2), [np.nan, 9.0, np.nan])


def test_sixteen_local_types() -> None:
    fit = fb.FitFile()
    for local in range(16):
        fit.define(local, UNUSED + local, [fb.Field(1, fb.UINT8)])
    for local in reversed(range(16)):
        fit.data(local, local + 1)

    (segment,) = read_segments(fit.build())

    for local in range(16):
        np.testing.assert_array_equal(segment.messages(UNUSED + local).raw(1), [local + 1.0])


def test_arrays_of_different_lengths() -> None:
    fit = fb.FitFile()
    fit.define(0, UNUSED, [fb.Field(1, fb.UINT16, 3)]).data(0, [1, 0xFFFF, 3])
    fit.define(0, UNUSED, [fb.Field(1, fb.UINT16)]).data(0, 4)

    np.testing.assert_array_equal(table(fit).array(1), [[1, np.nan, 3], [4, np.nan, np.nan]])
    np.testing.assert_array_equal(table(fit).raw(1), [1.0, 4.0])


def test_names_are_bytes_from_a_device() -> None:
    fit = fb.FitFile().define(0, UNUSED, [fb.Field(1, fb.STRING, 8)])
    for raw in (b"Lauf", b"L\xe4ufe", b"no-zero-", b"", b"a\0rest", b"\x1b[31m"):
        fit.data(0, raw)

    assert table(fit).texts(1) == ["Lauf", "L\ufffdufe", "no-zero-", None, "a", "[31m"]
    assert np.isnan(table(fit).raw(1)).all()


def test_a_size_that_the_type_cannot_fill_is_unknown() -> None:
    """COROS watches write 1 byte and call it uint32; the next field must not shift."""
    fit = fb.FitFile().define(0, UNUSED, [fb.Field(1, fb.UINT8), fb.Field(2, fb.UINT8)])
    fit.data(0, 17, 23)
    fit.body[8] = fb.UINT32

    np.testing.assert_array_equal(table(fit).raw(1), [np.nan])
    np.testing.assert_array_equal(table(fit).raw(2), [23.0])


def test_an_empty_field_and_an_empty_message() -> None:
    fit = fb.FitFile()
    fit.define(0, UNUSED, []).data(0).data(0)
    fit.define(1, UNUSED, [fb.Field(1, fb.UINT16, 0), fb.Field(2, fb.UINT8)]).data(1, [], 6)

    np.testing.assert_array_equal(table(fit).raw(1), [np.nan] * 3)
    np.testing.assert_array_equal(table(fit).raw(2), [np.nan, np.nan, 6.0])


def test_scale_and_offset_of_the_profile() -> None:
    fit = fb.FitFile().define(0, 20, [fb.Field(2, fb.UINT16), fb.Field(6, fb.UINT16)])
    fit.data(0, 2750, 3500).data(0, 0xFFFF, 0xFFFF)

    np.testing.assert_array_equal(table(fit, 20)[2], [50.0, np.nan])  # 2750 / 5 - 500 m
    np.testing.assert_array_equal(table(fit, 20)[6], [3.5, np.nan])  # mm/s


def test_compressed_timestamps_roll_over() -> None:
    """The protocol's own example: 5 bits count on from the last whole timestamp."""
    fit = fb.FitFile().define(0, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)])
    base = (fb.START & ~0x1F) + 0x1B  # low bits 27
    fit.data(0, base, 90)
    fit.define(1, 20, [fb.Field(3, fb.UINT8)])
    for low, hr in ((0x1B, 91), (0x1D, 92), (0x02, 93), (0x05, 94), (0x05, 95), (0x04, 96)):
        fit.compressed(1, low, hr)

    times = table(fit, 20).timestamps - base

    np.testing.assert_array_equal(times, [0, 0, 2, 7, 10, 10, 41])
    np.testing.assert_array_equal(table(fit, 20).raw(3), [90, 91, 92, 93, 94, 95, 96])


def test_any_message_moves_the_clock_of_compressed_headers() -> None:
    fit = fb.FitFile().define(0, 21, [fb.Field(253, fb.UINT32)]).data(0, fb.START)
    fit.define(1, 20, [fb.Field(3, fb.UINT8)])
    fit.compressed(1, (fb.START + 1) % 32, 91)
    fit.data(0, fb.START + 1000)
    fit.compressed(1, (fb.START + 1003) % 32, 92)

    (segment,) = read_segments(fit.build(), frozenset({20}))  # events are not asked for

    np.testing.assert_array_equal(segment.messages(20).timestamps - fb.START, [1, 1003])


def test_compressed_headers_follow_a_new_definition() -> None:
    fit = fb.FitFile().define(0, 21, [fb.Field(253, fb.UINT32)]).data(0, fb.START)
    fit.define(2, 20, [fb.Field(3, fb.UINT8)]).compressed(2, (fb.START + 1) % 32, 91)
    fit.define(2, 20, [fb.Field(3, fb.UINT8), fb.Field(4, fb.UINT8)])
    for second in (1, 2, 3):
        fit.compressed(2, (fb.START + second) % 32, 91 + second, 80)

    (segment,) = read_segments(fit.build(), frozenset({20}))

    np.testing.assert_array_equal(segment.messages(20).raw(3), [91, 92, 93, 94])


def test_compressed_before_any_time_is_unknown() -> None:
    fit = fb.FitFile().define(1, 20, [fb.Field(3, fb.UINT8)]).compressed(1, 3, 91)

    assert np.isnan(table(fit, 20).timestamps).all()


@pytest.mark.parametrize("pattern", [[20], [20, 78], [20, 160, 233], [20, 20, 233], [20, 7, 8, 9]])
@pytest.mark.parametrize("interrupt_every", [7, 50, 333, 10_000])
def test_jumps_over_patterns_lose_nothing(pattern: list[int], interrupt_every: int) -> None:
    """Long repeating patterns, interrupted here and there: every message, in order."""
    fit = fb.FitFile()
    for local, number in enumerate(dict.fromkeys(pattern)):
        fit.define(local, number, [fb.Field(1, fb.UINT16), fb.Field(2, fb.UINT8, local + 1)])
    fit.define(9, 999, [fb.Field(1, fb.UINT16)])
    written: dict[int, list[int]] = {999: []}
    locals_ = {number: local for local, number in enumerate(dict.fromkeys(pattern))}
    for count in range(3000):
        number = pattern[count % len(pattern)]
        fit.data(locals_[number], count, [locals_[number]] * (locals_[number] + 1))
        written.setdefault(number, []).append(count)
        if count % interrupt_every == interrupt_every - 1:
            fit.data(9, count)
            written[999].append(count)

    (segment,) = read_segments(fit.build())

    for number, counts in written.items():
        np.testing.assert_array_equal(segment.messages(number).raw(1), counts)


def test_only_what_is_wanted_is_kept() -> None:
    fit = fb.run(20)
    fit.define(5, UNUSED, [fb.Field(1, fb.UINT8)]).data(5, 1)

    (segment,) = read_segments(fit.build(), frozenset({20}))

    assert segment.numbers() == {20}
    assert len(segment.messages(20)) == 20


def test_sixteen_bits_of_time_in_monitoring() -> None:
    """They count on from the last whole timestamp and start again after 65,536 s."""
    fit = fb.FitFile().define(0, 103, [fb.Field(253, fb.UINT32)]).data(0, fb.START)
    fit.define(1, 55, [fb.Field(26, fb.UINT16)])
    for seconds in (60, 40_000, 90_000):
        fit.data(1, (fb.START + seconds) % 65_536)
    fit.define(2, 55, [fb.Field(253, fb.UINT32)]).data(2, fb.START + 500_000)
    fit.data(1, (fb.START + 500_060) % 65_536)

    times = table(fit, 55).timestamps - fb.START

    np.testing.assert_array_equal(times, [60, 40_000, 90_000, 500_000, 500_060])


def test_sixteen_bits_without_a_whole_time_are_unknown() -> None:
    fit = fb.FitFile().define(1, 55, [fb.Field(26, fb.UINT16)]).data(1, 60)

    assert np.isnan(table(fit, 55).timestamps).all()
