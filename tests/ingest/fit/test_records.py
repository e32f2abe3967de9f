"""Record messages to samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit

if TYPE_CHECKING:
    from ingest.session.activity import Activity

TIME = fb.Field(253, fb.UINT32)


def one(fit: fb.FitFile, *, sport: int = 1) -> Activity:
    fb.session(fit, fb.START, 10, sport=sport)
    (activity,) = read_fit(fit.build()).activities
    return activity


def test_preferred_fields_where_valid_the_plain_ones_elsewhere() -> None:
    fit = fb.file_id(fb.FitFile())
    fields = [TIME, *(fb.Field(n, k) for n, k in ((6, 0x84), (73, 0x86), (2, 0x84), (78, 0x86)))]
    fit.define(1, 20, fields)
    fit.data(1, fb.START, 2000, 3000, 2500, 3000)
    fit.data(1, fb.START + 1, 2000, 0xFFFF_FFFF, 2500, 0xFFFF_FFFF)
    fit.data(1, fb.START + 2, 0xFFFF, 3000, 0xFFFF, 3000)

    stream = one(fit).stream

    np.testing.assert_array_equal(stream.speed_m_s, [3.0, 2.0, 3.0])
    np.testing.assert_array_equal(stream.altitude_m, [100.0, 0.0, 100.0])


def test_every_other_column() -> None:
    """Field numbers, scales and units of the FIT profile's record message."""
    wanted = {
        "hr_bpm": (3, fb.UINT8, 150, 150.0),
        "distance_m": (5, fb.UINT32, 12_345, 123.45),
        "power_w": (7, fb.UINT16, 280, 280.0),
        "temperature_c": (13, fb.SINT8, -4, -4.0),
        "vertical_oscillation_mm": (39, fb.UINT16, 853, 85.3),
        "stance_time_ms": (41, fb.UINT16, 2485, 248.5),
        "vertical_ratio_percent": (83, fb.UINT16, 812, 8.12),
        "stance_balance_percent": (84, fb.UINT16, 4987, 49.87),
        "step_length_mm": (85, fb.UINT16, 11_040, 1104.0),
        "respiration_brpm": (108, fb.UINT16, 3150, 31.5),
    }
    fit = fb.file_id(fb.FitFile())
    fit.define(1, 20, [TIME, *(fb.Field(number, kind) for number, kind, _, _ in wanted.values())])
    fit.data(1, fb.START, *(raw for _, _, raw, _ in wanted.values()))

    stream = one(fit).stream

    for name, (_, _, _, value) in wanted.items():
        np.testing.assert_allclose(getattr(stream, name), [value], rtol=1e-12, err_msg=name)


@pytest.mark.parametrize(("sport", "expected"), [(1, [181.0, 180.0]), (2, [90.5, 90.0])])
def test_cadence_counts_both_feet_only_on_foot(sport: int, expected: list[float]) -> None:
    fit = fb.file_id(fb.FitFile())
    fit.define(1, 20, [TIME, fb.Field(4, fb.UINT8), fb.Field(53, fb.UINT8)])
    fit.data(1, fb.START, 90, 64).data(1, fb.START + 1, 90, 0xFF).data(1, fb.START + 2, 0xFF, 64)

    np.testing.assert_array_equal(one(fit, sport=sport).stream.cadence_spm, [*expected, np.nan])


def packed(speed_cm_s: int, sixteenths: int) -> list[int]:
    """Return three bytes: 12 bits of speed, 12 bits of distance, low bits first."""
    word = speed_cm_s | (sixteenths % 4096) << 12
    return list(word.to_bytes(3, "little"))


def test_compressed_speed_and_distance_roll_over() -> None:
    """4096 sixteenths of a metre are 256 m; a null one moves nothing."""
    fit = fb.file_id(fb.FitFile())
    fit.define(1, 20, [TIME, fb.Field(8, fb.BYTE, 3)])
    for second, metres in enumerate((10, 200, 270, 500, 520)):
        fit.data(1, fb.START + second, packed(250 + second, 16 * metres))
    fit.data(1, fb.START + 5, [0xFF, 0xFF, 0xFF])

    stream = one(fit).stream

    np.testing.assert_array_equal(stream.distance_m, [10, 200, 270, 500, 520, np.nan])
    np.testing.assert_array_equal(stream.speed_m_s, [2.5, 2.51, 2.52, 2.53, 2.54, np.nan])


