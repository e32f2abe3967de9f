"""Judging from stored vectors against walking through the samples one by one."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_sessions import facts
from support.made_streams import activity, stream

from ingest.fit import read_fit
from ingest.imports.derive import derive
from ingest.session.seconds_at_bpm import bouts_above, seconds_at
from ingest.session.timeline import timeline
from planner.judging.judge import judge
from planner.profile.model import Profile, ThresholdEntry

DAY = date(2026, 5, 20)
MOST_HELD_S = 30.0


def under(ceiling):
    return Profile(thresholds=(ThresholdEntry(method="entered", value_bpm=ceiling),))


def paused_between(start, end, pauses):
    return sum(max(0.0, min(end, stop) - max(start, begin)) for begin, stop in pauses)


def walk(samples, pauses, ceiling, duration_s):
    """Judge by the rules' own words, sample by sample: (below, in, above, class)."""
    below = within = above = tolerated = hard = bout = longest = 0.0
    for (start, bpm), (end, _) in pairwise([*samples, (samples[-1][0], math.nan)]):
        paused = paused_between(start, end, pauses)
        held = end - start - paused
        if held > MOST_HELD_S or math.isnan(bpm) or held <= 0:
            bout = 0.0
            continue
        below += held * (bpm < ceiling - 10)
        within += held * (ceiling - 10 <= bpm <= ceiling)
        above += held * (bpm > ceiling)
        tolerated += held * (bpm > ceiling + 2)
        hard += held * (bpm > ceiling / 0.9)
        bout = bout + held if bpm > ceiling + 5 else 0.0
        longest = max(longest, bout)
        if paused > 0:
            bout = 0.0
    valid = below + within + above
    if valid == 0 or valid / duration_s < 0.7:
        return below, within, above, "unknown"
    if tolerated / valid >= 0.2 or hard >= 480:
        return below, within, above, "anaerobic"
    if 1 - tolerated / valid >= 0.9 and longest <= 120:
        return below, within, above, "aerobic"
    return below, within, above, "mixed"


def agree(session, expected):
    below, within, above, name = expected
    assert session.session_class == name
    if session.above_s is None:
        assert below + within + above == 0
        return
    assert session.below_s == pytest.approx(below, abs=0.05)
    assert session.in_band_s == pytest.approx(within, abs=0.05)
    assert session.above_s == pytest.approx(above, abs=0.05)


@given(
    bpm=st.lists(st.one_of(st.integers(110, 190), st.just(None)), min_size=2, max_size=60),
    steps=st.lists(st.sampled_from([1, 5, 30, 31, 60]), min_size=59, max_size=59),
    repeat=st.integers(1, 40),
    ceiling=st.integers(100, 195),
)
def test_every_ceiling_as_sample_by_sample(bpm, steps, repeat, ceiling):
    hr = np.repeat([math.nan if one is None else float(one) for one in bpm], repeat)
    gaps = np.resize(steps, len(hr) - 1)
    t = np.concatenate(([0.0], np.cumsum(gaps)))
    line = timeline(t, np.empty((0, 2)))
    longest, excursions = bouts_above(hr, line.weight_s, line.ends)
    whole = facts(DAY, [])
    vectors = replace(
        whole.vectors,
        seconds_at=seconds_at(hr, line.weight_s),
        longest_above_s=longest,
        excursions_above=excursions,
    )
    heard = float(vectors.seconds_at.sum())
    session = replace(
        whole,
        vectors=vectors,
        duration_s=line.duration_s,
        hr_coverage_frac=heard / line.duration_s,
    )

    expected = walk(list(zip(t.tolist(), hr.tolist(), strict=True)), (), ceiling, line.duration_s)
    agree(judge([session], [DAY], under(ceiling))[0], expected)


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(2, 900), ceiling=st.integers(120, 160))
def test_smart_recording_changes_times_by_no_more_than_the_gap_rule(seed, count, ceiling):
    """A kept sample speaks for at most 30 s, so each crossing of a limit may move by that much."""
    rng = np.random.default_rng(seed)
    hr = np.clip(140.0 + np.cumsum(rng.integers(-3, 4, count)), 100, 190)
    gaps = rng.integers(1, 31, count)
    kept = np.unique(np.minimum(np.cumsum(gaps), len(hr) - 1))
    kept = np.union1d(kept[: np.searchsorted(kept, len(hr) - 1)], [0, len(hr) - 1])
    holes = [np.arange(a, b, 30)[1:] for a, b in pairwise(kept)]
    kept = np.union1d(kept, np.concatenate(holes))

    def above(index):
        line = timeline(index.astype(float), np.empty((0, 2)))
        seconds = seconds_at(hr[index], line.weight_s)
        assert seconds.sum() == pytest.approx(len(hr) - 1)
        return float(seconds[ceiling + 1 :].sum())

    crossings = int(np.count_nonzero(np.diff(hr > ceiling)))
    assert abs(above(np.arange(len(hr))) - above(kept)) <= MOST_HELD_S * crossings


def test_written_on_change_only_is_exactly_the_same():
    rng = np.random.default_rng(5)
    walked = np.clip(140 + np.cumsum(rng.choice([-1.0, 1.0], 200)), 120, 165)
    hr = np.repeat(walked, rng.integers(1, 25, 200))
    index = np.flatnonzero(np.diff(hr, prepend=0, append=0))[:-1]
    index = np.union1d(index, [len(hr) - 1])

    def derived(at):
        return derive(activity(stream(at.astype(float), hr[at])), sha256="0" * 64, leg=0)[0]

    every, changes = derived(np.arange(len(hr))), derived(index)
    assert changes.vectors.seconds_at == pytest.approx(every.vectors.seconds_at, abs=1e-3)


@pytest.mark.real_files
@pytest.mark.parametrize("ceiling", [134, 165])
def test_real_runs_as_sample_by_sample(shared, ceiling):
    files = sorted((shared / "fit" / "series").glob("*.fit"))[::18]
    assert len(files) >= 9
    seen = set()
    for path in files:
        (run,) = read_fit(path.read_bytes()).activities
        one, samples = derive(run, sha256="0" * 64, leg=0)
        pairs = list(zip(samples.t_s.tolist(), samples.hr_bpm.tolist(), strict=True))
        expected = walk(pairs, samples.pauses_s.tolist(), ceiling, one.duration_s)
        session = judge([one], [DAY], under(ceiling))[0]
        agree(session, expected)
        seen.add(session.session_class)
    assert "anaerobic" in seen
