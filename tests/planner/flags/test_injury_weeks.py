"""The figures of docs/evidence.md, recomputed from 805 real runner-weeks."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real_files


@pytest.fixture(scope="module")
def weeks(shared: Path) -> dict[str, np.ndarray]:
    path = shared / "injury" / "lovdal_week_casecontrol_805.csv"
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return {
        " ".join(name.split()): np.array([float(row[name]) for row in rows]) for name in rows[0]
    }


def auc(values: np.ndarray, injured: np.ndarray) -> float:
    """Return the chance that an injured week has the larger value, ties counted half."""
    one, other = values[injured][:, None], values[~injured][None, :]
    return float((one > other).mean() + 0.5 * (one == other).mean())


def shares(marked: np.ndarray, injured: np.ndarray) -> tuple[float, float]:
    return round(marked[injured].mean() * 100, 1), round(marked[~injured].mean() * 100, 1)


def test_a_weeks_distance_and_its_ratio_say_nothing(weeks):
    injured = weeks["injury"] == 1
    assert (len(injured), injured.sum()) == (805, 421)
    kms = weeks["total kms"]
    mean = (kms + weeks["total kms.1"] + weeks["total kms.2"]) / 3
    ratio = np.divide(kms, mean, out=np.ones_like(kms), where=mean > 0)
    assert auc(kms, injured) == pytest.approx(0.525, abs=0.0006)
    assert auc(ratio, injured) == pytest.approx(0.503, abs=0.0006)
    assert shares(ratio > 1.5, injured) == (7.1, 11.5)
    before = np.maximum(weeks["total kms.1"], weeks["total kms.2"])
    assert shares(kms > 1.3 * before, injured) == (15.7, 18.0)


def test_time_above_easy_says_a_little(weeks):
    injured = weeks["injury"] == 1
    fast, fast_before = (weeks[f"total km Z3-Z4-Z5-T1-T2{n}"] for n in ("", ".1"))
    assert auc(fast, injured) == pytest.approx(0.582, abs=0.0006)
    both = (fast > 0.1 * weeks["total kms"]) & (fast_before > 0.1 * weeks["total kms.1"])
    assert shares(both, injured) == (72.0, 56.5)
    share, share_before = (
        np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
        for part, whole in ((fast, weeks["total kms"]), (fast_before, weeks["total kms.1"]))
    )
    assert auc(share, injured) == pytest.approx(0.616, abs=0.0006)
    low = (share > 0.2) & (share_before > 0.2)
    assert shares(low, injured) == (33.0, 22.9)
    assert low[injured].mean() / low[~injured].mean() == pytest.approx(1.44, abs=0.005)
    assert auc(weeks["nr. days with interval session"], injured) == pytest.approx(0.553, abs=0.0006)
    assert shares(weeks["nr. strength trainings"] == 0, injured) == (32.8, 44.0)
    (tough,) = (name for name in weeks if name.startswith("nr. tough") and name.endswith(")"))
    assert shares(weeks[tough] >= 3, injured) == (10.9, 9.6)
