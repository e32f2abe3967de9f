"""Distances and altitudes that nobody can have made are left out of totals, and said."""

from __future__ import annotations

import numpy as np
import pytest
from support import whole_files as wf
from support.made_streams import stream as made_stream

from ingest.fit import read_fit
from ingest.imports.derive import derive
from ingest.session.impossible import (
    possible_climb_m,
    possible_total_m,
    without_the_impossible,
)

SECONDS = 600
T = np.arange(SECONDS + 1.0)
RUN_M = 3.0 * T
HILLS_M = 200.0 + 15.0 * np.sin(T / 60.0)


def stream(t_s, **columns):
    return made_stream(t_s, np.nan, **columns)


def total_m(distance_m, *, t_s=T, sport: str = "running") -> tuple[float | None, list[str]]:
    """The distance a session would have, and the codes of what is said."""
    mended, notes = without_the_impossible(stream(t_s, distance_m=distance_m), sport)
    known = mended.distance_m[np.isfinite(mended.distance_m)]
    return (float(known[-1]) if len(known) else None), [note.code for note in notes]


def leap(values, at: int, by: float, count: int = 1):
    out = values.copy()
    out[at : at + count] += by
    return out


@pytest.mark.parametrize("by", [300.0, 5_368_709.12, -1500.0])
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("at", [0, 1, 2, 300, 598, 599, 600])
def test_one_or_two_records_that_leap_change_no_total(at: int, count: int, by: float) -> None:
    total, said = total_m(leap(RUN_M, at, by, count))

    # At the end the last true record counts: three metres before, or six.
    assert total == pytest.approx(RUN_M[-1], abs=3.0 * min(count, 601 - at) if at > 598 else 0.0)
    assert said == ["impossible_distance"]


@pytest.mark.parametrize("at", [0, 1, 300, 599, 600])
def test_no_single_wrong_bit_of_a_distance_changes_the_total_by_much(at: int) -> None:
    """Distances are stored as 32 bits of centimetres."""
    for bit in range(32):
        centimetres = np.round(100 * RUN_M).astype(np.int64)
        centimetres[at] ^= 1 << bit
        total, _ = total_m(centimetres / 100.0)
        assert total == pytest.approx(RUN_M[-1], abs=50.0 + 12.5)


def test_a_leap_that_stays_is_left_out() -> None:
    total, said = total_m(RUN_M + np.where(T >= 300, 2000.0, 0.0))

    assert total == pytest.approx(RUN_M[-1] - 3.0)  # of the second of the leap nothing is known
    assert said == ["impossible_distance"]


def test_a_leap_that_stays_is_left_out_whatever_leaps_later() -> None:
    """The second one is possible until the next record, which is less by more than rounding."""
    metres = leap(RUN_M + np.where(T >= 300, 2000.0, 0.0), 450, 40.0)
    total, said = total_m(metres)

    assert total == pytest.approx(RUN_M[-1] - 3.0)
    assert said == ["impossible_distance"]


def test_how_much_was_left_out_is_said() -> None:
    _, (note,) = without_the_impossible(
        stream(T, distance_m=RUN_M + np.where(T >= 300, 1997.0, 0.0)), "running"
    )

    assert "2.00 km in 1 leap" in note.text


def test_a_counter_that_begins_again_counts_both_parts() -> None:
    total, _ = total_m(np.where(T < 400, RUN_M, RUN_M - 1200.0))

    assert total == pytest.approx(RUN_M[-1] - 3.0)


def test_a_counter_that_did_not_begin_at_zero() -> None:
    """The first half of a recording was cut off with its start: it is not this run's."""
    assert total_m(RUN_M + 5000.0) == (pytest.approx(RUN_M[-1]), ["impossible_distance"])


def test_a_run_whose_first_half_is_lost_keeps_its_distance() -> None:
    assert total_m(RUN_M[300:], t_s=T[300:]) == (RUN_M[-1], [])


def test_a_wrong_record_before_a_gap() -> None:
    """After the gap much is possible, but not that the distance had shrunk."""
    t_s = np.append(T[:70], T[70:] + 140.0)
    metres = np.append(RUN_M[:70], RUN_M[70:] + 420.0)

    assert total_m(leap(metres, 69, -206.6), t_s=t_s) == (metres[-1], ["impossible_distance"])


def test_distances_that_leap_all_the_time_are_unknown() -> None:
    noise = np.random.default_rng(1).uniform(0, 4e7, len(T))

    assert total_m(noise) == (None, ["impossible_distance"])


GAP = np.where(T < 300, T, T + 3600.0)
POSSIBLE = {
    "put right by the satellites": (T, RUN_M + np.where(T >= 300, 45.0, 0.0), "running"),
    "rounding": (T, RUN_M - np.where(T == 300, 3.9, 0.0), "running"),
    "a sprint": (T, np.cumsum(np.append(0.0, np.full(SECONDS, 12.0))), "running"),
    "a pause in which one walked on": (GAP, RUN_M + np.where(T >= 300, 4000.0, 0.0), "walking"),
    "twenty hours": (120.0 * T, 300.0 * T, "running"),
    "two hundred kilometres": (60.0 * T, 335.0 * T, "cycling"),
    "downhill": (T, 33.0 * T, "cycling"),
    "a flight": (T, 250.0 * T, "flying"),
    "pools": (T, 25.0 * np.floor(T / 25.0), "swimming"),
    "nothing known": (T, np.full(len(T), np.nan), "running"),
}


