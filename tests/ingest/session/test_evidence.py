"""Samples beside the device's statement: who decides, and what is said (rules by hand)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_streams import activity, stream

from ingest.session.activity import DeviceSummary
from ingest.session.evidence import (
    Settled,
    Stated,
    pace_factor,
    settle_climb,
    settle_distance,
    settle_time,
    stated,
)
from ingest.session.lap import Lap

SAID = Stated(
    timer_s=None,
    elapsed_s=None,
    moving_s=None,
    distance_m=None,
    ascent_m=None,
    descent_m=None,
    end_s=None,
)


def said(**given):
    return Stated(**{name: given.get(name) for name in SAID.__slots__})


@pytest.mark.parametrize(
    ("sampled", "last", "given", "told"),
    [
        (0.0, None, {"timer_s": 1800.0}, (1800.0, "device", None)),
        (0.0, None, {}, (0.0, None, None)),
        (600.0, 600.0, {}, (600.0, "samples", None)),
        (600.0, 600.0, {"timer_s": 604.9}, (600.0, "both", None)),
        (3600.0, 3600.0, {"timer_s": 3630.0}, (3600.0, "both", None)),  # within 1 %
        (
            252.0,
            252.0,
            {"timer_s": 306.0, "end_s": 306.0},
            (306.0, "device", "tail_without_records"),
        ),
        # near misses: the records reach the timer's end, or go on behind it
        (252.0, 306.0, {"timer_s": 306.0, "end_s": 306.0}, (252.0, "samples", "time_differs")),
        (400.0, 400.0, {"timer_s": 306.0, "end_s": 306.0}, (400.0, "samples", "time_differs")),
        # an hour's pause at the end is no tail that the timer counted
        (300.0, 300.0, {"timer_s": 360.0, "end_s": 3900.0}, (300.0, "samples", "time_differs")),
    ],
)
def test_time(sampled, last, given, told):
    found = settle_time(sampled, last, said(**given), silent_s=0.0)
    assert (found.value, found.source, found.note and found.note.code) == told


TIME = Settled(value=1800.0, source="both")
TAIL = Settled(value=1800.0, source="device")


@pytest.mark.parametrize(
    ("sampled", "stated", "sub_sport", "time", "told"),
    [
        (None, 4200.0, None, TIME, (4200.0, "device", None)),
        (0.0, 4200.0, None, TIME, (4200.0, "device", None)),
        (None, None, None, TIME, (None, None, None)),
        (5000.0, None, None, TIME, (5000.0, "samples", None)),
        (5000.0, 5049.0, None, TIME, (5000.0, "both", None)),
        (5746.0, 5200.0, "treadmill", TIME, (5200.0, "device", "treadmill_distance")),
        (5746.0, 5200.0, None, TIME, (5746.0, "samples", "distance_differs")),
        (5746.0, 5200.0, "trail", TIME, (5746.0, "samples", "distance_differs")),
        (705.6, 857.0, None, TAIL, (857.0, "device", None)),
    ],
)
def test_distance(sampled, stated, sub_sport, time, told):
    found = settle_distance(sampled, said(distance_m=stated), sub_sport=sub_sport, time=time)
    assert (found.value, found.source, found.note and found.note.code) == told


BROKEN = {"damaged": True, "timer_s": 600.0, "elapsed_s": 700.0}


@pytest.mark.parametrize(
    ("sampled", "given", "told"),
    [
        (300.0, BROKEN, (600.0, "device")),  # records were lost
        (900.0, BROKEN, (900.0, "samples")),  # nobody supports the statement
        (900.0, BROKEN | {"laps_timer_s": 598.0}, (600.0, "device")),
        (900.0, BROKEN | {"laps_timer_s": 900.0}, (900.0, "samples")),
        (300.0, BROKEN | {"elapsed_s": 400.0}, (300.0, "samples")),  # it contradicts itself
        (300.0, BROKEN | {"elapsed_s": 400.0, "laps_timer_s": 600.0}, (600.0, "device")),
        # near misses: a sound file
        (300.0, BROKEN | {"damaged": False}, (300.0, "samples")),
        (900.0, BROKEN | {"damaged": False, "laps_timer_s": 600.0}, (900.0, "samples")),
    ],
)
def test_time_of_a_damaged_file(sampled, given, told):
    found = settle_time(sampled, 300.0, said(**given), silent_s=0.0)
    assert (found.value, found.source) == told
    assert found.note.code == "time_differs"
    assert ("statement counts" in found.note.text) == (found.source == "device")


@pytest.mark.parametrize(
    ("silent_s", "damaged", "told"),
    [
        (310.0, True, (600.0, "device")),  # the pauses of five minutes may lie in the silence
        (200.0, True, (900.0, "samples")),  # records every second speak against it
        (310.0, False, (900.0, "samples")),  # of a sound file the timer's events are known
    ],
)
def test_lost_pauses_lie_where_no_records_are(silent_s, damaged, told):
    given = BROKEN | {"damaged": damaged}
    found = settle_time(900.0, 1000.0, said(**given), silent_s=silent_s)
    assert (found.value, found.source) == told


@pytest.mark.parametrize(
    ("laps_s", "damaged", "told"),
    [
        (902.0, True, (900.0, "samples", "laps agree")),  # two against one, however it adds up
        (500.0, True, (90_000.0, "device", "0 s before the timer")),
        (902.0, False, (90_000.0, "device", "0 s before the timer")),
    ],
)
def test_a_wild_statement_against_laps_and_records(laps_s, damaged, told):
    wild = said(timer_s=90_000.0, elapsed_s=90_000.0, end_s=90_000.0, damaged=damaged)
    found = settle_time(900.0, 900.0, replace(wild, laps_timer_s=laps_s), silent_s=0.0)
    assert (found.value, found.source) == told[:2]
    assert told[2] in found.note.text


def test_small_differences_of_a_damaged_file_are_the_statements():
    near = BROKEN | {"timer_s": 22.0}
    assert settle_time(24.5, 24.0, said(**near), silent_s=0.0).value == 22.0
    sound = settle_time(24.5, 24.0, said(**near | {"damaged": False}), silent_s=0.0)
    assert sound.value == 24.5
    assert sound.source == "both"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"damaged": True}, (5746.0, "samples")),
        ({"damaged": True, "laps_distance_m": 5200.0}, (5200.0, "device")),
        ({"damaged": True, "laps_distance_m": 5746.0}, (5746.0, "samples")),
        ({"damaged": False, "laps_distance_m": 5200.0}, (5746.0, "samples")),
    ],
)
def test_distance_of_a_damaged_file(given, told):
    found = settle_distance(5746.0, said(distance_m=5200.0, **given), sub_sport=None, time=TIME)
    assert (found.value, found.source) == told


@pytest.mark.parametrize(
    ("summary", "sport", "told"),
    [
        ({"distance_m": 8_000.0, "ascent_m": 900.0}, "running", (8_000.0, 900.0)),
        ({"distance_m": 8_100.0, "ascent_m": 1_001.0}, "running", (None, None)),
        ({"distance_m": 1_342_177.0, "ascent_m": 39_628.0}, "cycling", (None, None)),
        ({"distance_m": 24_900.0}, "cycling", (24_900.0, None)),
        ({"distance_m": 250_000.0, "ascent_m": 9_000.0}, "flying", (250_000.0, 9_000.0)),
        ({"distance_m": 9_000.0, "timer_s": None}, "running", (9_000.0, None)),
    ],
)
def test_what_nobody_can_have_made_is_no_statement(summary, sport, told):
    made = activity(stream([], []), sport=sport)
    made = replace(made, summary=DeviceSummary(**{"timer_s": 1000.0, **summary}))
    found = stated(made)
    assert (found.distance_m, found.ascent_m) == told


def test_laps_stand_beside_a_session_and_in_its_place():
    laps = tuple(
        Lap(start_s=300.0 * i, end_s=300.0 * i + 300.0, timer_s=300.0, distance_m=900.0)
        for i in range(3)
    )
    made = activity(stream([], []), laps=laps)

    alone = stated(made)
    beside = stated(replace(made, summary=DeviceSummary(timer_s=910.0, distance_m=2_710.0)))

    assert (alone.timer_s, alone.distance_m) == (900.0, 2_700.0)
    assert (alone.laps_timer_s, alone.laps_distance_m) == (None, None)  # one witness, not two
    assert (beside.timer_s, beside.laps_timer_s) == (910.0, 900.0)
    assert (beside.distance_m, beside.laps_distance_m) == (2_710.0, 2_700.0)


@pytest.mark.parametrize(
    ("sampled", "stated", "value", "source", "code"),
    [
        (None, 120.0, 120.0, "device", None),
        (None, None, None, None, None),
        (84.0, None, 84.0, "samples", None),
        (84.0, 90.0, 84.0, "both", None),
        (84.0, 120.0, 84.0, "samples", None),  # ways of counting differ so much
        (84.0, 400.0, 84.0, "samples", "ascent_differs"),
        (84.0, 94.0, 84.0, "both", None),  # by 10 m, or by 1 % of a mountain
        (84.0, 94.5, 84.0, "samples", None),
        (1980.0, 2000.0, 1980.0, "both", None),
        (1979.0, 2000.0, 1979.0, "samples", None),
        (70.0, 20.0, 70.0, "samples", None),  # gross is over 50 m, and over half of the larger
        (70.5, 20.0, 70.5, "samples", "ascent_differs"),
        (200.0, 400.0, 200.0, "samples", None),
        (400.0, 200.0, 400.0, "samples", None),
        (199.0, 400.0, 199.0, "samples", "ascent_differs"),
    ],
)
def test_climb(sampled, stated, value, source, code):
    found = settle_climb(sampled, stated)
    assert (found.value, found.source) == (value, source)
    assert (found.note and found.note.code) == code


def test_pace_follows_a_treadmill_only_within_reason():
    def factor(sampled, stated, sub_sport="treadmill"):
        distance = settle_distance(sampled, said(distance_m=stated), sub_sport=sub_sport, time=TIME)
        return pace_factor(sampled, distance)

    assert factor(5000.0, 5500.0) == pytest.approx(1.1)
    assert factor(5000.0, 500.0) == 1.0
    assert factor(5000.0, 5500.0, "trail") == 1.0
    assert factor(None, 5500.0) == 1.0


def test_an_activity_is_sound_unless_its_reader_says_otherwise():
    """Only of a damaged file the device's sum counts before the records that are there."""
    summary, laps = DeviceSummary(timer_s=3000.0), (Lap(start_s=0, end_s=3000, timer_s=3000.0),)
    sound = activity(stream([0.0, 1800.0], [140.0, 140.0]), summary=summary, laps=laps)

    found = settle_time(1800.0, 1800.0, stated(sound), silent_s=0.0)
    assert (found.value, found.source) == (1800.0, "samples")
    broken = settle_time(1800.0, 1800.0, stated(replace(sound, damaged=True)), silent_s=0.0)
    assert (broken.value, broken.source) == (3000.0, "device")
