"""Where a class turns, against the judgement itself under every ceiling of the range."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from support.made_sessions import facts

from planner.judging.judge import judge
from planner.judging.what_if import class_turns
from planner.judging.workout_structure import Effort
from planner.profile.model import Dated, Profile, ThresholdEntry

DAY = date(2026, 5, 20)
LOW, HIGH = 100, 190


def under(bpm: int, lthr: float | None = None) -> Profile:
    entry = ThresholdEntry(method="entered", value_bpm=bpm)
    return Profile(thresholds=(entry,), lthr=() if lthr is None else (Dated(value=lthr),))


def turns_of(one, profile, declared=None):
    (turns,) = class_turns(
        [(one, DAY)],
        profile,
        seconds_at=one.vectors.seconds_at[None],
        longest_above_s=one.vectors.longest_above_s[None],
        low=LOW,
        high=HIGH,
        declared=declared or {},
    )
    return turns


@pytest.mark.parametrize("seed", range(12))
def test_is_what_judging_says_under_every_ceiling(seed: int) -> None:
    rng = np.random.default_rng(seed)
    blocks = [(float(rng.integers(5, 900)), int(rng.integers(95, 195))) for _ in range(12)]
    one = facts(DAY, blocks)
    lthr = None if seed % 2 else 165.0
    turns = turns_of(one, under(140, lthr))
    for bpm in range(LOW, HIGH + 1):
        (judged,) = judge([one], [DAY], under(bpm, lthr))
        assert turns.at(bpm) == judged.session_class, bpm


def test_a_steady_run_is_aerobic_from_two_beats_below_it_on() -> None:
    """The class forgives 2 bpm in its shares and 5 bpm in bouts (RULES 3.1)."""
    turns = turns_of(facts(DAY, [(3600, 140)]), under(140))
    assert (turns.mixed_from, turns.aerobic_from) == (138, 138)


def test_without_heart_rate_no_ceiling_makes_a_class() -> None:
    turns = turns_of(facts(DAY, [(3600, 0)]), under(140))
    assert {turns.at(bpm) for bpm in range(LOW, HIGH + 1)} == {"unknown"}


def test_what_was_declared_decides_whatever_the_ceiling() -> None:
    one = facts(DAY, [(3600, 140)])
    hard = Effort(hard=True, text="a race, as you said")
    turns = turns_of(one, under(140), {one.id: hard})
    for bpm in (120, 140, HIGH):
        (judged,) = judge([one], [DAY], under(bpm), declared={one.id: hard})
        assert turns.at(bpm) == judged.session_class == "anaerobic"
