"""Whatever a runner writes under ``[limits]``, the checks answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.made_athletes import athlete, run, said

from ingest.wellness import WellnessDay
from planner.flags.checks import LIMITS
from planner.flags.standing import standing_flags
from planner.profile.limits import Limits
from planner.profile.model import Profile
from reports.documents.flags import flags_document

TODAY = date(2026, 5, 20)


@cache
def person():
    """Someone of whom every check has something to look at."""
    days = [TODAY - timedelta(days=back) for back in range(120)]
    runs = [
        run(
            day,
            km=5 + number % 7,
            kind="anaerobic" if number % 3 else "aerobic",
            aerobic=0.5 if number % 3 else 1.0,
            decoupling_frac=0.01 * (number % 9),
            ascent_m=30.0 * (number % 5),
            cadence_mean_spm=170.0,
            stance_balance_mean_percent=50.0,
            hr_coverage_frac=0.7,
        )
        for number, day in enumerate(days[::2])
    ]
    diary = [said(day, "stress", score=float(n % 9)) for n, day in enumerate(days[:60])]
    diary += [
        said(day, kind, score=float(number % 7), place="soleus", side="left")
        for number, day in enumerate(days[:60])
        for kind in ("pain", "tenderness")
    ]
    diary += [said(days[5], "illness", values={"fever": True, "over": False})]
    diary += [said(day, "strength", values={"exercise": "squat"}) for day in days[::3]]
    wellness = [WellnessDay(day=day, rhr_bpm=50 + number % 9) for number, day in enumerate(days)]
    return athlete(TODAY, runs, diary=diary, wellness=sorted(wellness, key=lambda one: one.day))


def flags_under(own: dict[str, float]):
    changed = replace(person(), profile=Profile(limits=Limits(own=own)))
    return flags_document(standing_flags(changed), TODAY)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.key)
@pytest.mark.parametrize("value", [-1e9, -1.0, 0.0, 0.5, 1e9])
def test_each_limit_at_its_worst(limit, value):
    flags_under({limit.key: value})


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([limit.key for limit in LIMITS]),
        st.floats(-1e9, 1e9) | st.integers(-3, 60).map(float),
        max_size=12,
    )
)
def test_any_limits_together(own):
    for flag in flags_under(own):
        assert flag["severity"] in {"note", "watch", "act", "stop"}
