"""The one table of kinds of run."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import get_args

from planner.week.kinds import EASED, HARD, KINDS, OWN_DAY, TIRING, clash
from planner.week.model import RunKind


def test_every_kind_has_its_row():
    assert sorted(kind.name for kind in KINDS) == sorted(get_args(RunKind))


def test_what_is_hard_about_each():
    assert {"quality", "race"} == HARD
    assert {"long", "quality", "race"} == TIRING
    assert {"long", "maf_test", "drift_test", "strides", "quality", "race"} == OWN_DAY
    assert EASED == {
        "maf_test": "hold",
        "drift_test": "hold",
        "strides": "no_quality",
        "quality": "no_quality",
    }


def test_a_hard_run_lies_beside_no_other_and_not_beside_the_long_one():
    pairs = combinations_with_replacement(sorted(get_args(RunKind)), 2)
    assert {pair for pair in pairs if clash(*pair)} == {
        ("long", "quality"),
        ("long", "race"),
        ("quality", "quality"),
        ("quality", "race"),
        ("race", "race"),
    }
