"""A step up while effort falls gives the sensor away; a step with the effort does not."""

from __future__ import annotations

import numpy as np
import pytest
from support.made_streams import run

from ingest.heart_rate import Reason, clean
from ingest.heart_rate.catch_up import before_catching_up
from ingest.heart_rate.effort import expected, running
from ingest.heart_rate.steps import steps
from ingest.session.grid import to_grid
from ingest.session.timeline import timeline

REPEATS = 6


def repeats(*, catches_up: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Repeats of 3 min fast, 2 min slow; one of them read 13 bpm too low until its end."""
    speed = np.concatenate(
        (np.full(900, 2.5), *[np.repeat([3.8, 2.0], [180, 120])] * REPEATS, np.full(300, 2.5))
    )
    hr = np.full(len(speed), 90.0)
    for second in range(1, len(speed)):
        hr[second] = hr[second - 1] + (95 + 18 * speed[second] - hr[second - 1]) / 30
    if catches_up is not None:
        start = 900 + 300 * catches_up
        hr[start + 20 : start + 195] -= np.minimum(np.arange(175), 13)
    return np.rint(hr), speed


def caught_up(hr: np.ndarray, speed: np.ndarray) -> np.ndarray:
    """Return what the detector finds, on a model learned from all of it."""
    samples = run(hr, speed).stream
    grid = to_grid(samples, hr, timeline(samples.t_s, np.empty((0, 2))))
    model = expected(grid, running(grid))
    assert model is not None
    return before_catching_up(grid, model, steps(hr))


@pytest.mark.parametrize("number", [1, 4])
def test_the_stretch_before_the_step_is_left_out(number: int) -> None:
    hr, speed = repeats(catches_up=number)
    found = caught_up(hr, speed)
    wrong = slice(900 + 300 * number + 40, 900 + 300 * number + 195)
    assert found[wrong].mean() > 0.95
    outside = np.ones(len(hr), np.bool_)
    outside[wrong.start - 60 : wrong.stop + 20] = False
    assert not found[outside].any()


@pytest.mark.parametrize(("source", "left_out"), [("wrist", True), ("chest", False)])
def test_a_chest_strap_is_not_doubted_for_it(source: str, left_out: bool) -> None:  # noqa: FBT001 - a parameter
    samples = run(*repeats(catches_up=1))
    heart = clean(samples.stream, samples.pauses_s, hr_source=source, sport="running")  # type: ignore[arg-type]
    assert bool((heart.reason == Reason.CATCH_UP).any()) is left_out


def test_a_step_up_that_the_effort_explains_is_none() -> None:
    # A late sensor at the start of a repeat: heart rate jumps, but so did the effort.
    hr, speed = repeats(catches_up=None)
    hr[1500:1520] = hr[1499]
    assert hr[1520] - hr[1519] >= 10
    assert not caught_up(hr, speed).any()


def test_sound_repeats_stay_whole() -> None:
    hr, speed = repeats(catches_up=None)
    assert not caught_up(hr, speed).any()
    made = run(hr, speed)
    assert not clean(made.stream, made.pauses_s, hr_source="wrist", sport="running").reason.any()
