"""The timer's clock and the even seconds made of it, said a second time, instant by instant."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.session.activity import Stream
from ingest.session.grid import held, to_grid
from ingest.session.timeline import merged_pauses, timeline

TIMES = st.lists(st.integers(1, 40), max_size=12).map(lambda steps: np.cumsum([0.0, *steps]))
HALVES = st.integers(-4, 400).map(lambda half: half / 2)
PAUSES = st.lists(st.tuples(HALVES, HALVES).map(lambda ends: (min(ends), max(ends))), max_size=4)


def array(pauses: Any) -> np.ndarray:
    return np.array(pauses, float).reshape(-1, 2)


def stands(at: float, pauses: Any) -> bool:
    """Say whether the timer stands still in the half second behind an instant."""
    return any(start <= at < end for start, end in pauses)


@given(TIMES, PAUSES)
def test_the_timer_counts_the_time_outside_of_pauses(t_s: np.ndarray, pauses: Any) -> None:
    line = timeline(t_s, array(pauses))

    ticks = [0.0 if stands(half / 2, pauses) else 0.5 for half in range(int(2 * t_s[-1]))]
    timer = [math.fsum(ticks[: int(2 * at)]) for at in t_s]
    steps = np.diff(timer)
    np.testing.assert_allclose(line.timer_s, timer)
    np.testing.assert_allclose(line.weight_s, [*np.where(steps <= 30, steps, 0), 0])
    assert (line.elapsed_s, line.duration_s) == (t_s[-1], pytest.approx(timer[-1]))


@given(TIMES, PAUSES)
def test_a_stretch_ends_before_a_pause_a_gap_and_the_end(t_s: np.ndarray, pauses: Any) -> None:
    """A pause of no time is none; one that begins with a record leaves it what comes behind."""
    line = timeline(t_s, array(pauses))

    ends = []
    for at, following, weight in zip(t_s, [*t_s[1:], np.inf], line.weight_s, strict=True):
        begins = [max(start, 0.0) for start, end in pauses if end > max(start, 0.0)]
        # One that begins within another, or at its end, goes on with it.
        alone = [one for one in begins if not stands(one - 0.5, pauses) or one == 0.0]
        paused = any(at < one <= following for one in alone)
        ends.append(paused or weight == 0 or following == np.inf)
    assert line.ends.tolist() == ends


@given(TIMES, PAUSES)
def test_idle_seconds_add_up_until_a_sample_counts(t_s: np.ndarray, pauses: Any) -> None:
    line = timeline(t_s, array(pauses))

    idle = []
    since = 0.0
    steps = [*np.diff(t_s), 0.0]
    for at, (step, weight) in enumerate(zip(steps, line.weight_s, strict=True)):
        if weight > 0:
            since = 0.0
        if step > weight:
            idle.append((at, since, since + step - weight))
            since += step - weight
    found = zip(line.idle.at, line.idle.before_s, line.idle.until_s, strict=True)
    np.testing.assert_allclose(np.reshape(list(found), (-1, 3)), np.reshape(idle, (-1, 3)))
    # Of what lies between two samples that count, the first seconds are kept.
    kept = [min(until, 20.0) - min(before, 20.0) for _, before, until in idle]
    np.testing.assert_allclose(line.idle.kept_s(20.0), kept)


@given(PAUSES)
def test_pauses_are_in_order_and_apart(pauses: Any) -> None:
    merged = merged_pauses(array(pauses))

    assert (merged[:, 0] < merged[:, 1]).all()
    assert (merged[1:, 0] > merged[:-1, 1]).all()
    for half in range(-6, 404):
        assert stands(half / 2, merged) == stands(half / 2, pauses)


def test_of_nothing_there_is_no_time() -> None:
    line = timeline(np.empty(0), np.array([[0.0, 5.0]]))
    assert (len(line.timer_s), line.elapsed_s, line.duration_s) == (0, 0.0, 0.0)
    assert len(line.ends) == len(line.weight_s) == 0


@pytest.mark.parametrize(("step_s", "counts"), [(30, 30), (30.5, 0)])
def test_a_sample_speaks_for_thirty_seconds(step_s: float, counts: float) -> None:
    line = timeline(np.array([0.0, step_s]), array([]))
    assert line.weight_s.tolist() == [counts, 0]
    assert line.ends.tolist() == [counts == 0, True]


@given(TIMES, st.data())
def test_a_value_is_held_for_thirty_seconds(t_s: np.ndarray, data: Any) -> None:
    drawn = st.lists(st.sampled_from([np.nan, 1.0, 2.0]), min_size=len(t_s), max_size=len(t_s))
    values = np.array(data.draw(drawn))

    wanted = []
    for place, at in enumerate(t_s):
        known = [n for n in range(place + 1) if not math.isnan(values[n])]
        near = bool(known) and at - t_s[known[-1]] <= 30
        wanted.append(values[known[-1]] if near else np.nan)
    np.testing.assert_array_equal(held(t_s, values), wanted)


@given(TIMES, PAUSES)
def test_without_a_long_rest_every_second_of_the_timer_has_its_cell(
    t_s: np.ndarray, pauses: Any
) -> None:
    """Pauses and gaps left out whole: a cell a second, of the last sample at or before it."""
    line = timeline(t_s, array(pauses))
    beats = 100.0 + np.arange(len(t_s))
    clock = np.concatenate(([0.0], np.cumsum(line.weight_s)))[:-1]

    grid = to_grid(Stream.of(t_s), beats, line, longest_rest_s=0.0)

    wanted = [beats[np.flatnonzero(clock <= second)[-1]] for second in range(int(clock[-1]) + 1)]
    np.testing.assert_array_equal(grid.hr_bpm, wanted)
    np.testing.assert_array_equal(grid.cell_of_sample, np.floor(clock))
    assert not grid.paused.any()
    after = {0} | {int(clock[n + 1]) for n in range(len(t_s) - 1) if line.ends[n]}
    assert set(np.flatnonzero(grid.after_pause).tolist()) == after


@pytest.mark.parametrize(
    ("until_s", "pauses", "paused"),
    [(9, [(4, 9)], True), (39, [], False)],  # a pause; a gap longer than a sample speaks for
)
@pytest.mark.parametrize("rest_s", [0, 2, 3])
def test_of_a_pause_or_gap_some_empty_seconds_stay(
    until_s: int, pauses: Any, rest_s: int, *, paused: bool
) -> None:
    t_s = np.array([0.0, 1, 2, 3, 4, until_s, until_s + 1, until_s + 2])
    line = timeline(t_s, array(pauses))
    stream = Stream.of(t_s, speed_m_s=np.full(8, 3.0))

    grid = to_grid(stream, 100.0 + np.arange(8), line, longest_rest_s=float(rest_s))

    np.testing.assert_array_equal(
        grid.hr_bpm, [100, 101, 102, 103, *[np.nan] * rest_s, 105, 106, 107]
    )
    assert np.isnan(grid.speed_m_s).tolist() == np.isnan(grid.hr_bpm).tolist()
    assert grid.paused.tolist() == [paused and math.isnan(one) for one in grid.hr_bpm]
    begun = {4} if paused else set()  # the second that the pause begins in is after it, too
    assert set(np.flatnonzero(grid.after_pause).tolist()) == {0, 4 + rest_s} | begun
