"""Times of records, events and beats at the edges of what docs/reading.md says of them."""

from __future__ import annotations

import math
import random
from itertools import combinations, pairwise

import numpy as np
import pytest
from support import fit_bytes as fb

from ingest.fit import read_fit
from ingest.fit.salvage import longest_rise, trusted
from ingest.fit.strap import StrapBeats, heart_rate_at
from ingest.fit.timer import clip_pauses, gap_pauses

EVENT = [fb.Field(253, fb.UINT32), fb.Field(0, fb.ENUM), fb.Field(1, fb.ENUM)]
HOUR, DAY = 3600, 86_400


def recorded(*times: int, lasted_s: int) -> tuple[list[int], list[str]]:
    """Return the seconds that are kept of records at these, and the codes of the notes."""
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    for at in times:
        fit.data(1, fb.START + at, 120, 0, 3000)
    (activity,) = read_fit(fb.session(fit, fb.START, lasted_s).build()).activities
    first = round(activity.start_utc.timestamp()) - fb.START - 631_065_600
    return [first + round(at) for at in activity.stream.t_s], [one.code for one in activity.notes]


@pytest.mark.parametrize(
    ("times", "lasted_s", "kept"),
    [
        ((*range(60), 89), 60, 61),  # a gap of 30 s is none
        ((*range(60), 90), 60, 60),
        ((*range(60), 90), 79, 60),  # ten seconds off the session's end are at it
        ((*range(60), 90), 80, 61),
        ((*range(60), *range(500, 509)), 60, 60),  # nine are a few
        ((*range(60), *range(500, 510)), 60, 70),  # ten are a recording
        ((*range(9), *range(500, 560)), 560, 69),  # the session covers them
        ((*range(9), 500), 8, 10),  # of so few none is the rule
    ],
)
def test_records_apart_from_the_others_at_an_end(times, lasted_s: int, kept: int) -> None:
    seconds, notes = recorded(*times, lasted_s=lasted_s)

    assert seconds == list(times)[:kept]
    assert ("wild_times" in notes) == (kept < len(times))


@pytest.mark.parametrize(
    ("records", "wrong", "dropped"),
    [(100, 10, 10), (100, 11, 0), (300, 15, 15), (300, 16, 0)],
)
def test_few_times_out_of_order_are_dropped(records: int, wrong: int, dropped: int) -> None:
    """Ten, or a twentieth of all; each leaps 400 s ahead and the next one is back."""
    at = {5 * place + 6 for place in range(wrong)}
    times = [400 + place if place in at else place for place in range(records)]
    times += [records + 500]
    _, notes = recorded(*times, lasted_s=records + 500)

    assert ("wild_times" in notes) == bool(dropped)


@pytest.mark.parametrize(("leap", "kept"), [(10, 61), (11, 60)])
def test_ten_seconds_out_of_order_are_nothing(leap: int, kept: int) -> None:
    seconds, _ = recorded(*range(30), 29 + leap, *range(30, 60), lasted_s=60)
    assert len(seconds) == len({*range(60), 29 + leap} if kept == 61 else range(60))


def clock_set(leap: int, *, first: int = 900, rest: int = 1800, gap: int = 5) -> list[str]:
    """Return notes of a recording whose clock leaps after its first records, the timer running."""
    fit = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS).define(2, 21, EVENT)
    fit.data(2, fb.START - leap, 0, 0)
    for number in range(first + rest):
        late = number >= first
        fit.data(1, fb.START + number + (gap - 1 if late else -leap), 130, 280 * number, 2800)
    end, timer = fb.START + first + rest + gap - 2, first + rest + gap - 2
    fit.data(2, end, 0, 4)
    fit.define(3, 18, fb.SESSION_FIELDS)
    fit.data(3, end, fb.START - leap, timer * 1000, timer * 1000, 756_000, 1, 0, 130)
    (activity,) = read_fit(fit.build()).activities
    return [one.text for one in activity.notes if one.code == "clock_step"]


