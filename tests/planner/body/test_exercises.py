"""The ladders: gates by the diary's tests, each side for itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import said

from ingest.diary.kinds import EXERCISES as LOGGED
from planner.body.exercises import EXERCISES, open_eyes_gate_s, stand_norm_s
from planner.body.exercises_gates import reached

TODAY = date(2026, 5, 18)


def stand(level, seconds, *, ago=1, side="both"):
    day = TODAY - timedelta(days=ago)
    values = {"level": level, "seconds": float(seconds)}
    return said(day, "balance-test", side=side, values=values)


def squat(level, seconds, *, ago=1, pain=0.0):
    day = TODAY - timedelta(days=ago)
    return said(day, "squat-test", score=pain, values={"level": level, "hold_s": float(seconds)})


def rungs(*diary, age=30, no_load=False, no_eyes_closed=False):
    ordered = sorted(diary, key=lambda entry: entry.day)
    return reached(ordered, age=age, no_load=no_load, no_eyes_closed=no_eyes_closed)


# Springer 2007, best of three, women and men together (RULES 6.1).
@pytest.mark.parametrize(
    ("age", "open_s", "closed_s"),
    [(25, 44, 15), (45, 41, 13), (55, 41, 8), (65, 32, 4), (75, 21, 3), (85, 9, 2)],
)
def test_norms_by_age(age, open_s, closed_s):
    assert stand_norm_s(age, eyes_closed=False) == open_s
    assert stand_norm_s(age, eyes_closed=True) == closed_s
    assert open_eyes_gate_s(age) == min(60, open_s)


def test_exercises_and_ladders_are_in_the_sources_order():
    assert {row.key: [level.name for level in row.ladder] for row in EXERCISES} == {
        "balance": ["B1", "B2", "B3", "B4"],
        "squat": ["S0", "S1", "S2", "S3"],
        "slrdl": ["R0", "R1", "R2"],
    }
    assert [row.key for row in EXERCISES] == ["balance", "squat", "slrdl"]
    assert all(level.cues for row in EXERCISES for level in row.ladder)


def test_the_squat_is_a_hold_on_every_rung_and_heels_are_down_from_the_second():
    """The source: not in sets, but a hold; heels down, or else a book under them (RULES 6.1)."""
    (squat_row,) = [row for row in EXERCISES if row.key == "squat"]
    for level in squat_row.ladder:
        assert any("not sets" in cue for cue in level.cues), level.name
        assert any("Heels down" in cue for cue in level.cues) == (level.name != "S0")


def test_what_is_planned_can_be_logged():
    assert {row.key for row in EXERCISES} == set(LOGGED)


def test_without_any_test_everybody_begins_low():
    found = rungs()
    assert (found["balance"].level, found["squat"].level, found["slrdl"].level) == (
        "B1",
        "S1",
        "R0",
    )


def test_open_eyes_need_two_tests_running_and_both_sides():
    assert rungs(stand("B1", 44))["balance"].level == "B1"
    assert rungs(stand("B1", 44, ago=9), stand("B1", 44, ago=2))["balance"].level == "B2"
    weak = stand("B1", 60, ago=2, side="left"), stand("B1", 30, ago=2, side="right")
    assert rungs(stand("B1", 60, ago=9), *weak)["balance"].level == "B1"
    assert rungs(stand("B1", 60, ago=9), stand("B1", 20, ago=2))["balance"].level == "B1"


def test_closed_eyes_then_the_head():
    first = stand("B1", 60, ago=20), stand("B1", 60, ago=15)
    assert rungs(*first, stand("B2", 15, ago=9))["balance"].level == "B3"
    assert rungs(*first, stand("B2", 14, ago=9))["balance"].level == "B2"
    third = stand("B2", 15, ago=9), stand("B3", 30, ago=5)
    assert rungs(*first, *third)["balance"].level == "B4"


def test_from_65_and_in_pregnancy_closed_eyes_are_no_gate():
    first = stand("B1", 60, ago=20), stand("B1", 60, ago=15)
    assert rungs(*first, age=66)["balance"].level == "B3"
    assert rungs(*first, no_eyes_closed=True)["balance"].level == "B3"
    assert rungs(*first, squat("S1", 60), age=66)["slrdl"].level == "R1"


@pytest.mark.parametrize(
    ("test", "level"),
    [
        (squat("S0", 20), "S0"),
        (squat("S0", 30), "S1"),
        (squat("S0", 30, pain=3), "S0"),
        (squat("S1", 59), "S1"),
        (squat("S1", 60), "S2"),
        (squat("S1", 60, pain=3), "S0"),
        (squat("S2", 119), "S2"),
        (squat("S2", 120), "S3"),
        (squat("S2", 120, pain=1), "S2"),
    ],
)
def test_the_squat_climbs_by_seconds_and_without_pain(test, level):
    assert rungs(test)["squat"].level == level


def test_a_weight_only_where_the_source_allows_it():
    assert rungs(squat("S2", 150), no_load=True)["squat"].level == "S2"
    tucked = said(
        TODAY, "squat-test", text="tail tuck", score=0.0, values={"level": "S2", "hold_s": 150.0}
    )
    assert rungs(tucked)["squat"].level == "S2"


def test_the_deadlift_waits_for_the_other_two():
    balance = stand("B1", 60, ago=20), stand("B1", 60, ago=15), stand("B2", 15, ago=9)
    assert rungs(*balance)["slrdl"].level == "R0"
    assert rungs(squat("S1", 60))["slrdl"].level == "R0"
    assert rungs(*balance, squat("S1", 59))["slrdl"].level == "R0"
    assert rungs(*balance, squat("S1", 60))["slrdl"].level == "R1"


def test_the_deadlift_takes_a_weight_after_three_clean_tens():
    ready = stand("B1", 60, ago=20), stand("B1", 60, ago=15), stand("B2", 15), squat("S1", 60)

    def lift(ago, reps=10.0, **more):
        values = {"exercise": "slrdl", "level": "R1", "reps": reps} | more
        return said(TODAY - timedelta(days=ago), "strength", values=values)

    assert rungs(*ready, lift(9), lift(6))["slrdl"].level == "R1"
    assert rungs(*ready, lift(9), lift(6), lift(3))["slrdl"].level == "R2"
    assert rungs(*ready, lift(9), lift(6), lift(3, 8.0))["slrdl"].level == "R1"
    assert rungs(*ready, lift(9), lift(6), lift(3, faults="knee in"))["slrdl"].level == "R1"
    assert rungs(*ready, lift(9), lift(6), lift(3), no_load=True)["slrdl"].level == "R1"
    loaded = rungs(*ready, lift(9), lift(6), lift(3, level="R2", load_kg=6.0))
    assert (loaded["slrdl"].level, loaded.load_kg) == ("R2", 6.0)
