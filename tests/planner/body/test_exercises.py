"""The ladders: gates by the diary's tests, each side for itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.made_athletes import said

from ingest.diary.kinds import EXERCISES as LOGGED
from planner.body.exercises import EXERCISES, LEVELS, stand_gate_s, stand_norm_s
from planner.body.exercises_gates import reached

TODAY = date(2026, 5, 18)


def stand(level, seconds, *, ago=1, side="both"):
    day = TODAY - timedelta(days=ago)
    values = {"level": level, "seconds": float(seconds)}
    return said(day, "balance-test", side=side, values=values)


def squat(level, seconds, *, ago=1, pain=0.0):
    day = TODAY - timedelta(days=ago)
    return said(day, "squat-test", score=pain, values={"level": level, "hold_s": float(seconds)})


def done(exercise, level, *, ago, side=None, pain=None, **values):
    """Return an exercise as `log strength` keeps it."""
    day = TODAY - timedelta(days=ago)
    said_of = {"exercise": exercise, "level": level} | values
    return said(day, "strength", side=side, score=pain, values=said_of)


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
    assert stand_gate_s("B1", age) == min(60, open_s)
    assert stand_gate_s("B2", age) == closed_s
    assert stand_gate_s("B3", age) == min(30, open_s)
    assert stand_gate_s("B4", age) == min(20, closed_s)


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
        (squat("S1", 29), "S0"),
        (squat("S1", 30), "S1"),
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


def test_the_deadlift_takes_a_weight_after_two_days_of_clean_tens():
    ready = stand("B1", 60, ago=20), stand("B1", 60, ago=15), stand("B2", 15), squat("S1", 60)

    def lift(ago, reps=10.0, *, side=None, level="R1", **more):
        return done("slrdl", level, ago=ago, side=side, reps=reps, **more)

    def level(*lifts, **who):
        return rungs(*ready, *lifts, **who)["slrdl"].level

    assert level(lift(6)) == "R1"
    assert level(lift(6), lift(6)) == "R1"  # one day
    assert level(lift(6), lift(3)) == "R2"
    assert level(lift(6, 8.0), lift(3, 9.0)) == "R1"
    assert level(lift(9), lift(6, 8.0), lift(3)) == "R2"
    assert level(lift(9), lift(6), lift(3, 5.0)) == "R2"  # half, in a lighter week
    assert level(lift(9), lift(6), lift(3, faults="knee in")) == "R1"
    assert level(lift(9), lift(6), lift(3, faults="knee in"), lift(2), lift(1)) == "R2"
    assert level(lift(6), lift(3), no_load=True) == "R1"
    sides = lift(3, side="left"), lift(3, side="right")
    assert level(lift(6), sides[0]) == "R1"
    assert level(lift(6), *sides) == "R2"
    loaded = rungs(*ready, lift(6), lift(3, level="R2", load_kg=6.0))
    assert (loaded["slrdl"].level, loaded.load_kg) == ("R2", 6.0)


def test_what_is_done_on_two_days_opens_a_gate_as_one_test_does():
    def level(*diary, of="squat"):
        return rungs(*diary)[of].level

    assert level(done("squat", "S1", ago=5, hold_s=60.0)) == "S1"
    assert level(*[done("squat", "S1", ago=5, hold_s=60.0)] * 2) == "S1"  # one day
    assert level(*(done("squat", "S1", ago=ago, hold_s=60.0) for ago in (5, 3))) == "S2"
    assert level(*(done("squat", "S1", ago=ago, hold_s=59.0) for ago in (5, 3))) == "S1"
    assert level(*(done("squat", "S2", ago=ago, hold_s=180.0) for ago in (5, 3))) == "S3"
    assert (
        level(*(done("balance", "B1", ago=ago, hold_s=44.0) for ago in (5, 3)), of="balance")
        == "B2"
    )
    ready = [
        *(done("balance", "B1", ago=ago, hold_s=60.0) for ago in (9, 8)),
        *(done("balance", "B2", ago=ago, hold_s=15.0) for ago in (7, 6)),
        *(done("squat", "S1", ago=ago, hold_s=60.0) for ago in (5, 4)),
    ]
    assert level(*ready, of="slrdl") == "R1"
    assert all(level(*ready[:n], *ready[n + 1 :], of="slrdl") == "R0" for n in range(6))


def test_a_test_and_an_exercise_count_as_two_and_a_failed_test_starts_anew():
    first, second = stand("B1", 50, ago=9), done("balance", "B1", ago=7, hold_s=50.0)
    assert rungs(first, second)["balance"].level == "B2"
    assert rungs(first, second, stand("B1", 20, ago=5))["balance"].level == "B1"
    again = [done("balance", "B1", ago=ago, hold_s=50.0) for ago in (4, 3)]
    assert rungs(first, second, stand("B1", 20, ago=5), *again)["balance"].level == "B2"
    # An ordinary day may be shorter: it closes nothing.
    assert rungs(first, second, done("balance", "B1", ago=5, hold_s=9.0))["balance"].level == "B2"


def test_both_sides_count_and_no_side_said_means_both():
    left, right = (done("balance", "B1", ago=4, side=s, hold_s=50.0) for s in ("left", "right"))
    before = done("balance", "B1", ago=6, hold_s=50.0)
    assert rungs(before, left)["balance"].level == "B1"
    assert rungs(before, left, right)["balance"].level == "B2"


@pytest.mark.parametrize("fault", ["knee in", "tail tuck", "hip drop"])
def test_what_had_a_form_fault_opens_no_gate(fault):
    holds = [done("squat", "S1", ago=ago, hold_s=90.0, faults=fault) for ago in (5, 4, 3)]
    assert rungs(*holds)["squat"].level == "S1"
    stands = [done("balance", "B1", ago=ago, hold_s=60.0, faults=fault) for ago in (5, 4, 3)]
    assert rungs(*stands)["balance"].level == "B1"
    test = said(TODAY, "squat-test", values={"level": "S1", "hold_s": 90.0, "faults": fault})
    assert rungs(test)["squat"].level == "S1"


@pytest.mark.parametrize("fault", ["heel lifts", "left heel lifting", "heels up"])
def test_lifting_heels_keep_the_squat_low_until_they_stay_down(fault):
    held = [done("squat", "S2", ago=ago, hold_s=150.0) for ago in (9, 8)]
    lifted = done("squat", "S2", ago=4, hold_s=150.0, faults=fault)
    assert rungs(*held)["squat"].level == "S3"
    assert rungs(*held, lifted)["squat"].level == "S1"
    assert rungs(*held, lifted, done("squat", "S1", ago=2, hold_s=60.0))["squat"].level == "S3"
    assert rungs(done("squat", "S0", ago=4, hold_s=60.0, faults=fault))["squat"].level == "S0"
    spoken = said(TODAY, "squat-test", text=fault, values={"level": "S2", "hold_s": 150.0})
    assert rungs(spoken)["squat"].level == "S1"


def test_heels_that_stay_down_are_no_fault():
    test = said(TODAY, "squat-test", text="heels down", values={"level": "S2", "hold_s": 150.0})
    assert rungs(test)["squat"].level == "S3"


def test_pain_in_the_last_squat_takes_the_depth_whatever_was_reached():
    held = [done("squat", "S2", ago=ago, hold_s=150.0) for ago in (9, 8)]
    assert rungs(*held, done("squat", "S2", ago=2, hold_s=150.0, pain=3.0))["squat"].level == "S0"
    small = [done("squat", "S2", ago=ago, hold_s=150.0, pain=1.0) for ago in (9, 8)]
    assert rungs(*small)["squat"].level == "S2"  # no weight but without any


def test_done_without_a_word_on_how_long_opens_nothing():
    said_only = [done("squat", None, ago=ago) for ago in range(1, 9)]
    assert rungs(*said_only)["squat"].level == "S1"


@pytest.mark.parametrize(
    ("holds", "seconds"),
    [
        ([], 120),
        ([180], 120),
        ([180, 180], 180),
        ([200, 190], 180),
        ([300, 150], 150),
        ([60, 60], 120),
        ([600, 600], 300),
    ],
)
def test_the_resting_squat_follows_what_was_done_twice_up_to_five_minutes(holds, seconds):
    days = [done("squat", "S2", ago=9 - n, hold_s=float(s)) for n, s in enumerate(holds)]
    assert rungs(*days).resting_squat_s == seconds


def test_no_usual_dose_is_above_its_gate():
    for level in LEVELS.values():
        if level.gate_s:
            assert level.hold_s <= level.gate_s, level.name
        if level.gate_reps:
            assert level.reps <= level.gate_reps, level.name


def test_a_test_and_an_exercise_of_the_same_day_are_one_day():
    same = stand("B1", 50, ago=4), done("balance", "B1", ago=4, hold_s=50.0)
    assert rungs(*same)["balance"].level == "B1"
    assert rungs(*same, done("balance", "B1", ago=3, hold_s=50.0))["balance"].level == "B2"


def test_of_several_squats_of_a_day_the_best_counts():
    holds = [
        done("squat", "S1", ago=ago, hold_s=seconds) for ago in (5, 3) for seconds in (40.0, 60.0)
    ]
    assert rungs(*holds)["squat"].level == "S2"
    assert rungs(*holds[::-1])["squat"].level == "S2"


def test_heels_that_lifted_by_the_words_open_nothing_later_on():
    values = {"exercise": "squat", "level": "S2", "hold_s": 150.0}
    lifted = [
        said(TODAY - timedelta(days=ago), "strength", text="heels came up", values=values)
        for ago in (9, 8)
    ]
    clean = done("squat", "S1", ago=2, hold_s=40.0)
    assert rungs(*lifted, clean)["squat"].level == "S1"


def test_a_rest_that_hurt_or_was_not_clean_makes_none_longer():
    hurt = [done("squat", "S2", ago=ago, hold_s=240.0, pain=1.0) for ago in (9, 8)]
    poor = [done("squat", "S2", ago=ago, hold_s=240.0, faults="tail tuck") for ago in (9, 8)]
    assert rungs(*hurt).resting_squat_s == 120
    assert rungs(*poor).resting_squat_s == 120


B1, B2, B3, B4 = stand("B1", 60), stand("B2", 20), stand("B3", 30), stand("B4", 20)
TWICE = (B1, stand("B1", 60, ago=2))
TENS = tuple(done("slrdl", "R1", ago=n, reps=10.0) for n in (3, 2))


@pytest.mark.parametrize(
    ("exercise", "diary", "age", "rung", "words"),
    [
        (
            "balance",
            (),
            30,
            "B1",
            (
                "next after 44 s (usual at your age) on each side in two tests in a row, or in "
                "logged practice on two days"
            ),
        ),
        (
            "balance",
            (),
            None,
            "B1",
            "next after 44 s on each side in two tests in a row, or in logged practice on two days",
        ),
        ("balance", TWICE, 30, "B2", "next after 15 s on each side"),
        ("balance", (*TWICE, B2), 30, "B3", "next after 30 s on each side"),
        ("balance", (*TWICE, B2, B3), 30, "B4", "next after 15 s (usual at your age) on each side"),
        ("balance", (*TWICE, B2, B3, B4), 30, "B4", "the top of your ladder: keep it"),
        ("squat", (squat("S0", 29),), 30, "S0", "next after 30 s with pain 2 or less"),
        (
            "squat",
            (done("squat", "S1", ago=1, hold_s=60.0, faults="heels lift"),),
            30,
            "S1",
            "next once the heels stay down",
        ),
        (
            "squat",
            (),
            30,
            "S1",
            "next after 60 s without knee pain, in one test or in logged practice on two days",
        ),
        (
            "squat",
            (squat("S1", 60),),
            30,
            "S2",
            (
                "a weight only after 2 min at full depth, no pain, no tucked tail, in one test or "
                "in logged practice on two days"
            ),
        ),
        (
            "squat",
            (squat("S2", 120),),
            30,
            "S3",
            "the rest may grow to 5 min, the weight stays light",
        ),
        (
            "slrdl",
            (),
            None,
            "R0",
            (
                "next after 44 s on each leg, eyes open, in two tests in a row, or in logged "
                "practice on two days; 15 s on each leg with eyes closed; a deep squat held 60 s"
            ),
        ),
        ("slrdl", (*TWICE, B2), 30, "R0", "next after a deep squat held 60 s"),
        (
            "slrdl",
            (*TWICE, B2, squat("S1", 60)),
            30,
            "R1",
            "a weight after ten clean ones a side on two days",
        ),
        (
            "slrdl",
            (*TWICE, B2, squat("S1", 60), *TENS),
            30,
            "R2",
            "weight up by at most 5 % a week",
        ),
    ],
)
def test_each_rung_says_what_opens_the_next(exercise, diary, age, rung, words):
    """RULES 6.1; the norms are Springer's."""
    found = rungs(*diary, age=age).by_exercise[exercise]
    assert (found.level, found.next) == (rung, words)


def test_who_may_have_no_weight_is_told_so():
    found = rungs(*TWICE, B2, squat("S2", 120), *TENS, no_load=True).by_exercise
    assert [(one.level, one.next) for one in (found["squat"], found["slrdl"])] == [
        ("S2", "no weight for you now"),
        ("R1", "no weight for you now"),
    ]