@pytest.mark.parametrize(
    ("leap", "size"),
    [
        (595, None),  # with the gap of 5 s ten minutes: a gap
        (596, "0.2 hours"),
        (-65, None),  # a minute back
        (-66, "66 s"),
        (-150, "150 s"),
        (-180, "0.1 hours"),
        (5 * HOUR, "5.0 hours"),
        (-HOUR // 2, "0.5 hours"),
        (DAY, "1 days"),
        (7 * DAY, "7 days"),
        (20 * DAY + 6 * HOUR, "20 days and 6.0 hours"),
    ],
)
def test_a_clock_set_anew_is_told_by_its_size(leap: int, size: str | None) -> None:
    told = f"The watch set its clock during the recording, by {size}; the time before was moved."
    assert clock_set(leap, first=300, rest=600) == ([told] if size else [])


@pytest.mark.parametrize(
    ("first", "rest", "told"), [(10, 60, 1), (9, 60, 0), (60, 10, 1), (60, 9, 0)]
)
def test_ten_records_on_either_side_make_a_clock(first: int, rest: int, told: int) -> None:
    assert len(clock_set(DAY, first=first, rest=rest)) == told


@pytest.mark.parametrize("case", range(40))
def test_the_longest_rise_is_as_long_as_any(case: int) -> None:
    chance = random.Random(case)  # noqa: S311 - of a test
    values = [float(chance.randrange(8)) for _ in range(chance.randrange(1, 11))]
    rises = (
        rows
        for size in range(1, len(values) + 1)
        for rows in combinations(range(len(values)), size)
        if all(values[a] <= values[b] for a, b in pairwise(rows))
    )

    found = longest_rise(values)

    assert len(found) == max(map(len, rises))
    assert found == sorted(found)
    assert [values[row] for row in found] == sorted(values[row] for row in found)


def test_a_time_of_another_day_than_the_middle_one_is_not_trusted() -> None:
    middle = 1_000_000_000.0
    times = np.array([5.0, middle - DAY - 1, middle - DAY, middle, middle + DAY, middle + DAY + 1])
    times = np.insert(times, 4, [middle, middle])

    assert trusted(times).tolist() == [False, False, True, True, True, True, True, False]


@pytest.mark.parametrize("case", range(40))
def test_a_straps_heart_rate_is_the_mean_of_the_beats_since_the_sample_before(case: int) -> None:
    """Or of the last three seconds; without a beat the last one's, if it is no older than that."""
    chance = random.Random(case)  # noqa: S311 - of a test
    beats = sorted(chance.randrange(80) / 2 for _ in range(chance.randrange(12)))
    bpm = [float(chance.randrange(40, 200)) for _ in beats]
    samples = sorted({float(chance.randrange(45)) for _ in range(chance.randrange(1, 15))})
    expected = []
    for place, at in enumerate(samples):
        since = max(at - 3, samples[place - 1] if place else -math.inf)
        new = [rate for beat, rate in zip(beats, bpm, strict=True) if since < beat <= at]
        old = [rate for beat, rate in zip(beats, bpm, strict=True) if at - 3 <= beat <= at]
        expected.append(sum(new) / len(new) if new else old[-1] if old else math.nan)

    found = heart_rate_at(StrapBeats(np.array(beats), np.array(bpm)), np.array(samples))

    np.testing.assert_allclose(found, expected)


def test_a_gap_of_more_than_30_s_is_a_pause() -> None:
    gaps = gap_pauses(np.array([0.0, 30.0, 61.0, 62.0, 100.0]))
    assert gaps.tolist() == [[30.0, 61.0], [62.0, 100.0]]


@pytest.mark.parametrize(
    ("pause", "inside"),
    [
        ((0, 90), []),
        ((90, 100), []),
        ((90, 101), [[0, 1]]),
        ((120, 130), [[20, 30]]),
        ((150, math.inf), [[50, 100]]),
        ((200, 300), []),
    ],
)
def test_of_a_pause_that_part_is_kept_that_lies_in_the_session(pause, inside) -> None:
    assert clip_pauses(np.array([pause], float), 100.0, 200.0).tolist() == inside
