"""What flags together do to a week."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from support.made_athletes import athlete, said

from planner.flags import standing_flags
from planner.flags.effects import effects_of
from planner.flags.model import EFFECTS, PlanEffect

DAY = date(2026, 5, 20)


def test_every_effect_has_its_words():
    assert set(EFFECTS) == set(get_args(PlanEffect))


@pytest.mark.parametrize(
    ("score", "growth", "quality", "easier", "run"),
    [(3, True, True, False, True), (4, False, False, False, True), (6, False, False, True, False)],
)
def test_pain_holds_then_stops(score, growth, quality, easier, run):
    effects = effects_of(standing_flags(athlete(DAY, diary=[said(DAY, "pain", score=score)])))
    assert effects.no_growth is not growth
    assert effects.no_quality is not quality
    assert effects.easier is easier
    assert effects.no_run is not run
