"""The one table of threshold methods."""

from __future__ import annotations

from typing import get_args

import pytest

from planner.names import NAMES
from planner.profile.file import parse_profile
from planner.profile.methods import METHODS, STATED
from planner.profile.model import ThresholdMethod


def test_every_method_has_its_row_in_the_order_of_the_rules():
    assert set(METHODS) == set(get_args(ThresholdMethod))
    assert list(METHODS) == [
        "entered",
        "drift_test",
        "dfa_alpha1",
        "maf",
        "lthr",
        "karvonen",
        "hr_max",
        "watch",
    ]
    assert all(method.words and method.source for method in METHODS.values())


@pytest.mark.parametrize("name", METHODS)
def test_a_profile_states_those_that_a_runner_can_state_and_no_other(name):
    text = f'[[thresholds]]\nmethod = "{name}"\nbpm = 150\nsince = 2026-01-31\n'
    if name in STATED:
        (entry,) = parse_profile(text, NAMES, where="profile.toml").thresholds
        assert entry.method == name
    else:
        with pytest.raises(Exception, match="method"):
            parse_profile(text, NAMES, where="profile.toml")
