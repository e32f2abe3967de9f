"""Steady running: what counts, what is refused and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from support.made_streams import run

from ingest.imports.derive import derive
from ingest.session.steady import drift_frac

if TYPE_CHECKING:
    from ingest.session.facts import SessionFacts

HOUR = 3601


def facts_of(hr: Any = 140.0, **columns: Any) -> SessionFacts:
    bpm = np.array(np.broadcast_to(hr, HOUR), np.float64)
    return derive(run(bpm, **columns), sha256="0" * 64, leg=0)[0]


def test_decoupling_figures_of_two_halves() -> None:
    # RULES 3.2: constant speed with heart rate 5 % up is 4.762 %, not 5.
    halves = np.array([3.0, 3.0]), np.array([140.0, 147.0])
    assert drift_frac(*halves) * 100 == pytest.approx(4.762, abs=5e-4)
    assert drift_frac(np.array([3.0, 2.9]), np.array([140.0, 143.0])) * 100 == pytest.approx(
        5.361, abs=5e-4
    )


def test_falling_heart_rate_is_negative_drift() -> None:
    assert drift_frac(np.array([3.0, 3.0]), np.array([147.0, 140.0])) < 0


UNHEARD = np.where((np.arange(HOUR) >= 1000) & (np.arange(HOUR) < 1200), np.nan, 140.0)
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"sport": "cycling"}, "not a run"),
    ({"pauses_s": np.array([[1500.0, 1561.0]])}, "a pause of 61 s, at most 60 s is steady"),
    ({"hr": UNHEARD}, "clean heart rate for only 93 % of it, 95 % are needed"),
    (
        {
            "hr": 140.0 + np.arange(HOUR) % 2,  # one value throughout would be a flat line
            "speed_m_s": np.where(np.arange(HOUR) // 60 % 2, 2.5, 3.2),
        },
        "speed varied by 12 % from minute to minute, under 10 % is steady",
    ),
    (
        {"speed_m_s": np.where(UNHEARD > 0, 3.0, np.nan)},
        "speed for only 94 % of it, 95 % are needed",
    ),
    (
        {"hr": 140.0 + np.arange(HOUR) % 2, "speed_m_s": np.where(np.arange(HOUR) < 600, 3.0, 0.0)},
        "no running",
    ),
    ({"altitude_m": np.linspace(100, 250, HOUR)}, "a net grade of +1.4 %, at most 1 % is level"),
]


@pytest.mark.parametrize(("changes", "reason"), REFUSED)
def test_decoupling_is_refused_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    facts = facts_of(**changes)
    assert facts.decoupling_frac is None
    assert facts.decoupling_reason == reason


def test_forty_minutes_after_the_first_ten_are_needed() -> None:
    for seconds, enough in ((2999, False), (3002, True)):
        facts, _ = derive(run(np.full(seconds, 140.0)), sha256="0" * 64, leg=0)
        assert (facts.decoupling_frac is not None) == enough


def test_a_pause_of_a_minute_is_allowed() -> None:
    assert facts_of(pauses_s=np.array([[1500.0, 1560.0]])).decoupling_frac is not None


def test_the_first_ten_minutes_and_unsteady_minutes_are_not_steady() -> None:
    speed = np.full(HOUR, 3.0)
    speed[1800:1860] = np.where(np.arange(60) < 30, 2.0, 4.0)
    vectors = facts_of(speed_m_s=speed).vectors
    assert vectors.steady_s[140] == 3000 - 60
    assert vectors.steady_m[140] == pytest.approx(3.0 * (3000 - 60), rel=0.002)


def test_a_minute_after_a_change_of_pace_is_not_steady() -> None:
    # Heart rate follows late: the first minute at the new pace says nothing of it.
    speed = np.concatenate((np.full(1800, 2.5), np.full(HOUR - 1800, 3.5)))
    hr = np.concatenate((np.full(1800, 130.0), np.full(HOUR - 1800, 148.0)))
    vectors = facts_of(hr, speed_m_s=speed).vectors
    assert vectors.steady_s[130] == 1200
    assert vectors.steady_s[148] == 1800 - 60


def test_uphill_steady_running_counts_as_faster_on_the_flat() -> None:
    # 4 % up costs C(0.04)/3.6 = 1.2366 times the flat (Minetti 2002, by hand).
    metres = np.arange(HOUR) * 2.5
    vectors = facts_of(speed_m_s=2.5, altitude_m=100 + 0.04 * metres).vectors
    assert vectors.steady_s[140] >= 2900
    assert vectors.steady_m.sum() / vectors.steady_s.sum() == pytest.approx(2.5 * 1.2366, rel=2e-3)


def test_walking_and_steep_climbing_are_not_steady_running() -> None:
    assert facts_of(speed_m_s=0.9).vectors.steady_s.sum() == 0
    steep = 100 + 0.12 * 2.0 * np.arange(HOUR)
    assert facts_of(speed_m_s=2.0, altitude_m=steep).vectors.steady_s.sum() == 0


def test_efficiency_is_metres_a_minute_per_beat_and_needs_ten_steady_minutes() -> None:
    assert facts_of(125.0, speed_m_s=2.5).efficiency == pytest.approx(2.5 * 60 / 125)
    for seconds, known in ((1199, False), (1200, True)):
        facts, _ = derive(run(np.full(seconds, 140.0)), sha256="0" * 64, leg=0)
        assert (facts.efficiency is not None) == known


def test_a_ride_has_no_aerobic_running_speed() -> None:
    facts = facts_of(sport="cycling", speed_m_s=8.0)
    assert facts.vectors.steady_s.sum() == 0
    assert facts.efficiency is None
