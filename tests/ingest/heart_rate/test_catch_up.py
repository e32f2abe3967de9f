"""A step up while effort falls gives the sensor away; a step with the effort does not."""

from __future__ import annotations

import numpy as np
import pytest
from streams import run

from ingest.heart_rate import Reason, clean

REPEATS = 6


def repeats(*, catches_up: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Repeats of 3 min fast, 2 min slow; one of them read 10 bpm too low until its end."""
    speed = np.concatenate(
        (np.full(900, 2.5), *[np.repeat([3.8, 2.0], [180, 120])] * REPEATS, np.full(300, 2.5))
    )
    hr = np.full(len(speed), 90.0)
    for second in range(1, len(speed)):
        hr[second] = hr[second - 1] + (95 + 18 * speed[second] - hr[second - 1]) / 30
    if catches_up is not None:
        start = 900 + 300 * catches_up
        hr[start + 20 : start + 195] -= np.minimum(np.arange(175), 10)
    return np.rint(hr), speed


@pytest.mark.parametrize("number", [1, 4])
def test_the_stretch_before_the_step_is_left_out(number: int) -> None:
    hr, speed = repeats(catches_up=number)
    made = run(hr, speed)
    reason = clean(made.stream, made.pauses_s, hr_source="wrist", sport="running").reason
    wrong = slice(900 + 300 * number + 40, 900 + 300 * number + 195)
    assert (reason[wrong] == Reason.CATCH_UP).mean() > 0.95
    outside = np.ones(len(hr), np.bool_)
    outside[wrong.start - 60 : wrong.stop + 20] = False
    assert (reason[outside] == Reason.CLEAN).all()


def test_sound_repeats_stay_whole() -> None:
    hr, speed = repeats(catches_up=None)
    made = run(hr, speed)
    assert not clean(made.stream, made.pauses_s, hr_source="wrist", sport="running").reason.any()
