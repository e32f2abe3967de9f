"""Whole files of our own making to activities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fit_builder as fb
import numpy as np
import pytest

from ingest.errors import UnreadableFileError
from ingest.fit import read_fit

FIRST = datetime(1989, 12, 31, tzinfo=UTC) + timedelta(seconds=fb.START)


@pytest.mark.parametrize("big_endian", [False, True])
def test_a_plain_run(*, big_endian: bool) -> None:
    file = read_fit(fb.whole_run(60, big_endian=big_endian))

    assert (file.kind, file.salvaged, file.notes) == ("activity", False, ())
    (activity,) = file.activities
    assert activity.start_utc == FIRST
    assert (activity.sport, activity.sub_sport) == ("running", None)
    assert activity.device == "garmin fr255"
    np.testing.assert_array_equal(activity.stream.t_s, np.arange(60.0))
    np.testing.assert_array_equal(activity.stream.hr_bpm, 100.0 + np.arange(60))
    np.testing.assert_array_equal(activity.stream.distance_m, 3.0 * np.arange(60))
    np.testing.assert_array_equal(activity.stream.speed_m_s, np.full(60, 3.0))
    assert np.isnan(activity.stream.power_w).all()
    assert activity.summary.distance_m == 177.0
    assert activity.pauses_s.shape == (0, 2)


def test_pause_from_timer_events() -> None:
    fit = fb.run(60)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    for offset, kind in ((0, 0), (20, 4), (35, 0), (59, 4)):
        fit.data(2, fb.START + offset, 0, kind)

    (activity,) = read_fit(fb.session(fit, fb.START, 59).build()).activities

    np.testing.assert_array_equal(activity.pauses_s, [[20.0, 35.0]])


def test_offset_of_the_local_clock() -> None:
    fit = fb.session(fb.run(5), fb.START, 4)
    fit.define(4, 34, [fb.Field(253, fb.UINT32), fb.Field(5, fb.UINT32)])
    fit.data(4, fb.START, fb.START + 5 * 3600 + 2700)

    (activity,) = read_fit(fit.build()).activities

    assert activity.utc_offset_s == 20_700


@pytest.mark.parametrize("wrong_s", [1, 899, 15 * 3600, -fb.START + 5])
def test_offset_that_no_zone_has_is_unknown(wrong_s: int) -> None:
    fit = fb.session(fb.run(5), fb.START, 4)
    fit.define(4, 34, [fb.Field(253, fb.UINT32), fb.Field(5, fb.UINT32)])
    fit.data(4, fb.START, fb.START + wrong_s)

    (activity,) = read_fit(fit.build()).activities

    assert activity.utc_offset_s is None


def test_transitions_are_left_out() -> None:
    fit = fb.run(90)
    for start, seconds, sport in ((0, 40, 2), (40, 10, 3), (50, 39, 1)):
        fb.session(fit, fb.START + start, seconds, sport=sport)

    ride, run = read_fit(fit.build()).activities

    assert (ride.sport, len(ride.stream)) == ("cycling", 40)
    assert (run.sport, len(run.stream)) == ("running", 40)
    assert run.start_utc == FIRST + timedelta(seconds=50)
    assert run.stream.t_s[0] == 0.0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"just some notes\n", "text"),
        (b"<?xml version='1.0'?><gpx/>", "XML"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"PK\x03\x04" + bytes(30), "ZIP"),
        (b"\x1f\x8b" + bytes(30), "gzip"),
        (bytes([200]) * 64, "not a FIT file"),
        (fb.FitFile().build(), "no readable data"),
    ],
)
def test_other_content_is_refused_in_plain_words(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        read_fit(data)
