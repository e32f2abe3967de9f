"""Seconds per bpm judge every ceiling as the samples themselves would."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.session.seconds_at_bpm import bouts_above, seconds_at
from ingest.session.timeline import timeline

NAN = float("nan")


def test_the_published_compliance_example() -> None:
    # garmin_data_hub's public tests, ceiling 145, lower limit 135; 221 is not a valid sample.
    t_s = np.array([0, 10, 20, 30, 40, 50, 60, 91, 101, 111], np.float64)
    bpm = np.array([134, 135, 145, 146, 150, NAN, 146, 146, NAN, 145])
    line = timeline(t_s, np.empty((0, 2)))
    seconds = seconds_at(bpm, line.weight_s)
    longest, excursions = bouts_above(bpm, line.weight_s, line.ends)
    assert seconds[:135].sum() == 10
    assert seconds[135:146].sum() == 20
    assert seconds[146:].sum() == 30
    assert excursions[145] == 2
    assert longest[145] == 20


@pytest.mark.parametrize(("gap_s", "counted_s"), [(30.0, 30.0), (30.000001, 0.0)])
def test_a_gap_counts_up_to_thirty_seconds(gap_s: float, counted_s: float) -> None:
    line = timeline(np.array([0.0, gap_s]), np.empty((0, 2)))
    assert seconds_at(np.array([150.0, 150.0]), line.weight_s).sum() == counted_s


def judged_slowly(
    samples: list[tuple[float, float | None]], pauses: list[tuple[float, float]], limit: int
) -> tuple[float, float, float, int]:
    """Return seconds up to and above a limit, longest above and bouts, one sample at a time."""
    below = above = longest = bout = 0.0
    bouts = 0
    for (t_s, bpm), (next_s, _) in pairwise(samples):
        paused = sum(max(0.0, min(e, next_s) - max(s, t_s)) for s, e in pauses)
        seconds = next_s - t_s - paused
        counts = bpm is not None and 0.0 < seconds <= 30.0
        if counts and bpm is not None and bpm > limit:
            above += seconds
            bouts += bout == 0.0
            bout += seconds
            longest = max(longest, bout)
        else:
            bout = 0.0
            below += seconds if counts else 0.0
        if any(t_s < start <= next_s for start, _ in pauses):
            bout = 0.0
    return below, above, longest, bouts


@st.composite
def sessions(draw: st.DrawFn) -> tuple[list[tuple[float, float | None]], list[tuple[float, float]]]:
    steps = draw(st.lists(st.sampled_from([0.5, 1.0, 1.0, 4.0, 7.0, 30.0, 31.0]), max_size=40))
    t_s = np.concatenate(([0.0], np.cumsum(steps))).tolist()
    bpm = draw(
        st.lists(
            st.one_of(st.none(), st.integers(118, 124), st.integers(0, 255)),
            min_size=len(t_s),
            max_size=len(t_s),
        )
    )
    edges = sorted(draw(st.sets(st.integers(0, int(t_s[-1]) + 1), max_size=4)))
    pauses = [(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return list(zip(t_s, bpm, strict=True)), [(a, min(b, t_s[-1])) for a, b in pauses]


@given(sessions())
@example(([(0.0, 118), (4.0, 118), (4.5, None)], [(0.0, 1.0)]))  # a pause begins at a record
def test_every_ceiling_is_judged_as_by_the_samples(
    session: tuple[list[tuple[float, float | None]], list[tuple[float, float]]],
) -> None:
    samples, pauses = session
    bpm = np.array([NAN if b is None else b for _, b in samples], np.float64)
    line = timeline(np.array([t for t, _ in samples]), np.array(pauses).reshape(-1, 2))
    seconds = seconds_at(bpm, line.weight_s)
    longest, excursions = bouts_above(bpm, line.weight_s, line.ends)
    for limit in range(256):
        expected = judged_slowly(samples, pauses, limit)
        got = (
            seconds[: limit + 1].sum(),
            seconds[limit + 1 :].sum(),
            longest[limit],
            excursions[limit],
        )
        assert got == pytest.approx(expected, abs=1e-3), limit


def test_a_pause_ends_a_bout_and_counts_nowhere() -> None:
    t_s = np.arange(0.0, 101.0)
    line = timeline(t_s, np.array([[40.5, 60.5]]))
    bpm = np.full(101, 150.0)
    longest, excursions = bouts_above(bpm, line.weight_s, line.ends)
    assert line.duration_s == 80.0
    assert seconds_at(bpm, line.weight_s)[150] == 80.0
    assert excursions[140] == 2
    assert longest[140] == 40.5
