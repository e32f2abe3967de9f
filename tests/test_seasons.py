"""What the generator knows of its seasons, the judgement must find: from arrays, no file."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from support.judged_seasons import LAST_DAY, athlete, derived, first_day, standing

from planner.flags.standing import standing_flags
from reports.demo.seasons import SEASONS

CHEST = ("steady", "too_hard", "spike")


@pytest.mark.parametrize("name", sorted(SEASONS))
def test_every_run_is_judged_by_the_true_ceiling(name: str) -> None:
    judged = athlete(name)
    truth = derived(name).made.truth
    assert len(judged.runs) == len(truth.runs)
    assert {run.ceiling.bpm for run in judged.runs if run.ceiling} == {truth.ceiling_bpm}
    assert all(run.ceiling is not None and run.ceiling.method == "maf" for run in judged.runs)


@pytest.mark.parametrize("name", CHEST)
def test_every_run_gets_the_class_of_its_intent(name: str) -> None:
    for run, truth in zip(athlete(name).runs, derived(name).made.truth.runs, strict=True):
        assert run.local_date == truth.day
        assert run.session_class == truth.session_class, f"{truth.day} {truth.intent}"


@pytest.mark.parametrize("name", CHEST)
def test_the_seconds_above_the_ceiling_are_the_true_ones(name: str) -> None:
    """Whole bpm and beat noise may move a few seconds at the border, no more."""
    truth = derived(name).made.truth
    for run, known in zip(athlete(name).runs, truth.runs, strict=True):
        certain = float(np.sum(known.true_bpm > truth.ceiling_bpm + 1))
        possible = float(np.sum(known.true_bpm > truth.ceiling_bpm))
        assert run.above_s is not None
        assert certain - 2 <= run.above_s <= possible + 2


@pytest.mark.parametrize("name", sorted(SEASONS))
def test_durations_and_distances_are_those_that_were_run(name: str) -> None:
    known = derived(name)
    for facts, activity in zip(known.facts, known.made.activities, strict=True):
        summary = activity.summary
        assert facts.duration_s == pytest.approx(summary.timer_s, abs=1.0)
        assert facts.distance_m == pytest.approx(summary.distance_m, rel=0.001)
        assert facts.elapsed_s == pytest.approx(summary.elapsed_s, abs=1.0)


@pytest.mark.parametrize("name", CHEST)
def test_a_sound_sensor_loses_no_second(name: str) -> None:
    known = derived(name)
    for facts, truth in zip(known.facts, known.made.truth.runs, strict=True):
        assert facts.hr_coverage_frac > 0.995, truth.day
        assert facts.hr_mean_bpm == pytest.approx(float(truth.true_bpm.mean()), abs=0.5)


def test_a_steady_base_is_never_warned_of_its_training() -> None:
    """The first month has no history to be measured by; after it, no day has such a warning."""
    first = derived("steady").made.truth.runs[0].day + timedelta(days=31)
    for week in range((LAST_DAY - first).days // 7 + 1):
        day = LAST_DAY - timedelta(weeks=week)
        assert standing("steady", day) == set(), day


def test_a_steady_base_is_called_aerobic_week_by_week() -> None:
    weeks = [week for week in athlete("steady").weeks if week.sessions]
    assert weeks
    assert all(week.aerobic_frac is not None and week.aerobic_frac > 0.9 for week in weeks)


def test_the_turn_to_hard_training_is_not_found_before_it_happened() -> None:
    turn = derived("too_hard").made.truth.too_hard_from
    assert turn is not None
    for back in range(1, 36):
        assert standing("too_hard", turn - timedelta(days=back)) == set()


def test_three_hard_days_are_found_in_the_first_hard_week() -> None:
    """The truth: Tuesday, Thursday and Saturday of that week are hard."""
    turn = derived("too_hard").made.truth.too_hard_from
    assert turn is not None
    found = first_day("too_hard", "hard_days", since=turn, until=turn + timedelta(days=13))
    assert found == turn + timedelta(days=5)


def test_the_falling_aerobic_share_is_found_within_three_weeks() -> None:
    """Two weeks running under the target, so not before the second week and not after the third."""
    turn = derived("too_hard").made.truth.too_hard_from
    assert turn is not None
    found = first_day("too_hard", "aerobic_share", since=turn, until=turn + timedelta(days=27))
    assert found is not None
    assert timedelta(days=7) <= found - turn <= timedelta(days=21)


def test_the_spike_is_found_on_its_day_and_not_before() -> None:
    spike_day = derived("spike").made.truth.spike_day
    assert spike_day is not None
    assert "distance_spike" not in standing("spike", spike_day - timedelta(days=1))
    assert "distance_spike" in standing("spike", spike_day)
    assert "distance_spike" in standing("spike", LAST_DAY)


def test_the_spike_names_the_true_ratio() -> None:
    """By hand: what was run before a break counts for as much as the days off leave of it.

    0.75 after 14 days, 0.60 after 21, in between by the straight line.
    """
    known = derived("spike")
    spike_day, holiday = known.made.truth.spike_day, known.made.truth.holiday
    assert spike_day is not None
    assert holiday is not None
    metres = {
        run.day: float(activity.stream.distance_m[-1])
        for activity, run in zip(known.made.activities, known.made.truth.runs, strict=True)
    }
    last_before = max(day for day in metres if day < holiday[0])
    first_after = min(day for day in metres if day > holiday[1])
    days_off = (first_after - last_before).days - 1
    share = 0.75 - 0.15 * (days_off - 14) / 7
    reference = max(
        length * (share if day <= last_before else 1.0)
        for day, length in metres.items()
        if 0 < (spike_day - day).days <= 30
    )
    flags = standing_flags(athlete("spike", spike_day))
    (flag,) = [flag for flag in flags if flag.check == "distance_spike"]
    assert flag.since == spike_day
    (ratio,) = [number.value for number in flag.evidence if number.unit == "1"]
    assert ratio == pytest.approx(metres[spike_day] / reference, rel=0.01)
