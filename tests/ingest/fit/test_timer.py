"""Pauses: by timer events, and by gaps where a file has none."""

from __future__ import annotations

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit

START, STOP, STOP_ALL, STOP_DISABLE, STOP_DISABLE_ALL = 0, 1, 4, 8, 9


def pauses(events: list[tuple[int, int]], seconds: int = 60, skip: range = range(0)) -> np.ndarray:
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    for second in range(seconds):
        if second not in skip:
            fit.data(1, fb.START + second, 100, 0, 0)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    for offset, kind in events:
        fit.data(2, fb.START + offset, 0, kind)
    fit.data(2, fb.START + 5, 9, STOP)  # a lap's event is not the timer's
    (activity,) = read_fit(fb.session(fit, fb.START, seconds - 1).build()).activities
    return activity.pauses_s


@pytest.mark.parametrize("stop", [STOP, STOP_ALL, STOP_DISABLE, STOP_DISABLE_ALL])
def test_every_kind_of_stop(stop: int) -> None:
    np.testing.assert_array_equal(pauses([(0, START), (10, stop), (25, START)]), [[10, 25]])


def test_the_last_stop_ends_the_session_or_begins_a_pause() -> None:
    np.testing.assert_array_equal(pauses([(0, START), (59, STOP_ALL)]), np.empty((0, 2)))
    np.testing.assert_array_equal(pauses([(0, START), (40, STOP_ALL)]), [[40, 59]])


def test_repeated_stops_and_starts() -> None:
    events = [(0, START), (10, STOP), (12, STOP_ALL), (20, START), (21, START), (30, STOP)]

    np.testing.assert_array_equal(pauses([*events, (30, START)]), [[10, 20]])


def test_gaps_count_only_without_timer_events() -> None:
    np.testing.assert_array_equal(pauses([], 120, skip=range(20, 80)), [[19, 80]])
    np.testing.assert_array_equal(pauses([], 120, skip=range(20, 49)), np.empty((0, 2)))
    np.testing.assert_array_equal(
        pauses([(0, START), (119, STOP)], 120, skip=range(20, 80)), np.empty((0, 2))
    )


def test_a_pause_belongs_to_the_leg_it_is_in() -> None:
    fit = fb.run(60)
    fit.define(2, 21, [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)])
    for offset, kind in ((10, STOP), (20, START), (40, STOP), (45, START)):
        fit.data(2, fb.START + offset, 0, kind)
    fb.session(fit, fb.START, 30, sport=2)
    fb.session(fit, fb.START + 30, 29, sport=1)

    ride, run = read_fit(fit.build()).activities

    np.testing.assert_array_equal(ride.pauses_s, [[10, 20]])
    np.testing.assert_array_equal(run.pauses_s, [[10, 15]])


def test_a_timer_that_starts_when_it_stops_made_no_pause() -> None:
    events = [(0, START), (10, STOP), (10, START), (30, STOP), (35, START)]

    np.testing.assert_array_equal(pauses(events), [[30, 35]])
