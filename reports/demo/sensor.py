"""What a heart-rate sensor makes of the truth: faults put in on purpose, their seconds known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from ingest.session.activity import FloatArray

FaultKind: TypeAlias = Literal["cadence_lock", "dropout", "spike", "start_up", "too_low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One stretch in which the sensor is wrong; seconds on the run's timer clock."""

    kind: FaultKind
    start_s: int
    end_s: int  # not included


def measured(
    true_bpm: FloatArray,
    cadence_spm: FloatArray,
    faults: tuple[Fault, ...],
    rng: np.random.Generator,
) -> FloatArray:
    """Return what the watch stores: whole bpm, NaN where it stored none."""
    seen = true_bpm.copy()
    for fault in faults:
        part = slice(fault.start_s, fault.end_s)
        seconds = np.arange(len(seen[part]), dtype=np.float64)
        match fault.kind:
            case "cadence_lock":  # the wrist's swing is counted instead of the pulse
                seen[part] = cadence_spm[part] + rng.normal(0.0, 0.7, len(seconds))
            case "dropout":
                seen[part] = np.nan
            case "spike":  # there and back within seconds
                seen[part] += 65.0
            case "start_up":  # far too high, then falling to the truth
                seen[part] += 45.0 * (1.0 - seconds / max(len(seconds), 1)) ** 0.5
            case "too_low":  # a loose watch: far under the truth, and hardly moving
                seen[part] = 92.0 + np.cumsum(rng.normal(0.0, 0.15, len(seconds)))
    return np.asarray(np.round(np.clip(seen, 30.0, 240.0)), np.float64)
