"""What holds for any heart rate a file may bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_streams import activity, stream

from ingest.heart_rate import Reason, clean
from ingest.heart_rate.reasons import USABLE, WORDS
from ingest.imports.derive import derive

if TYPE_CHECKING:
    from ingest.session.activity import Activity
    from ingest.session.facts import HrSource

NAN = float("nan")
BPM_LEFT = st.one_of(st.just(NAN), st.integers(0, 255).map(float), st.integers(120, 150).map(float))


@st.composite
def recordings(draw: st.DrawFn) -> Activity:
    steps = draw(st.lists(st.sampled_from([0.25, 1.0, 1.0, 1.0, 8.0, 31.0, 4000.0]), max_size=30))
    t_s = np.concatenate(([draw(st.sampled_from([0.0, 3.0]))], steps)).cumsum()
    repeat = draw(st.sampled_from([1, 1, 40]))
    if repeat > 1:  # long enough for every detector
        t_s = np.arange(len(t_s) * repeat, dtype=np.float64)
    count = len(t_s)

    def column(values: st.SearchStrategy[float]) -> np.ndarray:
        few = draw(st.lists(values, min_size=count // repeat, max_size=count // repeat))
        return np.repeat(few, repeat)

    edges = sorted(draw(st.sets(st.floats(0, float(t_s[-1]) + 5), max_size=4)))
    return activity(
        stream(
            t_s,
            column(BPM_LEFT),
            speed_m_s=column(st.sampled_from([NAN, 0.0, 2.5, 4.0])),
            cadence_spm=column(st.sampled_from([NAN, 0.0, 140.0, 170.0])),
            altitude_m=column(st.sampled_from([NAN, 100.0, 130.0])),
            distance_m=np.sort(column(st.floats(0, 2000))),
        ),
        [*zip(edges[::2], edges[1::2], strict=False)],
        hr_source=draw(st.sampled_from(["wrist", "chest", "unknown"])),
        sport=draw(st.sampled_from(["running", "cycling"])),
    )


@settings(max_examples=100, deadline=None)
@given(recordings())
def test_cleaning_any_recording(recording: Activity) -> None:
    raw = recording.stream.hr_bpm.copy()
    source: HrSource = recording.hr_source
    heart = clean(recording.stream, recording.pauses_s, hr_source=source, sport=recording.sport)
    np.testing.assert_array_equal(recording.stream.hr_bpm, raw)
    usable = np.isin(heart.reason, USABLE)
    np.testing.assert_array_equal(np.isfinite(heart.bpm), usable)
    untouched = heart.reason == Reason.CLEAN
    np.testing.assert_array_equal(heart.bpm[untouched], raw[untouched])
    assert ((heart.bpm[usable] >= 30) & (heart.bpm[usable] <= 230)).all()
    assert (heart.bpm[usable] == np.rint(heart.bpm[usable])).all()
    said = sum(note.seconds or 0.0 for note in heart.notes if note.code != "dropout")
    assert said == pytest.approx(heart.excluded_s + heart.repaired_s, abs=0.01)


@settings(max_examples=80, deadline=None)
@given(recordings())
def test_facts_of_any_recording_add_up(recording: Activity) -> None:
    facts, kept = derive(recording, sha256="0" * 64, leg=0)
    assert 0.0 <= facts.hr_coverage_frac <= 1.0
    assert facts.duration_s <= facts.elapsed_s + 1e-6
    assert facts.moving_s <= facts.duration_s + 1e-6
    seconds = float(facts.vectors.seconds_at.sum())
    assert seconds == pytest.approx(facts.hr_coverage_frac * facts.duration_s, rel=1e-4, abs=1e-3)
    raw = float(facts.vectors.raw_seconds_at.sum())
    assert seconds == pytest.approx(raw - facts.hr_excluded_s + facts.hr_repaired_s, abs=60)
    assert (facts.vectors.longest_above_s <= seconds + 1e-2).all()
    assert (np.diff(facts.vectors.longest_above_s) <= 1e-3).all()
    assert (facts.vectors.steady_s <= facts.duration_s + 60).all()
    numbers = (facts.hr_mean_bpm, facts.hr_max_bpm, facts.ascent_m, facts.efficiency)
    assert all(number is None or np.isfinite(number) for number in numbers)
    assert len(kept) == len(recording.stream)


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Reason)


@pytest.mark.parametrize("every", [3, 7, 20])
def test_smart_recording_changes_time_at_heart_rate_by_no_more_than_its_spacing(
    every: int,
) -> None:
    t_s = np.arange(3601.0)
    bpm = np.rint(140 + 18 * np.sin(t_s / 200))
    dense = activity(stream(t_s, bpm, speed_m_s=3.0, cadence_spm=172.0))
    kept = slice(None, None, every)
    thin = activity(stream(t_s[kept], bpm[kept], speed_m_s=3.0, cadence_spm=172.0))
    all_s, few_s = (
        derive(made, sha256="0" * 64, leg=0)[0].vectors.seconds_at for made in (dense, thin)
    )
    crossings = 2 * (3600 / (2 * np.pi * 200)) + 2  # of any level by the wave
    for ceiling in range(120, 160, 3):
        above = abs(all_s[ceiling + 1 :].sum() - few_s[ceiling + 1 :].sum())
        assert above <= crossings * every


@pytest.mark.parametrize("cut", [1, 600, 1999])
def test_a_session_split_in_two_keeps_its_time_at_every_heart_rate(cut: int) -> None:
    t_s = np.arange(3601.0)
    bpm = np.rint(140 + 10 * np.sin(t_s / 300))

    def seconds(part: slice) -> np.ndarray:
        made = activity(stream(t_s[part] - t_s[part][0], bpm[part], speed_m_s=3.0))
        return derive(made, sha256="0" * 64, leg=0)[0].vectors.seconds_at

    whole = seconds(slice(None))
    parts = seconds(slice(None, cut + 1)) + seconds(slice(cut, None))
    np.testing.assert_allclose(parts, whole, atol=1e-3)
