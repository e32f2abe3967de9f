"""Workout files, read back by three readers that did not write them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import fitdecode
import fitparse
import pyfitparsernative
import pytest
from support.made_weeks import MONDAY, NOW, athlete, flag, plan, profile

from planner.week.model import Dose, Interval, Run, Strength
from reports import words
from reports.files.fit_writing import Repeat, Step, Workout, workout_bytes
from reports.files.watch_folder import copy_workouts
from reports.files.workouts import run_steps, workout_files


def by_fitparse(data):
    return [
        (message.name, {field.name: field.value for field in message if field.value is not None})
        for message in fitparse.FitFile(io.BytesIO(data)).get_messages()
    ]


def by_fitdecode(data):
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        return [
            (frame.name, {f.name: f.value for f in frame.fields if f.value is not None})
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage)
        ]


def by_native(data):
    """Return what the reader in Rust found; it leaves subfields raw, so they are named here."""
    return [
        (message["message_type"], _named(message))
        for message in pyfitparsernative.parse_fit_bytes(data)
    ]


def _named(message):
    fields = dict(message)
    if message.get("target_type") == "heart_rate":
        fields["custom_target_heart_rate_low"] = message["custom_target_value_low"]
        fields["custom_target_heart_rate_high"] = message["custom_target_value_high"]
    if message.get("duration_type") == "time":
        fields["duration_time"] = message["duration_value"] / 1000  # the profile's milliseconds
    if message.get("duration_type") == "repeat_until_steps_cmplt":
        fields["duration_step"] = message["duration_value"]
        fields["repeat_steps"] = message["target_value"]
    return fields


READERS = (by_fitparse, by_fitdecode, by_native)


def run(kind="easy", minutes=50, **changes):
    values = {
        "kind": kind,
        "duration_s": minutes * 60,
        "band_bpm": (124, 134),
        "effort": "full sentences",
        "distance_m_estimate": None,
        "warm_up_s": 720,
        "cool_down_s": 600,
        "why": "",
    }
    return Run(**(values | changes))


def lasts(parts):
    return sum(
        part.times * sum(step.seconds for step in part.steps)
        if isinstance(part, Repeat)
        else part.seconds
        for part in parts
    )


def test_a_maf_test_is_half_an_hour_at_most_and_easy_behind_it():
    steps = run_steps(run("maf_test", 60))
    told = [(step.name, step.seconds // 60) for step in steps]
    assert told == [("Warm-up", 12), ("Test", 30), ("Easy", 8), ("Cool-down", 10)]
    assert [step.name for step in run_steps(run("maf_test", 52))] == [
        "Warm-up",
        "Test",
        "Cool-down",
    ]


def test_warm_up_and_cool_down_may_lie_thirty_beats_below_the_top():
    warm, main, cool = run_steps(run())
    assert [step.band_bpm for step in (warm, main, cool)] == [(104, 134), (124, 134), (104, 134)]


@pytest.mark.parametrize(
    "asked",
    [
        run(),
        run("long", 97),
        run("walk", 30, warm_up_s=360, cool_down_s=360),
        run("run_walk", 20, warm_up_s=240, cool_down_s=240),
        run("run_walk", 31, warm_up_s=372, cool_down_s=372),
        run("strides", 40),
        run("strides", 23),
        run("maf_test", 45),
        run("quality", 60, above_s=18 * 60, hard_band_bpm=(135, 149)),
        run("quality", 40, above_s=17 * 60, hard_band_bpm=(135, 149)),
    ],
)
def test_steps_last_as_long_as_the_run(asked):
    assert lasts(run_steps(asked)) == asked.duration_s


def test_hard_seconds_are_those_asked_for():
    steps = run_steps(run("quality", 60, above_s=18 * 60, hard_band_bpm=(135, 149)))
    hard = sum(
        part.times * sum(step.seconds for step in part.steps if step.name == "Hard")
        for part in steps
        if isinstance(part, Repeat)
    )
    assert hard == 18 * 60


def test_rest_and_race_have_no_workout():
    assert run_steps(run("rest", 0)) == ()
    assert run_steps(run("race", 60)) == ()


WORKOUT = Workout(
    name="19.05. test",
    sport="running",
    steps=(
        Step(name="Warm-up", intensity="warmup", seconds=720, band_bpm=(104, 134)),
        Repeat(
            steps=(
                Step(name="Hard", intensity="active", seconds=180, band_bpm=(135, 149)),
                Step(name="Easy", intensity="recovery", seconds=120, band_bpm=(124, 134)),
            ),
            times=4,
        ),
        Step(name="Cool-down", intensity="cooldown", seconds=600),
    ),
    created_utc=NOW,
    number=7,
)


@pytest.mark.parametrize("reader", READERS)
def test_targets_and_repeats_survive(reader):
    messages = reader(workout_bytes(WORKOUT))
    workout = dict(messages)["workout"]
    steps = [fields for name, fields in messages if name == "workout_step"]
    assert workout["num_valid_steps"] == len(steps) == 5
    assert workout["sport"] == "running"
    # bpm are stored with 100 added, so that no watch takes them for a percentage
    beats = [
        (s.get("custom_target_heart_rate_low"), s.get("custom_target_heart_rate_high"))
        for s in steps
    ]
    assert beats == [(204, 234), (235, 249), (224, 234), (None, None), (None, None)]
    assert [s.get("duration_time") for s in steps] == [720.0, 180.0, 120.0, None, 600.0]
    assert steps[3]["duration_type"] == "repeat_until_steps_cmplt"
    assert steps[3]["duration_step"] == 1
    assert steps[3]["repeat_steps"] == 4
    assert [s["message_index"] for s in steps] == [0, 1, 2, 3, 4]


def test_every_file_of_a_week_is_read_by_all_three():
    made = plan(athlete(profile(strides_wanted=True)))
    files = workout_files(made)
    assert [file.name for file in files if "run" in file.name] == [
        f"{day.date}-run1.fit" for day in made.days if day.run and day.run.kind != "rest"
    ]
    for file in files:
        kinds = [dict(reader(file.data))["file_id"]["type"] for reader in READERS]
        assert kinds == ["workout"] * 3


def test_strength_has_each_exercise_and_each_side():
    made = plan()
    number = next(n for n, day in enumerate(made.days) if len(day.strength) == 3)
    name = f"{made.days[number].date}-strength.fit"
    data = next(file.data for file in workout_files(made) if file.name == name)
    steps = [fields for kind, fields in by_fitparse(data) if kind == "workout_step"]
    assert [step["wkt_step_name"].rsplit(" ", 1)[1] for step in steps] == [
        "left",
        "right",
        "hold",
        "left",
        "right",
    ]
    assert steps[2]["exercise_category"] == "squat"
    assert steps[3]["exercise_category"] == "deadlift"
    assert steps[3]["duration_reps"] == 5
    assert "dumbbell" not in str(steps[3]["exercise_name"])


def test_a_deadlift_with_a_weight_is_another_exercise():
    names = []
    for load_kg in (None, 8.0):
        dose = Dose(hold_s=None, reps=5, sides=2, load_kg=load_kg)
        one = Strength(exercise="slrdl", level="R2", why="", cues=("slowly",), dose=dose)
        day = replace(plan().days[0], strength=(one,))
        made = replace(plan(), days=(day,))
        (data,) = (file.data for file in workout_files(made) if "strength" in file.name)
        steps = [fields for kind, fields in by_fitparse(data) if kind == "workout_step"]
        names.append((steps[0]["exercise_category"], steps[0]["exercise_name"]))
    # numbers of the FIT profile's list deadlift_exercise_name
    assert names == [("deadlift", 13), ("deadlift", 14)]


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"kind": "easy", "duration_s": 2700}, "Easy 45 min, up to 134"),
        ({"kind": "long", "duration_s": 4800}, "Long 1 h 20, up to 134"),
        ({"kind": "recovery", "duration_s": 1800}, "Recovery 30 min, up to 134"),
        ({"kind": "easy", "duration_s": 2700, "band_bpm": None}, "Easy 45 min, full sentences"),
        ({"kind": "maf_test", "duration_s": 1620}, "MAF test 27 min"),
        ({"kind": "drift_test", "duration_s": 3600}, "Drift test 1 h 00"),
        ({"kind": "walk", "duration_s": 1800, "band_bpm": None}, "Walk 30 min"),
        ({"kind": "run_walk", "duration_s": 1200}, "Run-walk 20 min"),
        ({"kind": "rest", "duration_s": 0}, "Rest"),
    ],
)
def test_what_a_watch_and_a_calendar_call_a_run(changed, name):
    day = next(day for day in plan().days if day.run.kind == "easy")
    run = replace(day.run, **({"band_bpm": (124, 134)} | changed))
    assert words.workout_name(run) == name


def test_a_run_walk_is_called_by_its_intervals():
    day = next(day for day in plan().days if day.run.kind == "easy")
    alike = replace(day.run, kind="run_walk", intervals=(Interval(run_s=60, walk_s=90, times=10),))
    assert words.workout_name(alike) == "Run-walk 10 x 1/1.5"


def test_without_a_ceiling_targets_stay_open():
    made = plan(athlete(profile(pacemaker=True)))
    for file in workout_files(made):
        steps = [fields for kind, fields in by_fitparse(file.data) if kind == "workout_step"]
        assert not any("custom_target_heart_rate_high" in step for step in steps)


def test_nothing_to_do_gives_no_files():
    assert workout_files(plan(athlete(), flag("stop"))) == ()


def test_days_gone_give_no_files():
    first = MONDAY + timedelta(days=4)
    assert all(file.name >= f"{first}" for file in workout_files(plan(), first=first))


def test_same_plan_same_bytes():
    assert workout_files(plan()) == workout_files(plan())


def test_copies_into_the_watchs_inbox_and_never_over_a_file(tmp_path):
    folder = tmp_path / "GARMIN" / "NewFiles"
    folder.mkdir(parents=True)
    files = workout_files(plan())
    (folder / files[0].name).write_bytes(b"another")
    copied = copy_workouts(files, tmp_path)
    assert copied.folder == folder
    assert copied.kept == (files[0].name,)
    assert (folder / files[0].name).read_bytes() == b"another"
    assert len(copied.written) == len(files) - 1
    again = copy_workouts(files, tmp_path)
    assert again.written == ()
    assert again.same == copied.written


def test_a_folder_without_an_inbox_is_used_itself(tmp_path):
    files = workout_files(plan())
    assert copy_workouts(files, tmp_path).folder == tmp_path
    assert {path.name for path in tmp_path.iterdir()} == {file.name for file in files}


def test_names_longer_than_a_device_expects_do_not_break_the_file():
    long = replace(WORKOUT, name="ä" * 60)
    assert dict(by_fitparse(workout_bytes(long)))["workout"]["wkt_name"].startswith("ä")
