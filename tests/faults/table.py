"""Do every fault many times, and print how each ended: `make faults`.

    python tests/faults/table.py [--seed N] [--only WORD]

Takes a quarter of an hour. A fault that loses anything is told, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.faults import FAULTS, Things


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    lost = 0
    with tempfile.TemporaryDirectory(prefix="aerobase-faults-") as folder:
        things = Things.make(Path(folder))
        print("| fault | times | how it ended | something lost |\n|---|---|---|---|")
        for name, (fault, times, _) in FAULTS.items():
            if asked.only not in name:
                continue
            ended: Counter[str] = Counter()
            for number in range(times):
                with tempfile.TemporaryDirectory(dir=folder) as place:
                    chance = random.Random(f"{asked.seed} {name} {number}")
                    try:
                        ended[fault(things, Path(place), chance)] += 1
                    except AssertionError:
                        ended["LOST"] += 1
                        print(
                            f"{name}, number {number}:\n{traceback.format_exc()}", file=sys.stderr
                        )
            how = ", ".join(f"{what} {count}" for what, count in sorted(ended.items()))
            print(f"| {name} | {times} | {how} | {ended['LOST'] or 'no'} |", flush=True)
            lost += ended["LOST"]
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
