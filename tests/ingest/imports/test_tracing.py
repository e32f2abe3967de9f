"""A session in 120 steps: what was judged and what was not, pace, height and whole kilometres."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from support.made_sessions import facts

from ingest.archive.packing import pack, unpack
from ingest.heart_rate.reasons import Reason
from ingest.imports.tracing import packed_leg, trace_of
from ingest.session.stream import SessionStream
from ingest.session.trace import Trace

LOCK = int(Reason.CADENCE_LOCK)


def stream(bpm, reason, **changes):
    given = {
        "t_s": np.arange(len(bpm), dtype=float),
        "hr_raw_bpm": np.array(bpm),
        "hr_bpm": np.where(np.array(reason) == 0, bpm, np.nan),
        "hr_reason": np.array(reason),
    }
    return SessionStream.from_arrays(given | changes)


def test_what_was_judged_and_what_was_not_are_kept_apart():
    made = trace_of(stream([130.0] * 1200 + [170.0] * 1201, [0] * 1200 + [LOCK] * 1201))
    assert made.hr_bpm.tolist() == [130] * 60 + [0] * 60
    assert made.hr_raw_bpm.tolist() == [0] * 60 + [170] * 60
    assert made.left_out_s.tolist() == [[1200.0, 2400.0]]
    assert made.left_out_reason.tolist() == [LOCK]
    assert made.length_s.tolist() == [2400.0]


def test_without_heart_rate_pace_and_height_are_still_there():
    """Three minutes at 2.5 m/s up a hill of 60 m; the height is lost half-way."""
    count = 181
    height = np.linspace(100.0, 160.0, count)
    height[91:] = np.nan
    made = trace_of(
        stream(
            [np.nan] * count, [int(Reason.MISSING)] * count,
            speed_m_s=np.full(count, 2.5), altitude_m=height,
        )
    )  # fmt: skip
    assert not made.hr_bpm.any()
    assert set(made.speed.tolist()) == {1}
    assert made.speed_m_s[0] == 2.5
    low_m, step_m = made.altitude_m.tolist()
    heights = [low_m + (value - 1) * step_m for value in made.altitude.tolist()[:60]]
    assert heights == pytest.approx(np.linspace(100.25, 129.75, 60), abs=1.0)
    assert set(made.altitude.tolist()[61:]) == {0}


@pytest.mark.parametrize(("pause_s", "second"), [(0.0, 400.0), (60.0, 400.0)])
def test_whole_kilometres_by_the_timer(pause_s, second):
    """A kilometre in 300 s at 130, one in 400 s at 150, half a one more; a stop counts for none."""
    seconds = np.concatenate([np.arange(0, 300.0), np.arange(300.0, 901.0) + pause_s])
    metres = np.interp(
        seconds - pause_s * (seconds >= 300), [0, 300, 700, 900], [0, 1000, 2000, 2500]
    )
    bpm = np.where(np.arange(901) < 300, 130.0, 150.0)
    pauses = [(300.0, 300.0 + pause_s)] if pause_s else np.zeros((0, 2))
    made = trace_of(stream(bpm, [0] * 901, t_s=seconds, distance_m=metres, pauses_s=pauses))
    assert made.km_s.tolist() == pytest.approx([300.0, second], abs=1.5)
    assert made.km_bpm.tolist() == [130, 150]
    assert made.mile_s.tolist() == pytest.approx([300 + 0.609344 * 400], abs=1.5)


def test_kilometres_run_while_the_timer_stood_take_no_time():
    """The timer of a pause with a broken beginning goes back by a hair in floating point."""
    count = 2401
    pauses = [(223.96634561, 2200.61471271)]
    made = trace_of(
        stream([130.0] * count, [0] * count, distance_m=2.5 * np.arange(count), pauses_s=pauses)
    )
    assert made.km_s.tolist() == pytest.approx([223.97] + [0.0] * 4 + [199.4], abs=0.1)
    assert made.km_bpm.tolist() == [130, 0, 0, 0, 0, 130]


@pytest.mark.parametrize("count", [0, 1])
def test_what_has_no_length_has_no_trace(count):
    assert trace_of(stream([130.0] * count, [0] * count)) is None


def test_a_short_one_has_a_step_a_second_and_is_stored_bit_for_bit():
    made = trace_of(stream([130.0] * 31, [0] * 31))
    assert len(made.hr_bpm) == 30
    again = Trace.from_arrays(unpack(pack(made.arrays())))
    for name, array in made.arrays().items():
        np.testing.assert_array_equal(getattr(again, name), array)


def test_a_session_is_stored_with_its_trace_or_an_empty_one():
    whole, none = stream([130.0] * 31, [0] * 31), stream([], [])
    kept = packed_leg(facts(date(2026, 5, 18), [(31, 130)]), whole)
    again = Trace.from_arrays(unpack(kept.trace))
    assert again.hr_bpm.tolist() == [130] * 30
    assert packed_leg(kept.facts, none).trace == b""
