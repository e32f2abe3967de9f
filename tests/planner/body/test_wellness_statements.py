"""Statements of a day: by the local midnight, or so much before it."""

from __future__ import annotations

import numpy as np
import pytest

from planner.body.wellness_statements import Statements

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


@pytest.mark.parametrize("local_s", [(), (5,)])
def test_nothing_is_no_day_and_one_statement_is_one(local_s):
    assert by_day(stated(*local_s)) == [(0, [0.0])] * len(local_s)
