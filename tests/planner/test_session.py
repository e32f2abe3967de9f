"""What a judged session says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.made_sessions import facts, vectors

from planner.judging.judge import judge
from planner.profile.model import Profile, ThresholdEntry

DAY = date(2026, 5, 4)
CEILING = Profile(thresholds=(ThresholdEntry(method="entered", value_bpm=150),))


def session(heard, written, profile=CEILING):
    """Return a run whose heart rate is believed in ``heard``, blocks of (seconds, bpm)."""
    seconds = replace(vectors(heard), raw_seconds_at=vectors(written).seconds_at)
    return judge([facts(DAY, heard, vectors=seconds)], [DAY], profile)[0]


def test_the_share_as_written_counts_what_was_left_out():
    """20 of 60 min were steps, at 170: two thirds were under the ceiling, of what is left all."""
    run = session([(2400, 140)], [(2400, 140), (1200, 170)])
    assert run.aerobic_frac == 1
    assert run.aerobic_frac_as_written == pytest.approx(2 / 3)


def test_a_beat_at_the_ceiling_is_under_it():
    run = session([(1200, 150), (1200, 151)], [(1200, 150), (1200, 151)])
    assert run.aerobic_frac_as_written == pytest.approx(1 / 2)


def test_without_a_ceiling_there_is_no_share():
    assert session([(2400, 140)], [(2400, 140)], Profile()).aerobic_frac_as_written is None
