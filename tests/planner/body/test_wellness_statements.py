"""Statements of a day: by the local midnight, or so much before it."""

from __future__ import annotations

from datetime import UTC
from itertools import permutations

import numpy as np
import pytest

from ingest.wellness import FileWellness, Series
from planner.body.wellness_statements import Statements, gathered

DAY_S = 86_400
NOON_S = DAY_S // 2


def stated(*local_s):
    count = len(local_s)
    return Statements(
        at_s=np.arange(count),
        local_s=np.array(local_s),
        value=np.arange(float(count)),
        file=np.zeros(count, np.int64),
        hashes=("a",),
    )


def by_day(statements, **shift):
    return [(day, group.value.tolist()) for day, group in statements.groups(**shift)]


def test_a_day_ends_at_its_midnight():
    assert by_day(stated(10 * DAY_S - 1, 10 * DAY_S, 11 * DAY_S - 1, 11 * DAY_S)) == [
        (9, [0.0]),
        (10, [1.0, 2.0]),
        (11, [3.0]),
    ]


def test_a_night_begins_at_noon():
    said = stated(10 * DAY_S + NOON_S - 1, 10 * DAY_S + NOON_S)
    assert by_day(said, shift_s=NOON_S) == [(10, [0.0]), (11, [1.0])]


def test_a_clock_set_back_over_midnight_makes_no_day_twice():
    said = stated(10 * DAY_S, 9 * DAY_S, 10 * DAY_S + 1, 9 * DAY_S + 1)
    assert by_day(said) == [(9, [1.0, 3.0]), (10, [0.0, 2.0])]
    often = stated(*([10 * DAY_S, 9 * DAY_S] * 40))  # each day keeps the order of time
    assert by_day(often) == [
        (9, [float(number) for number in range(1, 80, 2)]),
        (10, [float(number) for number in range(0, 80, 2)]),
    ]


@pytest.mark.parametrize("local_s", [(), (5,)])
def test_nothing_is_no_day_and_one_statement_is_one(local_s):
    assert by_day(stated(*local_s)) == [(0, [0.0])] * len(local_s)


def of_file(*told, metric="rhr_bpm", offset_s=0):
    """Return what a file states, (second, value) each."""
    at_s, value = zip(*told, strict=True) if told else ((), ())
    series = Series(
        metric=metric,
        utc_offset_s=offset_s,
        at_s=np.array(at_s, np.int64),
        value=np.array(value, np.float64),
    )
    return FileWellness(series=(series,))


FILES = (
    of_file((10, 50), (20, 60), (30, 70), (40, 55)),
    of_file((20, 61), (30, 69), (40, 55)),
    of_file((5, 40), (30, 70), (40, 54)),
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_of_one_instant_the_higher_stands_then_the_first_file(order):
    files = [("abc"[place], FILES[number]) for place, number in enumerate(order)]
    found = gathered(files, "rhr_bpm", UTC)
    told = {}  # by instant: the highest value, and of equals the smallest hash
    for name, wellness in files:
        for at_s, value in zip(wellness.series[0].at_s, wellness.series[0].value, strict=True):
            best = told.get(int(at_s))
            if best is None or value > best[0] or (value == best[0] and name < best[1]):
                told[int(at_s)] = (float(value), name)
    assert found.at_s.tolist() == sorted(told) == [5, 10, 20, 30, 40]
    assert found.value.tolist() == [told[at_s][0] for at_s in sorted(told)]
    assert [found.hashes[file] for file in found.file] == [told[at_s][1] for at_s in sorted(told)]
    assert len(found) == 5


def test_only_one_metric_is_gathered_on_the_clock_of_its_file():
    files = [
        ("a", of_file((100, 1), metric="stress_score")),
        ("b", of_file()),
        ("c", of_file((50, 2), (60, 3), offset_s=3600)),
        ("d", of_file((55, 4), offset_s=-3600)),
    ]
    found = gathered(files, "rhr_bpm", UTC)
    assert found.value.tolist() == [2, 4, 3]
    assert found.local_s.tolist() == [3650, -3545, 3660]
    assert found.sources() == ("c", "d")
    assert len(gathered([], "rhr_bpm", UTC)) == 0
