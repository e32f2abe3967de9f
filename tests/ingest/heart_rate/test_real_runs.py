"""Real runs of one runner with a sensor at the wrist, and hand-labelled recordings."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.fit import read_fit
from ingest.imports.derive import derive

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from heart_rate import beats, labelled, labels

pytestmark = pytest.mark.real_files


def test_two_years_of_runs_are_hardly_touched(shared: Path) -> None:
    # No labels here: but a wrist sensor that works is right nearly always, and by eye it is.
    paths = sorted((shared / "fit" / "series").glob("*.fit"))[::6]
    facts = [
        derive(read_fit(path.read_bytes()).activities[0], sha256="0" * 64, leg=0)[0]
        for path in paths
    ]
    seconds = sum(run.duration_s for run in facts)
    assert facts
    assert sum(run.hr_excluded_s for run in facts) < 0.02 * seconds
    assert np.mean([run.hr_coverage_frac >= 0.95 for run in facts]) > 0.9


def test_hand_labelled_recordings(shared: Path) -> None:
    # docs/heart-rate.md has the figures on unseen recordings; this holds what stands on the seen.
    folder = shared / "hr_labels"
    results = [labelled(folder, name, rows) for name, rows in labels(folder).items()]
    partly = [result for result in results if result.whole == "mixed"]
    assert np.mean([result.found_frac for result in partly]) > 0.45
    assert np.mean([result.thrown_frac for result in partly]) < 0.011
    assert all(result.thrown_frac < 0.015 for result in results if result.whole == "use_all")


def test_belt_runs_whose_beats_are_known(shared: Path) -> None:
    """Mostly mountains: speed does not say there what the heart must do."""
    unseen = beats(shared / "hr_beats", looked_at=False)
    seen = beats(shared / "hr_beats", looked_at=True)
    assert unseen is not None
    assert seen is not None
    assert unseen.left_out_right <= 0.005
    assert seen.left_out_right <= 0.0005
    assert unseen.false_doubtful == seen.false_doubtful == 0.0