def test_a_null_compressed_field_hides_no_native_one() -> None:
    """Zwift and Onelap write both; decoders that make dicts lose the distance."""
    fit = fb.file_id(fb.FitFile())
    fit.define(
        1, 20, [TIME, fb.Field(5, fb.UINT32), fb.Field(6, fb.UINT16), fb.Field(8, fb.BYTE, 3)]
    )
    fit.data(1, fb.START, 1000, 4000, [0xFF] * 3).data(1, fb.START + 1, 1400, 4000, packed(1, 1))

    stream = one(fit).stream

    np.testing.assert_array_equal(stream.distance_m, [10.0, 14.0])
    np.testing.assert_array_equal(stream.speed_m_s, [4.0, 4.0])


def test_records_of_one_instant_are_merged_field_by_field() -> None:
    fit = fb.file_id(fb.FitFile())
    fit.define(1, 20, [TIME, fb.Field(3, fb.UINT8)])
    fit.define(2, 20, [TIME, fb.Field(7, fb.UINT16), fb.Field(3, fb.UINT8)])
    fit.data(1, fb.START, 140).data(2, fb.START, 250, 0xFF)
    fit.data(2, fb.START + 1, 0xFFFF, 141).data(1, fb.START + 1, 142)
    fit.data(1, fb.START + 2, 0xFF).data(1, fb.START + 2, 0xFF)

    stream = one(fit).stream

    np.testing.assert_array_equal(stream.t_s, [0, 1, 2])
    np.testing.assert_array_equal(stream.hr_bpm, [140, 142, np.nan])
    np.testing.assert_array_equal(stream.power_w, [250, np.nan, np.nan])


def test_steps_back_are_put_in_order() -> None:
    fit = fb.file_id(fb.FitFile())
    fit.define(1, 20, [TIME, fb.Field(3, fb.UINT8)])
    for offset, hr in ((0, 100), (2, 102), (1, 101), (3, 103), (2, 0xFF)):
        fit.data(1, fb.START + offset, hr)

    stream = one(fit).stream

    np.testing.assert_array_equal(stream.t_s, [0, 1, 2, 3])
    np.testing.assert_array_equal(stream.hr_bpm, [100, 101, 102, 103])


def test_a_watch_without_the_time_of_day() -> None:
    """Times below 0x10000000 count seconds since the start of the device."""
    fit = fb.run(10, start=17_000_000)
    fb.session(fit, 17_000_000, 9)

    (activity,) = read_fit(fit.build()).activities

    np.testing.assert_array_equal(activity.stream.t_s, np.arange(10.0))
    assert [note.code for note in activity.notes] == ["own_clock"]


def test_records_before_the_clock_was_set_are_left_out() -> None:
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    for offset in range(3):
        fit.data(1, 500 + offset, 99, 0, 0)
    for offset in range(5):
        fit.data(1, fb.START + offset, 100, 0, 0)

    activity = one(fit)

    assert len(activity.stream) == 5
    assert [note.code for note in activity.notes] == ["no_clock"]


def test_a_stray_time_years_away_is_left_out() -> None:
    fit = fb.run(30).data(1, fb.START + 400_000_000, 100, 0, 0)

    activity = one(fit)

    assert activity.stream.t_s[-1] == 29
    assert [note.code for note in activity.notes] == ["wild_times"]


def test_of_what_spans_more_than_fifteen_days_half_of_that_about_the_middle_is_kept() -> None:
    fit = fb.run(30)
    for days in (7, 8, 20):
        fit.data(1, fb.START + 86_400 * days, 100, 0, 0)

    (activity,) = read_fit(fit.build()).activities

    assert activity.stream.t_s[-2:].tolist() == [29, 7 * 86_400]
    assert [note.code for note in activity.notes] == ["wild_times"]


