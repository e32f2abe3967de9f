"""Made-up runs with one fault each, and clean ones that look like it; every second's truth known.

The heart here is not the one of the demo's seasons: another lag law, other slopes and levels,
cadence constant or moving, speeds easy, tempo and intervals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
from support.made_streams import run

from ingest.heart_rate import Reason, clean

if TYPE_CHECKING:
    from collections.abc import Callable

BELIEVED = (Reason.CLEAN, Reason.HELD)
SEEDS = range(8)


class Made(NamedTuple):
    """One run: what the sensor wrote, the heart beneath, and where the sensor is at fault."""

    seen: np.ndarray
    true: np.ndarray
    faulty: np.ndarray
    speed: np.ndarray
    cadence: np.ndarray


def sound(seed: int, kind: str) -> Made:
    rng = np.random.default_rng([seed, len(kind)])
    count = int(rng.integers(2400, 4500))
    t = np.arange(count)
    speed = {
        "easy": 2.6 + 0.15 * np.sin(t / 170),
        "tempo": np.where((t > 800) & (t < count - 500), 3.3, 2.5),
        "intervals": np.where((t > 900) & (t < count - 600) & ((t - 900) % 300 < 180), 3.9, 2.4),
    }[kind] + 0.05 * rng.normal(0, 1, count)
    aim = rng.uniform(75, 105) + rng.uniform(14, 24) * speed + 0.08 * t / 60
    true = np.empty(count)
    beat, wander = aim[0] - 25, 0.0
    for second in range(count):
        beat += (aim[second] - beat) / 30
        wander += -wander / 60 + rng.normal(0, 0.2)
        true[second] = beat + wander
    cadence = rng.uniform(160, 178) + (
        rng.normal(0, 0.5, count)
        if rng.random() < 0.5
        else 6 * (speed - 2.6) + 2 * np.sin(t / 40) + rng.normal(0, 0.8, count)
    )
    return Made(np.rint(true), true, np.zeros(count, np.bool_), speed, np.rint(cadence))


def faulty(made: Made, start: int, stop: int, seen: np.ndarray) -> Made:
    """Return the run with ``seen`` in these seconds; at fault where over 5 bpm off."""
    written, fault = made.seen.copy(), made.faulty.copy()
    written[start:stop] = np.rint(seen[start:stop])
    fault[start:stop] = np.abs(written[start:stop] - made.true[start:stop]) > 5
    return made._replace(seen=written, faulty=fault)


def locked(made: Made, start: int, seconds: int) -> Made:
    jitter = np.random.default_rng(start).normal(0, 0.7, len(made.seen))
    return faulty(made, start, start + seconds, made.cadence + jitter)


def spiked(made: Made) -> Made:
    for start, width in ((700, 3), (1100, 8), (1400, 1)):
        made = faulty(made, start, start + width, made.true + 45)
    return made


def at_cadence(made: Made) -> Made:
    """A heart that truly beats at the cadence for most of the run."""
    steady = np.full(len(made.true), np.median(made.true))
    jitter = np.random.default_rng(1).normal(0, 0.5, len(steady))
    return made._replace(cadence=np.rint(steady + jitter))


FAULTS: dict[str, Callable[[Made], Made]] = {
    "locked in the middle": lambda made: locked(made, 1000, 700),
    "locked from the start": lambda made: locked(made, 0, 700),
    "locked to the end": lambda made: locked(made, len(made.seen) - 900, 900),
    "half": lambda made: faulty(made, 1000, 1180, made.true / 2),
    "double": lambda made: faulty(made, 1000, 1040, np.minimum(made.true * 2, 225)),
    "no value": lambda made: faulty(made, 1000, 1090, np.zeros(len(made.seen))),
    "spikes": spiked,
}
LOOKALIKES: dict[str, Callable[[Made], Made]] = {
    "nothing wrong": lambda made: made,
    "truly at the cadence": at_cadence,
}


def counts(change: Callable[[Made], Made], kind: str) -> np.ndarray:
    """Return seconds found, at fault, thrown away and sound over all seeds.

    Sound seconds beside a fault, in the same stretch of the sensor's error, count as neither.
    """
    total = np.zeros(4, np.int64)
    for seed in SEEDS:
        made = change(sound(seed, kind))
        samples = run(made.seen, made.speed, made.cadence)
        heart = clean(samples.stream, samples.pauses_s, hr_source="wrist", sport="running")
        out = ~np.isin(heart.reason, BELIEVED)
        honest = np.abs(made.seen - made.true) <= 0.51
        total += [
            (out & made.faulty).sum(),
            made.faulty.sum(),
            (out & honest).sum(),
            honest.sum(),
        ]
    return total


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_found_and_little_else(fault: str) -> None:
    found, wrong, thrown, rest = sum(
        counts(FAULTS[fault], kind) for kind in ("easy", "tempo", "intervals")
    )
    assert wrong > 0
    assert found / wrong >= 0.9
    assert thrown / rest <= 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lock_from_the_first_second_to_the_last(seed: int) -> None:
    made = sound(seed, "easy")
    made = locked(made, 0, len(made.seen))
    samples = run(made.seen, made.speed, made.cadence)
    heart = clean(samples.stream, samples.pauses_s, hr_source="wrist", sport="running")
    assert np.isfinite(heart.bpm).mean() < 0.1


def test_a_flat_line_through_intervals() -> None:
    found, wrong, thrown, rest = counts(
        lambda made: faulty(made, 1000, 1400, np.full(len(made.seen), made.seen[1000])),
        "intervals",
    )
    assert found / wrong >= 0.9
    assert thrown / rest <= 0.03  # seconds at which the flat line meets the truth are among them


@pytest.mark.parametrize("kind", ["easy", "tempo", "intervals"])
@pytest.mark.parametrize("look", LOOKALIKES)
def test_what_only_looks_wrong_stays(look: str, kind: str) -> None:
    _, _, thrown, rest = counts(LOOKALIKES[look], kind)
    assert thrown / rest <= 0.01
