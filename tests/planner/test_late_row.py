"""A row whose values are made when they are asked for is, to who asks, a row like any other."""

from __future__ import annotations

import pytest

from planner.late_row import LateRow


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def row(asked: list[int]) -> LateRow[str]:
    def make(number: int) -> str:
        asked.append(number)
        return f"<{number}>"

    return LateRow(make, range(5))


def test_only_what_is_asked_for_is_made_and_once(row: LateRow[str], asked: list[int]) -> None:
    assert len(row) == 5
    assert asked == []
    assert (row[-1], row[4], row[1:][3]) == ("<4>", "<4>", "<4>")
    assert asked == [4]
    assert list(row[3:]) == ["<3>", "<4>"]
    assert next(iter(reversed(row))) == "<4>"
    assert asked == [4, 3]


def test_slices_and_ends_are_those_of_a_tuple(row: LateRow[str]) -> None:
    same = tuple(f"<{n}>" for n in range(5))
    assert row == same
    assert same == row
    assert row != same[:-1]
    assert hash(row) == hash(same)
    for part in (slice(2), slice(-3, None), slice(None, None, -1), slice(9, 2), slice(-99, 3)):
        assert row[part] == same[part]
    with pytest.raises(IndexError):
        row[5]
