"""What is far from the expected is measured by the scatter of the session itself."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from support.made_streams import run

from ingest.heart_rate import Reason, clean
from ingest.session.scatter import MAD_TO_SD


def test_the_median_distance_is_scaled_to_a_normal_scatter() -> None:
    """Half of a normal distribution lies within its upper quartile of the middle."""
    assert pytest.approx(1 / NormalDist().inv_cdf(0.75), abs=5e-5) == MAD_TO_SD


@pytest.mark.parametrize(("slides_over_s", "left_out"), [(90, False), (3, True)])
def test_a_pause_is_no_witness_but_a_step_is(slides_over_s: int, *, left_out: bool) -> None:
    """For seven minutes heart rate is 22 bpm lower, then the runner stands for a minute."""
    t = np.arange(3600)
    fall = np.clip((t - 1980) / slides_over_s, 0, 1) * np.clip((2580 - t) / 90, 0, 1)
    hr = np.where((t >= 2400) & (t < 2460), np.nan, np.rint(150 - 22 * fall))
    made = run(hr, 2.8, pauses=[(2400.0, 2460.0)])
    heart = clean(made.stream, made.pauses_s, hr_source="wrist", sport="running")
    assert (heart.reason[2100:2390] == Reason.TOO_LOW).mean() == left_out
