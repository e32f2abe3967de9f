"""Hills, against arithmetic done by hand and Minetti's own figures."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.session.terrain import climb_and_descent_m, cost_factor, grade


def test_a_hill_up_and_down_again() -> None:
    altitude = np.concatenate((np.full(60, 100.0), np.linspace(100, 150, 300)))
    altitude = np.concatenate((altitude, altitude[::-1]))
    climb, descent = climb_and_descent_m(altitude) or (0.0, 0.0)
    assert climb == pytest.approx(50.0, abs=0.5)
    assert descent == pytest.approx(50.0, abs=0.5)


def test_a_barometers_noise_climbs_nothing() -> None:
    noise = np.random.default_rng(3).normal(0.0, 0.4, 3600)
    assert climb_and_descent_m(100 + noise) == (0.0, 0.0)


@pytest.mark.parametrize("known", [0, 1])
def test_without_altitude_climb_is_unknown(known: int) -> None:
    altitude = np.full(100, np.nan)
    altitude[:known] = 100.0
    assert climb_and_descent_m(altitude) is None


def test_missing_altitude_is_bridged() -> None:
    altitude = np.linspace(100.0, 160.0, 600)
    altitude[200:300] = np.nan
    climb, descent = climb_and_descent_m(altitude) or (0.0, 0.0)
    assert climb == pytest.approx(60.0, abs=0.5)
    assert descent == 0.0


def test_grade_is_rise_over_run() -> None:
    distance = np.arange(0.0, 1500.0, 2.5)
    slope = grade(50 + 0.06 * distance, distance)
    np.testing.assert_allclose(slope[30:-30], 0.06, atol=1e-3)


def test_grade_without_evidence_is_flat() -> None:
    nothing = np.full(600, np.nan)
    assert not grade(nothing, np.arange(600.0)).any()
    assert not grade(np.arange(600.0), nothing).any()
    assert not grade(np.arange(600.0), np.zeros(600)).any()  # climbing on the spot: a lift


@pytest.mark.parametrize(
    ("slope", "joule_per_kg_m"),
    # The polynomial term by term; i = 0.1: 3.6 + 1.95 + 0.463 - 0.0433 - 0.00304 + 0.001554.
    [(0.0, 3.6), (0.1, 5.968214), (-0.1, 2.151706), (0.45, 19.426015), (-0.2, 1.800032)],
)
def test_cost_of_running_on_a_slope(slope: float, joule_per_kg_m: float) -> None:
    assert cost_factor(np.array([slope]))[0] * 3.6 == pytest.approx(joule_per_kg_m, abs=5e-4)


def test_beyond_the_measured_slopes_the_cost_stays() -> None:
    steep = cost_factor(np.array([0.45, 0.9, -0.45, -2.0]))
    assert steep[0] == steep[1]
    assert steep[2] == steep[3]
