"""The drift map: bins of five beats, four runs, every one below passing too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.made_drift import sessions_of
from support.made_sessions import facts
from support.made_weeks import athlete

from planner.profile.model import Dated, Profile
from planner.thresholds.drift_map import drift_map, drift_map_on

DAY = date(2026, 5, 18)


def sessions(*stretches, days=2):
    """Return runs of the last weeks: (bpm, drift an hour), the last two days ago."""
    return athlete(
        Profile(),
        runs=[
            facts(
                DAY - timedelta(days=days * (len(stretches) - n)),
                [(3600, round(bpm))],
                drift_s=3000.0,
                drift_hr_bpm=float(bpm),
                drift_hour_frac=frac,
            )
            for n, (bpm, frac) in enumerate(stretches)
        ],
        today=DAY,
    ).sessions


def told(*stretches, **more):
    found = drift_map(sessions(*stretches), DAY, **more)
    return found.supported_bpm, found.failed_bpm


GOOD, BAD = 0.03, 0.08


@pytest.mark.parametrize(
    ("stretches", "supported", "failed"),
    [
        ([(148, GOOD)] * 3, None, None),  # three runs say nothing
        ([(148, GOOD)] * 4, 150, None),
        ([(150, GOOD)] * 4, 150, None),  # the upper edge belongs to its bin
        ([(150.1, GOOD)] * 4, 155, None),
        ([(148, 0.05)] * 4, 150, None),
        ([(148, 0.051)] * 4, None, 145),
        ([(148, GOOD), (148, GOOD), (148, BAD), (148, BAD)], None, 145),  # median 5.5 %
        ([(148, GOOD)] * 4 + [(153, GOOD)] * 4 + [(158, BAD)] * 4, 155, 155),
        ([(148, BAD)] * 4 + [(153, GOOD)] * 4, None, 145),  # every bin below passes too
        ([(148, BAD)] * 3 + [(153, GOOD)] * 4, 155, None),  # three runs say nothing below either
        ([(148, GOOD)] * 4 + [(158, GOOD)] * 4, 160, None),  # bins not run say nothing
        ([(148, GOOD)] * 4 + [(153.7, BAD)] * 2 + [(158, BAD)] * 2, 150, 153),  # four together
        ([(148, GOOD)] * 4 + [(153, BAD)] * 2 + [(158, BAD)], 150, None),
        ([(148, GOOD)] * 4 + [(153, GOOD)] * 2 + [(158, BAD)] * 2, 150, 153),  # median 5.5 %
        # The threshold lies inside the step that passes: from 149 on four of five drift.
        ([(146, GOOD)] * 3 + [(149, BAD)] * 2 + [(152, BAD)] * 2, 150, 149),
        ([(146, GOOD)] * 4 + [(149, BAD)] * 2 + [(152, BAD)], 150, None),  # three
        # Not below the last step that passes, whatever the runs above make of it together.
        ([(144, GOOD)] * 4 + [(148, GOOD)] * 4 + [(152, BAD)] * 3, 150, None),
        # What failed lies above what passed as well.
        ([(148, GOOD)] * 4 + [(153, GOOD)] * 3 + [(163, BAD)] * 3 + [(168, BAD)], 150, 163),
        ([(148, GOOD)] * 4 + [(153, GOOD)] * 3 + [(158, BAD)] * 2, 150, None),
        ([(153, BAD)] * 2 + [(158, BAD)] * 2, None, None),  # above what, if nothing is supported?
    ],
)
def test_what_is_supported(stretches, supported, failed):
    assert told(*stretches) == (supported, failed)


def test_nothing_above_the_threshold_is_supported():
    high = [(172, GOOD)] * 4
    assert told(*high) == (175, None)
    assert told(*high, lthr_bpm=186) == (165, None)  # 0.89 x 186 = 165.5


def test_the_threshold_of_the_runner_stands_before_the_watchs():
    high = sessions(*[(172, GOOD)] * 4)
    assert drift_map_on(high, Profile(lthr=(Dated(value=180.0),)), DAY).supported_bpm == 160


def test_eight_weeks_count():
    old = [(148, GOOD)] * 4
    assert drift_map(sessions(*old, days=14), DAY).supported_bpm is None  # the first is 56 days ago
    assert drift_map(sessions(*old, days=13), DAY).supported_bpm == 150


def test_runs_much_warmer_than_usual_are_left_out():
    """Five of 18 C and four warmer ones: those over 26 C are left out."""
    cool, warm = sessions(*[(148, GOOD)] * 5), sessions(*[(148, BAD)] * 4)

    def supported(warm_c):
        both = [(one, 18.0) for one in cool] + [(one, warm_c) for one in warm]
        made = [
            replace(one, facts=replace(one.facts, temperature_mean_c=warmth))
            for one, warmth in both
        ]
        return drift_map(sorted(made, key=lambda one: one.local_date), DAY)

    assert len(supported(26.1).stretches) == 5
    assert len(supported(26.0).stretches) == 9
    assert len(supported(None).stretches) == 9  # unknown is no reason


def test_how_many_stayed_within_the_limit():
    found = drift_map(sessions(*[(148, GOOD)] * 3, (148, BAD), (158, BAD)), DAY)
    assert (found.within, found.counted, len(found.stretches)) == (3, 4, 5)


@pytest.mark.parametrize("kind", ["flat", "hilly", "hot", "noisy"])
@pytest.mark.parametrize("threshold_bpm", [137.0, 151.0])
def test_a_threshold_that_is_known_is_found(kind, threshold_bpm):
    """Runs of twelve weeks whose drift passes 5 % an hour at it; a step of the map is 5 beats."""
    made = sessions_of(kind, 3, threshold_bpm=threshold_bpm, weeks=12, today=DAY)
    found = drift_map(made, DAY)
    assert len(found.stretches) >= (16 if kind == "hot" else 24)  # the hot days are left out
    assert abs(found.supported_bpm - threshold_bpm) <= 8
