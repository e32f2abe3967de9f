"""What samples say of a session, added up sample by sample (docs/reading.md has the limits)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_streams import activity, stream

from ingest.imports.derive import derive
from ingest.session.activity import DeviceAthlete, DeviceSummary
from ingest.session.timeline import timeline

NONE = math.nan
# Whole values, many of them at a limit: half a metre a second moves, 8 m/s is the fastest run;
# a cadence of 120 has a mean of running, 140 is counted as run.
SAMPLE = st.fixed_dictionaries(
    {
        "step_s": st.sampled_from([1, 1, 1, 5, 10, 11, 30, 31]),
        "speed_m_s": st.sampled_from([NONE, 0.0, 0.45, 0.5, 3.0, 8.0, 8.05, 9.95, 10.0, 30.0]),
        "cadence_spm": st.sampled_from([NONE, 0.0, 119.0, 120.0, 139.0, 140.0, 170.0]),
        "stance_time_ms": st.sampled_from([NONE, 200.0, 250.0]),
        "stance_balance_percent": st.sampled_from([NONE, 49.0, 51.0]),
        "temperature_c": st.sampled_from([NONE, -4.0, 0.0, 21.0]),
        "hr_bpm": st.sampled_from([NONE, 120.0, 121.0, 130.0]),
    }
)
PAUSE = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda p: (p[0], p[0] + p[1]))


def last_known(rows: list[dict[str, Any]], at: int, name: str) -> float:
    """The value of a sample, else of the last one that has it, at most 30 s before."""
    for row in reversed(rows[: at + 1]):
        if not math.isnan(row[name]):
            return row[name] if rows[at]["t"] - row["t"] <= 30 else NONE
    return NONE


def mean_of(pairs: list[tuple[float, float]]) -> float | None:
    known = [(value, weight) for value, weight in pairs if not math.isnan(value) and weight > 0]
    total = math.fsum(weight for _, weight in known)
    return math.fsum(value * weight for value, weight in known) / total if known else None


@given(st.lists(SAMPLE, min_size=2, max_size=20), st.none() | PAUSE)
def test_sums_and_means_by_hand(rows: list[dict[str, Any]], pause: tuple[int, int] | None) -> None:
    at = 0
    for row in rows:
        row["t"], at = at, at + row["step_s"]
    columns = {name: [row[name] for row in rows] for name in rows[0] if name not in {"t", "step_s"}}
    pauses = [] if pause is None else [pause]
    samples = stream([row["t"] for row in rows], columns.pop("hr_bpm"), **columns)
    weights = timeline(samples.t_s, np.array(pauses, float).reshape(-1, 2)).weight_s.tolist()

    facts, kept = derive(activity(samples, pauses), sha256="0" * 64, leg=0)

    speeds = [last_known(rows, n, "speed_m_s") for n in range(len(rows))]
    cadences = [last_known(rows, n, "cadence_spm") for n in range(len(rows))]
    moving = math.fsum(w for v, w in zip(speeds, weights, strict=True) if v >= 0.5)
    if np.isfinite(speeds).any():
        assert facts.moving_s == pytest.approx(moving)
        sound = [(v, w) for v, w in zip(speeds, weights, strict=True) if 0.5 <= v <= 8]
        assert facts.sound_s == pytest.approx(math.fsum(w for _, w in sound))
        assert facts.sound_m == pytest.approx(math.fsum(v * w for v, w in sound))
    else:
        assert (facts.moving_s, facts.sound_s, facts.sound_m) == (facts.duration_s, None, None)
    by_speed = np.zeros(100)
    for value, weight in zip(speeds, weights, strict=True):
        if not math.isnan(value):
            by_speed[min(int(value / 0.1), 99)] += weight
    np.testing.assert_allclose(facts.speed_seconds, by_speed)
    if np.isfinite(cadences).any():
        pairs = list(zip(cadences, weights, strict=True))
        assert facts.running_s == pytest.approx(math.fsum(w for v, w in pairs if v >= 140))
        assert facts.steps == pytest.approx(
            math.fsum(v * w / 60 for v, w in pairs if not math.isnan(v))
        )
    else:
        assert (facts.running_s, facts.steps) == (None, None)
    runs = [w if row["cadence_spm"] >= 120 else 0 for row, w in zip(rows, weights, strict=True)]
    for name, fact in (
        ("cadence_spm", facts.cadence_mean_spm),
        ("stance_time_ms", facts.stance_time_mean_ms),
        ("stance_balance_percent", facts.stance_balance_mean_percent),
    ):
        wanted = mean_of([(row[name], w) for row, w in zip(rows, runs, strict=True)])
        assert fact == pytest.approx(wanted)
    wanted = mean_of([(row["temperature_c"], w) for row, w in zip(rows, weights, strict=True)])
    assert facts.temperature_mean_c == pytest.approx(wanted)
    heart = [(float(v), w) for v, w in zip(kept.hr_bpm, weights, strict=True)]
    assert facts.hr_mean_bpm == pytest.approx(mean_of(heart))
    counted = [(v, w) for v, w in heart if not math.isnan(v) and w > 0]
    assert facts.hr_max_bpm == max((v for v, _ in counted), default=None)
    covered = math.fsum(w for _, w in counted)
    assert facts.hr_coverage_frac == pytest.approx(
        min(covered / facts.duration_s, 1) if facts.duration_s else 0
    )


def test_what_the_file_says_of_itself_is_kept_as_it_is() -> None:
    made = activity(
        stream(range(60), [130.0] * 60),
        sub_sport="trail",
        name="Forest",
        workout="6 x 400 m",
        device="COROS PACE 3",
        summary=DeviceSummary(rpe=4.0),
        athlete=DeviceAthlete(hr_rest_bpm=47.0, hr_max_bpm=192.0, lthr_bpm=168.0),
    )
    facts, _ = derive(made, sha256="ab" * 32, leg=3)
    assert (facts.id, facts.sha256, facts.leg) == ("abababababab-3", "ab" * 32, 3)
    assert (facts.start_utc, facts.utc_offset_s) == (made.start_utc, 3600)
    assert (facts.sport, facts.sub_sport, facts.name) == ("running", "trail", "Forest")
    assert (facts.workout, facts.device, facts.hr_source) == ("6 x 400 m", "COROS PACE 3", "chest")
    assert (facts.rpe, facts.device_hr_rest_bpm) == (4.0, 47.0)
    assert (facts.device_hr_max_bpm, facts.device_lthr_bpm) == (192.0, 168.0)


def test_what_the_device_states_stands_beside_what_the_samples_say() -> None:
    states = DeviceSummary(timer_s=100.0, elapsed_s=130.0, distance_m=333.0, ascent_m=7.0)
    facts, _ = derive(
        activity(stream([], []), summary=states), sha256="0" * 64, leg=0
    )  # typed in by hand
    assert (facts.duration_s, facts.elapsed_s, facts.duration_source) == (100.0, 130.0, "device")
    assert (facts.device_duration_s, facts.device_distance_m) == (100.0, 333.0)
    assert (facts.device_ascent_m, facts.ascent_m, facts.ascent_source) == (7.0, 7.0, "device")
    assert facts.moving_s == 100.0


@pytest.mark.parametrize(
    ("metres", "speeds"),
    [
        ([0, 3, 9, 9], [3, 3, 6, 0]),
        ([0, NONE, 8, 7], [4, NONE, 4, 0]),  # over two seconds; rounding back is standing
        ([NONE, 5, NONE, NONE], [NONE] * 4),
    ],
)
def test_without_speeds_they_follow_from_the_metres(metres: list, speeds: list) -> None:
    facts, _ = derive(
        activity(stream(range(4), [130.0] * 4, distance_m=metres)), sha256="0" * 64, leg=0
    )
    by_speed = np.zeros(100)
    held = NONE
    for speed in speeds[:-1]:
        held = held if math.isnan(speed) else speed
        if not math.isnan(held):
            by_speed[round(10 * held)] += 1
    np.testing.assert_array_equal(facts.speed_seconds, by_speed)
