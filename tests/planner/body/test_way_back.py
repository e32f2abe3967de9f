"""The way back after a pain stop: stages opened by runs and answers."""

from datetime import date, timedelta

import pytest
from support import made_athletes

from ingest.diary import DiaryEntry
from planner.body.way_back import STAGES, DoneRun, done_runs, standing_way_back, ways_back

DAY = date(2026, 3, 2)


def on(number):
    return DAY + timedelta(days=number)


def pain(number, score, when="next morning", place="achilles", **values):
    return DiaryEntry(
        id=f"{number}-{score}-{when}",
        day=on(number),
        kind="pain",
        side="left",
        place=place,
        score=score,
        when=when,
        values=values,
    )


def runs(*numbers, minutes=30.0):
    return [DoneRun(day=on(n), running_min=minutes) for n in numbers]


BEFORE = runs(-20, -17, -14, -10, -7, minutes=45)


def way(said, done=(), until=60):
    return standing_way_back(ways_back(said, [*BEFORE, *done], on(until)))


def test_minutes_run_of_the_stages_never_fall_and_the_last_is_thirty():
    run = [stage.running_min for stage in STAGES]
    assert run == [8, 12, 15, 20, 24, 24, 25, 30]
    assert STAGES[1].words == "6 x 2 min run, 1 min walk"
    assert STAGES[7].words == "30 min run"


def test_no_stop_no_way_back():
    assert way([pain(0, 5), pain(3, 4)]) is None
    assert way([pain(0, 6, place="other"), pain(2, 1, place="other")]) is None


def test_a_limp_stops_running_too():
    found = way([pain(0, 3, limp=True)])
    assert (found.stopped, found.begins) == (on(0), None)


@pytest.mark.parametrize(
    ("quiet", "stage", "begins"), [(2, 5, 2), (3, 5, 3), (4, 3, 4), (14, 3, 14), (15, 1, 22)]
)
def test_the_first_stage_is_by_the_days_of_the_stop(quiet, stage, begins):
    found = way([pain(0, 6), pain(quiet - 1, 3), pain(quiet, 2)])
    assert (found.stage, found.begins) == (stage, on(begins))


def test_never_beyond_what_was_run_before():
    before = runs(-10, -6, minutes=13)
    found = standing_way_back(ways_back([pain(0, 6), pain(2, 1)], before, on(5)))
    assert found.stage == 2  # 12 min run


def test_each_stage_is_done_twice_well():
    said = [pain(0, 6), pain(2, 1), pain(4, 1), pain(6, 2)]
    assert way(said[:3], runs(3)).stage == 5
    assert way(said[:3], runs(3)).well == 1
    assert way(said, runs(3, 5)).stage == 6


def test_runs_without_an_answer_open_nothing_and_one_answer_serves_all():
    said = [pain(0, 6), pain(2, 1)]
    found = way(said, runs(3, 5, 7))
    assert (found.stage, found.unanswered) == (5, 3)
    assert way([*said, pain(8, 1)], runs(3, 5, 7)).stage == 6
    assert way([*said, pain(30, 1)], runs(3, 5, 7)).stage == 5  # too long after


def test_a_run_much_shorter_than_the_stage_is_not_that_stage():
    said = [pain(0, 6), pain(2, 1), pain(4, 1), pain(6, 1)]
    short, half = way(said, runs(3, 5, minutes=10)), way(said, runs(3, minutes=12))
    assert (short.stage, short.well) == (5, 0)  # three times eight: from twelve minutes on
    assert (half.stage, half.well) == (5, 1)


def test_a_three_repeats_and_a_stable_three_goes_on_with_a_physiotherapist():
    said = [pain(0, 6), pain(2, 1), pain(4, 3), pain(6, 3)]
    assert way(said, runs(3, 5)).stage == 5
    found = way([*said, pain(8, 3)], runs(3, 5, 7))
    assert (found.stage, found.physiotherapist) == (6, True)


@pytest.mark.parametrize("score", [4, 5])
def test_four_or_five_goes_two_stages_back(score):
    found = way([pain(0, 6), pain(2, 1), pain(4, score)], runs(3))
    assert (found.stage, found.well) == (3, 0)


def test_pain_during_the_run_counts_on_its_own_day():
    found = way([pain(0, 6), pain(2, 1), pain(3, 4, when="during")], runs(3))
    assert found.stage == 3


def test_a_second_stop_begins_two_stages_below():
    said = [pain(0, 6), pain(2, 1), pain(4, 1), pain(6, 1), pain(7, 7), pain(9, 2)]
    found = way(said, runs(3, 5))
    assert (found.stopped, found.stage, found.begins) == (on(7), 4, on(9))


def test_the_last_stage_three_times_well_is_the_end():
    said, done, day = [pain(0, 6), pain(2, 1)], [], 3
    for _ in range(9):  # stages 5, 6, 7 twice each, stage 8 three times
        done += runs(day)
        said.append(pain(day + 1, 1))
        day += 2
    assert way(said[:-1], done[:-1]).stage == 8
    every = ways_back(said, [*BEFORE, *done], on(day))
    assert standing_way_back(every) is None
    assert [one.exit for one in every] == [done[-1].day]
    assert every[0].is_on(on(1))
    assert not every[0].is_on(on(day))


def test_nobody_is_locked_out():
    """From any point two answered runs a stage, and then three, end it."""
    for start in range(1, 20):
        said, done, day = [pain(0, 8), pain(start, 2)], [], start + 10
        for _ in range(2 * 7 + 3):
            done += runs(day)
            said.append(pain(day + 1, 2))
            day += 2
        assert standing_way_back(ways_back(said, [*BEFORE, *done], on(day))) is None


def test_runs_are_asked_for_from_the_month_before_the_first_pain_on():
    done = [made_athletes.run(on(n), minutes=60.0) for n in (-400, -31, -30, -30, 5)]
    assert done_runs(done, []) == []
    assert done_runs(done, [pain(0, 6), pain(3, 2)]) == [
        DoneRun(day=on(-30), running_min=120.0),
        DoneRun(day=on(5), running_min=60.0),
    ]
    said = [pain(0, 6), pain(2, 1), pain(6, 1)]
    whole = [
        DoneRun(day=one.local_date, running_min=60.0) for one in done if one.local_date != on(-30)
    ]
    assert ways_back(said, done_runs(done[:2] + done[4:], said), on(9)) == ways_back(
        said, whole, on(9)
    )


class Counted(list):
    """A list that counts how often it is gone through."""

    times = 0

    def __iter__(self):
        self.times += 1
        return super().__iter__()


def test_runs_of_many_years_are_not_gone_through_day_by_day():
    done = Counted(runs(*range(-30, 900)))
    (found,) = ways_back([pain(0, 6), pain(3, 2)], done, on(900))
    assert found.unanswered == 897
    assert done.times < 9
