"""What laps and a workout's name say of hidden effort; a name suggests, and makes nothing hard."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ingest.session.lap import Lap
from planner.judging.workout_structure import effort_of


def workout(*laps, name=None):
    return SimpleNamespace(laps=list(laps), workout=name)


def lap(intensity, seconds, m_s=3.0, *, timer_s=None):
    moved_s = seconds if timer_s is None else timer_s
    metres = None if m_s is None else m_s * moved_s
    return Lap(start_s=0, end_s=seconds, timer_s=timer_s, distance_m=metres, intensity=intensity)


def repeats(count, seconds, m_s, *, work="interval", rest="rest"):
    """Return a warm-up at 2 m/s, and work of that speed with rests between and after."""
    pairs = [(lap(work, seconds, m_s), lap(rest, 60, 1.0)) for _ in range(count)]
    return workout(lap("warmup", 600, 2.0), *(one for pair in pairs for one in pair))


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Sunday race", "race"),
        ("Berlin Marathon", "race"),
        ("parkrun 12", "race"),
        ("Wettkampf", "race"),
        ("carrera 10k", "race"),
        ("Course officielle", "race"),
        ("Gara", "race"),
        ("interval", "intervals"),
        ("Hill Intervals", "intervals"),
        ("1 km repeats", "intervals"),
        ("Fartlek", "intervals"),
        ("VO2max", "intervals"),
        ("vo2 max", "intervals"),
        ("Intervalle kurz", "intervals"),
        ("Series largas", "intervals"),
        ("fraccionado", "intervals"),
        ("5x400m", "intervals"),
        ("6 x 1 km", "intervals"),
    ],
)
def test_a_name_in_any_of_these_languages_suggests_and_asks(name, what):
    said = effort_of(workout(name=name))
    kind = "a race" if what == "race" else what
    asks = f"the workout's name, “{name}”, suggests {kind}: say `done --type {what}` if it was"
    assert (said.hard, said.text) == (False, asks)


@pytest.mark.parametrize(
    "name", [None, "", "Easy", "embrace", "Garage", "Intervallo", "5 x", "2x4"]
)
def test_other_names_suggest_nothing(name):
    assert effort_of(workout(name=name)) is None


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (repeats(3, 31, 4.0), "3 repeats in the workout"),
        (repeats(5, 600, 4.0, work="active", rest="recovery"), "5 repeats in the workout"),
        (repeats(3, 300, 2.31), "3 repeats in the workout"),  # 15 % over the warm-up
        (repeats(2, 300, 4.0), None),
        (repeats(3, 601, 4.0), None),
        (repeats(3, 300, 2.29), None),
        (repeats(3, 300, 4.0, work="warmup"), None),
        (repeats(3, 300, 4.0, rest="active"), None),  # automatic laps: no rest between
        (repeats(4, 300, None), None),
    ],
)
def test_work_and_rest_in_turn_faster_than_the_warm_up_are_hard(made, text):
    found = effort_of(made)
    assert (found and found.text) == text
    assert found is None or found.hard


@pytest.mark.parametrize("seconds", [20, 30])
def test_half_a_minute_at_most_is_a_stride_and_too_short_for_heart_rate(seconds):
    found = effort_of(repeats(4, seconds, 6.0))
    text = f"4 strides of at most {seconds} s, too short for heart rate"
    assert (found.hard, found.text) == (False, text)


def test_a_lap_is_as_long_as_its_timer_ran():
    """Three of half a minute by the timer are strides, though the watch stood for a minute."""
    laps = [one for _ in range(3) for one in (lap("active", 90, timer_s=30), lap("rest", 60))]
    assert effort_of(workout(*laps)).text.startswith("3 strides of at most 30 s")


def test_one_long_repeat_makes_strides_intervals():
    made = repeats(4, 20, 6.0)
    made.laps[3:4] = [lap("interval", 120, 4.0)]
    found = effort_of(made)
    assert (found.hard, found.text) == (True, "4 repeats in the workout")
