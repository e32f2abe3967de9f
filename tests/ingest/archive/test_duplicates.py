"""The same run from two recordings counts once, whichever came first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archive.duplicates import (
    Extent,
    Recording,
    heart_donor,
    kept_ids,
    not_alone,
    same_run,
)


def recording(name: str, **changes: Any) -> Recording:
    values: dict[str, Any] = {
        "id": name,
        "sha256": name * 8,
        "start_s": 1_000_000.0,
        "elapsed_s": 3600.0,
        "duration_s": 3500.0,
        "sport": "running",
        "distance_m": 10_000.0,
        "hr_s": 3400.0,
        "chest": False,
        "salvaged": False,
        "known": 5,
    }
    return Recording(**(values | changes))


A = recording("a")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"start_s": 1_000_000 + 700.0},  # 2,900 s of 3,600 s shared: 0.806
        {"elapsed_s": 900.0, "distance_m": 2_500.0},  # a watch that died after a quarter
        {"distance_m": None},
        {"distance_m": 0.0},
        {"distance_m": 8_100.0},  # a foot pod off by 19 %
        {"sport": "unknown"},
        {"sport": "generic"},
    ],
)
def test_these_are_the_same_run(changes: dict[str, Any]) -> None:
    other = recording("b", **changes)
    assert same_run(A, other)
    assert same_run(other, A)


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": A.sha256, "start_s": 1_003_600.0},  # the next leg of one file
        {"sport": "cycling"},
        {"start_s": 1_000_000 + 740.0},  # 2,860 s of 3,600 s shared: 0.794
        {"start_s": 1_000_000 + 3600.0},  # the cool-down right behind
        {"distance_m": 7_900.0},  # slower by 21 %
    ],
)
def test_these_are_not(changes: dict[str, Any]) -> None:
    other = recording("b", **changes)
    assert not same_run(A, other)
    assert not same_run(other, A)


@pytest.mark.parametrize(
    "poorer",
    [
        {"hr_s": 0.0, "known": 11},  # a telephone without heart rate
        {"hr_s": 3000.0},
        {"duration_s": 1800.0, "elapsed_s": 1800.0, "hr_s": 1700.0, "distance_m": 5000.0},
        {"salvaged": True, "known": 11},
        {"known": 4},  # the same samples from an export that left things out
        {"hr_s": 3399.0},
    ],
)
def test_the_richer_one_counts(poorer: dict[str, Any]) -> None:
    other = recording("b", **poorer)
    assert kept_ids([A, other]) == kept_ids([other, A]) == {"a": "a", "b": "a"}


def test_a_strap_counts_before_a_wrist_that_heard_a_little_longer() -> None:
    strap = recording("b", hr_s=3100.0, chest=True)
    assert kept_ids([A, strap]) == {"a": "b", "b": "b"}


def test_two_runs_are_not_glued_by_one_long_poor_recording_over_both() -> None:
    first = recording("a", elapsed_s=1800.0, distance_m=5000.0)
    second = recording("b", start_s=1_001_900.0, elapsed_s=1800.0, distance_m=5000.0)
    over_both = recording("c", elapsed_s=3700.0, hr_s=0.0, distance_m=10_000.0)
    assert kept_ids([first, second, over_both]) == {"a": "a", "b": "b", "c": "b"}


def test_one_rich_recording_stands_for_both_halves_of_a_watch_that_was_stopped() -> None:
    first = recording("a", elapsed_s=1800.0, duration_s=1800.0, hr_s=1700.0, distance_m=5000.0)
    second = replace(first, id="b", sha256="b", start_s=1_001_800.0)
    whole = recording("c")
    assert set(kept_ids([first, second, whole]).values()) == {"c"}


ANY = st.builds(
    recording,
    name=st.text("0123456789abcdef", min_size=4, max_size=4),
    start_s=st.integers(0, 20).map(lambda n: n * 300.0),
    elapsed_s=st.sampled_from([0.0, 300.0, 600.0, 3600.0, 7200.0, 200_000.0]),
    sport=st.sampled_from(["running", "cycling", "unknown"]),
    distance_m=st.sampled_from([None, 0.0, 1000.0, 10_000.0]),
    hr_s=st.sampled_from([0.0, 500.0, 3400.0]),
    chest=st.booleans(),
    duration_s=st.sampled_from([3500.0, 3500.9, 3501.5, 3503.0]),
    hr_mean_bpm=st.sampled_from([None, 141.27]),
    hr_max_bpm=st.just(163.0),
)


@given(st.lists(ANY, max_size=12, unique_by=lambda one: one.id), st.randoms())
def test_the_answer_is_the_slow_obvious_one_in_any_order(
    recordings: list[Recording], chance: Any
) -> None:
    expected: dict[str, str] = {}
    kept: list[Recording] = []
    for one in sorted(recordings, key=lambda found: found.richness, reverse=True):
        richer = [other for other in kept if same_run(other, one)]
        expected[one.id] = richer[0].id if richer else one.id
        if not richer:
            kept.append(one)
    shuffled = chance.sample(recordings, len(recordings))
    assert kept_ids(shuffled) == expected
    together = not_alone(
        [
            Extent(one.id, one.start_s, one.elapsed_s, one.duration_s, one.distance_m)
            for one in shuffled
        ]
    )
    alone = {one.id: one.id for one in recordings if one.id not in together}
    assert alone | kept_ids([one for one in shuffled if one.id in together]) == expected


def test_runs_of_one_length_or_that_share_a_moment_are_not_alone() -> None:
    long, short = (Extent("long", 0.0, 7200.0, 7000.0, None), Extent("a", 60.0, 60.0, 60.0, 200.0))
    after, again = (Extent("b", 7200.0, 0.0, 9.0, 90.0), Extent("c", 9e6, 61.0, 61.9, 199.0))
    other = Extent("d", 9e7, 61.0, 61.9, 198.0)
    assert not_alone([]) == set()
    assert not_alone([long, after, other]) == set()
    assert not_alone([after, short, long]) == {"long", "a"}
    assert not_alone([short, after, again]) == {"a", "c"}
    assert not_alone([short, other, again]) == {"a", "c", "d"}


BEATS = {"hr_mean_bpm": 141.27, "hr_max_bpm": 163.0}


@pytest.mark.parametrize("hours", [-14, -1, 1, 2, 9])
def test_local_time_written_as_utc_is_one_run(hours: int) -> None:
    one = recording("a", **BEATS)
    copy = recording("b", start_s=1_000_000.0 + 3600 * hours, **BEATS)
    assert same_run(one, copy)
    assert len(set(kept_ids([one, copy]).values())) == 1
    assert kept_ids([one, copy]) == kept_ids([copy, one])


def test_of_such_copies_the_one_that_knows_its_offset_counts() -> None:
    one, copy = recording("a", **BEATS), recording("b", start_s=1_003_600.0, known=6, **BEATS)
    assert set(kept_ids([one, copy]).values()) == {"b"}


@pytest.mark.parametrize(
    "changes",
    [
        {"start_s": 1_000_000.0 + 15 * 3600},  # no time zone is so far away
        {"start_s": 1_000_000.0 + 1.5 * 3600},
        {"start_s": 1_000_000.0 + 7200 + 30},
        {"start_s": 1_007_200.0, "duration_s": 3502.0},
        {"start_s": 1_007_200.0, "distance_m": 10_002.0},
        {"start_s": 1_007_200.0, "hr_mean_bpm": 141.4},
        {"start_s": 1_007_200.0, "hr_max_bpm": 164.0},
        {"start_s": 1_007_200.0, "hr_mean_bpm": None, "hr_max_bpm": None},
        {"start_s": 1_007_200.0, "distance_m": None},
        {"start_s": 1_007_200.0, "sport": "cycling"},
    ],
)
def test_two_runs_of_a_day_that_are_nearly_alike_are_two(changes: dict[str, Any]) -> None:
    one, other = recording("a", **BEATS), recording("b", **(BEATS | changes))
    assert not same_run(one, other)
    assert len(set(kept_ids([one, other]).values())) == 2


def test_laps_of_one_file_an_hour_apart_are_no_copies() -> None:
    one = recording("a", **BEATS)
    leg = recording("b", sha256=one.sha256, start_s=1_007_200.0, **BEATS)
    assert not same_run(one, leg)


WRIST = {"hr_s": 2000.0}
STRAP = {"hr_s": 2000.0, "chest": True}


@pytest.mark.parametrize(
    ("base", "other", "gives"),
    [
        # A strap's instead of the wrist's, if it heard a quarter as long.
        (WRIST, STRAP | {"hr_s": 500.0}, True),
        (WRIST, STRAP | {"hr_s": 499.0}, False),
        (STRAP, WRIST | {"hr_s": 3400.0}, False),
        (STRAP | {"hr_s": 1.0}, WRIST, False),
        # Of somebody who has any where it has none.
        (WRIST | {"hr_s": 0.0}, WRIST | {"hr_s": 1.0}, True),
        (WRIST | {"hr_s": 0.0}, WRIST | {"hr_s": 0.0}, False),
        (STRAP | {"hr_s": 0.0}, WRIST, True),
        # Of who has a quarter more.
        (WRIST, WRIST | {"hr_s": 2500.0}, True),
        (WRIST, WRIST | {"hr_s": 2499.0}, False),
        (STRAP, STRAP | {"hr_s": 2500.0}, True),
        # A track gives a watch file heart rate only where that has none; another track as above.
        (WRIST, STRAP | {"track": True}, False),
        (WRIST, WRIST | {"hr_s": 3400.0, "track": True}, False),
        (WRIST | {"hr_s": 0.0}, WRIST | {"track": True}, True),
        (WRIST | {"track": True}, WRIST | {"hr_s": 3400.0, "track": True}, True),
        (WRIST | {"track": True}, STRAP, True),
    ],
)
def test_heart_rate_is_taken_from_who_heard_better(
    base: dict[str, Any], other: dict[str, Any], *, gives: bool
) -> None:
    donor = recording("b", **other)
    assert heart_donor(recording("a", **base), [donor]) == (donor if gives else None)


def test_of_two_who_heard_better_a_strap_gives() -> None:
    base, wrist = recording("a", hr_s=1000.0), recording("b", hr_s=3400.0)
    strap = recording("c", hr_s=1000.0, chest=True, track=False, duration_s=900.0)
    for others in ([wrist, strap], [strap, wrist]):
        assert heart_donor(base, others) is strap
    assert heart_donor(base, []) is None
