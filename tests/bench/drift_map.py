"""How well the drift map finds a threshold that is known: bias and spread by kind of runner.

    python tests/bench/drift_map.py [--seeds 40] [--weeks 12]

Each runner's threshold lies between 130 and 160 bpm (``support.made_drift``); the map is read at
the end of the weeks. The upper edge of a step of five beats is told, so that a map without any
error lies up to five beats off. The last line is one JSON document.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.made_drift import KINDS, sessions_of

from planner.thresholds.drift_map import drift_map
from planner.thresholds.trust import trust

if TYPE_CHECKING:
    from planner.session import Session

TODAY = date(2026, 5, 18)
OFF = (-20, -15, -8, 0, 8, 15, 20)  # beats that the ceiling lies beside the threshold
WEEKS_LOOKED_AT = 6


def _contra(sessions: list[Session], ceiling_bpm: float) -> tuple[str, ...]:
    """Return what speaks against a ceiling, the shares of the last weeks by it among that."""
    bpm = int(ceiling_bpm)
    fracs = []
    for back in range(1, WEEKS_LOOKED_AT + 1):
        inside = [one for one in sessions if 0 <= (TODAY - one.local_date).days - 7 * back + 7 < 7]
        seconds = sum((one.facts.vectors.seconds_at for one in inside), np.zeros(256))
        fracs.append(float(seconds[: bpm + 1].sum() / seconds.sum()) if seconds.sum() else None)
    found = drift_map(sessions, TODAY)
    return trust(ceiling_bpm, sessions=sessions, week_fracs=fracs, age=None, drift=found).contra


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--weeks", type=int, default=12)
    given = parser.parse_args()
    document = {}
    for kind in KINDS:
        off, counts = [], []
        doubted = dict.fromkeys(OFF, 0)
        for seed in range(given.seeds):
            true = 130.0 + 30.0 * seed / max(1, given.seeds - 1)
            sessions = sessions_of(kind, seed, threshold_bpm=true, weeks=given.weeks, today=TODAY)
            found = drift_map(sessions, TODAY)
            counts.append(len(found.stretches))
            if found.supported_bpm is not None:
                off.append(found.supported_bpm - true)
            for wrong in OFF:
                doubted[wrong] += bool(_contra(sessions, true + wrong))
        low, high = np.percentile(off, [5, 95]) if off else (np.nan, np.nan)
        document[kind] = {
            "told": len(off),
            "of": given.seeds,
            "bias_bpm": round(float(np.mean(off)), 1),
            "low_bpm": round(float(low), 1),
            "high_bpm": round(float(high), 1),
            "stretches": round(float(np.mean(counts)), 1),
            "doubted": {str(wrong): count / given.seeds for wrong, count in doubted.items()},
        }
        print(
            f"{kind:6} told for {len(off)} of {given.seeds}: {np.mean(off):+.1f} bpm on average,"
            f" 90 % from {low:+.1f} to {high:+.1f}; {np.mean(counts):.0f} stretches in eight weeks"
        )
        said = ", ".join(
            f"{wrong:+d} {count / given.seeds:.0%}" for wrong, count in doubted.items()
        )
        print(f"       doubt of a ceiling so many beats off: {said}")
    many = list(sessions) * (1000 // len(sessions) + 1)
    started = time.perf_counter()
    drift_map(many, TODAY)
    document["ms_of_1000_runs"] = round(1000 * (time.perf_counter() - started), 2)
    print(f"a map over 1,000 runs: {document['ms_of_1000_runs']} ms")
    print(json.dumps(document))


if __name__ == "__main__":
    main()
