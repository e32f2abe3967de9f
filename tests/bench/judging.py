"""How fast years of sessions are judged anew, against walking through their samples.

    python tests/bench/judging.py [--sessions 1500]

Sessions of an hour with a sample a second are made up. The loop is the plainest one: each sample
compared with ceiling and floor, as a program does that keeps no vectors. Judged are a few of them,
and the time is scaled to all. Only the ratio means something elsewhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.made_sessions import facts

from planner.judging.judge import judge
from planner.profile.model import Dated, Profile, ThresholdEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.session.facts import SessionFacts

FIRST = date(2021, 1, 1)
HOUR_S = 3600
WALKED = 20


def hearts(count: int) -> list[np.ndarray]:
    """Return an hour of plausible heart rate for each session, one value a second."""
    rng = np.random.default_rng(1)
    return [
        np.clip(140 + np.cumsum(rng.integers(-1, 2, HOUR_S)), 90, 195).astype(int)
        for _ in range(count)
    ]


def session(number: int, beats: np.ndarray) -> SessionFacts:
    """Return the facts of one session, its vectors made from the samples."""
    edges = np.flatnonzero(np.diff(beats, prepend=-1))
    lengths = np.diff(edges, append=len(beats))
    few = list(zip(lengths[:60].tolist(), beats[edges[:60]].tolist(), strict=True))
    rest = [(float(len(beats) - sum(s for s, _ in few)), int(np.median(beats)))]
    return facts(FIRST + timedelta(days=number), [*few, *rest], id=f"{number:012d}-0")


def walk(beats: list[int], ceiling: int) -> tuple[int, int, int, int]:
    """Judge one session sample by sample."""
    below = within = above = longest = bout = 0
    for beat in beats:
        if beat > ceiling:
            above += 1
        elif beat >= ceiling - 10:
            within += 1
        else:
            below += 1
        bout = bout + 1 if beat > ceiling + 5 else 0
        longest = max(longest, bout)
    return below, within, above, longest


def cpu_s(work: Callable[[], object]) -> float:
    """Return the least CPU time of five goes."""
    taken = []
    for _ in range(5):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> None:
    """Print both times and their ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sessions", type=int, default=1500)
    count = options.parse_args().sessions
    beats = hearts(WALKED)
    known = [session(n, beats[n % WALKED]) for n in range(count)]
    days = [one.start_utc.date() for one in known]
    profile = Profile(
        birth_date=date(1980, 5, 1),
        hr_rest=(Dated(value=50),),
        thresholds=(ThresholdEntry(method="entered", value_bpm=150, since=date(2023, 1, 1)),),
    )
    vectors_s = cpu_s(lambda: judge(known, days, profile))
    lists = [one.tolist() for one in beats]
    walked_s = cpu_s(lambda: [walk(one, 150) for one in lists]) * count / WALKED
    print(f"{count} sessions judged anew, load and reasons included: {1000 * vectors_s:.1f} ms")
    print(f"walking through their samples, times and bouts only: {1000 * walked_s:.0f} ms")
    print(f"ratio: {walked_s / vectors_s:.0f}")


if __name__ == "__main__":
    main()
