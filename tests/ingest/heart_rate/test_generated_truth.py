"""Seasons whose faults are known to the second: nearly all found, nearly nothing else thrown."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ingest.heart_rate import Reason, clean
from reports.demo.seasons import season

LAST_DAY = date(2026, 5, 17)
BELIEVED = (Reason.CLEAN, Reason.HELD)


@pytest.mark.parametrize("seed", [1, 7])
def test_the_season_of_bad_heart_rate(seed: int) -> None:
    made = season("bad_heart_rate", seed=seed, last_day=LAST_DAY)
    found = wrong = thrown = rest = 0
    for activity, truth in zip(made.activities, made.truth.runs, strict=True):
        heart = clean(
            activity.stream, activity.pauses_s, hr_source=activity.hr_source, sport=activity.sport
        )
        out = ~np.isin(heart.reason, BELIEVED)
        fault = np.zeros(len(out), np.bool_)
        for part in truth.faults:
            fault[part.start_s : part.end_s] = True
        found += (fault & out).sum()
        wrong += fault.sum()
        thrown += (~fault & out).sum()
        rest += (~fault).sum()
    assert found / wrong >= 0.9
    assert thrown / rest <= 0.01


@pytest.mark.parametrize("name", ["steady", "too_hard", "spike"])
def test_sound_seasons_stay_whole(name: str) -> None:
    made = season(name, last_day=LAST_DAY)
    hearts = [
        clean(a.stream, a.pauses_s, hr_source=a.hr_source, sport=a.sport) for a in made.activities
    ]
    seconds = sum(len(a.stream) for a in made.activities)
    assert sum(heart.excluded_s + heart.repaired_s for heart in hearts) <= 0.001 * seconds
