"""Damaged watch files must not give totals that no runner or rider can have made.

    python tests/fuzz/totals.py [--mutations 3000] [--seed 1] [--show 20] [--save FOLDER]

Generated files, and real ones from AEROBASE_SHARED or ../shared where they are, are damaged at
random (``support.mutations``), read, and their sessions derived. Impossible is what is negative,
faster than 8 m/s on foot or 25 m/s on wheels, a climb of more than 1 m/s, longer than from the
first to the last timer event of the whole file, or more than 2 % beyond an intact session message.
Only files are taken whose own totals pass. Exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.mutations import Truth, impossible, mutate, truth
from support.whole_files import whole_files

SHARED = Path(os.environ.get("AEROBASE_SHARED", Path(__file__).parents[3] / "shared"))
SMALLEST, LARGEST = 2_000, 400_000  # bytes of a real file: a run of an hour or two
EVERY = 4  # of the series, which is one runner's with one watch


def real_files() -> dict[str, bytes]:
    """Return real files of all makers, and some of the series."""
    paths = sorted((SHARED / "fit" / "makers").glob("*/*.fit"))
    paths += sorted((SHARED / "fit" / "series").glob("*.fit"))[::EVERY]
    sizes = {path: path.stat().st_size for path in paths}
    return {
        path.name: path.read_bytes() for path, size in sizes.items() if SMALLEST < size <= LARGEST
    }


def attempt(corpus: list[tuple[str, bytes, Truth]], options: argparse.Namespace) -> int:
    """Damage the files so many times; print what was impossible and return how often."""
    chance = random.Random(options.seed)
    wrong = 0
    for number in range(options.mutations):
        name, data, true = chance.choice(corpus)
        damaged = mutate(chance, data)
        found = list(impossible(damaged, true))
        if not found:
            continue
        wrong += 1
        if wrong <= options.show:
            print(f"  {number} {name}: {'; '.join(found)}")
        if options.save is not None:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / f"{number}-{name}").write_bytes(damaged)
    return wrong


def main() -> int:
    """Run the experiment and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutations", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20, help="findings printed")
    parser.add_argument("--save", type=Path, help="where files with findings are kept")
    options = parser.parse_args()
    total = 0
    for kind, files in {"generated": whole_files(), "real": real_files()}.items():
        started_s = time.monotonic()
        judged = [(name, data, truth(data)) for name, data in files.items()]
        corpus = [(name, data, true) for name, data, true in judged if true is not None]
        if not corpus:
            print(f"{kind}: no files")
            continue
        wrong = attempt(corpus, options)
        total += wrong
        print(
            f"{kind}: {wrong} of {options.mutations:,} mutations of {len(corpus)} files"
            f" ({len(files) - len(corpus)} left out) gave impossible totals,"
            f" {time.monotonic() - started_s:.0f} s"
        )
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
