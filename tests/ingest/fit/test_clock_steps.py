"""A clock set while recording, of any size and either way, beside pauses that are real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.imports.derive import derive

HOUR = 3600
DAY = 24 * HOUR
EVENT = [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)]
START, STOP = 0, 4


def recorded(leap, *, events=((0, START),), gap=5, stated=None, elapsed=None):
    """Return facts of 15 min on one clock and 30 min after a leap of it, the timer running on.

    ``events`` are (record number, kind), written before that record; the true run begins at
    fb.START on the later clock.
    """
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS).define(2, 21, EVENT)
    first, rest = 900, 1800
    told = dict(events)
    for number in range(first + rest + 1):
        late = number >= first
        at = fb.START + number + (gap - 1 if late else -leap)
        if number in told:
            fit.data(2, at, 0, told[number])
        fit.data(1, at, 130, 280 * number, 2800)
    end = fb.START + first + rest + gap - 1
    fit.data(2, end, 0, STOP)
    timer = stated if stated is not None else first + rest + gap - 1
    fit.define(3, 18, fb.SESSION_FIELDS)
    total = timer if elapsed is None else elapsed
    fit.data(3, end, fb.START - leap, total * 1000, timer * 1000, 756_000, 1, 0, 130)
    (activity,) = read_fit(fit.build()).activities
    return derive(activity, sha256="0" * 64, leg=0)[0]


@pytest.mark.parametrize(
    "leap", [HOUR, 5 * HOUR, DAY, 7 * DAY, 20 * DAY, 400 * DAY, -HOUR // 2, -HOUR, -9 * DAY]
)
def test_a_step_of_any_size_is_bridged_by_what_the_timer_states(leap):
    facts = recorded(leap)
    assert facts.start_utc == datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)
    assert facts.duration_s == pytest.approx(2704, abs=5)
    assert facts.elapsed_s == pytest.approx(2704, abs=5)
    assert facts.hr_coverage_frac > 0.98
    assert "clock_step" in [note.code for note in facts.quality]


def test_a_real_pause_of_a_day_is_no_step():
    events = ((0, START), (899, STOP), (900, START))
    facts = recorded(DAY, events=events, stated=2700, elapsed=2700 + DAY)
    assert facts.start_utc == datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC) - timedelta(days=1)
    assert facts.duration_s == pytest.approx(2700, abs=10)
    assert "clock_step" not in [note.code for note in facts.quality]


def test_a_gap_that_the_device_counts_as_time_is_no_step():
    """Twenty hours of an ultra with the records lost in the middle."""
    facts = recorded(20 * HOUR, stated=20 * HOUR + 2700)
    assert "clock_step" not in [note.code for note in facts.quality]
    assert facts.duration_s > 20 * HOUR


def test_a_few_records_out_of_order_are_no_step():
    facts = recorded(-30, gap=1)
    assert "clock_step" not in [note.code for note in facts.quality]
