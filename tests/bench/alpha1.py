"""How fast DFA-alpha1 goes through beat intervals, against one dense matrix a window.

    python tests/bench/alpha1.py [--minutes 100]

Beats are made up. The dense way inverts the detrending matrix of each window as the formula is
written; it does the first windows only and its time is scaled. Only the ratio means something
elsewhere.
"""

from __future__ import annotations

import argparse
import os
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # idle threads of the dense way burn CPU time

import numpy as np

from planner.thresholds.dfa import SMOOTHING, scaling
from planner.thresholds.dfa_ramp import STEP_S, WINDOW_S, alpha_series

DENSE_WINDOWS = 20


def beats(minutes: float) -> np.ndarray:
    """Return plausible beat intervals in ms, about 115 a minute."""
    rng = np.random.default_rng(1)
    count = int(minutes * 115)
    return np.round(520 + np.cumsum(rng.normal(0, 0.3, count)) + rng.normal(0, 3, count))


def dense(rr_ms: np.ndarray) -> float:
    """Return alpha1 with the matrix of the formula inverted."""
    second = np.diff(np.eye(len(rr_ms)), 2, axis=0)
    inverse = np.linalg.inv(np.eye(len(rr_ms)) + SMOOTHING**2 * second.T @ second)
    return scaling(rr_ms - inverse @ rr_ms)


def main() -> None:
    """Print both times and their ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--minutes", type=float, default=100)
    rr_ms = beats(options.parse_args().minutes)
    t_s = np.cumsum(rr_ms) / 1000
    taken = []
    for _ in range(5):
        begun = time.process_time()
        series = alpha_series(t_s, rr_ms)
        taken.append(time.process_time() - begun)
    begun = time.process_time()
    for number in range(DENSE_WINDOWS):
        start = t_s[0] + number * STEP_S
        dense(rr_ms[(t_s >= start) & (t_s < start + WINDOW_S)])
    dense_s = (time.process_time() - begun) * len(series.t_s) / DENSE_WINDOWS
    print(f"{len(rr_ms)} beats, {len(series.t_s)} windows: {1000 * min(taken):.0f} ms")
    print(f"dense matrices: {1000 * dense_s:.0f} ms; ratio: {dense_s / min(taken):.0f}")


if __name__ == "__main__":
    main()
