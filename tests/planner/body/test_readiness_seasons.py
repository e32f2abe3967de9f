"""What readiness does on made-up half-years, forty of a kind: the figures of docs/rules.md 5.8."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.made_mornings import SHIFTS, mornings

from planner.body.readiness import LOOK_DAYS, readiness_on

SEEDS = range(40)


def test_a_steady_half_year_is_told_little():
    """One marker at a fifth of looks, two at hardly any, and nobody is sent two days off."""
    levels = [
        readiness_on(half_year.known, day).level
        for half_year in (mornings("steady", seed) for seed in SEEDS)
        for day in half_year.days()
        if day.weekday() in LOOK_DAYS
    ]
    assert sum(level >= 1 for level in levels) / len(levels) == pytest.approx(0.22, abs=0.05)
    assert sum(level >= 2 for level in levels) / len(levels) <= 0.01
    assert max(levels) < 3


# The share of forty that had reached a level so many days after the stretch began. A mean of seven
# days follows slowly: four days are few for it.
REACHED = {
    "illness": {(1, 4): 0.70, (1, 8): 1.00, (2, 8): 0.85, (3, 12): 0.50},
    "overreaching": {(1, 4): 0.33, (1, 12): 1.00, (2, 12): 0.73, (3, 21): 1.00},
    "hard life": {(1, 4): 0.58, (1, 8): 1.00, (2, 8): 0.63, (3, 12): 0.58},
}


@pytest.mark.parametrize("kind", SHIFTS)
def test_how_soon_a_bad_stretch_is_answered(kind):
    told = []
    for half_year in (mornings(kind, seed) for seed in SEEDS):
        days = [half_year.onset + timedelta(days=n) for n in range(1, 22)]
        looks = [day for day in days if day.weekday() in LOOK_DAYS]
        told.append(
            {(d - half_year.onset).days: readiness_on(half_year.known, d).level for d in looks}
        )
    for (level, days), share in REACHED[kind].items():
        reached = [any(found >= level for n, found in one.items() if n <= days) for one in told]
        assert sum(reached) / len(reached) == pytest.approx(share, abs=0.1), (level, days)
