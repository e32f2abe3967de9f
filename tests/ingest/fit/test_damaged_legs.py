"""Damaged session messages: what two statements agree on is believed."""

from __future__ import annotations

import numpy as np
import pytest
from support import fit_bytes as fb
from support import whole_files as wf

from ingest.fit import read_fit
from ingest.fit.damaged_legs import rows_of_its_own
from ingest.fit.legs import Leg
from ingest.imports.derive import derive
from ingest.session.activity import DeviceSummary

RUN, BOTH = wf.run(5), wf.run_and_ride()
SIZES = [field.size for field in wf.SESSION]
SESSION_BYTES = 1 + sum(SIZES)


def sessions_at(data: bytes) -> list[int]:
    """Return where the session messages begin, behind each definition of them."""
    head = bytes([0x40 | 3, 0, 0, 18, 0])
    places = [at for at in range(len(data)) if data[at : at + 5] == head]
    return [at + 6 + 3 * len(wf.SESSION) for at in places]


def field_at(number: int) -> int:
    """Return the bytes from a session's header to one of its fields."""
    place = [field.number for field in wf.SESSION].index(number)
    return 1 + sum(SIZES[:place])


def flipped(data: bytes, at: int, bit: int) -> bytes:
    out = bytearray(data)
    out[at + bit // 8] ^= 1 << bit % 8
    return bytes(out)


def facts(data: bytes):
    return [
        derive(activity, sha256="0" * 64, leg=leg)[0]
        for leg, activity in enumerate(read_fit(data).activities)
    ]


@pytest.mark.parametrize("bit", range(32))
@pytest.mark.parametrize("number", [2, 253])
def test_a_start_with_a_wrong_bit_is_put_right_by_the_others(number: int, bit: int) -> None:
    (run,) = facts(flipped(RUN, sessions_at(RUN)[0] + field_at(number), bit))

    assert run.sport == "running"
    assert run.duration_s == pytest.approx(300, abs=10)
    assert run.elapsed_s == pytest.approx(300, abs=10)


@pytest.mark.parametrize("bit", range(32))
@pytest.mark.parametrize("number", [7, 8])
def test_a_length_with_a_wrong_bit(number: int, bit: int) -> None:
    (run,) = facts(flipped(RUN, sessions_at(RUN)[0] + field_at(number), bit))

    assert run.sport == "running"
    assert run.duration_s == pytest.approx(300, abs=5)


@pytest.mark.parametrize("bit", range(4, 32))
@pytest.mark.parametrize("leg", [0, 1])
def test_the_legs_of_two_sports_part_where_they_did(leg: int, bit: int) -> None:
    run, ride = facts(flipped(BOTH, sessions_at(BOTH)[leg] + field_at(2), bit))

    assert (run.sport, ride.sport) == ("running", "cycling")
    assert run.duration_s == pytest.approx(400, abs=9)
    assert ride.duration_s == pytest.approx(400, abs=9)
    assert ride.distance_m == pytest.approx(3200, rel=0.02)


def test_records_of_a_session_that_was_lost_are_not_the_next_ones() -> None:
    """Of run and ride the run's session is lost: its records are a leg whose sport nobody says."""
    at = sessions_at(BOTH)[0] - 6 - 3 * len(wf.SESSION)
    length = 6 + 3 * len(wf.SESSION) + SESSION_BYTES
    unknown, ride = facts(BOTH[:at] + BOTH[at + length :])

    assert (unknown.sport, unknown.duration_s) == ("unknown", pytest.approx(400, abs=2))
    assert (ride.sport, ride.duration_s) == ("cycling", pytest.approx(400, abs=2))


def test_a_few_records_outside_of_a_session_are_not_its_own() -> None:
    fit = fb.run(130)
    data = fb.session(fit, fb.START + 30, 99, sport=2).build(crc=False)

    (ride,) = read_fit(data).activities

    assert ride.stream.t_s[-1] - ride.stream.t_s[0] <= 99 + 2 * 2  # two seconds at either end


def test_a_session_that_stands_twice_is_one() -> None:
    at = sessions_at(RUN)[0]
    doubled = RUN[: at + SESSION_BYTES] + RUN[at : at + SESSION_BYTES] + RUN[at + SESSION_BYTES :]

    (run,) = facts(doubled)

    assert run.duration_s == 300


def test_a_session_out_of_other_bytes_is_none() -> None:
    """It has no record, and its timer ran longer than it lasted."""
    fit = fb.run(120)
    fit.define(3, 18, fb.SESSION_FIELDS)
    bogus = fb.START + 50_000
    fit.data(3, bogus, bogus - 40_000, 1_000, 90_000_000, 500, 2, 0, 0xFF)
    data = fb.session(fit, fb.START, 119).build(crc=False)

    (activity,) = read_fit(data).activities

    assert activity.sport == "running"


@pytest.mark.parametrize(
    ("start", "lasts_s", "timer_s"),
    [
        (fb.START, 119, 90_000),  # inside another one's samples, and against itself
        (fb.START + 200, 90_000, 0),  # of no time at all, with no sample
    ],
)
def test_a_session_of_shifted_bytes_beside_a_sound_one(start, lasts_s, timer_s) -> None:
    fit = fb.run(120)
    fit.define(3, 18, fb.SESSION_FIELDS)
    fit.data(3, start, start, 1000 * lasts_s, 1000 * timer_s, 67_108_864, 47, 0, 0xFF)
    data = fb.session(fit, fb.START, 119).build(crc=False)

    (activity,) = read_fit(data).activities

    assert (activity.sport, len(activity.stream)) == ("running", 120)


def test_a_session_against_itself_counts_where_it_is_the_only_one() -> None:
    fit = fb.run(120)
    fit.define(3, 18, fb.SESSION_FIELDS)
    fit.data(3, fb.START, fb.START, 119_000, 900_000, 30_000, 2, 0, 0xFF)

    (activity,) = read_fit(fit.build(crc=False)).activities

    assert (activity.sport, len(activity.stream)) == ("cycling", 120)


def test_where_rows_between_two_legs_are_lost_the_first_one_says_where_the_second_began() -> None:
    first = wf.first_record(BOTH)
    size = 1 + sum(field.size for field in wf.RECORD)
    lost = BOTH[: first + 300 * size] + BOTH[first + 500 * size :]

    run, ride = facts(lost)

    assert run.distance_m == pytest.approx(1160, rel=0.02)
    assert ride.distance_m == pytest.approx(3200, rel=0.02)


@pytest.mark.parametrize("kept", [1, 40])
def test_where_most_records_are_lost_the_session_says_how_long_it_was(kept: int) -> None:
    first = wf.first_record(RUN)
    size = 1 + sum(field.size for field in wf.RECORD)
    (run,) = facts(RUN[: first + kept * size] + RUN[wf.last_record(RUN) + size :])

    assert run.duration_s == 300
    assert run.duration_source == "device"
    assert run.distance_m == pytest.approx(300 * wf.FOOT_M_S, abs=0.01)
    assert run.hr_coverage_frac < 0.2


def test_a_sound_file_is_read_as_it_stands() -> None:
    """Without damage a session's own words count, odd as they are."""
    fit = fb.run(300)
    (activity,) = read_fit(fb.session(fit, fb.START + 100, 50, sport=2).build()).activities

    assert len(activity.stream) == 300
    np.testing.assert_array_equal(activity.stream.t_s, np.arange(300))


@pytest.mark.parametrize(("records", "legs"), [(161, [99 + 2]), (162, [99, 61])])
@pytest.mark.parametrize("behind", [True, False])
def test_a_minute_of_records_outside_of_a_session_is_a_leg(
    records: int, legs: list[int], *, behind: bool
) -> None:
    """Sixty of them, more than two seconds away from it, whether before it or behind."""
    start = fb.START if behind else fb.START + records - 100
    data = fb.session(fb.run(records), start, 99, sport=2).build(crc=False)

    found = read_fit(data).activities

    lasts = [one.stream.t_s[-1] - one.stream.t_s[0] for one in found]
    sports = ["cycling", *["unknown"] * (len(legs) - 1)]
    assert [one.sport for one in found] == (sports if behind else sports[::-1])
    assert lasts == pytest.approx(legs if behind else legs[::-1], abs=2)


def summed(start_s: float | None, elapsed_s: float | None, timer_s: float | None = None) -> Leg:
    return Leg(
        start_s=start_s,
        sport="running",
        sub_sport=None,
        profile_name=None,
        summary=DeviceSummary(elapsed_s=elapsed_s, timer_s=timer_s),
    )


@pytest.mark.parametrize(
    ("leg", "first", "last"),
    [
        (summed(100.0, 50.0), 98, 152),  # two seconds at either end
        (summed(100.0, 50.0, timer_s=60.0), 98, 162),  # no shorter than its timer ran
        (summed(20.0, 30.0), 20, 52),  # never rows of the leg before
        (summed(100.0, 500.0), 98, 199),
        (summed(None, 50.0), 20, 199),
        (summed(100.0, None), 20, 199),
    ],
)
def test_the_rows_of_a_session_are_those_of_its_time(leg: Leg, first: int, last: int) -> None:
    """Of rows 20 to 199 whose times in seconds are their numbers."""
    times = np.arange(300.0)
    start, stop = rows_of_its_own(leg, times, 20, 200)
    assert (start, stop - 1) == (first, last)


def test_a_session_of_another_time_has_no_rows() -> None:
    start, stop = rows_of_its_own(summed(250.0, 20.0), np.arange(300.0), 20, 200)
    assert start >= stop


@pytest.mark.parametrize("sound", [True, False])
def test_each_leg_says_whether_its_bytes_are_sound(*, sound: bool) -> None:
    """So that totals of a damaged one are not taken from its device."""
    fit = fb.session(fb.session(fb.run(60), fb.START, 29, sport=2), fb.START + 30, 29, sport=1)
    ride, run = read_fit(fit.build(crc=sound)).activities
    assert (ride.damaged, run.damaged) == (not sound, not sound)
