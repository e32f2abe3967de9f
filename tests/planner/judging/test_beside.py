"""A recording that is far lower than the runner's other runs is doubted; what is higher is not."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from support.made_hearts import treadmill
from support.made_sessions import facts
from support.made_streams import run

from ingest.imports.derive import derive
from planner.judging.judge import judge
from planner.profile.model import Profile, ThresholdEntry

FIRST = date(2026, 3, 1)
AT_150 = Profile(
    birth_date=date(1980, 5, 1), thresholds=(ThresholdEntry(method="entered", value_bpm=150),)
)
USUAL = (138.0, 141.0, 136.0, 143.0, 140.0, 139.0, 144.0, 137.0)
WILD = (120.0, 160.0, 130.0, 150.0, 140.0, 125.0, 155.0, 140.0)


def classes(levels, source="wrist"):
    runs = [
        facts(FIRST + timedelta(days=n), [(3600, 140)], hr_source=source, hr_level_bpm=level)
        for n, level in enumerate(levels)
    ]
    return [one.session_class for one in judge(runs, [r.start_utc.date() for r in runs], AT_150)]


@pytest.mark.parametrize(
    ("before", "level", "source", "doubted"),
    [
        (USUAL, 119.0, "wrist", True),
        (USUAL, 119.0, "unknown", True),
        (USUAL, 121.0, "wrist", False),
        (USUAL, 170.0, "wrist", False),
        (USUAL, 119.0, "chest", False),
        (USUAL, None, "wrist", False),
        (USUAL[1:], 119.0, "wrist", False),  # seven runs say too little
        (WILD, 110.0, "wrist", False),  # three of their standard deviations are 56 bpm
    ],
)
def test_only_what_is_far_lower_than_runs_that_agree(before, level, source, *, doubted):
    *earlier, last = classes((*before, level), source)
    assert set(earlier) == {"aerobic"}
    assert last == ("unknown" if doubted else "aerobic")


def test_a_heart_that_stays_lower_is_believed_again():
    after = classes(USUAL + (115.0,) * 12)[len(USUAL) :]
    assert after[0] == "unknown"
    assert after[-1] == "aerobic"
    assert after == sorted(after, reverse=True)


def test_later_runs_change_nothing():
    levels = (*USUAL, 119.0, *USUAL)
    assert classes(levels)[:9] == classes(levels[:9])


def test_a_wrist_that_reads_low_from_the_first_second_to_the_last():
    """Made-up runs of one heart (another law than the model's), the last 25 bpm too low."""
    made = [treadmill(np.random.default_rng(1)) for _ in range(9)]
    runs = []
    for n, one in enumerate(made):
        off = 25.0 if n == len(made) - 1 else 4.0 * (n % 3 - 1)
        activity = run(one.hr_bpm - off, one.speed_m_s, hr_source="wrist")
        runs.append(derive(activity, sha256=f"{n:064x}", leg=0)[0])
    *before, last = judge(runs, [FIRST + timedelta(days=n) for n in range(9)], AT_150)
    assert last.session_class == "unknown"
    assert "wrong throughout" in last.class_reason
    assert "unknown" not in {one.session_class for one in before}
