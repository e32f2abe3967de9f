"""One way to write each thing: expected texts worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from planner.flags.model import Evidence
from planner.week.model import Dose, Run
from reports import words
from reports.words import Units

METRIC, IMPERIAL = Units(), Units(system="imperial")
TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("seconds", "said", "column", "exact"),
    [
        (2700, "45 min", "0:45", "0:45:00"),
        (3599, "1 h 00 min", "1:00", "0:59:59"),
        (3909, "1 h 05 min", "1:05", "1:05:09"),
    ],
)
def test_durations(seconds, said, column, exact):
    assert words.duration(seconds) == said
    assert words.h_mm(seconds) == column
    assert words.hours(seconds) == f"{column} h"
    assert words.h_mm_ss(seconds) == exact


@pytest.mark.parametrize(
    ("frac", "whole", "tenth"),
    [
        (None, "-", "-"),
        (0.0, "0 %", "0.0 %"),
        (0.004, "under 1 %", "0.4 %"),
        (0.8999, "89 %", "89.9 %"),
        (1.0, "100 %", "100.0 %"),
    ],
)
def test_shares_are_cut(frac, whole, tenth):
    assert words.share(frac) == whole
    assert words.share_exact(frac) == tenth


def test_a_limit_is_said_as_it_was_set():
    assert words.limit(0.925) == "92.5 %"
    assert words.limit(0.29) == "29 %"


def test_changes_have_a_sign_and_are_rounded():
    assert words.change(0.0306) == "+3.1 %"
    assert words.change(-0.0306) == "-3.1 %"
    assert words.change(None) == "-"


def test_days():
    assert words.day(TODAY) == "Wed 20 May"
    assert words.day_near(TODAY, date(2026, 1, 1)) == "Wed 20 May"
    assert words.day_near(TODAY, date(2027, 1, 1)) == "Wed 20 May 2026"
    assert words.long_day(TODAY) == "Wednesday 20 May 2026"


def test_measures_in_both_systems():
    """A mile is 1609.344 m, a foot 0.3048 m, a yard 0.9144 m."""
    assert (METRIC.distance(8046.72), IMPERIAL.distance(8046.72)) == ("8.0 km", "5.0 mi")
    assert (METRIC.height(304.8), IMPERIAL.height(304.8)) == ("305 m", "1000 ft")
    # 2.5 m/s: 400 s a kilometre; 400 * 1.609344 = 643.7 s a mile.
    assert (METRIC.pace(2.5), IMPERIAL.pace(2.5)) == ("6:40 /km", "10:44 /mi")
    assert (METRIC.temperature(20.0), IMPERIAL.temperature(20.0)) == ("20 °C", "68 °F")
    # 10 m a kilometre: 32.81 ft for 0.6214 mi, 52.8 ft a mile.
    assert METRIC.climb(10.0) == 10.0
    assert IMPERIAL.climb(10.0) == pytest.approx(52.8)
    assert (METRIC.climb_unit, IMPERIAL.climb_unit) == ("m/km", "ft/mi")
    assert METRIC.efficiency(1.8288) == "1.83 m/min per bpm"
    assert IMPERIAL.efficiency(1.8288) == "2.00 yd/min per bpm"


def number(**parts):
    given = {"what": "it", "value": 1.0, "unit": "1", "baseline": None, "limit": None, "days": ()}
    return Evidence(**(given | parts))


@pytest.mark.parametrize(
    ("parts", "metric", "imperial"),
    [
        ({"value": 1.456, "baseline": 1.0, "limit": 1.1}, "it: 1.46 (usually 1, limit 1.1)", None),
        ({"value": 0.8999, "measure": "share", "limit": 0.9}, "it: 89.9 % (limit 90.0 %)", None),
        ({"value": 0.0431, "measure": "change"}, "it: +4.3 %", None),
        ({"value": 12070.08, "unit": "m", "measure": "distance"}, "it: 12.1 km", "it: 7.5 mi"),
        ({"value": 609.6, "unit": "m", "measure": "height"}, "it: 610 m", "it: 2000 ft"),
        ({"value": 2.5, "unit": "m/s", "measure": "speed"}, "it: 6:40 /km", "it: 10:44 /mi"),
        ({"value": 4.0, "unit": "0-10"}, "it: 4/10", None),
        ({"value": 1234.4, "unit": "HRSS"}, "it: 1,234 HRSS", None),
        ({"value": None}, "it", None),
        ({"value": 3.0, "unit": "d", "days": (TODAY,)}, "it: 3 d, Wed 20 May", None),
        (
            {"value": 3.0, "unit": "d", "days": (date(2025, 12, 30), TODAY)},
            "it: 3 d, 2 days from Tue 30 Dec 2025 to Wed 20 May",
            None,
        ),
    ],
)
def test_evidence(parts, metric, imperial):
    assert words.evidence(number(**parts), METRIC, TODAY) == metric
    assert words.evidence(number(**parts), IMPERIAL, TODAY) == (imperial or metric)


def run(kind, metres):
    return Run(
        kind=kind, duration_s=3900, band_bpm=(128, 138), effort="easy",
        distance_m_estimate=metres, warm_up_s=0, cool_down_s=0, why="because",
    )  # fmt: skip


def test_runs():
    assert words.run(run("easy", None)) == "Easy run 1 h 05 min at 128-138 bpm"
    assert words.distance_of(run("easy", 9000.0), METRIC) == "about 9.0 km"
    assert words.distance_of(run("race", 9000.0), IMPERIAL) == "5.6 mi"
    assert words.distance_of(run("race", None), IMPERIAL) == ""


def test_doses():
    assert words.dose(Dose(hold_s=60, sides=2, reps=None, load_kg=None)) == "60 s a side"
    assert words.dose(Dose(hold_s=120, sides=None, reps=None, load_kg=None)) == "2 min"
    assert words.dose(Dose(hold_s=None, sides=2, reps=10, load_kg=8.0)) == "10 a side with 8 kg"


def test_a_side_is_held_against_the_other_and_one_view_is_said_as_that():
    shown = Evidence(
        what="balance", value=30, unit="s", baseline=40, limit=None, days=(), baseline_is="other"
    )
    assert words.evidence(shown, METRIC, TODAY) == "balance: 30 s (other 40 s)"
    assert words.strength("source only") == "one practitioner's view, no trials"
    assert words.strength("weak") == "weak"


@pytest.mark.parametrize(
    ("before_s", "now_s", "said"),
    [
        (356, 398, "42 s /km slower"),
        (398, 356, "42 s /km faster"),
        (364.2, 364.0, ""),
        (355.6, 398.4, "42 s /km slower"),  # shown as 5:56 and 6:38
    ],
)
def test_a_change_of_pace_is_that_of_the_paces_as_shown(
    before_s: float, now_s: float, said: str
) -> None:
    assert Units().pace_change(1000 / before_s, 1000 / now_s) == said
