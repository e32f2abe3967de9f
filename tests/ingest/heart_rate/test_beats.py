"""Beat intervals decide about the heart rate where a file holds sound ones."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_streams import stream

from ingest.heart_rate import Reason, clean
from ingest.heart_rate.beats import agreeing, beat_rate, confirmed, contradicted
from ingest.session.activity import RrIntervals

NO_PAUSE = np.empty((0, 2))
SECONDS = 900


def beats(bpm, seconds=SECONDS):
    """Return the intervals of a steady or given rate, each stored at its own second."""
    rate = np.broadcast_to(bpm, seconds)
    times, intervals, at = [], [], 0.0
    while at < seconds - 1:
        interval = 60.0 / rate[int(at)]
        at += interval
        times.append(np.floor(at))
        intervals.append(1000 * interval)
    return RrIntervals(t_s=np.array(times), rr_ms=np.array(intervals))


def cleaned(hr, rr, **more):
    speed = np.full(SECONDS, 3.0)
    made = stream(t_s=np.arange(SECONDS), hr_bpm=hr, speed_m_s=speed, **more)
    return clean(made, NO_PAUSE, hr_source="unknown", sport="running", rr=rr)


@pytest.mark.parametrize("bpm", [45, 100, 150, 200])
def test_the_rate_is_sixty_over_the_median_interval(bpm):
    rate = beat_rate(beats(bpm), np.arange(60.0))
    assert np.nanmax(np.abs(rate - bpm)) < 0.5
    assert np.isfinite(rate[10:50]).all()


def test_lost_and_extra_beats_do_not_move_the_rate_and_noise_is_no_witness():
    sound = beats(150)
    odd = sound.rr_ms.copy()
    odd[::9] *= 2  # a lost beat now and then
    rate = beat_rate(RrIntervals(t_s=sound.t_s, rr_ms=odd), np.arange(20.0, 800.0))
    assert np.nanmax(np.abs(rate - 150)) < 1
    rng = np.random.default_rng(1)
    wild = RrIntervals(t_s=sound.t_s, rr_ms=rng.uniform(300, 1500, len(sound.t_s)))
    assert np.isfinite(beat_rate(wild, np.arange(20.0, 800.0))).mean() < 0.1


def test_what_the_beats_confirm_is_kept_whatever_the_running_lets_expect():
    """A hill that speed does not show: high beats at the same speed, and no doubt about them."""
    hr = np.where(np.arange(SECONDS) < 450, 125.0, 172.0)
    alone, witnessed = cleaned(hr, None), cleaned(hr, beats(hr))
    assert np.isfinite(witnessed.bpm).all()
    assert witnessed.excluded_s == 0
    assert witnessed.by_beats
    assert not alone.by_beats


def test_what_the_beats_contradict_takes_their_rate():
    hr = np.full(SECONDS, 130.0)
    hr[300:360] = 180.0
    found = cleaned(hr, beats(130))
    assert (found.reason[305:355] == Reason.BEATS).all()
    assert np.abs(found.bpm[305:355] - 130).max() <= 1
    assert found.repaired_s == pytest.approx(60, abs=2)
    assert "beats" in [note.code for note in found.notes]


def test_without_beats_nothing_changes():
    hr = np.full(SECONDS, 130.0)
    none = RrIntervals(t_s=np.empty(0), rr_ms=np.empty(0))
    assert np.array_equal(cleaned(hr, None).reason, cleaned(hr, none).reason)
    assert not confirmed(hr, np.full(SECONDS, np.nan))
    few = RrIntervals(t_s=np.arange(100.0), rr_ms=np.full(100, 60_000 / 130))
    assert not cleaned(hr, few).by_beats  # the beats know a ninth of it


def plain_rate(beats, at):
    """60 over the median of the intervals within 5 s, said once more: at least four of them, three
    quarters of them within a fifth of it; only those of 30 to 230 beats a minute count."""
    near = [
        interval
        for time, interval in beats
        if abs(time - at) <= 5 and 60_000 / 230 <= interval <= 60_000 / 30
    ]
    if len(near) < 4:
        return np.nan
    middle = median(near)
    steady = [one for one in near if abs(one - middle) <= middle / 5]
    return 60_000 / middle if len(steady) >= 0.75 * len(near) else np.nan


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30), st.sampled_from([250, 400, 480, 500, 600, 601, 1000, 2000, 2001])
        ),
        max_size=25,
    )
)
def test_the_rate_of_beats_by_hand(beats):
    times, intervals = [time for time, _ in beats], [interval for _, interval in beats]
    rr = RrIntervals(t_s=np.array(times, float), rr_ms=np.array(intervals, float))

    found = beat_rate(rr, np.arange(0.0, 31.0))

    np.testing.assert_allclose(found, [plain_rate(beats, at) for at in range(31)])


@pytest.mark.parametrize(
    ("off", "agrees", "wrong"),
    [(5, True, False), (5.1, False, False), (10, False, False), (10.1, False, True)],
)
def test_beats_agree_within_five_and_contradict_beyond_ten(off, agrees, wrong):
    for bpm in (150 + off, 150 - off):
        assert agreeing(np.array([bpm]), np.array([150.0])).tolist() == [agrees]
        assert contradicted(np.array([bpm]), np.array([150.0])).tolist() == [wrong]


@pytest.mark.parametrize(
    ("measured", "heard", "agree", "whole"),
    [
        (20, 10, 9, True),
        (20, 9, 9, False),
        (20, 10, 8, False),
        (20, 20, 18, True),
        (20, 20, 17, False),
        (0, 20, 0, False),
    ],
)
def test_beats_answer_for_a_recording_they_know_half_of(measured, heard, agree, *, whole):
    """And of which they confirm nine in ten."""
    at = np.arange(20)
    bpm = np.where(at < measured, np.where(at < agree, 150.0, 170.0), np.nan)
    assert confirmed(bpm, np.where(at < heard, 150.0, np.nan)) == whole
