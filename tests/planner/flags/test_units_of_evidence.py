"""The units in which warnings state their numbers: few, and each with its place in the pages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

FLAGS = Path(__file__).parents[3] / "planner" / "flags"
# "1" is a plain number or a share, "" a word without one.
UNITS = {"", "1", "0-10", "0-100", "d", "min", "h", "m", "m/s", "bpm", "ms", "HRSS", "HRSS/h"}


def units_of(path: Path) -> set[str]:
    """Return every unit that a module writes out."""
    return {
        keyword.value.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "unit" and isinstance(keyword.value, ast.Constant)
    }


@pytest.mark.parametrize("path", sorted(FLAGS.glob("*.py")), ids=lambda path: path.stem)
def test_a_warning_states_its_numbers_in_a_known_unit(path: Path) -> None:
    assert units_of(path) <= UNITS


def test_each_unit_is_used() -> None:
    assert set().union(*map(units_of, FLAGS.glob("*.py"))) == UNITS
