"""The tables of the body's rules, row by row, as RULES.md and JUDGEMENT.md have them."""

from __future__ import annotations

import pytest

from planner.body.exercises import LEVELS, stand_gate_s, stand_norm_s
from planner.body.heel_raises import enough_raises
from planner.body.time_off import pace_after, share_after
from planner.body.way_back import STAGES

DAYS_OFF = (5, 7, 14, 21, 28, 42, 56, 72)


def test_shares_after_days_off():
    shares = (1.0, 0.9, 0.75, 0.6, 0.5, 0.365, 0.25, 0.2)
    assert [share_after(days) for days in DAYS_OFF] == pytest.approx(list(shares))
    assert (share_after(0), share_after(6), share_after(200)) == pytest.approx((1.0, 0.95, 0.2))
    assert share_after(35) == pytest.approx(0.4325)


def test_pace_after_days_off():
    """Daniels' V.O2, without and with cross-training; 0.944 is the row that its page misprints."""
    alone = (1.0, 0.994, 0.973, 0.952, 0.931, 0.889, 0.847, 0.8)
    crossed = (1.0, 0.997, 0.986, 0.976, 0.965, 0.944, 0.923, 0.9)
    for factors, other in ((alone, False), (crossed, True)):
        found = [pace_after(days, cross_trained=other) for days in DAYS_OFF]
        assert found == pytest.approx(list(factors))
        assert pace_after(4, cross_trained=other) == 1.0
        assert pace_after(400, cross_trained=other) == factors[-1]
    assert pace_after(6, cross_trained=False) == pytest.approx(0.997)


def test_the_stages_of_the_way_back():
    """JUDGEMENT 3: times x run/walk, minutes."""
    said = [
        (8, 1, 1),
        (6, 2, 1),
        (5, 3, 1),
        (4, 5, 1),
        (3, 8, 1),
        (2, 12, 1),
        (1, 25, 0),
        (1, 30, 0),
    ]
    assert [(one.times, one.run_min, one.walk_min) for one in STAGES] == said
    assert [one.running_min for one in STAGES] == [8, 12, 15, 20, 24, 24, 25, 30]
    assert [one.timer_min for one in STAGES] == [16, 18, 20, 24, 27, 26, 25, 30]


@pytest.mark.parametrize(
    ("age", "men", "women"),
    [(20, 25, 25), (37, 25, 25), (40, 25, 24), (49, 25, 24), (50, 23, 21), (59, 23, 21),
     (60, 19, 19), (69, 19, 19), (70, 14, 16), (85, 14, 16)],
)  # fmt: skip
def test_heel_raises_of_an_age(age, men, women):
    """Hébert-Losier 2017, and never more than 25; of an unknown sex the higher one."""
    assert (enough_raises(age, "male"), enough_raises(age, "female")) == (men, women)
    assert enough_raises(age, None) == max(men, women)
    assert enough_raises(None, "male") == 25


@pytest.mark.parametrize(
    ("age", "eyes_open", "eyes_closed"),
    [(None, 44, 15), (18, 44, 15), (39, 44, 15), (40, 41, 13), (49, 41, 13), (50, 41, 8),
     (59, 41, 8), (60, 32, 4), (69, 32, 4), (70, 21, 3), (79, 21, 3), (80, 9, 2), (99, 9, 2)],
)  # fmt: skip
def test_how_long_an_age_stands_on_one_leg(age, eyes_open, eyes_closed):
    """Springer 2007; a gate is the lesser of that and the rung's own seconds."""
    assert stand_norm_s(age, eyes_closed=False) == eyes_open
    assert stand_norm_s(age, eyes_closed=True) == eyes_closed
    gates = [stand_gate_s(level, age) for level in ("B1", "B2", "B3", "B4")]
    assert gates == [eyes_open, eyes_closed, min(30, eyes_open), min(20, eyes_closed)]


def test_the_rungs_of_the_exercises():
    """RULES 6.1: seconds or repetitions of a set, and what opens the next rung."""
    found = {
        name: (one.hold_s or one.reps, one.gate_s or one.gate_reps, one.sides)
        for name, one in LEVELS.items()
    }
    assert found == {
        "B1": (60, 60, 2),
        "B2": (15, 15, 2),
        "B3": (30, 30, 2),
        "B4": (20, 20, 2),
        "S0": (30, 30, None),
        "S1": (60, 60, None),
        "S2": (120, 120, None),
        "S3": (60, 0, None),
        "R0": (5, 0, 2),
        "R1": (10, 10, 2),
        "R2": (10, 0, 2),
    }