def described(
    fit: fb.FitFile, name: bytes, units: bytes, native: int, *, message: int = 20
) -> None:
    fields = [fb.Field(n, fb.UINT8) for n in (0, 1, 2)]
    fields += [fb.Field(3, fb.STRING, 16), fb.Field(8, fb.STRING, 8)]
    fields += [fb.Field(14, fb.UINT16), fb.Field(15, fb.UINT8)]
    fit.define(6, 206, fields).data(6, 0, 4, fb.UINT16, name, units, message, native)


@pytest.mark.parametrize("late", [False, True])
def test_an_apps_field_stands_in_for_a_native_one_nobody_wrote(*, late: bool) -> None:
    fit = fb.file_id(fb.FitFile())
    if not late:
        described(fit, b"Power", b"Watts", 7)
    fit.define(1, 20, [TIME, fb.Field(7, fb.UINT16)], developer=[(4, 2, 0)])
    fit.data(1, fb.START, 0xFFFF, developer=b"\xfa\x00")
    fit.data(1, fb.START + 1, 0xFFFF, developer=b"\xff\xff")
    if late:
        described(fit, b"Power", b"Watts", 7)

    np.testing.assert_array_equal(one(fit).stream.power_w, [250.0, np.nan])


@pytest.mark.parametrize(
    ("name", "units", "native", "written"),
    [
        (b"distance", b"m", 0xFF, 0xFFFF_FFFF),  # same name, but does not declare itself
        (b"distance", b"km", 5, 0xFFFF_FFFF),  # declares itself in other units
        (b"distance", b"m", 5, 4200),  # the native field has values
    ],
)
def test_an_apps_field_never_replaces_a_native_one(
    name: bytes, units: bytes, native: int, written: int
) -> None:
    fit = fb.file_id(fb.FitFile())
    described(fit, name, units, native)
    fit.define(1, 20, [TIME, fb.Field(5, fb.UINT32)], developer=[(4, 2, 0)])
    fit.data(1, fb.START, 0xFFFF_FFFF, developer=b"\x07\x00")
    fit.data(1, fb.START + 1, written, developer=b"\x07\x00")

    expected = np.nan if written == 0xFFFF_FFFF else written / 100
    np.testing.assert_array_equal(one(fit).stream.distance_m, [np.nan, expected])


def test_only_the_app_whose_field_has_the_native_units_is_believed() -> None:
    fit = fb.file_id(fb.FitFile())
    fields = [fb.Field(n, fb.UINT8) for n in (0, 1, 2)]
    fields += [fb.Field(8, fb.STRING, 8), fb.Field(14, fb.UINT16), fb.Field(15, fb.UINT8)]
    fit.define(6, 206, fields)
    for number, units, message, native in (
        (1, b"Watts", 18, 7),  # of a session
        (2, b"Watts", 20, 200),  # no field that is looked for
        (3, b"hp", 20, 7),
        (4, b"Watts", 20, 7),
        (5, b"Watts", 20, 7),  # the first that fits counts
    ):
        fit.data(6, 0, number, fb.UINT8, units, message, native)
    fit.define(1, 20, [TIME], developer=[(number, 1, 0) for number in (1, 2, 3, 4, 5)])
    fit.data(1, fb.START, developer=bytes([101, 102, 103, 104, 105]))

    assert one(fit).stream.power_w.tolist() == [104.0]


def test_a_field_described_but_never_written_stands_in_for_nothing() -> None:
    fit = fb.file_id(fb.FitFile())
    described(fit, b"Power", b"Watts", 7)
    fit.define(1, 20, [TIME, fb.Field(3, fb.UINT8)]).data(1, fb.START, 140)

    np.testing.assert_array_equal(one(fit).stream.power_w, [np.nan])


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_description_without_its_app_number_or_type_is_none(missing: int) -> None:
    fit = fb.file_id(fb.FitFile())
    described(fit, b"Power", b"Watts", 7)
    fit.body[fit.body.rindex(bytes([0, 4, fb.UINT16])) + missing] = 0xFF
    fit.data(6, 0, 5, fb.UINT16, b"Speed", b"m/s", 20, 6)  # the next one is sound
    fit.define(1, 20, [TIME, fb.Field(3, fb.UINT8)], developer=[(4, 2, 0), (5, 2, 0)])
    fit.data(1, fb.START, 140, developer=b"\xfa\x00\x03\x00")

    stream = one(fit).stream
    assert np.isnan(stream.power_w).all()
    assert stream.speed_m_s.tolist() == [3.0]


