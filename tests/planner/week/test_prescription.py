"""What a day's exercises ask of a body: depth, weight, seconds and repetitions (RULES 6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_weeks import MONDAY, athlete, exercise_days, plan, profile, say

from planner.body.exercises import LEVELS, stand_norm_s


def logged(exercise, level, ago, **values):
    day = MONDAY - timedelta(days=ago)
    return say(day, "strength", values={"exercise": exercise, "level": level} | values)


READY = (  # every gate open: the squat up to the weight, the deadlift too
    *(logged("balance", "B1", ago, hold_s=60.0) for ago in (20, 19)),
    *(logged("balance", "B2", ago, hold_s=20.0) for ago in (18, 17)),
    *(logged("squat", "S2", ago, hold_s=200.0) for ago in (9, 8)),
    *(logged("slrdl", "R1", ago, reps=10.0) for ago in (7, 4)),
)


def doses(made, exercise):
    """Return the level and dose of an exercise by day; several on a day where there are."""
    return [
        [(one.level, one.dose) for one in day.strength if one.exercise == exercise]
        for day in made.days
    ]


def hurts(place, score):
    return say(MONDAY, "pain", place=place, side="left", score=score)


def test_the_daily_squat_stays_a_rest_and_the_weight_is_an_option_on_two_days():
    made = plan(athlete(said=READY))
    squats = doses(made, "squat")
    assert all(day[0] == ("S2", day[0][1]) and day[0][1].hold_s == 180 for day in squats)
    weighted = [n for n, day in enumerate(squats) if [level for level, _ in day] == ["S2", "S3"]]
    assert weighted == exercise_days(made, "slrdl")
    assert len(weighted) == 2
    (option,) = [s for s in made.days[weighted[0]].strength if s.level == "S3"]
    assert "If you like" in option.why
    assert "not to the bottom" in option.why
    assert option.dose.load_kg is not None


@pytest.mark.parametrize("place", ["knee", "knee-front", "knee-lateral"])
@pytest.mark.parametrize("score", [1, 2, 3])
def test_any_knee_pain_takes_depth_and_weight(place, score):
    made = plan(athlete(said=(*READY, hurts(place, score))))
    assert {level for day in doses(made, "squat") for level, _ in day} == {"S0"}
    lifts = [one for day in doses(made, "slrdl") for one in day]
    assert lifts
    assert all(level == "R1" and dose.load_kg is None for level, dose in lifts)


@pytest.mark.parametrize(("score", "deep"), [(3, True), (4, False), (5, False)])
@pytest.mark.parametrize("place", ["low-back", "hip"])
def test_back_or_hip_pain_from_four_on_takes_deep_and_loaded_work(place, score, deep):
    made = plan(athlete(said=(*READY, hurts(place, score))))
    levels = {level for day in doses(made, "squat") for level, _ in day}
    assert levels == ({"S2", "S3"} if deep else {"S0"})
    assert bool(exercise_days(made, "slrdl")) == deep


@pytest.mark.parametrize("age", [20, 45, 52, 64, 66, 71, 85])
@pytest.mark.parametrize("tested", ["B1", "B2", "B3", "B4"])
def test_no_stand_is_asked_longer_than_the_norm_of_the_age(age, tested):
    reached = ("B1", "B1", "B2", "B3")[: 1 + int(tested[1])] if tested != "B1" else ()
    said = [
        say(MONDAY - timedelta(days=9 - n), "balance-test", values={"level": b, "seconds": 99.0})
        for n, b in enumerate(reached)
    ]
    who = profile(born=date(MONDAY.year - age, 1, 2))
    stands = [one for day in doses(plan(athlete(who, said=tuple(said))), "balance") for one in day]
    assert stands
    for level, dose in stands:
        rung = LEVELS[level]
        assert 0 < dose.hold_s <= stand_norm_s(age, eyes_closed=rung.eyes_closed)
        assert dose.hold_s <= rung.gate_s
