"""Each kind of limit says where its figure comes from."""

from __future__ import annotations

import pytest

from planner.profile import limits


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        (limits.own, "own choice"),
        (limits.published, "published"),
        (limits.practitioner, "practitioner"),
        (limits.memory, "memory"),
    ],
)
def test_a_limit_carries_the_strength_of_its_source(kind, tag):
    assert kind("a_key", 1.1, "1", "what it means", "a paper").tag == tag
