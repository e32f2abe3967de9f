"""What is far from the expected is measured by the scatter of the session itself."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from ingest.heart_rate.misfit import MAD_TO_SD


def test_the_median_distance_is_scaled_to_a_normal_scatter() -> None:
    """Half of a normal distribution lies within its upper quartile of the middle."""
    assert pytest.approx(1 / NormalDist().inv_cdf(0.75), abs=5e-5) == MAD_TO_SD
