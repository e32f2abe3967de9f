"""Heart rate that a strap stored itself (FIT message 132)."""

from __future__ import annotations

import numpy as np
from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.fit.strap import StrapBeats, heart_rate_at

ANCHOR_TICKS = 4_000_000


def twelve_bits(values: list[int]) -> list[int]:
    """Pack eight twelve-bit values, low bits first."""
    word = sum((value & 0xFFF) << 12 * place for place, value in enumerate(values))
    return list(word.to_bytes(12, "little"))


def strap_messages(fit: fb.FitFile, start: int, beats_s: list[float], bpm: list[int]) -> fb.FitFile:
    """Write beats: an anchor at ``start`` and half a second, then groups of eight."""
    anchor = [fb.Field(253, fb.UINT32), fb.Field(0, fb.UINT16), fb.Field(6, fb.UINT8)]
    fit.define(10, 132, [*anchor, fb.Field(9, fb.UINT32)])
    fit.data(10, start, 16_384, bpm[0], ANCHOR_TICKS)
    fit.define(11, 132, [fb.Field(6, fb.UINT8, 8), fb.Field(10, fb.BYTE, 12)])
    ticks = [ANCHOR_TICKS + round((beat - 0.5) * 1024) for beat in beats_s]
    for place in range(0, len(ticks), 8):
        fit.data(11, bpm[place : place + 8], twelve_bits(ticks[place : place + 8]))
    return fit


def records_without_heart_rate(seconds: int) -> fb.FitFile:
    fit = fb.file_id(fb.FitFile()).define(1, 20, [fb.Field(253, fb.UINT32), fb.Field(3, fb.UINT8)])
    for second in range(seconds):
        fit.data(1, fb.START + second, 0xFF)
    return fit


def test_beats_fill_the_samples_across_the_counters_rollover() -> None:
    """Beats every 0.5 s for 12 s: the twelve-bit clock starts again every 4 s."""
    beats_s = [1.0 + 0.5 * n for n in range(24)]
    bpm = [100 + int(beat) for beat in beats_s]
    fit = strap_messages(records_without_heart_rate(13), fb.START, beats_s, bpm)
    fb.session(fit, fb.START, 12)

    (activity,) = read_fit(fit.build()).activities

    assert activity.hr_source == "chest"
    # The sample at second s holds the mean of the beats in (s - 1, s]: s - 0.5 and s.
    expected = [np.nan, (101 + 101) / 2, *((100 + s + 100 + s - 1) / 2 for s in range(2, 13))]
    np.testing.assert_allclose(activity.stream.hr_bpm, expected)


def test_twenty_minutes_later_the_straps_clock_is_still_right() -> None:
    """Ticks are 1/1024 s: one in a thousand more or less is a second by then."""
    seconds = 1200
    beats_s = [0.5 + second for second in range(seconds)]
    fit = records_without_heart_rate(seconds)
    strap_messages(fit, fb.START, beats_s, [100 + second % 50 for second in range(seconds)])

    (activity,) = read_fit(fb.session(fit, fb.START, seconds - 1).build()).activities

    expected = [np.nan, *(100.0 + second % 50 for second in range(seconds - 1))]
    np.testing.assert_array_equal(activity.stream.hr_bpm, expected)


def test_a_chained_file_of_the_strap_is_merged() -> None:
    fit = records_without_heart_rate(9)
    watch = fb.session(fit, fb.START, 8).build()
    beats_s = [1.0 + n for n in range(8)]
    strap = strap_messages(fb.FitFile(), fb.START, beats_s, [120] * 8).build()

    file = read_fit(watch + strap)

    assert (len(file.activities), file.salvaged) == (1, False)
    np.testing.assert_array_equal(file.activities[0].stream.hr_bpm[1:], [120.0] * 8)


def test_the_watchs_own_heart_rate_stays() -> None:
    fit = fb.run(9)
    strap_messages(fit, fb.START, [1.0 + n for n in range(8)], [180] * 8)

    (activity,) = read_fit(fb.session(fit, fb.START, 8).build()).activities

    np.testing.assert_array_equal(activity.stream.hr_bpm, 100.0 + np.arange(9))
    assert activity.hr_source == "unknown"


def test_a_strap_that_beats_at_another_time_measured_nothing_here() -> None:
    fit = records_without_heart_rate(9)
    strap_messages(fit, fb.START + 600, [1.0 + n for n in range(8)], [180] * 8)

    (activity,) = read_fit(fb.session(fit, fb.START, 8).build()).activities

    assert np.isnan(activity.stream.hr_bpm).all()
    assert activity.hr_source == "unknown"


def test_slow_hearts_and_silent_straps() -> None:
    beats = StrapBeats(np.array([10.0, 12.0]), np.array([40.0, 42.0]))

    at = heart_rate_at(beats, np.array([9.0, 10.0, 11.0, 12.0, 13.0, 15.0, 15.5]))

    np.testing.assert_array_equal(at, [np.nan, 40, 40, 42, 42, 42, np.nan])


def test_every_bit_of_a_beat_counts() -> None:
    """Beats 0.93 s apart: 952 ticks, whose low bits differ in every place of the group."""
    beats_s = [1.0 + 0.93 * n for n in range(8)]
    bpm = [100 + n for n in range(8)]
    fit = strap_messages(records_without_heart_rate(9), fb.START, beats_s, bpm)

    (activity,) = read_fit(fb.session(fit, fb.START, 8).build()).activities

    # The sample at second s holds the beat in (s - 1, s]: at 1.0, 1.93, 2.86, 3.79, ...
    np.testing.assert_allclose(activity.stream.hr_bpm[1:9], bpm)


def test_bytes_behind_the_last_pair_of_beats_are_none() -> None:
    """A pair takes three bytes; of fourteen the last two hold nothing."""
    fit = records_without_heart_rate(9)
    anchor = [fb.Field(253, fb.UINT32), fb.Field(0, fb.UINT16), fb.Field(6, fb.UINT8)]
    fit.define(10, 132, [*anchor, fb.Field(9, fb.UINT32)])
    fit.data(10, fb.START, 0, 100, ANCHOR_TICKS)
    fit.define(11, 132, [fb.Field(6, fb.UINT8, 8), fb.Field(10, fb.BYTE, 14)])
    ticks = [ANCHOR_TICKS + 1024 * second for second in range(1, 9)]
    fit.data(11, [101 + n for n in range(8)], [*twelve_bits(ticks), 0, 0])

    (activity,) = read_fit(fb.session(fit, fb.START, 8).build()).activities

    np.testing.assert_array_equal(activity.stream.hr_bpm, 100 + np.arange(9))
