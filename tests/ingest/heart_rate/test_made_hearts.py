"""What is sound in mountains, in heat and on a treadmill is kept; bad sensors are found."""

from __future__ import annotations

import pytest
from support.made_hearts import FAULTY, SOUND, shares

SEEDS = 4


@pytest.mark.parametrize("kind", SOUND, ids=lambda one: one.__name__)
def test_what_is_sound_is_kept(kind):
    _, thrown = shares(kind, SEEDS)
    assert thrown <= 0.005


@pytest.mark.parametrize("kind", FAULTY, ids=lambda one: one.__name__)
def test_what_is_wrong_is_found(kind):
    found, thrown = shares(kind, SEEDS)
    assert found >= 0.95
    assert thrown <= 0.005  # the edges of a stretch
