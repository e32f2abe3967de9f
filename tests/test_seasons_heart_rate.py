"""The sensor's faults are known second by second; what is done about them is measured by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from support.judged_seasons import athlete, derived

if TYPE_CHECKING:
    from support.judged_seasons import Derived


def seconds_used(known: Derived, number: int) -> np.ndarray:
    """Return which samples of a run count as heart rate."""
    return np.isfinite(known.streams[number].hr_bpm)


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("cadence_lock", 0.95),
        ("dropout", 1.0),
        ("spike", 0.95),
        ("start_up", 0.85),
        ("too_low", 0.95),
    ],
)
def test_wrong_heart_rate_is_not_used_as_it_stands(kind: str, least: float) -> None:
    """A wrong second is left out, or put right to within five beats of the truth."""
    known = derived("bad_heart_rate")
    wrong = mended = 0
    for number, run in enumerate(known.made.truth.runs):
        clean = known.streams[number].hr_bpm
        for fault in run.faults:
            if fault.kind == kind:
                part = slice(fault.start_s, fault.end_s)
                off = np.abs(clean[part] - run.true_bpm[part])
                wrong += fault.end_s - fault.start_s
                mended += int(np.sum(~(off > 5.0)))
    assert wrong > 0
    assert mended / wrong >= least


def test_sound_heart_rate_beside_the_faults_is_kept() -> None:
    known = derived("bad_heart_rate")
    sound = kept = 0
    for number, run in enumerate(known.made.truth.runs):
        good = np.ones(len(run.true_bpm), bool)
        for fault in run.faults:
            good[max(fault.start_s - 30, 0) : fault.end_s + 30] = False
        sound += int(good.sum())
        kept += int(np.sum(seconds_used(known, number) & good))
    assert kept / sound > 0.98


def test_what_only_looks_wrong_is_kept_and_judged() -> None:
    known = derived("bad_heart_rate")
    near = 0
    for number, run in enumerate(known.made.truth.runs):
        if run.near_miss is not None:
            near += 1
            assert float(np.mean(seconds_used(known, number))) > 0.98, run.near_miss
            assert athlete("bad_heart_rate").runs[number].session_class == run.session_class
    assert near > 20


def test_hardly_a_run_with_faults_is_called_harder_than_it_was() -> None:
    """Locked to the cadence, an easy run reads thirty beats too many.

    Over six seeds 6 of 342 runs with faults came out one class harder, all by a false start that
    looks like an honest quick one, and one came out two classes harder: locked for most of it.
    """
    judged = athlete("bad_heart_rate").runs
    runs = derived("bad_heart_rate").made.truth.runs
    faulty = [(s, run) for s, run in zip(judged, runs, strict=True) if run.faults]
    harder = [run for s, run in faulty if s.session_class not in {run.session_class, "unknown"}]
    assert len(harder) <= 0.02 * len(faulty)
    assert all(fault.kind == "start_up" for run in harder for fault in run.faults)
    assert all(session.session_class != "anaerobic" for session, _ in faulty)


def test_too_little_sound_heart_rate_is_called_unknown() -> None:
    """More than 30 % of the timer under cadence lock leaves less than the 70 % a class needs."""
    judged = athlete("bad_heart_rate").runs
    seen = 0
    for session, run in zip(judged, derived("bad_heart_rate").made.truth.runs, strict=True):
        locked = sum(f.end_s - f.start_s for f in run.faults if f.kind == "cadence_lock")
        if locked > 0.35 * len(run.true_bpm):
            seen += 1
            assert session.session_class == "unknown"
    assert seen > 5
