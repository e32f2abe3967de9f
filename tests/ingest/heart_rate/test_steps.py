"""Heart rate steps and the effort does not: what lies on the low side is left out."""

from __future__ import annotations

import numpy as np
import pytest
from support.made_streams import run

from ingest.heart_rate import Reason, clean
from ingest.heart_rate.effort import expected, running
from ingest.heart_rate.steps import set_off, sharpest, steps
from ingest.session.grid import to_grid
from ingest.session.timeline import timeline

SECONDS = 2400
NOWHERE = np.zeros(SECONDS, np.bool_)


def tempo(*offsets: tuple[int, int, float]) -> tuple[np.ndarray, np.ndarray]:
    """An even run with one slower part, its heart; ``offsets``: start, stop, bpm added there."""
    t = np.arange(SECONDS)
    speed = np.where((t > 1500) & (t < 1800), 2.4, 3.3)
    hr = np.full(SECONDS, 130.0)
    for second in range(1, SECONDS):
        hr[second] = hr[second - 1] + (90 + 18 * speed[second] - hr[second - 1]) / 30
    hr += 2 * np.sin(t / 50)
    for start, stop, bpm in offsets:
        hr[start:stop] += bpm
    return np.rint(hr), speed


def slides(hr: np.ndarray, *points: tuple[int, float]) -> np.ndarray:
    """Return heart rate with offsets drawn straight between the points, 0 outside."""
    at, bpm = zip(*points, strict=True)
    return np.rint(hr + np.interp(np.arange(SECONDS), at, bpm, 0.0, 0.0))


def found(hr: np.ndarray, speed: np.ndarray, wrong: np.ndarray = NOWHERE) -> np.ndarray:
    samples = run(hr, speed).stream
    grid = to_grid(samples, hr, timeline(samples.t_s, np.empty((0, 2))))
    model = expected(grid, running(grid))
    assert model is not None
    return set_off(grid, model, steps(hr), wrong)


def exactly(start: int, stop: int) -> np.ndarray:
    inside = np.zeros(SECONDS, np.bool_)
    inside[start:stop] = True
    return inside


@pytest.mark.parametrize("bpm", [-9.0, -14.0])
def test_the_plateau_between_two_steps_is_left_out(bpm: float) -> None:
    seen = found(*tempo((900, 1050, bpm)))
    assert (seen & exactly(900, 1050)).sum() >= 140
    assert (seen & ~exactly(895, 1055)).sum() == 0


def test_a_way_back_without_a_step_ends_it_halfway() -> None:
    hr, speed = tempo((900, 1000, -10.0))
    hr[1000:1100] += np.rint(np.linspace(-10, 0, 100))
    seen = found(hr, speed)
    assert seen[905:1000].all()
    assert not seen[1080:].any()


def test_a_step_up_to_what_the_effort_takes_accuses_what_lies_before() -> None:
    # Lost while the effort rose: there is no step down.
    hr, speed = tempo()
    start = int(np.argmax(hr[1800:] >= 140)) + 1800
    off = hr[start : start + 120] - 140
    hr[start : start + 120] = 140
    seen = found(hr, speed)
    assert hr[start + 120] - 140 >= 7
    assert seen[start : start + 120][off > 0.6 * off[-1]].all()
    assert not np.delete(seen, range(start, start + 122)).any()


def test_before_a_step_up_only_the_plateau_is_accused() -> None:
    hr, speed = tempo()
    hr = slides(hr, (800, 0), (900, -24), (1000, -12), (1099, -12), (1100, 0))
    seen = found(hr, speed)
    assert seen[1005:1098].all()
    assert not seen[:970].any()


def test_a_step_up_with_the_effort_is_none() -> None:
    hr, speed = tempo()
    hr[1700:1864] = 132
    assert steps(hr)[1850:1870].max() >= 12
    assert not found(hr, speed)[1700:].any()


def test_a_step_down_from_too_high_is_a_return_to_the_truth() -> None:
    hr, speed = tempo((900, 1050, 14.0))
    hr = slides(hr, (1100, 0), (1200, 14), (1250, 14), (1350, 0))
    assert not found(hr, speed)[1050:].any()


def test_a_level_that_never_comes_back_is_left_alone() -> None:
    assert not found(*tempo((900, SECONDS, -9.0))).any()


def test_a_step_down_after_the_effort_eased_is_none() -> None:
    hr, speed = tempo()
    hr = slides(hr, (1604, 0), (1605, -9), (1665, -9), (1745, 0))
    assert steps(hr)[1595:1610].min() <= -7
    assert not found(hr, speed).any()


def test_a_bump_of_seconds_accuses_nothing_beside_it() -> None:
    hr, speed = tempo((900, 914, 8.0))
    hr = slides(hr, (780, 0), (860, -4), (1000, -4), (1100, 2), (1200, 0))
    assert steps(hr).min() <= -7
    assert not found(hr, speed).any()


def test_what_is_shorter_than_half_a_minute_is_left_alone() -> None:
    assert not found(*tempo((900, 920, -9.0))).any()


def test_beside_what_was_found_before_a_step_says_nothing() -> None:
    hr, speed = tempo((900, 1050, -9.0))
    before = exactly(880, 900) | exactly(1050, 1080)
    assert found(hr, speed).any()
    assert not found(hr, speed, before).any()


def test_a_heart_without_steps_keeps_all() -> None:
    hr, speed = tempo()
    assert not found(hr, speed).any()


@pytest.mark.parametrize(("source", "left_out"), [("wrist", True), ("chest", False)])
def test_a_chest_strap_is_not_doubted_for_it(source: str, left_out: bool) -> None:  # noqa: FBT001 - a parameter
    hr, speed = tempo((900, 1050, -9.0))
    samples = run(hr, speed)
    heart = clean(samples.stream, samples.pauses_s, hr_source=source, sport="running")  # type: ignore[arg-type]
    assert bool((heart.reason == Reason.SET_OFF).any()) is left_out
    assert any(note.code == "set_off" for note in heart.notes) is left_out


def test_a_step_is_what_the_slope_beside_it_does_not_explain() -> None:
    slide = np.arange(100.0)
    stepped = np.repeat([150.0, 142.0], 50)
    assert not steps(slide).any()
    assert steps(stepped).min() == -8.0
    assert steps(stepped).max() == 0.0
    assert len(list(sharpest(-steps(stepped), 6.0))) == 1
    assert not steps(stepped[:20]).any()


@pytest.mark.parametrize(
    ("sizes", "at"),
    [
        ([9, 8, 7, *[0] * 10], [0]),
        ([8, *[0] * 7, 9], [8]),
        ([8, *[0] * 8, 9], [0, 9]),
        ([9, *[0] * 7, 9], [0]),  # of equal ones the first
        ([5, 0, 0], []),
    ],
)
def test_of_the_steps_within_eight_seconds_the_sharpest_counts(
    sizes: list[float], at: list[int]
) -> None:
    assert list(sharpest(np.array(sizes, float), 6.0)) == at