@pytest.mark.parametrize(("kind", "most"), [(fb.FLOAT64, 1e18), (fb.FLOAT32, 9.99e17)])
def test_a_float_beyond_all_measure_is_unknown(kind: int, most: float) -> None:
    fit = fb.file_id(fb.FitFile()).define(1, 20, [TIME, fb.Field(7, kind)])
    for second, value in enumerate((most, -most, 1.01e18, -1.01e18, np.inf, np.nan, 0.0)):
        fit.data(1, fb.START + second, value)

    known = np.isfinite(one(fit).stream.power_w)

    assert known.tolist() == [True, True, False, False, False, False, True]


def test_an_apps_text_is_no_number() -> None:
    fit = fb.file_id(fb.FitFile())
    described(fit, b"Power", b"Watts", 7)
    fit.body[fit.body.index(bytes([0, 4, fb.UINT16])) + 2] = fb.STRING
    fit.define(1, 20, [TIME, fb.Field(7, fb.UINT16)], developer=[(4, 2, 0)])
    fit.data(1, fb.START, 0xFFFF, developer=b"ab")

    np.testing.assert_array_equal(one(fit).stream.power_w, [np.nan])


def test_an_apps_field_without_description_is_ignored() -> None:
    fit = fb.file_id(fb.FitFile())
    fit.define(1, 20, [TIME, fb.Field(3, fb.UINT8)], developer=[(4, 2, 0)])
    fit.data(1, fb.START, 140, developer=b"\x07\x00").data(1, fb.START + 1, 141, developer=b"zz")

    np.testing.assert_array_equal(one(fit).stream.hr_bpm, [140.0, 141.0])


def test_distance_counts_from_the_legs_start() -> None:
    fit = fb.run(60)
    fb.session(fit, fb.START, 30, sport=2)
    fb.session(fit, fb.START + 30, 29, sport=1)

    ride, run = read_fit(fit.build()).activities

    assert ride.stream.distance_m[-1] == 29 * 3.0
    np.testing.assert_array_equal(run.stream.distance_m, 3.0 * np.arange(1, 31))


NONE = 0xFFFF_FFFF


@pytest.mark.parametrize(
    ("ride_cm", "run_cm", "run_m"),
    [
        ([NONE, NONE], [500, 800], [5, 8]),  # nothing is known of the leg before
        ([500, 800], [NONE, NONE], [np.nan, np.nan]),
        ([500, 800], [700, 900], [7, 9]),  # it starts again: smaller than before
        ([500, 800], [800, 900], [0, 1]),  # it counts on
        ([500, NONE], [NONE, 900], [np.nan, 4]),  # the last known one counts
    ],
)
def test_a_legs_distance_where_some_is_unknown_or_starts_again(
    ride_cm: list[int], run_cm: list[int], run_m: list[float]
) -> None:
    fit = fb.file_id(fb.FitFile()).define(1, 20, [TIME, fb.Field(5, fb.UINT32)])
    for second, centimetres in enumerate([*ride_cm, *run_cm]):
        fit.data(1, fb.START + second, centimetres)
    fb.session(fit, fb.START, 2, sport=2)
    fb.session(fit, fb.START + 2, 1)

    _, run = read_fit(fit.build()).activities

    np.testing.assert_array_equal(run.stream.distance_m, run_m)


def test_beat_intervals_and_their_padding() -> None:
    fit = fb.run(1)
    fit.define(5, 78, [fb.Field(0, fb.UINT16, 3)]).data(5, [800, 0xFFFF, 0xFFFF])
    fit.data(1, fb.START + 1, 100, 0, 0).data(5, [810, 820, 0xFFFF])

    rr = one(fit).rr

    assert rr is not None
    np.testing.assert_array_equal(rr.t_s, [0, 1, 1])
    np.testing.assert_array_equal(rr.rr_ms, [800, 810, 820])