@pytest.mark.parametrize("name", POSSIBLE)
def test_what_is_possible_stays_as_it_is(name: str) -> None:
    t_s, metres, sport = POSSIBLE[name]
    made = stream(t_s, distance_m=metres)

    mended, notes = without_the_impossible(made, sport)

    assert mended is made
    assert notes == ()


def climbed_m(altitude_m, sport: str = "running") -> tuple[float, list[str]]:
    """Metres up from second to second, and the codes of what is said."""
    mended, notes = without_the_impossible(stream(T, altitude_m=altitude_m), sport)
    known = mended.altitude_m[np.isfinite(mended.altitude_m)]
    return float(np.maximum(np.diff(known), 0.0).sum()), [note.code for note in notes]


UP_M = float(np.maximum(np.diff(HILLS_M), 0.0).sum())


@pytest.mark.parametrize("by", [25.6, -400.0, 85_899_345.6])
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("at", [0, 1, 300, 599, 600])
def test_altitudes_of_one_or_two_records_that_leap(at: int, count: int, by: float) -> None:
    climb, said = climbed_m(leap(HILLS_M, at, by, count))

    assert climb == pytest.approx(UP_M, abs=0.6)
    assert said == ["impossible_altitude"]


def test_an_altitude_set_anew_is_no_climb_and_the_later_level_stays() -> None:
    mended, (note,) = without_the_impossible(
        stream(T, altitude_m=HILLS_M - np.where(T < 60, 180.0, 0.0)), "running"
    )

    assert np.ptp(mended.altitude_m) == pytest.approx(np.ptp(HILLS_M), abs=0.5)
    np.testing.assert_allclose(mended.altitude_m[60:], HILLS_M[60:])
    assert "180 m" in note.text


@pytest.mark.parametrize(
    ("m_s", "sport"),
    [(0.4, "running"), (-2.0, "hiking"), (-5.0, "cycling"), (-40.0, "alpine_skiing")],
)
def test_steep_is_possible(m_s: float, sport: str) -> None:
    made = stream(T, altitude_m=3000.0 + m_s * T)

    mended, notes = without_the_impossible(made, sport)

    assert (mended is made, notes) == (True, ())


def test_altitudes_that_leap_all_the_time_are_unknown() -> None:
    noise = np.random.default_rng(1).uniform(-500, 12_000, len(T))
    mended, (note,) = without_the_impossible(stream(T, altitude_m=noise), "running")

    assert np.isnan(mended.altitude_m).all()
    assert "none of them" in note.text


@pytest.mark.parametrize("bit", range(32))
def test_one_wrong_bit_in_the_last_record_of_a_file(bit: int) -> None:
    """The session says what was run; whatever bit is wrong, the facts do not contradict it."""
    data = bytearray(wf.run(5))
    last = wf.last_record(bytes(data))
    data[last + wf.DISTANCE_AT + bit // 8] ^= 1 << bit % 8

    (activity,) = read_fit(bytes(data)).activities
    facts, stored = derive(activity, sha256="0" * 64, leg=0)

    stated = activity.summary.distance_m
    assert stated == pytest.approx(900 * wf.FOOT_M_S * 5 / 15, abs=0.01)
    assert facts.distance_m == pytest.approx(stated, abs=max(62.5, 0.02 * stated))
    assert np.nanmax(stored.distance_m) < 2 * stated
    if bit >= 13:  # 82 metres and more
        assert "impossible_distance" in [note.code for note in facts.quality]


@pytest.mark.parametrize(
    ("column", "sport", "most", "down"),
    [
        ("distance_m", "running", 62.5, 1.0),  # 50 m at once, and 12.5 m/s
        ("distance_m", "cycling", 140.0, 1.0),
        ("distance_m", "swimming", 600.0, 1.0),
        ("altitude_m", "running", 15.0, 15.0),
        ("altitude_m", "cycling", 15.0, 15.0),
        ("altitude_m", "swimming", 110.0, 110.0),
    ],
)
def test_what_one_second_may_bring(column: str, sport: str, most: float, down: float) -> None:
    for sign, step in ((1.0, most), (-1.0, down)):
        for more, possible in ((0.0, True), (0.125, False)):
            values = np.where(T >= 300, 1000.0 + sign * (step + more), 1000.0)
            if column == "distance_m":
                values[0] = 0.0
                values[1:300] = np.minimum(1000.0, 50.0 + 10.0 * T[1:300])
            made = stream(T, **{column: values})
            _, notes = without_the_impossible(made, sport)
            assert (notes == ()) is possible


@pytest.mark.parametrize(
    ("sport", "speed"), [("running", 8.0), ("walking", 8.0), ("cycling", 25.0), ("rowing", 300.0)]
)
def test_what_a_whole_session_may_bring(sport: str, speed: float) -> None:
    assert possible_total_m(600.0 * speed, 600.0, sport) == 600.0 * speed
    assert possible_total_m(600.0 * speed + 1.0, 600.0, sport) is None
    assert possible_total_m(None, 600.0, sport) is None
    assert possible_total_m(5000.0, None, sport) == 5000.0


@pytest.mark.parametrize(("sport", "most"), [("running", 600.0), ("unknown", 600.0)])
def test_a_metre_a_second_is_climbed_at_most(sport: str, most: float) -> None:
    assert possible_climb_m(most, 600.0, sport) == most
    assert possible_climb_m(most + 1.0, 600.0, sport) is None
    assert possible_climb_m(most + 1.0, 600.0, "alpine_skiing") == most + 1.0  # by lift
    assert possible_climb_m(most + 1.0, None, sport) == most + 1.0
